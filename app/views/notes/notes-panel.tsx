import { Download, Plus, Trash2, Undo2, Upload } from 'lucide-react';
import { type ReactNode, useRef, useState } from 'react';
import { parseAddress } from '../../../src-protocol/bytes/address.ts';
import { Button } from '../../components/button.tsx';
import { counted } from '../../format/numbers.ts';
import { select, setDialog } from '../../state/actions.ts';
import type { Note } from '../../state/note.ts';
import { deleteNotes, exportNotes, importNotes, undoDelete } from '../../state/notes.ts';
import { saveFile } from '../../state/save-file.ts';
import { useInspector } from '../../state/store.ts';
import type { CommentView } from '../../worker/protocol.ts';
import { FileComments } from './file-comments.tsx';
import './notes.css';

const NO_COMMENTS: readonly CommentView[] = [];

/** The capture's bookmarks and notes. */
export function NotesPanel(): ReactNode {
  const notes = useInspector((state) => state.notes);
  const comments = useInspector((state) => state.capture?.comments) ?? NO_COMMENTS;
  const [gone, setGone] = useState(0);
  const remove = (ids: readonly string[]) => {
    deleteNotes(ids);
    setGone(ids.length);
  };
  return (
    <section className="notes" aria-label="Notes">
      <div className="notes-bar">
        <Button onClick={() => setDialog('note')}>
          <Plus size={14} aria-hidden /> Note here
        </Button>
        <Button disabled={notes.length === 0} onClick={download}>
          <Download size={14} aria-hidden /> Export
        </Button>
        <Import />
        <span role="status" className="notes-status">
          {gone > 0 && (
            <>
              {counted(gone, 'note')} deleted.{' '}
              <Button
                onClick={() => {
                  undoDelete();
                  setGone(0);
                }}
              >
                <Undo2 size={14} aria-hidden /> Undo
              </Button>
            </>
          )}
        </span>
        {notes.length > 1 && (
          <Button look="quiet" onClick={() => remove(notes.map(({ id }) => id))}>
            Delete all
          </Button>
        )}
      </div>
      {notes.length === 0 ? (
        <p className="notes-empty dim">
          Nothing is bookmarked in this capture. Press <kbd>m</kbd> to bookmark what is selected,{' '}
          <kbd>Shift</kbd> <kbd>m</kbd> to write about it. Notes stay in this browser.
        </p>
      ) : (
        <ul className="note-list">
          {notes.map((note) => (
            <NoteLine key={note.id} note={note} onDelete={() => remove([note.id])} />
          ))}
        </ul>
      )}
      {comments.length > 0 && (
        <section className="notes-in-file" aria-label="In the file itself">
          <h3>In the file itself</h3>
          <FileComments comments={comments} />
        </section>
      )}
    </section>
  );
}

function NoteLine({ note, onDelete }: { readonly note: Note; readonly onDelete: () => void }) {
  const go = () => {
    const place = parseAddress(note.at);
    if (!place) return;
    const kind = note.kind ?? 'chunk';
    const { direction, offset: at } = place;
    select({ connection: note.connection, direction, at, kind }, note.field);
  };
  return (
    <li className="note">
      <button type="button" className="address-link" aria-label={`Go to ${note.at}`} onClick={go}>
        {note.at}
      </button>
      {note.field !== undefined && <span className="mono dim">{note.field}</span>}
      <span className="note-text">{note.text || <span className="faint">bookmark</span>}</span>
      <Button
        look="icon"
        aria-label={`Delete the note at ${note.at}`}
        title="Delete"
        onClick={onDelete}
      >
        <Trash2 size={14} aria-hidden />
      </Button>
    </li>
  );
}

function Import() {
  const input = useRef<HTMLInputElement>(null);
  return (
    <>
      <input
        ref={input}
        type="file"
        accept=".json,application/json"
        aria-label="File of notes"
        className="visually-hidden"
        tabIndex={-1}
        onChange={(event) => {
          const file = event.currentTarget.files?.[0];
          // The same file can be chosen again.
          event.currentTarget.value = '';
          void file?.text().then(importNotes);
        }}
      />
      <Button onClick={() => input.current?.click()}>
        <Upload size={14} aria-hidden /> Import
      </Button>
    </>
  );
}

function download(): void {
  const { name, text } = exportNotes();
  saveFile(name, new Blob([text], { type: 'application/json' }));
}
