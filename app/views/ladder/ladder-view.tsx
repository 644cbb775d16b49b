import {
  type KeyboardEvent,
  useCallback,
  useEffect,
  useLayoutEffect,
  useMemo,
  useRef,
  useState,
} from 'react';
import { useStore } from 'zustand';
import { Choice } from '../../components/button.tsx';
import { useScaledScroll } from '../../components/use-scaled-scroll.ts';
import { hostAndPort } from '../../format/hosts.ts';
import { duration } from '../../format/times.ts';
import { select } from '../../state/actions.ts';
import { useMask } from '../../state/mask.ts';
import { currentConnection, useInspector } from '../../state/store.ts';
import { useAnswer } from '../../state/use-answer.ts';
import type { ConnectionSummary } from '../../worker/protocol.ts';
import type { LadderAnswer, LadderRow } from '../../worker/session-questions.ts';
import { Brackets } from './brackets.tsx';
import { LadderLine } from './ladder-row.tsx';
import { ladderState, openRuns, setOpen, setScale } from './ladder-state.ts';
import './ladder.css';

/** Height of a line and of the two ends above them, pixels; as in ladder.css. */
const ROW_HEIGHT = 44;
const HEADER_HEIGHT = 44;
/** Lines are asked for in blocks, with some before and behind those in view. */
const BLOCK = 64;
/** How far an arrow falls where its delay is known but lines are not to scale. */
const SLOPE = 7;

/** The connection looked at, as a ladder. */
export function LadderView() {
  const connection = useInspector(currentConnection);
  const opened = useInspector((state) => state.openedAt);
  if (!connection) return null;
  const about = `${opened} ${connection.connection}`;
  return <ConnectionLadder key={about} about={about} connection={connection} />;
}

function ConnectionLadder({
  about,
  connection,
}: {
  readonly about: string;
  readonly connection: ConnectionSummary;
}) {
  const box = useRef<HTMLDivElement>(null);
  const scale = useStore(ladderState, (state) => state.scale);
  const open = useStore(ladderState, (state) => openRuns(state, about));
  const selection = useInspector((state) => state.selection);
  const mask = useMask();
  const telling = useMemo(() => ({ start: connection.start, mask }), [connection.start, mask]);
  const ladder = { connection: connection.connection, scale, open: [...open] };

  const [total, setTotal] = useState(0);
  const [active, setActive] = useState(0);
  const scrolled = useScaledScroll(box, total, ROW_HEIGHT, HEADER_HEIGHT, undefined);
  const { show, page } = scrolled;
  const first = scrolled.indices[0] ?? 0;
  const block = Math.floor(first / BLOCK);
  const { answer, error } = useAnswer('ladder', {
    ...ladder,
    from: Math.max(0, (block - 1) * BLOCK),
    count: 4 * BLOCK,
  });
  if (answer && answer.total !== total) setTotal(answer.total);

  const place = useAnswer('ladderPlace', selection && { ...ladder, record: selection });
  const selected = place.waiting ? undefined : place.answer;
  // The view goes along with the selection, not with a line that is folded or unfolded above it.
  const wanted = selection && `${scale} ${selection.kind} ${selection.direction} ${selection.at}`;
  const [followed, setFollowed] = useState<{ wanted: string; index: number }>();
  if (wanted !== undefined && selected !== undefined && wanted !== followed?.wanted) {
    setFollowed({ wanted, index: selected });
    setActive(selected);
  }
  const [ready, setReady] = useState(false);
  if (!ready && page > 1 && total > 0) setReady(true);
  useEffect(() => {
    // `ready` is in the list so that a line asked for before the first layout is shown after it.
    if (followed !== undefined && ready) show(followed.index);
  }, [followed, ready, show]);

  const rows = answer?.rows ?? NO_ROWS;
  const current = nearest(rows, active);
  const wantsFocus = useRef(false);
  useLayoutEffect(() => {
    if (!wantsFocus.current || current === undefined) return;
    const element = box.current?.querySelector<HTMLElement>(`[data-index="${current.index}"]`);
    if (!element) return;
    wantsFocus.current = false;
    element.focus({ preventScroll: true });
  });

  const goTo = (index: number) => {
    wantsFocus.current = true;
    setActive(index);
    show(index);
  };
  const press = useCallback(
    (row: LadderRow) => {
      if (row.kind === 'run') setOpen(about, row.first, !row.open);
      else if (row.kind !== 'idle' && row.kind !== 'ending') select(row.record);
    },
    [about],
  );
  const pressed = (event: KeyboardEvent) => {
    if (event.altKey || event.ctrlKey || event.metaKey || !answer || !current) return;
    const to = targetOf(event.key, current, answer, page);
    if (to === undefined) return;
    event.preventDefault();
    if (typeof to === 'number') goTo(to);
    else setOpen(about, to.run, to.open);
  };

  const inView = scrolled.indices.length;
  const visible = rows.filter(({ index }) => index >= first && index < first + inView);
  const trips = answer?.roundTrips ?? {};
  const delay = oneWay(trips);
  const slope = delay === undefined ? 0 : slopeFor(delay, answer?.unit);
  return (
    <div className="ladder">
      <div className="ladder-tools">
        <Choice
          label="Distance of lines"
          value={scale}
          onChange={setScale}
          options={[
            { value: 'even', text: 'Even', title: 'One line under the other' },
            {
              value: 'log',
              text: 'By gap',
              title: 'An empty line for a gap of 10 ms, two for 100 ms, three for a second',
            },
            { value: 'true', text: 'True time', title: 'As far apart as time says' },
          ]}
        />
        <p className="dim">
          {scale === 'true' && answer?.unit !== undefined && `A line is ${duration(answer.unit)}. `}
          {delayText(delay, scale === 'true')}
        </p>
      </div>
      {error !== undefined && <p className="part-waiting">{error}</p>}
      {/* The list is one tab stop (its active line); the keys bubble up from there. */}
      {/* eslint-disable-next-line jsx-a11y/no-static-element-interactions */}
      <div ref={box} className="ladder-scroll" onKeyDown={pressed}>
        <Ends connection={connection} />
        <ol
          className="ladder-list"
          aria-label={`Ladder of connection ${connection.connection}`}
          style={{ height: scrolled.height }}
        >
          {visible.map((row) => (
            <LadderLine
              key={row.index}
              row={row}
              telling={telling}
              top={row.index * ROW_HEIGHT + scrolled.shift}
              rowHeight={ROW_HEIGHT}
              of={total}
              slope={slope}
              selected={row.index === selected}
              active={row.index === current?.index}
              onPress={press}
              onFocus={setActive}
            />
          ))}
        </ol>
        <Brackets
          brackets={answer?.brackets ?? []}
          from={first}
          to={first + inView}
          rowHeight={ROW_HEIGHT}
          slope={slope}
          top={first * ROW_HEIGHT + scrolled.shift + HEADER_HEIGHT}
        />
      </div>
    </div>
  );
}

function Ends({ connection: { client, server } }: { readonly connection: ConnectionSummary }) {
  return (
    <div className="ladder-ends">
      {(['client', 'server'] as const).map((side) => {
        const { host, port } = hostAndPort(side === 'client' ? client : server);
        return (
          <div key={side} className="ladder-end" data-side={side}>
            <span className="dim">{side}</span>
            <strong className="mono">
              {host}
              {port && `:${port}`}
            </strong>
          </div>
        );
      })}
    </div>
  );
}

const NO_ROWS: readonly LadderRow[] = [];

/** The line that has the tab stop: the one at `index`, or the nearest before it. */
function nearest(rows: readonly LadderRow[], index: number): LadderRow | undefined {
  return rows.findLast((row) => row.index <= index) ?? rows[0];
}

/** Where a key leads: to a line, or to a run that is to be folded or unfolded. */
function targetOf(
  key: string,
  current: LadderRow,
  { rows, before, after, total }: LadderAnswer,
  page: number,
): number | { run: number; open: boolean } | undefined {
  const at = rows.indexOf(current);
  const next = rows[at + 1]?.index ?? after;
  const previous = rows[at - 1]?.index ?? before;
  switch (key) {
    case 'ArrowDown':
      return next;
    case 'ArrowUp':
      return previous;
    case 'PageDown':
      return Math.min(total - 1, current.index + page);
    case 'PageUp':
      return Math.max(0, current.index - page);
    case 'Home':
      return 0;
    case 'End':
      return total - 1;
    case 'ArrowRight':
      if (current.kind !== 'run') return undefined;
      return current.open ? next : { run: current.first, open: true };
    case 'ArrowLeft': {
      if (current.kind === 'run' && current.open) return { run: current.first, open: false };
      if (current.kind !== 'message' || !current.inRun) return undefined;
      return rows.slice(0, at).findLast(({ kind }) => kind === 'run')?.index ?? before;
    }
    default:
      return undefined;
  }
}

/** Half the time that a byte takes from one end to the other and back, if SYN, SYN-ACK and ACK tell it. */
function oneWay({ toServer, toClient }: LadderAnswer['roundTrips']): number | undefined {
  return toServer === undefined || toClient === undefined ? undefined : (toServer + toClient) / 2;
}

/** To scale where lines are, else a slope that only says which end is later. */
function slopeFor(delay: number, unit: number | undefined): number {
  return unit === undefined ? SLOPE : Math.min(ROW_HEIGHT / 3, (delay / unit) * ROW_HEIGHT);
}

function delayText(delay: number | undefined, toScale: boolean): string {
  if (delay === undefined)
    return 'Arrows are flat: SYN, SYN-ACK and ACK, which tell how long a byte is on its way, are not in the capture.';
  return `A byte is on its way for about ${duration(delay)}, by SYN, SYN-ACK and ACK${toScale ? '; arrows slope by it' : '; the slope of arrows is not to scale'}.`;
}
