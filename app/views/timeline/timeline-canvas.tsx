import {
  type KeyboardEvent,
  type MouseEvent,
  type PointerEvent,
  type ReactNode,
  useCallback,
  useEffect,
  useLayoutEffect,
  useMemo,
  useRef,
  useState,
} from 'react';
import { onThemeChange } from '../../theme/resolve-colours.ts';
import { useMask } from '../../state/mask.ts';
import type {
  AxisSpan,
  RecordExtent,
  TimelineAnswer,
} from '../../worker/timeline/timeline-types.ts';
import { type CanvasAction, canvasAction } from './canvas-keys.ts';
import { type Colours, readColours } from './colours.ts';
import { detailOf } from './detail.ts';
import { type Hit, hitTest } from './hit.ts';
import type { LaneLayout } from './lane-layout.ts';
import { shownLanes } from './lane-layout.ts';
import type { Navigation } from './navigation.ts';
import type { NoteMark } from './note-marks.ts';
import { paintLanes } from './paint.ts';
import { type Overlay, paintOverlay } from './paint-overlay.ts';
import { AXIS_HEIGHT, labelWidth, type Scene } from './scene.ts';
import { timelineStore, useTimeline } from './timeline-store.ts';
import { toldHit } from './told.ts';
import { lengthOf, placeAt } from './viewport.ts';

/** A press that moves less than this many pixels is a click. */
const CLICK = 4;
/** Pixels of a line of a wheel that counts in lines. */
const LINE = 16;

export interface TimelineCanvasProps {
  readonly answer: TimelineAnswer;
  readonly layout: LaneLayout;
  readonly span: AxisSpan;
  readonly selected: RecordExtent | undefined;
  readonly notes: readonly NoteMark[];
  readonly byte: AxisSpan | undefined;
  readonly navigation: Navigation;
  readonly singleKeys: boolean;
  /** The picture in words. */
  readonly summary: string;
  readonly describedBy: string;
  readonly scroll: number;
  readonly onScroll: (scroll: number) => void;
  readonly onSize: (size: { width: number; height: number }) => void;
  readonly onPick: (hit: Hit) => void;
  readonly onFold: (lane: string) => void;
  /** A menu was asked for, with the pointer over a lane or with a key; `anchor` is where it should stand. */
  readonly onMenu: (hit: Hit | undefined, anchor: HTMLElement) => void;
  /** Answers false when the key means nothing now. */
  readonly onAction: (action: CanvasAction) => boolean;
}

/** The picture, and what pointer, wheel and keys do to it. Lanes are on one canvas; axis, cursor and arrows on another above. */
export function TimelineCanvas(props: TimelineCanvasProps): ReactNode {
  const { answer, layout, span, selected, notes, byte, navigation, onSize, scroll } = props;
  const frame = useRef<HTMLDivElement>(null);
  const lanesCanvas = useRef<HTMLCanvasElement>(null);
  const overCanvas = useRef<HTMLCanvasElement>(null);
  const status = useRef<HTMLParagraphElement>(null);
  const menuPlace = useRef<HTMLSpanElement>(null);
  const [size, setSize] = useState({ width: 0, height: 0 });
  const colours = useColours(frame);
  const mask = useMask();
  const area = useTimeline((state) => state.area);
  const drag = useTimeline((state) => state.drag);
  const label = labelWidth(size.width);
  const plot = Math.max(1, size.width - label);
  const overflow = Math.max(
    0,
    layout.pinnedHeight + layout.scrolledHeight + AXIS_HEIGHT - size.height,
  );
  const scrolled = Math.min(scroll, overflow);

  useLayoutEffect(() => {
    const element = frame.current;
    if (!element) return;
    const observer = new ResizeObserver(() => {
      const now = { width: element.clientWidth, height: element.clientHeight };
      setSize(now);
      onSize(now);
    });
    observer.observe(element);
    return () => observer.disconnect();
  }, [onSize]);

  const scene = useMemo((): Scene | undefined => {
    const { width, height } = size;
    if (!colours || width === 0) return undefined;
    return {
      answer,
      span,
      detail: detailOf(answer, span, plot),
      lanes: shownLanes(layout, AXIS_HEIGHT, height, scrolled),
      pinnedHeight: layout.pinnedHeight,
      width,
      height,
      label,
      plot,
      colours,
      ...FONTS,
      selected,
      notes,
      mask,
    };
  }, [answer, span, layout, size, scrolled, label, plot, colours, selected, notes, mask]);

  useEffect(() => {
    if (!scene) return;
    const handle = requestAnimationFrame(() => draw(lanesCanvas.current, scene, paintLanes));
    return () => cancelAnimationFrame(handle);
  }, [scene]);

  const pointer = useRef<number>(undefined);
  const overlayFrame = useRef(0);
  const drawOverlay = useCallback((): void => {
    cancelAnimationFrame(overlayFrame.current);
    if (!scene) return;
    const overlay: Overlay = { pointer: pointer.current, area, byte };
    overlayFrame.current = requestAnimationFrame(() =>
      draw(overCanvas.current, scene, (context) => paintOverlay(context, scene, overlay)),
    );
  }, [scene, area, byte]);
  useEffect(() => {
    drawOverlay();
    return () => cancelAnimationFrame(overlayFrame.current);
  }, [drawOverlay]);

  const at = (event: { clientX: number; clientY: number }): { x: number; y: number } => {
    const box = frame.current!.getBoundingClientRect();
    return { x: event.clientX - box.left, y: event.clientY - box.top };
  };
  /** Places are reckoned from what is looked at now, which may be ahead of what is drawn. */
  const placeOf = (x: number): number => placeAt(Math.max(0, x - label), navigation.span, plot);
  const scrollBy = (pixels: number): void =>
    props.onScroll(Math.max(0, Math.min(overflow, scrolled + pixels)));
  const panBy = (pixels: number): void => navigation.panBy(pixels / plot);

  // React listens passively to the wheel, so it could not keep the page from zooming too.
  const onWheel = (event: WheelEvent): void => {
    const unit = event.deltaMode === 1 ? LINE : event.deltaMode === 2 ? size.height : 1;
    const [dx, dy] = [event.deltaX * unit, event.deltaY * unit];
    if (event.ctrlKey || event.metaKey)
      navigation.zoomAt(Math.exp(dy * 0.004), placeOf(at(event).x));
    else if (event.shiftKey) panBy(dx === 0 ? dy : dx);
    else if (Math.abs(dx) > Math.abs(dy)) panBy(dx);
    else if (overflow > 0) scrollBy(dy);
    else return;
    event.preventDefault();
  };
  const wheel = useRef(onWheel);
  useEffect(() => {
    wheel.current = onWheel;
  });
  useEffect(() => {
    const element = frame.current;
    const listener = (event: WheelEvent): void => wheel.current(event);
    element?.addEventListener('wheel', listener, { passive: false });
    return () => element?.removeEventListener('wheel', listener);
  }, []);

  const pointers = useRef(new Map<number, { x: number; y: number }>());
  const press = useRef({ x: 0, y: 0, moved: false, place: 0, selects: false });

  const onPointerDown = (event: PointerEvent<HTMLDivElement>): void => {
    if (event.button !== 0) return;
    event.currentTarget.setPointerCapture(event.pointerId);
    const now = at(event);
    pointers.current.set(event.pointerId, now);
    const selects = (drag === 'select') !== event.shiftKey && now.x >= label;
    press.current = { ...now, moved: pointers.current.size > 1, place: placeOf(now.x), selects };
  };

  const onPointerMove = (event: PointerEvent<HTMLDivElement>): void => {
    const now = at(event);
    const before = pointers.current.get(event.pointerId);
    if (!before) {
      hover(now);
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
      navigation.zoomAt(was / is, placeOf((now.x + other.x) / 2));
    } else if (press.current.selects) {
      const [from, to] = [press.current.place, placeOf(now.x)].sort((a, b) => a - b) as [
        number,
        number,
      ];
      timelineStore.setState({ area: { from, to: Math.min(to, navigation.whole) } });
    } else {
      panBy(before.x - now.x);
      if (overflow > 0) scrollBy(before.y - now.y);
    }
  };

  const hover = ({ x, y }: { x: number; y: number }): void => {
    pointer.current = x >= label ? placeAt(x - label, span, plot) : undefined;
    drawOverlay();
    const hit = scene && hitTest(scene, x, y);
    if (!status.current) return;
    status.current.textContent = hit ? toldHit(hit, answer.axis, lengthOf(span), mask) : '';
  };

  const onPointerEnd = (event: PointerEvent<HTMLDivElement>): void => {
    const pressed = pointers.current.delete(event.pointerId);
    if (!pressed || press.current.moved || event.type !== 'pointerup' || !scene) return;
    const { x, y } = at(event);
    const hit = hitTest(scene, x, y);
    if (!hit) timelineStore.setState({ area: undefined });
    else if (hit.at === undefined) props.onFold(hit.lane.lane.key);
    else props.onPick(hit);
  };

  const onContextMenu = (event: MouseEvent<HTMLDivElement>): void => {
    const anchor = menuPlace.current;
    if (!anchor || !scene) return;
    event.preventDefault();
    const { x, y } = at(event);
    anchor.style.left = `${x}px`;
    anchor.style.top = `${y}px`;
    // From the keyboard there is no button, and the place says nothing.
    props.onMenu(event.button === 2 ? hitTest(scene, x, y) : undefined, anchor);
  };

  const onKeyDown = (event: KeyboardEvent): void => {
    const action = canvasAction(event, props.singleKeys);
    if (!action || !props.onAction(action)) return;
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
        data-drag={drag}
        role="group"
        aria-label="Timeline picture"
        aria-describedby={props.describedBy}
        tabIndex={0}
        onKeyDown={onKeyDown}
        onContextMenu={onContextMenu}
        onPointerDown={onPointerDown}
        onPointerMove={onPointerMove}
        onPointerUp={onPointerEnd}
        onPointerCancel={onPointerEnd}
        onPointerLeave={() => {
          pointer.current = undefined;
          drawOverlay();
          if (status.current) status.current.textContent = '';
        }}
      >
        <canvas
          ref={lanesCanvas}
          className="timeline-canvas"
          role="img"
          aria-label={props.summary}
          data-detail={scene?.detail}
        />
        <canvas ref={overCanvas} className="timeline-canvas" aria-hidden="true" />
        <span ref={menuPlace} className="timeline-menu-place" />
      </div>
      <p ref={status} className="timeline-status" aria-hidden="true" />
    </>
  );
}

const MONO =
  "ui-monospace, 'SF Mono', 'Cascadia Mono', Menlo, Consolas, 'DejaVu Sans Mono', monospace";

/** A canvas knows no custom properties, so the stacks of the theme stand here again. */
const FONTS = {
  font: "12px system-ui, -apple-system, 'Segoe UI', Roboto, 'Noto Sans', sans-serif",
  mono: `11px ${MONO}`,
  small: `9px ${MONO}`,
};

/** Draws on a canvas as large as its element, in pixels of the device. */
export function draw<Of extends { width: number; height: number }>(
  canvas: HTMLCanvasElement | null,
  of: Of,
  paint: (context: CanvasRenderingContext2D, of: Of) => void,
): void {
  const context = canvas?.getContext('2d');
  if (!canvas || !context) return;
  const ratio = window.devicePixelRatio || 1;
  const width = Math.round(of.width * ratio);
  const height = Math.round(of.height * ratio);
  if (canvas.width !== width) canvas.width = width;
  if (canvas.height !== height) canvas.height = height;
  context.setTransform(ratio, 0, 0, ratio, 0, 0);
  paint(context, of);
}

/** The theme's colours, read again whenever they may have changed. */
export function useColours(frame: React.RefObject<HTMLElement | null>): Colours | undefined {
  const [colours, setColours] = useState<Colours>();
  useEffect(() => {
    const read = (): void => {
      if (frame.current) setColours(readColours(frame.current));
    };
    read();
    return onThemeChange(read);
  }, [frame]);
  return colours;
}
