import { type SyntheticEvent, useRef } from 'react';
import { addressOf } from '../../../src-protocol/bytes/address.ts';
import { Button } from '../../components/button.tsx';
import { Dialog } from '../../components/dialog.tsx';
import { setDialog } from '../../state/actions.ts';
import { noteHere, writeNote } from '../../state/notes.ts';
import { useInspector } from '../../state/store.ts';
import './notes.css';

/** Writes a note at the selected place. */
export function NoteDialog() {
  const selection = useInspector((state) => state.selection);
  const field = useInspector((state) => state.field);
  const text = useRef<HTMLTextAreaElement>(null);
  const close = () => setDialog(undefined);
  const submit = (event: SyntheticEvent<HTMLFormElement>) => {
    event.preventDefault();
    const words = new FormData(event.currentTarget).get('text');
    close();
    writeNote(typeof words === 'string' ? words.trim() : '');
  };
  if (!selection) return null;
  const at = addressOf(selection.direction, selection.at);
  return (
    <Dialog title="Note" onClose={close} initialFocus={text}>
      <form className="note-form" onSubmit={submit}>
        <label htmlFor="note-text">
          About <span className="mono">{at}</span>
          {field !== undefined && (
            <>
              , field <span className="mono">{field}</span>
            </>
          )}
        </label>
        <textarea
          ref={text}
          id="note-text"
          name="text"
          rows={5}
          maxLength={10_000}
          className="text-field"
          defaultValue={noteHere()?.text}
        />
        <div className="note-actions">
          <span className="dim">Kept in this browser only.</span>
          <Button type="submit" look="primary">
            Keep
          </Button>
        </div>
      </form>
    </Dialog>
  );
}
