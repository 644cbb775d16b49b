import { type ReactNode, useCallback, useEffect, useId, useMemo, useRef, useState } from 'react';
import { select, step } from '../../state/actions.ts';
import { currentConnection, useInspector } from '../../state/store.ts';
import { ask } from '../../worker/client.ts';
import type { ConnectionSummary, RecordRef } from '../../worker/protocol.ts';
import type { AxisSpan, Lane, TimelineAnswer } from '../../worker/timeline/timeline-types.ts';
import { openFilterMenu } from '../filter/filter-menu-state.ts';
import { AreaSummary } from './area-summary.tsx';
import { type ByteCursor, cursorOf, nextByte } from './byte-cursor.ts';
import type { CanvasAction } from './canvas-keys.ts';
import { detailOf } from './detail.ts';
import type { Hit } from './hit.ts';
import { laneCondition } from './lane-condition.ts';
import { laneWords, layOut, scrollTo } from './lane-layout.ts';
import { LanesPanel, toggleFold } from './lanes-panel.tsx';
import { Minimap } from './minimap.tsx';
import { Navigation } from './navigation.ts';
import { nearestNote, noteBeside, type NoteMark, NOTES_LANE, useNoteMarks } from './note-marks.ts';
import { stretchText } from './place-text.ts';
import { AXIS_HEIGHT, labelWidth } from './scene.ts';
import { Crumbs, TimelineBar } from './timeline-bar.tsx';
import { TimelineCanvas } from './timeline-canvas.tsx';
import { startTimeline, timelineStore, useTimeline } from './timeline-store.ts';
import { TimelineTable } from './timeline-table.tsx';
import { toldByte, toldPicture } from './told.ts';
import { usePicture } from './use-picture.ts';
import { useSelected } from './use-selected.ts';
import { keep } from './viewport.ts';
import './timeline.css';

/** What the arrow keys step by on a lane that is of one kind of record. */
const LANE_UNITS = { problems: 'problem', control: 'control', segments: 'segment' } as const;

/** How long the view must rest before its summary is said. */
const SAY_AFTER = 500;

/** A connection from the whole session down to single bytes, a lane for each chunk stream of each direction. */
export function TimelineView(): ReactNode {
  const connection = useInspector(currentConnection);
  const opened = useInspector((state) => state.openedAt);
  if (!connection)
    return <p className="timeline-empty">Choose a connection to see its messages over time.</p>;
  startTimeline(opened, connection.connection);
  return <Timeline key={`${opened} ${connection.connection}`} connection={connection} />;
}

function Timeline({ connection }: { readonly connection: ConnectionSummary }): ReactNode {
  const hasClock = Number.isFinite(connection.start);
  const chosenAxis = useInspector((state) => state.axis);
  const axis = hasClock || chosenAxis !== 'time' ? chosenAxis : 'index';
  const window = useInspector((state) => (state.axis === axis ? state.window : undefined));
  const singleKeys = useInspector((state) => state.singleKeys);
  const choices = useTimeline((state) => state.choices);
  const asTable = useTimeline((state) => state.asTable);
  const area = useTimeline((state) => state.area);
  const [size, setSize] = useState({ width: 1024, height: 400 });
  const [scroll, setScroll] = useState(0);
  const [showsLanes, setShowsLanes] = useState(false);
  const help = useId();

  const plot = Math.max(64, size.width - labelWidth(size.width));
  const { answer, whole, length, waiting, error } = usePicture(connection, axis, window, plot);
  const span = useMemo(
    () => (window ? keep(window, length) : { from: 0, to: length }),
    [window, length],
  );
  const shown = useShown(answer, whole, span, length);
  const navigation = useMemo(
    () => new Navigation(connection.connection, hasClock),
    [connection.connection, hasClock],
  );
  useEffect(() => navigation.know(length, answer), [navigation, length, answer]);

  const room = size.height - AXIS_HEIGHT;
  const notes = useNoteMarks(connection.connection, shown?.answer.axis ?? axis);
  const hasNotes = notes.length > 0;
  const decoded = shown?.answer.lanes;
  const lanes = useMemo(
    () => (hasNotes && decoded ? [...decoded, NOTES_LANE] : decoded),
    [decoded, hasNotes],
  );
  const layout = useMemo(() => layOut(lanes ?? [], choices, room), [lanes, choices, room]);
  const selected = useSelected();
  const byte = useTimeline((state) => state.byte);
  const detail = answer ? detailOf(answer, span, plot) : 'bins';
  const cursor = detail === 'bytes' ? cursorOf(answer, byte, selected) : undefined;

  // A record selected elsewhere comes into view; moving the view away afterwards is left alone.
  const followed = useRef<string>(undefined);
  const place = selected?.[axis];
  const name = selected && `${selected.record.direction}@${selected.record.at}`;
  useEffect(() => {
    if (!selected || !place || followed.current === name) return;
    const isFirst = followed.current === undefined;
    followed.current = name;
    // A link says itself what is looked at.
    if (isFirst) return;
    navigation.reveal(place);
    setScroll((now) => scrollTo(layout, selected.lane, room, now));
  }, [selected, place, name, navigation, layout, room]);

  const extending = useRef<number>(undefined);
  useEffect(() => {
    if (extending.current === undefined || !place) return;
    const anchor = extending.current;
    timelineStore.setState({
      area: { from: Math.min(anchor, place.from), to: Math.max(anchor, place.to) },
    });
  }, [place]);

  const choose = useCallback((record: RecordRef, field?: string): void => {
    followed.current = `${record.direction}@${record.at}`;
    extending.current = undefined;
    select(record, field);
  }, []);

  const unit = detail === 'bins' || detail === 'messages' ? 'message' : 'chunk';
  const nearest = async (lane: string, at: number): Promise<void> => {
    const found = await ask('nearest', { connection: connection.connection, axis, at, lane, unit });
    if (found) choose(found);
  };

  const pick = (hit: Hit): void => {
    onLane.current = undefined;
    const { chunk, message, mark, notes: noted } = hit;
    if (noted) choose(noted[0]!.record, noted[0]!.field);
    else if (mark?.record) choose(mark.record);
    else if (chunk) {
      choose({
        connection: connection.connection,
        kind: 'chunk',
        direction: chunk.direction,
        at: chunk.offset,
      });
      timelineStore.setState({ byte: { row: chunk.row, number: hit.byte ?? 0 } });
    } else if (message) choose(message.ref);
    else if (hit.at !== undefined) void nearest(hit.lane.lane.key, hit.at);
  };

  const menu = (hit: Hit | undefined, anchor: HTMLElement): void => {
    const lane = hit?.lane.lane ?? laneNow();
    if (!lane) return;
    const focus = anchor.parentElement ?? undefined;
    openFilterMenu({ condition: laneCondition(lane), of: laneWords(lane), anchor, focus });
  };

  const [byteSaid, setByteSaid] = useState('');
  const [said, setSaid] = useState('');
  const toByte = (next: ByteCursor | undefined): void => {
    if (!next) return;
    const { chunk, number } = next;
    const isOther =
      chunk.offset !== selected?.record.at || chunk.direction !== selected.record.direction;
    if (isOther)
      choose({
        connection: connection.connection,
        kind: 'chunk',
        direction: chunk.direction,
        at: chunk.offset,
      });
    timelineStore.setState({ byte: { row: chunk.row, number } });
    navigation.reveal(next.span);
    setByteSaid(toldByte(chunk, number));
  };

  /** The lane that was gone to by key: what is selected there may be drawn on another one as well. */
  const onLane = useRef<string>(undefined);
  const laneNow = (): Lane | undefined => {
    const key = onLane.current ?? selected?.lane;
    return lanes?.find((lane) => lane.key === key);
  };

  const toLane = async (by: 1 | -1): Promise<void> => {
    const all = [...layout.pinned, ...layout.scrolled];
    const now = all.findIndex(({ lane }) => lane.key === laneNow()?.key);
    const next = all[Math.max(0, Math.min(all.length - 1, now + by))];
    if (!next) return;
    setScroll((before) => scrollTo(layout, next.lane.key, room, before));
    const at = place?.from ?? (span.from + span.to) / 2;
    if (next.lane.kind === 'notes') chooseNote(nearestNote(notes, at));
    else await nearest(next.lane.key, at);
    onLane.current = next.lane.kind === 'stream' ? undefined : next.lane.key;
    setByteSaid(laneWords(next.lane));
  };

  const chooseNote = (note: NoteMark | undefined): void => {
    if (note) choose(note.record, note.field);
  };

  /** Zooming keeps the selected record where it is, as long as it is in view; among bytes, its first. */
  const zoomBy = (factor: number): void => {
    const now = navigation.span;
    const first = place && navigation.axis === 'bytes' ? place.from + 0.5 : undefined;
    const at = cursor
      ? (cursor.span.from + cursor.span.to) / 2
      : (first ?? (place && middleOf(place, now)));
    const inView = at !== undefined && at >= now.from && at <= now.to;
    navigation.zoomAt(factor, inView ? at : (now.from + now.to) / 2);
  };

  const stepBy = (by: 1 | -1): void => {
    const next = cursor && answer && nextByte(answer, cursor, by);
    const kind = laneNow()?.kind ?? 'stream';
    if (kind === 'notes') chooseNote(noteBeside(notes, place?.from ?? 0, by));
    else if (kind !== 'stream') void step(LANE_UNITS[kind], by);
    else if (next) toByte(next);
    else void step(unit, by);
  };

  const extend = (by: 1 | -1): void => {
    if (extending.current === undefined || !area)
      extending.current = by > 0 ? place?.from : place?.to;
    void step(unit, by);
  };

  const act = (action: CanvasAction): boolean => {
    if (!action.startsWith('extend')) extending.current = undefined;
    const { drag, crumbs } = timelineStore.getState();
    const actions: Record<CanvasAction, () => unknown> = {
      'zoom-in': () => zoomBy(0.5),
      'zoom-out': () => zoomBy(2),
      fit: () => navigation.show(undefined),
      left: () => navigation.panBy(-0.25),
      right: () => navigation.panBy(0.25),
      'page-left': () => navigation.panBy(-0.9),
      'page-right': () => navigation.panBy(0.9),
      start: () => navigation.toEnd(-1),
      end: () => navigation.toEnd(1),
      centre: () => navigation.centre(selected),
      drag: () => timelineStore.setState({ drag: drag === 'pan' ? 'select' : 'pan' }),
      next: () => stepBy(1),
      previous: () => stepBy(-1),
      'lane-up': () => void toLane(-1),
      'lane-down': () => void toLane(1),
      'extend-next': () => extend(1),
      'extend-previous': () => extend(-1),
      fill: () => fillView(),
      back: () => navigation.back(),
      clear: () => timelineStore.setState({ area: undefined }),
    };
    const fillView = (): void => {
      const target = area ?? place;
      if (target) navigation.fill(target);
    };
    if (action === 'clear' && !area) return false;
    if (action === 'back' && crumbs.length === 0 && !window) return false;
    actions[action]();
    return true;
  };

  const stretch = stretchText(axis, span, length);
  const summary = answer ? toldPicture(answer, span, detail, length, notes) : 'Timeline';
  useSayLater(summary, setSaid);

  return (
    <section className="timeline" aria-label="Timeline" aria-busy={waiting}>
      <TimelineBar
        navigation={navigation}
        axis={axis}
        hasClock={hasClock}
        span={span}
        length={length}
        detail={detail}
        selected={selected}
        showsLanes={showsLanes}
        onLanes={() => setShowsLanes(!showsLanes)}
        onZoom={zoomBy}
      />
      {shown && shown.whole.lanes.length > 0 && (
        <Minimap
          whole={shown.whole}
          length={shown.length}
          span={shown.span}
          place={selected?.[shown.whole.axis].from}
          notes={notes}
          onSpan={(next) => navigation.show(next)}
        />
      )}
      <Crumbs navigation={navigation} span={span} axis={axis} length={length} />
      {showsLanes && <LanesPanel lanes={lanes ?? []} />}
      {!shown || connection.chunks === 0 ? (
        <p className="timeline-empty">
          {error ??
            (shown
              ? 'This connection has no chunks to draw.'
              : 'The timeline is being put together …')}
        </p>
      ) : asTable ? (
        <TimelineTable
          answer={shown.answer}
          layout={layout}
          span={shown.span}
          notes={notes}
          stretch={stretch}
        />
      ) : (
        <TimelineCanvas
          answer={shown.answer}
          layout={layout}
          span={shown.span}
          selected={selected}
          notes={notes}
          byte={cursor?.span}
          navigation={navigation}
          singleKeys={singleKeys !== 'off'}
          summary={summary}
          describedBy={help}
          scroll={scroll}
          onScroll={setScroll}
          onSize={setSize}
          onPick={pick}
          onFold={toggleFold}
          onMenu={menu}
          onAction={act}
        />
      )}
      {area && (
        <AreaSummary
          connection={connection.connection}
          axis={axis}
          area={area}
          lanes={lanes ?? []}
          navigation={navigation}
        />
      )}
      <p className="visually-hidden" role="status">
        {said}
      </p>
      <p className="visually-hidden" role="status">
        {byteSaid}
      </p>
      <p id={help} className="visually-hidden">
        Left and right arrows go from record to record, and from byte to byte when bytes are shown;
        up and down to another lane; on that of problems or notes, from one to the next. Plus and
        minus zoom, zero shows everything, page keys move the view, Home and End go to its ends.
        Shift with left and right chooses an area, Enter zooms to it, Backspace goes back.
      </p>
    </section>
  );
}

interface Shown {
  readonly answer: TimelineAnswer;
  readonly whole: TimelineAnswer;
  readonly span: AxisSpan;
  readonly length: number;
}

/** What is drawn: of another axis nothing may be there yet, and then the picture of the last one stays. */
function useShown(
  answer: TimelineAnswer | undefined,
  whole: TimelineAnswer | undefined,
  span: AxisSpan,
  length: number,
): Shown | undefined {
  const now = useMemo(
    () => (answer && whole ? { answer, whole, span, length } : undefined),
    [answer, whole, span, length],
  );
  const [last, setLast] = useState(now);
  if (now && now !== last) setLast(now);
  return now ?? last;
}

/** The middle of a record, or of the part of it that is in view. */
function middleOf(at: { from: number; to: number }, view: { from: number; to: number }): number {
  const to = Math.min(at.to, view.to);
  return at.from >= view.from
    ? at.from + Math.min(to - at.from, (view.to - view.from) * 0.25) / 2
    : at.from;
}

/** Says what is looked at when the view has come to rest. */
function useSayLater(summary: string, say: (text: string) => void): void {
  const before = useRef(summary);
  useEffect(() => {
    if (before.current === summary) return;
    const timer = setTimeout(() => {
      before.current = summary;
      say(summary);
    }, SAY_AFTER);
    return () => clearTimeout(timer);
  }, [summary, say]);
}
