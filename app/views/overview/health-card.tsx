import { addressOf } from '../../../src-protocol/bytes/address.ts';
import { DIRECTIONS } from '../../../src-protocol/bytes/units.ts';
import { diagnosticByCode } from '../../../src-protocol/inspect/dictionary.ts';
import { ToneMark } from '../../components/banner.tsx';
import { Button } from '../../components/button.tsx';
import { byteSize } from '../../format/bytes.ts';
import { count, counted } from '../../format/numbers.ts';
import { goTo, select, setView } from '../../state/actions.ts';
import type { OverviewAnswer, ProblemGroup } from '../../worker/session-questions.ts';
import { DirectionMark } from '../marks/direction-mark.tsx';
import { explainedShare } from './explained-share.ts';

/** How much was understood, and what is wrong, by kind. */
export function HealthCard({ overview }: { readonly overview: OverviewAnswer }) {
  const { coverage, problems } = overview;
  return (
    <section className="card" aria-labelledby="health-title">
      <h2 id="health-title">Health</h2>
      <p>
        <strong className="health-share">{explainedShare(coverage)}</strong> of the captured bytes
        belong to the handshake and to chunks.
      </p>
      <ul>
        {DIRECTIONS.map((direction) => (
          <li key={direction}>
            <DirectionMark direction={direction} />{' '}
            <Lost coverage={coverage[direction]} direction={direction} />
          </li>
        ))}
      </ul>
      {problems.length === 0 ? (
        <p className="dim">
          Nothing was found that breaks the specification or is known to trouble receivers.
        </p>
      ) : (
        <ul className="worst-problems">
          {problems.map((group) => (
            <li key={group.code}>
              <Problem group={group} />
            </li>
          ))}
        </ul>
      )}
      <p className="card-links">
        <Button onClick={() => setView('problems')}>All problems</Button>
      </p>
    </section>
  );
}

function Lost({
  coverage: { missing, notDecoded, firstNotDecoded },
  direction,
}: {
  readonly coverage: OverviewAnswer['coverage'][number];
  readonly direction: 0 | 1;
}) {
  if (missing === 0 && notDecoded === 0) return <>every byte is there and was read</>;
  return (
    <>
      {missing > 0 ? `${byteSize(missing)} missing in the capture` : 'nothing missing'}
      {notDecoded > 0 && `, ${counted(notDecoded, 'byte')} that no chunk claims`}
      {firstNotDecoded !== undefined && (
        <>
          {', the first at '}
          <button
            type="button"
            className="link mono"
            onClick={() => void goTo(addressOf(direction, firstNotDecoded))}
          >
            {addressOf(direction, firstNotDecoded)}
          </button>
        </>
      )}
    </>
  );
}

function Problem({
  group: { code, severity, count: many, first },
}: {
  readonly group: ProblemGroup;
}) {
  const go = () => {
    if (first.record) select(first.record);
    else void goTo(first.address);
  };
  return (
    <button type="button" className="problem" onClick={go}>
      <ToneMark tone={severity} />
      <span>{diagnosticByCode(code)?.text ?? code}</span>
      <span className="problem-place dim">
        {many === 1 ? 'once, at ' : `${count(many)} times, first at `}
        <span className="mono">{first.address}</span>
      </span>
    </button>
  );
}
