import { useEffect, useState } from 'react';
import { Button } from '../../components/button.tsx';
import { offsetSeconds } from '../../format/times.ts';
import { select } from '../../state/actions.ts';
import { useMask } from '../../state/mask.ts';
import { useInspector } from '../../state/store.ts';
import { ask } from '../../worker/client.ts';
import type { ConnectionSummary, MessageRowView } from '../../worker/protocol.ts';
import { DirectionMark } from '../marks/direction-mark.tsx';
import { familyOf } from '../marks/message-family.ts';
import { FamilyChip } from '../marks/type-chip.tsx';

/** Messages asked for at once, and at most: commands stand at the beginning and at the end. */
const WINDOW = 512;
const MOST = 16 * WINDOW;

/** The commands and replies of a connection, in order: the conversation without the media. */
export function CommandStory({ connection }: { readonly connection: ConnectionSummary }) {
  const { connection: number, start, messages } = connection;
  const version = useInspector((state) => state.version);
  const selection = useInspector((state) => state.selection);
  const mask = useMask();
  const [most, setMost] = useState(MOST);
  const [story, setStory] = useState<readonly MessageRowView[]>();

  useEffect(() => {
    let stale = false;
    void findCommands(number, most, () => stale).then((found) => {
      if (!stale && found) setStory(found);
    });
    return () => {
      stale = true;
    };
  }, [number, version, most]);

  return (
    <section className="card card-wide" aria-labelledby="story-title">
      <h2 id="story-title">What was said</h2>
      {story === undefined ? (
        <p className="dim">Reading the commands.</p>
      ) : story.length === 0 ? (
        <p className="dim">No command in this connection.</p>
      ) : (
        <ol className="story">
          {story.map((message) => (
            <li key={message.address}>
              <button
                type="button"
                className="story-line"
                aria-pressed={
                  selection?.at === message.offset && selection.direction === message.direction
                }
                onClick={() =>
                  select({
                    connection: number,
                    direction: message.direction,
                    kind: 'message',
                    at: message.offset,
                  })
                }
              >
                <span className="mono dim story-time">{offsetSeconds(message.time - start)}</span>
                <DirectionMark direction={message.direction} />
                <FamilyChip family={familyOf(message.messageTypeId)} title={message.messageType} />
                <span className="story-text">{mask(message.summary)}</span>
                <span className="mono faint">{message.address}</span>
              </button>
            </li>
          ))}
        </ol>
      )}
      {messages > most && (
        <p className="dim">
          The first {most} of {messages} messages were searched.{' '}
          <Button onClick={() => setMost(most * 4)}>Search further</Button>
        </p>
      )}
    </section>
  );
}

async function findCommands(
  connection: number,
  most: number,
  stale: () => boolean,
): Promise<MessageRowView[] | undefined> {
  const found: MessageRowView[] = [];
  try {
    for (let from = 0; from < most && !stale(); from += WINDOW) {
      const { rows, total } = await ask('messages', { connection, from, count: WINDOW });
      found.push(...rows.filter(({ messageTypeId }) => familyOf(messageTypeId) === 'command'));
      if (from + WINDOW >= total) break;
    }
  } catch {
    return undefined;
  }
  return found;
}
