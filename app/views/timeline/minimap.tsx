import {
  type KeyboardEvent,
  type PointerEvent,
  type ReactNode,
  useEffect,
  useLayoutEffect,
  useMemo,
  useRef,
  useState,
} from 'react';
import type { AxisSpan, TimelineAnswer } from '../../worker/timeline/timeline-types.ts';
import { barsOf } from './bins.ts';
import type { Colours } from './colours.ts';
import type { NoteMark } from './note-marks.ts';
import { placeText } from './place-text.ts';
import {
  COLUMN,
  paintSession,
  type SessionColumn,
  type SessionPicture,
} from './session-picture.ts';
import { draw, useColours } from './timeline-canvas.tsx';
import { keep, lengthOf, pan, placeAt, SHORTEST, xOf } from './viewport.ts';

export interface MinimapProps {
  readonly whole: TimelineAnswer;
  /** Length of the axis. */
  readonly length: number;
  readonly span: AxisSpan;
  /** Where the selected record is. */
  readonly place: number | undefined;
  readonly notes: readonly NoteMark[];
  readonly onSpan: (span: AxisSpan) => void;
}

/** Parts of the session by which an arrow key moves a handle. */
const STEPS = 200;
/** Pixels above the bars for the signs of problems. */
const SIGNS = 10;

/** The whole session in a line: bytes of both directions, problems, the selected place, and what is looked at, with a handle at each end. */
export function Minimap(props: MinimapProps): ReactNode {
  const { whole, length, span, place, notes, onSpan } = props;
  const frame = useRef<HTMLDivElement>(null);
  const canvas = useRef<HTMLCanvasElement>(null);
  const [size, setSize] = useState({ width: 0, height: 0 });
  const colours = useColours(frame);

  useLayoutEffect(() => {
    const element = frame.current;
    if (!element) return;
    const observer = new ResizeObserver(() =>
      setSize({ width: element.clientWidth, height: element.clientHeight }),
    );
    observer.observe(element);
    return () => observer.disconnect();
  }, []);

  // The session stays the same while the view moves over it: only what is greyed changes.
  const session = useMemo(
    () => sessionOf(whole, length, notes, size.width),
    [whole, length, notes, size.width],
  );
  useEffect(() => {
    if (!colours || size.width === 0) return;
    const handle = requestAnimationFrame(() =>
      draw(canvas.current, size, (context) =>
        paintMinimap(context, { session, length, span, place, colours, ...size }),
      ),
    );
    return () => cancelAnimationFrame(handle);
  }, [session, length, span, place, colours, size]);

  const grip = useRef<{ part: Part; at: number; span: AxisSpan }>(undefined);
  const placeOf = (event: PointerEvent): number => {
    const box = frame.current!.getBoundingClientRect();
    const all = { from: 0, to: length };
    return Math.min(length, Math.max(0, placeAt(event.clientX - box.left, all, box.width)));
  };
  const onPointerDown = (event: PointerEvent<HTMLDivElement>): void => {
    if (event.button !== 0) return;
    const at = placeOf(event);
    const target = event.target instanceof HTMLElement ? event.target.dataset['part'] : undefined;
    const inside = at >= span.from && at <= span.to && lengthOf(span) < length;
    let now = span;
    // A press beside the window brings it there.
    if (!target && !inside) {
      const half = lengthOf(span) / 2;
      now = keep({ from: at - half, to: at + half }, length);
      onSpan(now);
    }
    grip.current = { part: isPart(target) ? target : 'window', at, span: now };
    event.currentTarget.setPointerCapture(event.pointerId);
  };
  const onPointerMove = (event: PointerEvent<HTMLDivElement>): void => {
    const held = grip.current;
    if (!held) return;
    onSpan(movedSpan(held.span, held.part, placeOf(event) - held.at, whole.axis, length));
  };
  const letGo = (): void => {
    grip.current = undefined;
  };

  const percent = (at: number): string => `${(at / length) * 100}%`;
  const slider = (part: Part, label: string, at: number): ReactNode => (
    <div
      className="minimap-handle"
      data-part={part}
      role="slider"
      tabIndex={0}
      aria-label={label}
      aria-valuemin={0}
      aria-valuemax={round(length)}
      aria-valuenow={round(at)}
      aria-valuetext={placeText(whole.axis, at, lengthOf(span))}
      style={{ left: percent(part === 'window' ? (span.from + span.to) / 2 : at) }}
      onKeyDown={(event) => {
        const by = keyStep(event, length, lengthOf(span));
        if (by === undefined) return;
        event.preventDefault();
        event.stopPropagation();
        onSpan(movedSpan(span, part, by, whole.axis, length));
      }}
    />
  );

  return (
    <div
      className="minimap"
      role="group"
      aria-label="Minimap of the whole session"
      onPointerDown={onPointerDown}
      onPointerMove={onPointerMove}
      onPointerUp={letGo}
      onPointerCancel={letGo}
    >
      <div ref={frame} className="minimap-track">
        <canvas ref={canvas} className="timeline-canvas" aria-hidden="true" />
        <div
          className="minimap-window"
          data-all={lengthOf(span) >= length || undefined}
          style={{ left: percent(span.from), width: percent(lengthOf(span)) }}
        />
        {slider('window', 'Place of the view', span.from)}
        {slider('start', 'Start of the view', span.from)}
        {slider('end', 'End of the view', span.to)}
      </div>
    </div>
  );
}

type Part = 'start' | 'end' | 'window';

function isPart(text: string | undefined): text is Part {
  return text === 'start' || text === 'end' || text === 'window';
}

/** How far a key moves a handle; undefined for keys that are not for it. */
function keyStep(event: KeyboardEvent, length: number, view: number): number | undefined {
  if (event.ctrlKey || event.metaKey || event.altKey) return undefined;
  const step = Math.min(length / STEPS, view / 4);
  switch (event.key) {
    case 'ArrowRight':
    case 'ArrowUp':
      return step;
    case 'ArrowLeft':
    case 'ArrowDown':
      return -step;
    case 'PageUp':
      return length / 10;
    case 'PageDown':
      return -length / 10;
    case 'Home':
      return -length;
    case 'End':
      return length;
    default:
      return undefined;
  }
}

/** The view after one of its ends, or all of it, was moved. The ends never pass each other. */
export function movedSpan(
  span: AxisSpan,
  part: Part,
  by: number,
  axis: TimelineAnswer['axis'],
  length: number,
): AxisSpan {
  if (part === 'window') return pan(span, by, length);
  const least = SHORTEST[axis];
  return part === 'start'
    ? { from: Math.min(Math.max(0, span.from + by), span.to - least), to: span.to }
    : { from: span.from, to: Math.max(Math.min(length, span.to + by), span.from + least) };
}

function round(value: number): number {
  return Math.round(value * 1e6) / 1e6;
}

type Session = Pick<SessionPicture, 'sides' | 'problems' | 'notes'>;

/** The whole session on so many pixels. */
function sessionOf(
  whole: TimelineAnswer,
  length: number,
  notes: readonly NoteMark[],
  width: number,
): Session {
  const all = { from: 0, to: length };
  const side = (direction: 0 | 1): SessionColumn[] => {
    const lanes = whole.lanes.flatMap((lane, index) =>
      lane.kind === 'stream' && lane.direction === direction ? [index] : [],
    );
    return stacked(whole, lanes, all, width);
  };
  return {
    sides: [side(0), side(1)],
    problems: barsOf(whole, 0, all, width, 3)
      .filter(({ finding }) => finding > 0)
      .map(({ x, width: wide, finding }) => ({ x: x + wide / 2, finding })),
    notes: notes.map(({ at, kind }) => ({ x: xOf(at, all, width), kind })),
  };
}

interface MinimapPicture extends Pick<MinimapProps, 'length' | 'span' | 'place'> {
  readonly session: Session;
  readonly colours: Colours;
  readonly width: number;
  readonly height: number;
}

/** The session, and what is not looked at greyed. */
function paintMinimap(context: CanvasRenderingContext2D, picture: MinimapPicture): void {
  const { session, length, span, place, colours, width, height } = picture;
  const all = { from: 0, to: length };
  const x = place === undefined ? undefined : xOf(place, all, width);
  paintSession(context, { ...session, place: x, signs: SIGNS, colours, width, height });
  if (lengthOf(span) >= length) return;
  context.globalAlpha = 0.62;
  context.fillStyle = colours['surface-0'];
  context.fillRect(0, 0, xOf(span.from, all, width), height);
  const end = xOf(span.to, all, width);
  context.fillRect(end, 0, width - end, height);
  context.globalAlpha = 1;
}

/** Bytes of several lanes together, in columns of a few pixels, with the type that has the most. */
function stacked(
  whole: TimelineAnswer,
  lanes: readonly number[],
  all: AxisSpan,
  width: number,
): SessionColumn[] {
  const columns = new Map<number, { x: number; bytes: number; type: number; most: number }>();
  for (const lane of lanes)
    for (const bar of barsOf(whole, lane, all, width, COLUMN)) {
      const x = Math.floor(bar.x / COLUMN) * COLUMN;
      const one = columns.get(x) ?? { x, bytes: 0, type: 0, most: -1 };
      one.bytes += bar.bytes;
      if (bar.bytes > one.most) [one.most, one.type] = [bar.bytes, bar.type];
      columns.set(x, one);
    }
  return [...columns.values()];
}
