import { useState } from 'react';
import { Button } from '../../components/button.tsx';
import { CopyButton } from '../../components/copy-button.tsx';
import { counted } from '../../format/numbers.ts';
import { offsetSeconds } from '../../format/times.ts';
import { select, setDialog, setView } from '../../state/actions.ts';
import { useMask } from '../../state/mask.ts';
import { useInspector } from '../../state/store.ts';
import { useAnswer } from '../../state/use-answer.ts';
import type { ConnectionSummary } from '../../worker/protocol.ts';
import type { StoryTurn } from '../../worker/session-questions.ts';
import { DirectionMark } from '../marks/direction-mark.tsx';
import { FamilyChip } from '../marks/type-chip.tsx';
import { askedRoundTrip, storyMarkdown, turnRelation } from './story-text.ts';

/** Turns shown at first; the worker gives a thousand at most. */
const SHOWN = 200;
const MOST = 1000;

/** The commands and answers of a connection, in order and in words: the ladder for ears. */
export function CommandStory({ connection }: { readonly connection: ConnectionSummary }) {
  const { connection: number, start } = connection;
  const mask = useMask();
  const [most, setMost] = useState(SHOWN);
  const { answer } = useAnswer('story', { connection: number, from: 0, count: most });
  const turns = answer?.turns ?? [];
  const total = answer?.total ?? 0;
  return (
    <section className="card" aria-labelledby="story-title">
      <div className="story-head">
        <h2 id="story-title">What was said</h2>
        <div className="card-links">
          <Button onClick={() => setView('ladder')}>As a ladder</Button>
          {turns.length > 0 && (
            <CopyButton text={storyMarkdown(turns, start, mask)} label="Copy as Markdown" />
          )}
          <Button onClick={() => setDialog('story')}>The whole session as Markdown</Button>
        </div>
      </div>
      {answer === undefined ? (
        <p className="dim">Reading the commands.</p>
      ) : total === 0 ? (
        <p className="dim">No command in this connection.</p>
      ) : (
        <ol className="story" aria-label="Commands and answers">
          {turns.map((turn) => (
            <li key={turn.number} value={turn.number + 1}>
              <Turn
                turn={turn}
                relation={turnRelation(turn, askedRoundTrip(turns, turn))}
                start={start}
                mask={mask}
              />
            </li>
          ))}
        </ol>
      )}
      {total > turns.length && (
        <p className="dim">
          {most < MOST ? (
            <Button onClick={() => setMost(MOST)}>Show more of {counted(total, 'command')}</Button>
          ) : (
            `The first ${turns.length} of ${counted(total, 'command')}. The ladder has all of them.`
          )}
        </p>
      )}
    </section>
  );
}

function Turn({
  turn: { number, message, record },
  relation,
  start,
  mask,
}: {
  readonly turn: StoryTurn;
  readonly relation: string;
  readonly start: number;
  readonly mask: (text: string) => string;
}) {
  const selected = useInspector(
    ({ selection }) => selection?.at === record.at && selection.direction === record.direction,
  );
  return (
    <button
      type="button"
      className="story-line"
      aria-pressed={selected}
      onClick={() => select(record)}
    >
      <span className="mono faint story-number">{number + 1}</span>
      <span className="mono dim story-time">
        {Number.isNaN(message.time) ? '–' : offsetSeconds(message.time - start)}
      </span>
      <DirectionMark direction={message.direction} />
      <FamilyChip family="command" title={message.messageType} />
      <span className="story-text">
        {mask(message.summary)}
        {relation !== '' && <span className="story-relation"> {relation}</span>}
      </span>
      <span className="mono faint story-address">{message.address}</span>
    </button>
  );
}
