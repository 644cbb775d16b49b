import { currentConnection, useInspector } from '../../state/store.ts';
import { useAnswer } from '../../state/use-answer.ts';
import type { ConnectionSummary } from '../../worker/protocol.ts';
import { CaptureCard } from './capture-card.tsx';
import { CommandStory } from './command-story.tsx';
import { CourseCard } from './course-card.tsx';
import { EconomyCard } from './economy-card.tsx';
import { EndsCard } from './ends-card.tsx';
import { FlowCard } from './flow-card.tsx';
import { HandshakeCard } from './handshake-card.tsx';
import { HealthCard } from './health-card.tsx';
import { MediaCard } from './media-card.tsx';
import { RatesCard } from './rates-card.tsx';
import './overview.css';

/** Bins of the rates: not more than can be told apart, not so short that each holds a frame or none. */
const BINS = 128;
const SHORTEST_BIN = 0.25;
/** A session that is over in a moment is cut into this many all the same. */
const FEWEST_BINS = 24;

/** One connection at a glance: who, how it began, what was said, how it went. */
export function OverviewView() {
  const connection = useInspector(currentConnection);
  return connection && <Cards key={connection.connection} connection={connection} />;
}

function Cards({ connection }: { readonly connection: ConnectionSummary }) {
  const { connection: number } = connection;
  const { answer: overview, error } = useAnswer('overview', { connection: number });
  const { answer: rates } = useAnswer('rates', {
    connection: number,
    bins: BINS,
    shortest: shortestBin(connection),
  });
  // A raw dump has no clock: there is nothing to draw over time.
  const timed = rates?.series.some(({ bytes }) => bytes.length > 0) ?? false;
  return (
    <div className="overview" tabIndex={-1}>
      <EndsCard connection={connection} />
      {error !== undefined && <p className="card">{error}</p>}
      <div className="overview-pair">
        <div className="overview-stack">
          {overview && <CourseCard connection={connection} overview={overview} />}
          <HandshakeCard connection={connection} overview={overview} />
          {overview && <HealthCard overview={overview} />}
        </div>
        <div className="overview-stack">
          {overview && <MediaCard overview={overview} />}
          <CaptureCard />
        </div>
      </div>
      {rates && timed && <RatesCard rates={rates} />}
      <div className="overview-pair">
        {overview && <EconomyCard connection={number} economy={overview.economy} />}
        {overview && rates && timed && <FlowCard overview={overview} rates={rates} />}
      </div>
      <CommandStory connection={connection} />
    </div>
  );
}

function shortestBin({ start, end }: ConnectionSummary): number {
  const seconds = end - start;
  return seconds > 0 ? Math.min(SHORTEST_BIN, seconds / FEWEST_BINS) : SHORTEST_BIN;
}
