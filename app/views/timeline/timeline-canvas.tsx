import {
  type KeyboardEvent,
  type PointerEvent,
  type ReactNode,
  useEffect,
  useLayoutEffect,
  useRef,
  useState,
} from 'react';
import { byteSize } from '../../format/bytes.ts';
import { counted } from '../../format/numbers.ts';
import { offsetSeconds } from '../../format/times.ts';
import { step } from '../../state/actions.ts';
import { useMask } from '../../state/mask.ts';
import type { RecordRef, TimelineAnswer } from '../../worker/protocol.ts';
import { barsOf } from './bins.ts';
import { type Colours, onColoursChange, readColours } from './colours.ts';
import { heightOf, LANE_HEIGHT, laneAt, laneName, type LanePlace } from './lane-layout.ts';
import { nearestBox } from './nearest.ts';
import { AXIS_HEIGHT, LABEL_WIDTH, paint } from './paint.ts';
import { pan, type Span, timeAt, xOf, zoom } from './viewport.ts';

/** A press that moves less than this many pixels is a click. */
const CLICK = 4;

export interface TimelineCanvasProps {
  readonly answer: TimelineAnswer;
  readonly places: readonly LanePlace[];
  readonly span: Span;
  readonly limits: Span;
  /** Undefined without a clock. */
  readonly start: number | undefined;
  /** The picture in words. */
  readonly summary: string;
  readonly describedBy: string;
  readonly selected: { readonly record: RecordRef; readonly time: number } | undefined;
  readonly onSpan: (span: Span) => void;
  readonly onFit: () => void;
  readonly onWidth: (width: number) => void;
  readonly onPick: (place: LanePlace | undefined, time: number) => void;
  readonly onChoose: (record: RecordRef) => void;
}

/** The picture, and what pointer, wheel and keys do to it. */
export function TimelineCanvas(props: TimelineCanvasProps): ReactNode {
  const { answer, places, span, limits, start, selected, onWidth } = props;
  const frame = useRef<HTMLDivElement>(null);
  const canvas = useRef<HTMLCanvasElement>(null);
  const status = useRef<HTMLParagraphElement>(null);
  const [size, setSize] = useState({ width: 0, height: 0 });
  const [scrolled, setScroll] = useState(0);
  const colours = useColours(frame);
  const mask = useMask();
  const [lane, setLane] = useState<LanePlace>();
  const overflow = Math.max(0, heightOf(places) + AXIS_HEIGHT - size.height);
  const scroll = Math.min(scrolled, overflow);
  const plot = Math.max(1, size.width - LABEL_WIDTH);

  useLayoutEffect(() => {
    const element = frame.current;
    if (!element) return;
    const observer = new ResizeObserver(() => {
      setSize({ width: element.clientWidth, height: element.clientHeight });
      onWidth(Math.max(1, element.clientWidth - LABEL_WIDTH));
    });
    observer.observe(element);
    return () => observer.disconnect();
    // eslint-disable-next-line react-hooks/exhaustive-deps
  }, []);

  useEffect(() => {
    const element = canvas.current;
    const context = element?.getContext('2d');
    if (!element || !context || !colours || size.width === 0) return;
    const handle = requestAnimationFrame(() => {
      const ratio = window.devicePixelRatio || 1;
      const width = Math.round(size.width * ratio);
      const height = Math.round(size.height * ratio);
      if (element.width !== width) element.width = width;
      if (element.height !== height) element.height = height;
      context.setTransform(ratio, 0, 0, ratio, 0, 0);
      const font = `12px ${getComputedStyle(element).fontFamily}`;
      const { width: w, height: h } = size;
      const shown = { answer, places, span, start, scroll, colours, font, selected, mask };
      paint(context, { ...shown, width: w, height: h });
    });
    return () => cancelAnimationFrame(handle);
  }, [answer, places, span, start, scroll, size, colours, selected, mask]);

  const at = (event: { clientX: number; clientY: number }): { x: number; y: number } => {
    const box = canvas.current!.getBoundingClientRect();
    return { x: event.clientX - box.left - LABEL_WIDTH, y: event.clientY - box.top };
  };
  const placeAt = (y: number): LanePlace | undefined => laneAt(places, y - AXIS_HEIGHT + scroll);
  const zoomAt = (factor: number, x: number): void =>
    props.onSpan(zoom(span, factor, timeAt(Math.max(0, x), span, plot), limits));
  const panBy = (pixels: number): void =>
    props.onSpan(pan(span, (pixels / plot) * (span.to - span.from), limits));
  const scrollBy = (pixels: number): void =>
    setScroll(Math.max(0, Math.min(overflow, scroll + pixels)));

  // React listens passively to the wheel, so it could not keep the page from zooming too.
  const onWheel = (event: WheelEvent): void => {
    if (event.ctrlKey || event.metaKey) zoomAt(Math.exp(event.deltaY * 0.004), at(event).x);
    else if (event.shiftKey || Math.abs(event.deltaX) > Math.abs(event.deltaY))
      panBy(event.shiftKey && event.deltaX === 0 ? event.deltaY : event.deltaX);
    else if (overflow > 0) scrollBy(event.deltaY);
    else return;
    event.preventDefault();
  };
  const wheel = useRef(onWheel);
  useEffect(() => {
    wheel.current = onWheel;
  });
  useEffect(() => {
    const element = canvas.current;
    const listener = (event: WheelEvent): void => wheel.current(event);
    element?.addEventListener('wheel', listener, { passive: false });
    return () => element?.removeEventListener('wheel', listener);
  }, []);

  const pointers = useRef(new Map<number, { x: number; y: number }>());
  const press = useRef({ x: 0, y: 0, moved: false });
  const onPointerDown = (event: PointerEvent<HTMLCanvasElement>): void => {
    if (event.button !== 0) return;
    event.currentTarget.setPointerCapture(event.pointerId);
    pointers.current.set(event.pointerId, at(event));
    press.current = { ...at(event), moved: pointers.current.size > 1 };
  };
  const onPointerMove = (event: PointerEvent<HTMLCanvasElement>): void => {
    const now = at(event);
    const before = pointers.current.get(event.pointerId);
    if (!before) {
      if (status.current) status.current.textContent = told(now.x, now.y);
      return;
    }
    const moved = Math.hypot(now.x - press.current.x, now.y - press.current.y);
    if (!press.current.moved && moved < CLICK) return;
    press.current.moved = true;
    const other = [...pointers.current].find(([id]) => id !== event.pointerId)?.[1];
    pointers.current.set(event.pointerId, now);
    if (other) {
      const was = Math.max(8, Math.abs(before.x - other.x));
      const is = Math.max(8, Math.abs(now.x - other.x));
      zoomAt(was / is, (now.x + other.x) / 2);
    } else {
      panBy(before.x - now.x);
      if (overflow > 0) scrollBy(before.y - now.y);
    }
  };
  const onPointerEnd = (event: PointerEvent<HTMLCanvasElement>): void => {
    const pressed = pointers.current.delete(event.pointerId);
    if (!pressed || press.current.moved || event.type !== 'pointerup') return;
    const { x, y } = at(event);
    const place = placeAt(y);
    if (place) setLane(place);
    const time = timeAt(x, span, plot);
    const box = boxAt(x, place);
    if (box) props.onChoose(box.ref);
    else props.onPick(place, time);
  };

  const boxAt = (x: number, place: LanePlace | undefined) => {
    const box = place && nearestBox(answer, laneName(place), timeAt(x, span, plot));
    if (!box) return undefined;
    const inside = box.from <= span.to && box.to >= span.from;
    return inside ? box : undefined;
  };

  /** What is under the pointer, in words. */
  const told = (x: number, y: number): string => {
    const place = placeAt(y);
    if (!place || x < 0) return '';
    const time = timeAt(x, span, plot);
    const way = place.lane.direction === 0 ? '→' : '←';
    const when = start === undefined ? `#${Math.floor(time) + 1}` : offsetSeconds(time - start);
    const head = `${when}  ${way} ${place.lane.chunkStreamId} ${place.lane.role}`;
    const box = nearestBox(answer, laneName(place), time);
    if (
      box &&
      Math.abs(xOf(box.from, span, plot) - x) <
        12 + (xOf(box.to, span, plot) - xOf(box.from, span, plot))
    )
      return `${head} · ${mask(box.summary)} · ${counted(box.length, 'byte')}`;
    const bar = barsOf(answer, place.index, span, plot).find(
      (one) => x >= one.x - 1 && x <= one.x + one.width + 1,
    );
    return bar ? `${head} · ${counted(bar.count, 'chunk')}, ${byteSize(bar.bytes)}` : head;
  };

  const toLane = (by: 1 | -1): void => {
    const now = lane ? places.findIndex(({ index }) => index === lane.index) : -1;
    const next = places[Math.max(0, Math.min(places.length - 1, now + by))];
    if (!next) return;
    setLane(next);
    if (next.top < scroll) setScroll(next.top);
    else if (next.top + LANE_HEIGHT > scroll + size.height - AXIS_HEIGHT)
      setScroll(next.top + LANE_HEIGHT - size.height + AXIS_HEIGHT);
    const time = selected?.time ?? (span.from + span.to) / 2;
    const box = nearestBox(answer, laneName(next), time);
    if (box) props.onChoose(box.ref);
    else props.onPick(next, time);
  };

  const onKeyDown = (event: KeyboardEvent): void => {
    if (event.ctrlKey || event.metaKey || event.altKey) return;
    const centre = plot / 2;
    const around = selected ? xOf(selected.time, span, plot) : centre;
    const pointed = around >= 0 && around <= plot ? around : centre;
    if (event.key === '+' || event.key === '=') zoomAt(0.5, pointed);
    else if (event.key === '-' || event.key === '_') zoomAt(2, pointed);
    else if (event.key === '0') props.onFit();
    else if (event.key === 'ArrowLeft' && event.shiftKey) panBy(-plot / 4);
    else if (event.key === 'ArrowRight' && event.shiftKey) panBy(plot / 4);
    else if (event.key === 'ArrowLeft') void step('message', -1);
    else if (event.key === 'ArrowRight') void step('message', 1);
    else if (event.key === 'ArrowUp') toLane(-1);
    else if (event.key === 'ArrowDown') toLane(1);
    else if (event.key === 'PageUp') panBy(-plot);
    else if (event.key === 'PageDown') panBy(plot);
    else return;
    event.preventDefault();
    event.stopPropagation();
  };

  return (
    <>
      {/* The keys belong to the picture as a whole; what they do is also on the buttons above. */}
      {/* eslint-disable jsx-a11y/no-noninteractive-element-interactions, jsx-a11y/no-noninteractive-tabindex, jsx-a11y/no-interactive-element-to-noninteractive-role */}
      <div
        ref={frame}
        className="timeline-frame"
        role="group"
        aria-label="Timeline picture"
        aria-describedby={props.describedBy}
        tabIndex={0}
        onKeyDown={onKeyDown}
      >
        <canvas
          ref={canvas}
          className="timeline-canvas"
          role="img"
          aria-label={props.summary}
          onPointerDown={onPointerDown}
          onPointerMove={onPointerMove}
          onPointerUp={onPointerEnd}
          onPointerCancel={onPointerEnd}
          onPointerLeave={() => {
            if (status.current) status.current.textContent = '';
          }}
        />
      </div>
      <p ref={status} className="timeline-status" aria-hidden="true" />
    </>
  );
}

/** The theme's colours, read again whenever they may have changed. */
function useColours(frame: React.RefObject<HTMLElement | null>): Colours | undefined {
  const [colours, setColours] = useState<Colours>();
  useEffect(() => {
    const read = (): void => {
      if (frame.current) setColours(readColours(frame.current));
    };
    read();
    return onColoursChange(read);
  }, [frame]);
  return colours;
}
