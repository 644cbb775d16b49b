import { ChevronLeft, ChevronRight, Maximize2, Minus, Plus, Table2 } from 'lucide-react';
import { type ReactNode, useEffect, useId, useMemo, useRef, useState } from 'react';
import { counted } from '../../format/numbers.ts';
import { duration, offsetSeconds } from '../../format/times.ts';
import { select } from '../../state/actions.ts';
import { currentConnection, useInspector } from '../../state/store.ts';
import { useAnswer } from '../../state/use-answer.ts';
import type { ConnectionSummary, RecordRef } from '../../worker/protocol.ts';
import { sumLane } from './bins.ts';
import { laneName, type LanePlace, placeLanes } from './lane-layout.ts';
import { nearestRecord } from './nearest.ts';
import { TimelineCanvas } from './timeline-canvas.tsx';
import { TimelineTable } from './timeline-table.tsx';
import { limitsOf, pan, reveal, type Span, wanted, zoom } from './viewport.ts';
import './timeline.css';

/** The messages of a connection over time, a lane a chunk stream. */
export function TimelineView(): ReactNode {
  const connection = useInspector(currentConnection);
  if (!connection)
    return <p className="timeline-empty">Choose a connection to see its messages over time.</p>;
  return <Timeline key={connection.connection} connection={connection} />;
}

function Timeline({ connection }: { connection: ConnectionSummary }): ReactNode {
  const limits = useMemo(
    () => limitsOf(connection.start, connection.end, connection.chunks),
    [connection.start, connection.end, connection.chunks],
  );
  // Undefined is all of it, also while the capture is still growing.
  const [chosen, setSpan] = useState<Span>();
  const span = chosen ?? limits;
  const [width, setWidth] = useState(1024);
  const [asTable, setAsTable] = useState(false);
  const help = useId();

  const ask = useMemo(
    () => ({ connection: connection.connection, ...wanted(span, width, limits) }),
    [connection.connection, span, width, limits],
  );
  const { answer, waiting, error } = useAnswer('timeline', ask);
  const places = useMemo(() => placeLanes(answer?.lanes ?? []), [answer]);
  const selected = useSelected();

  const change = (next: Span): void =>
    setSpan(next.to - next.from >= limits.to - limits.from ? undefined : next);
  const inView = selected && selected.time >= span.from && selected.time <= span.to;
  const middle = inView ? selected.time : (span.from + span.to) / 2;
  const zoomBy = (factor: number, at = middle): void => change(zoom(span, factor, at, limits));
  const panBy = (share: number): void => change(pan(span, share * (span.to - span.from), limits));

  // A record selected elsewhere comes into view; moving the view away afterwards is left alone.
  const followed = useRef<string>(undefined);
  const time = selected?.time;
  const name = selected && `${selected.record.direction}@${selected.record.at}`;
  useEffect(() => {
    if (time === undefined || followed.current === name) return;
    followed.current = name;
    setSpan((now) => (now ? reveal(now, time, limits) : now));
  }, [name, time, limits]);

  const pick = async (place: LanePlace | undefined, at: number): Promise<void> => {
    const found = await nearestRecord(connection.connection, place && laneName(place), at, span);
    if (found) choose(found);
  };
  const choose = (record: RecordRef): void => {
    followed.current = `${record.direction}@${record.at}`;
    select(record);
  };

  const start = Number.isFinite(connection.start) ? connection.start : undefined;
  const stretch = stretchText(span, start, chosen === undefined);
  const summary = answer ? summaryOf(places, answer, span, stretch) : 'Timeline';
  return (
    <section className="timeline" aria-label="Timeline" aria-busy={waiting}>
      <header className="timeline-bar">
        <div className="timeline-tools" role="group" aria-label="Zoom and move">
          <Tool label="Earlier" onClick={() => panBy(-0.5)}>
            <ChevronLeft size={16} />
          </Tool>
          <Tool label="Later" onClick={() => panBy(0.5)}>
            <ChevronRight size={16} />
          </Tool>
          <Tool label="Zoom out (−)" onClick={() => zoomBy(2)}>
            <Minus size={16} />
          </Tool>
          <Tool label="Zoom in (+)" onClick={() => zoomBy(0.5)}>
            <Plus size={16} />
          </Tool>
          <Tool label="Show everything (0)" onClick={() => setSpan(undefined)}>
            <Maximize2 size={14} />
          </Tool>
        </div>
        <span className="timeline-stretch">{stretch}</span>
        <button
          type="button"
          className="timeline-tool"
          aria-pressed={asTable}
          onClick={() => setAsTable(!asTable)}
        >
          <Table2 size={14} aria-hidden="true" /> Show as table
        </button>
      </header>
      {!answer || answer.lanes.length === 0 ? (
        <p className="timeline-empty">
          {error ??
            (answer
              ? 'This connection has no chunks to draw.'
              : 'The timeline is being put together …')}
        </p>
      ) : asTable ? (
        <TimelineTable answer={answer} places={places} span={span} stretch={stretch} />
      ) : (
        <TimelineCanvas
          answer={answer}
          places={places}
          span={span}
          limits={limits}
          start={start}
          summary={summary}
          describedBy={help}
          selected={selected}
          onSpan={change}
          onFit={() => setSpan(undefined)}
          onWidth={setWidth}
          onPick={(place, at) => void pick(place, at)}
          onChoose={choose}
        />
      )}
      <p id={help} className="visually-hidden">
        Left and right arrows go from message to message, up and down to another chunk stream. Shift
        with left and right moves the view, plus and minus zoom, zero shows everything.
      </p>
    </section>
  );
}

function Tool(props: { label: string; onClick: () => void; children: ReactNode }): ReactNode {
  return (
    <button
      type="button"
      className="timeline-tool"
      aria-label={props.label}
      title={props.label}
      onClick={props.onClick}
    >
      {props.children}
    </button>
  );
}

/** The selected record with the time of its first byte, as soon as that is known. */
function useSelected(): { record: RecordRef; time: number } | undefined {
  const selection = useInspector((state) => state.selection);
  const ask = useMemo(() => (selection ? { record: selection } : undefined), [selection]);
  const { answer } = useAnswer('describe', ask);
  return useMemo(() => {
    const time = answer?.chunk?.time ?? answer?.message?.time;
    if (!answer || time === undefined) return undefined;
    const place = answer.chunk?.row ?? answer.message?.firstChunk ?? 0;
    return { record: answer.record, time: Number.isNaN(time) ? place : time };
  }, [answer]);
}

function stretchText(span: Span, start: number | undefined, whole: boolean): string {
  if (start === undefined) {
    const stretch = `chunks #${Math.floor(span.from) + 1} to #${Math.ceil(span.to)}`;
    return `${whole ? 'all chunks' : stretch}, in order (no clock in this capture)`;
  }
  const length = duration(span.to - span.from);
  return whole ? `all ${length}` : `${length} from ${offsetSeconds(span.from - start)}`;
}

function summaryOf(
  places: readonly LanePlace[],
  answer: Parameters<typeof sumLane>[0],
  span: Span,
  stretch: string,
): string {
  const sums = places.map(({ index }) => sumLane(answer, index, span));
  const chunks = sums.reduce((total, sum) => total + sum.chunks, 0);
  const findings = sums.reduce((total, sum) => total + sum.findings, 0);
  const problems = findings === 0 ? 'no problems' : `problems at ${counted(findings, 'place')}`;
  return `Timeline, ${stretch}: ${counted(places.length, 'chunk stream')}, ${counted(chunks, 'chunk')}, ${problems}.`;
}
