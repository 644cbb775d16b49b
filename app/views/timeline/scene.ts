import type {
  AxisSpan,
  RecordExtent,
  TimelineAnswer,
} from '../../worker/timeline/timeline-types.ts';
import type { Colours } from './colours.ts';
import type { Detail } from './detail.ts';
import type { ShownLane } from './lane-layout.ts';
import type { NoteMark } from './note-marks.ts';
import { xOf } from './viewport.ts';

/** Pixels of the axis. */
export const AXIS_HEIGHT = 24;

/** Pixels at the left kept for the names of lanes. */
export function labelWidth(width: number): number {
  return width < 560 ? 92 : 156;
}

/** Everything that one picture is made of. One unit is one pixel of the page. */
export interface Scene {
  readonly answer: TimelineAnswer;
  readonly span: AxisSpan;
  readonly detail: Detail;
  readonly lanes: readonly ShownLane[];
  /** Pixels that pinned lanes take, below the axis. */
  readonly pinnedHeight: number;
  readonly width: number;
  readonly height: number;
  /** Pixels of the names. */
  readonly label: number;
  /** Pixels of the lanes without their names. */
  readonly plot: number;
  readonly colours: Colours;
  readonly font: string;
  readonly mono: string;
  /** For two digits where there is hardly room for them. */
  readonly small: string;
  readonly selected: RecordExtent | undefined;
  readonly notes: readonly NoteMark[];
  /** Hides stream keys. */
  readonly mask: (text: string) => string;
}

/** Where a place of the axis falls on the canvas. */
export function canvasX({ span, plot, label }: Scene, at: number): number {
  return label + xOf(at, span, plot);
}

/** Draws with everything outside a rectangle cut off. */
export function clipped(
  context: CanvasRenderingContext2D,
  [x, y, width, height]: readonly [number, number, number, number],
  draw: () => void,
): void {
  context.save();
  context.beginPath();
  context.rect(x, y, width, height);
  context.clip();
  draw();
  context.restore();
}

/** A text, cut short with an ellipsis where it would reach beyond `until`. */
export function writeText(
  context: CanvasRenderingContext2D,
  text: string,
  x: number,
  y: number,
  until: number,
): void {
  const room = until - x;
  if (room < 8) return;
  const { width } = context.measureText(text);
  if (width <= room) {
    context.fillText(text, x, y);
    return;
  }
  // Letters differ in width, so the share is a guess, and clipping takes what it leaves.
  const short = `${text.slice(0, Math.max(1, Math.floor((text.length * room) / width) - 1))}…`;
  clipped(context, [x, y - 12, room, 24], () => context.fillText(short, x, y));
}
