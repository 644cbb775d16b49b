import { useEffect, useId, useRef, useState } from 'react';
import { Button } from '../../components/button.tsx';
import { Dialog } from '../../components/dialog.tsx';
import { count, counted } from '../../format/numbers.ts';
import { setDialog } from '../../state/actions.ts';
import { MASK } from '../../state/mask.ts';
import { FORMS, saveStream } from '../../state/save-stream.ts';
import { useInspector } from '../../state/store.ts';
import { useAnswer } from '../../state/use-answer.ts';
import type { SavableStream } from '../../worker/session-questions.ts';
import { DIRECTION_WORDS } from '../marks/direction-words.ts';
import './save.css';

/** A stream of the connection as a file: which one, as what, and how far it has come. */
export function SaveDialog() {
  const connection = useInspector((state) => state.connection);
  const { answer: streams } = useAnswer(
    'streams',
    connection === undefined ? undefined : { connection },
  );
  return (
    <Dialog title="Save a stream" onClose={close}>
      {streams === undefined ? (
        <p className="dim">Looking for audio and video.</p>
      ) : streams.length === 0 ? (
        <p>No audio or video in this connection: there is no stream to save.</p>
      ) : (
        <SaveForm connection={connection!} streams={streams} />
      )}
    </Dialog>
  );
}

function close(): void {
  setDialog(undefined);
}

function SaveForm({
  connection,
  streams,
}: {
  readonly connection: number;
  readonly streams: readonly SavableStream[];
}) {
  const id = useId();
  const reveal = useInspector((state) => state.revealKeys);
  const [chosen, setChosen] = useState(() => keyOf(streams[0]!));
  const [wanted, setWanted] = useState<keyof typeof FORMS>('flv');
  const [written, setWritten] = useState<number>();
  const here = useRef(true);
  // Whoever closes the dialog gives up.
  useEffect(() => {
    here.current = true;
    return () => {
      here.current = false;
    };
  }, []);
  const stream = streams.find((one) => keyOf(one) === chosen) ?? streams[0]!;
  const form = stream.forms.includes(wanted) ? wanted : 'flv';
  const save = async (): Promise<void> => {
    setWritten(0);
    await saveStream(connection, stream, form, (messages) => {
      if (here.current) setWritten(messages);
      return here.current;
    });
    if (here.current) close();
  };
  const busy = written !== undefined;
  return (
    <form
      className="save-form"
      onSubmit={(event) => {
        event.preventDefault();
        void save();
      }}
    >
      <div className="save-field">
        <label htmlFor={`${id}-stream`}>Stream</label>
        <select
          id={`${id}-stream`}
          className="select"
          value={keyOf(stream)}
          disabled={busy}
          onChange={({ target }) => setChosen(target.value)}
        >
          {streams.map((one) => (
            <option key={keyOf(one)} value={keyOf(one)}>
              {wordsOf(one, reveal)}
            </option>
          ))}
        </select>
      </div>
      <div className="save-field">
        <label htmlFor={`${id}-form`}>As</label>
        <select
          id={`${id}-form`}
          className="select"
          value={form}
          disabled={busy}
          onChange={({ target }) => setWanted(target.value as typeof form)}
        >
          {stream.forms.map((one) => (
            <option key={one} value={one}>
              {FORMS[one].text}
            </option>
          ))}
        </select>
      </div>
      <p className="dim">
        {form === 'flv'
          ? 'Messages as they were sent, in the order in which they became whole. Times begin with 0 at the first frame.'
          : 'The frames of the default track, without their times.'}{' '}
        Messages that are not whole are left out and counted.
        {!reveal && ' The stream key is not in the name of the file.'}
      </p>
      <p role="status">
        {busy && `${count(written)} of ${counted(stream.messages, 'message')} written.`}
      </p>
      <div className="save-actions">
        <Button onClick={close}>Cancel</Button>
        <Button type="submit" look="primary" disabled={busy}>
          Save
        </Button>
      </div>
    </form>
  );
}

function keyOf({ direction, messageStreamId }: SavableStream): string {
  return `${direction} ${messageStreamId}`;
}

function wordsOf(
  { role, name, direction, messageStreamId, codecs }: SavableStream,
  reveal: boolean,
) {
  const named = role === undefined ? '' : `${role} ${reveal ? name : MASK}, `;
  const held = codecs.length === 0 ? '' : `: ${codecs.join(' and ')}`;
  return `${named}${DIRECTION_WORDS[direction]}, message stream ${messageStreamId}${held}`;
}
