import { familyOf } from '../marks/message-family.ts';
import type { Colours } from './colours.ts';
import type { NoteMark } from './note-marks.ts';
import { paintFlag, paintMark } from './paint-marks.ts';

/** What one direction has in a few pixels of the whole session. */
export interface SessionColumn {
  readonly x: number;
  readonly bytes: number;
  /** Message type ID with the most bytes. */
  readonly type: number;
}

/** The whole session in a line. One unit is one pixel of the page. */
export interface SessionPicture {
  /** Of the client and of the server. */
  readonly sides: readonly [readonly SessionColumn[], readonly SessionColumn[]];
  readonly problems: readonly { readonly x: number; readonly finding: number }[];
  readonly notes: readonly { readonly x: number; readonly kind: NoteMark['kind'] }[];
  /** Where the selected record is. */
  readonly place: number | undefined;
  /** Pixels above the bars that are kept for signs. */
  readonly signs: number;
  readonly colours: Colours;
  readonly width: number;
  readonly height: number;
}

/** Pixels of a bar. */
export const COLUMN = 2;

/** The client's bytes stand on the middle line, the server's hang from it. */
export function paintSession(context: CanvasRenderingContext2D, picture: SessionPicture): void {
  const { sides, problems, notes, place, signs, colours, width, height } = picture;
  context.fillStyle = colours['surface-0'];
  context.fillRect(0, 0, width, height);
  const peaks = sides.map((side) => side.reduce((top, { bytes }) => Math.max(top, bytes), 1));
  const most = Math.max(...peaks);
  // The busier direction gets more of the height; both are drawn to one measure.
  const [up, down] = peaks.map((peak) => Math.sqrt(peak / most));
  const share = Math.min(0.8, Math.max(0.2, up! / (up! + down!)));
  const middle = Math.round(signs + (height - signs) * share);
  for (const [direction, columns] of sides.entries()) {
    const room = Math.min(
      (middle - signs - 1) / Math.max(up!, 0.25),
      (height - middle - 2) / Math.max(down!, 0.25),
    );
    for (const { x, bytes, type } of columns) {
      const tall = Math.max(1.5, Math.sqrt(bytes / most) * room);
      context.fillStyle = colours[`type-${familyOf(type)}`];
      context.globalAlpha = 0.75;
      context.fillRect(x, direction === 0 ? middle - tall : middle + 1, COLUMN, tall);
    }
  }
  context.globalAlpha = 1;
  context.fillStyle = colours['border-strong'];
  context.fillRect(0, middle, width, 1);
  for (const { x, finding } of problems) paintMark(context, { colours }, x, 5, finding, 3.5);
  for (const { x, kind } of notes) paintFlag(context, { colours }, x, height - 6, kind, 4);
  if (place === undefined) return;
  context.fillStyle = colours.accent;
  context.fillRect(Math.round(place), 0, 1.5, height);
}
