import { type ReactNode, useMemo } from 'react';
import { findingWords } from '../../../src-protocol/dictionary/finding-words.ts';
import { KNOWN_SENDERS } from '../../../src-protocol/dictionary/known-senders.ts';
import { citationText, diagnosticByCode } from '../../../src-protocol/inspect/dictionary.ts';
import { ToneMark } from '../../components/banner.tsx';
import { Button } from '../../components/button.tsx';
import { count } from '../../format/numbers.ts';
import { select, setSettings } from '../../state/actions.ts';
import { useInspector } from '../../state/store.ts';
import type { ProblemGroup } from '../../worker/protocol.ts';

/** One kind of problem: how often, when, why it matters, who does this. */
export function ProblemCard({
  group,
  chosen,
  onChoose,
}: {
  readonly group: ProblemGroup;
  readonly chosen: boolean;
  readonly onChoose: () => void;
}): ReactNode {
  const { code, severity, first } = group;
  const muted = useInspector((state) => state.muted);
  const isMuted = muted.includes(code);
  const diagnostic = diagnosticByCode(code);
  const why = diagnostic?.help ?? findingWords(code);
  const who = KNOWN_SENDERS[code];
  return (
    <li className="problem-card" data-muted={isMuted || undefined}>
      <div className="problem-head">
        <ToneMark tone={severity} />
        <button
          type="button"
          className="problem-choose"
          aria-pressed={chosen}
          title="Show only these in the table"
          onClick={onChoose}
        >
          {diagnostic?.text ?? code}
        </button>
        <span className="problem-count">{count(group.count)}×</span>
        <Histogram bins={group.bins} count={group.count} />
      </div>
      {why !== undefined && (
        <p>
          <b>Why it matters</b> {why}
        </p>
      )}
      {who !== undefined && (
        <p>
          <b>Who does this</b> {who}
        </p>
      )}
      <div className="problem-foot dim">
        <span>{diagnostic && citationText(diagnostic.see)}</span>
        <code>{code}</code>
        {first && (
          <Button look="quiet" onClick={() => select(first)}>
            Go to the first
          </Button>
        )}
        <Button
          look="quiet"
          aria-pressed={isMuted}
          onClick={() =>
            setSettings({
              muted: isMuted ? muted.filter((one) => one !== code) : [...muted, code],
            })
          }
        >
          {isMuted ? 'Show again' : 'Mute'}
        </Button>
      </div>
    </li>
  );
}

const [WIDTH, HEIGHT] = [120, 18];

/** When they were found, as bars over the time of the connection. */
function Histogram({ bins, count: all }: { bins: readonly number[]; count: number }): ReactNode {
  const most = Math.max(...bins, 1);
  const width = WIDTH / bins.length;
  const words = useMemo(() => {
    const half = bins.slice(0, Math.ceil(bins.length / 2)).reduce((sum, one) => sum + one, 0);
    return `${half} of ${all} in the first half of the connection`;
  }, [bins, all]);
  return (
    <svg
      className="problem-histogram"
      role="img"
      aria-label={words}
      viewBox={`0 0 ${WIDTH} ${HEIGHT}`}
      width={WIDTH}
      height={HEIGHT}
    >
      <line x1={0} x2={WIDTH} y1={HEIGHT - 0.5} y2={HEIGHT - 0.5} />
      {bins.map((value, index) => {
        // A single problem among thousands is still to be seen.
        const height = value === 0 ? 0 : Math.max(3, (value / most) * HEIGHT);
        return (
          value > 0 && (
            <rect
              key={index}
              x={index * width}
              y={HEIGHT - height}
              width={Math.max(2, width - 1)}
              height={height}
            />
          )
        );
      })}
    </svg>
  );
}
