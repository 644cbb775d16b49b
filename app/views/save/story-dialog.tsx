import { useId, useMemo } from 'react';
import type { Address } from '../../../src-protocol/bytes/address.ts';
import { Button } from '../../components/button.tsx';
import { Dialog } from '../../components/dialog.tsx';
import { say, setDialog } from '../../state/actions.ts';
import { locationOf } from '../../state/history.ts';
import { formatLocation } from '../../state/location.ts';
import { useMask } from '../../state/mask.ts';
import { fileName, saveFile } from '../../state/save-file.ts';
import { currentConnection, inspector, useInspector } from '../../state/store.ts';
import { useAnswer } from '../../state/use-answer.ts';
import type { ConnectionSummary } from '../../worker/protocol.ts';
import { ToCopy } from '../share/to-copy.tsx';
import { sessionMarkdown } from './session-markdown.ts';
import '../share/share.css';

/** Commands that are told; the worker gives no more at once. */
const MOST_TURNS = 1000;

/** The session in words, to copy or to save. */
export function StoryDialog() {
  const connection = useInspector(currentConnection);
  if (!connection) return null;
  return (
    <Dialog title="This session as Markdown" onClose={() => setDialog(undefined)}>
      <Story connection={connection} />
    </Dialog>
  );
}

function Story({ connection }: { readonly connection: ConnectionSummary }) {
  const id = useId();
  const mask = useMask();
  const { connection: number } = connection;
  const capture = useInspector((state) => state.capture?.name ?? 'capture');
  const { answer: overview } = useAnswer('overview', { connection: number });
  const { answer: story } = useAnswer('story', { connection: number, from: 0, count: MOST_TURNS });
  const text = useMemo(
    () =>
      overview && story
        ? sessionMarkdown({ capture, connection, overview, ...story }, mask, linkTo)
        : '',
    [capture, connection, overview, story, mask],
  );
  const save = (): void => {
    saveFile(fileName(number, 'session', 'md'), new Blob([text], { type: 'text/markdown' }));
    say('The session was saved.');
  };
  return (
    <div className="share">
      <p className="dim" id={`${id}-says`}>
        Ends, course, problems, media and commands, with links to the records. Stream keys are
        hidden as long as they are hidden on the page.
      </p>
      <ToCopy text={text} says={`${id}-says`} />
      <Button disabled={text === ''} onClick={save}>
        Save as a file
      </Button>
    </div>
  );
}

/** The page of a record, as the address bar would have it. */
function linkTo(at: Address): string {
  const { origin, pathname } = window.location;
  const { source, reading, connection } = locationOf(inspector.getState());
  const place = formatLocation({
    ...(source && { source }),
    ...(reading && { reading }),
    ...(connection !== undefined && { connection }),
    view: 'messages',
    at,
    kind: 'message',
  });
  return `${origin}${pathname}${place}`;
}
