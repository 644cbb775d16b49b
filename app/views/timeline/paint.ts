import type { RecordRef, TimelineAnswer } from '../../worker/protocol.ts';
import { familyOf } from '../marks/message-family.ts';
import { type Bar, barsOf } from './bins.ts';
import type { Colours } from './colours.ts';
import { LANE_HEIGHT, type LanePlace } from './lane-layout.ts';
import { ticksOf } from './ticks.ts';
import { type Span, xOf } from './viewport.ts';

/** Pixels of the time axis. */
export const AXIS_HEIGHT = 24;
/** Pixels at the left of each lane kept for its name. */
export const LABEL_WIDTH = 132;
/** Boxes narrower than this have no words in them. */
const LABELLED = 40;
/** Most rectangles drawn in one go. */
const MOST_BOXES = 5000;

/** Everything one picture is made of. */
export interface Picture {
  readonly answer: TimelineAnswer;
  readonly places: readonly LanePlace[];
  readonly span: Span;
  /** Start of the connection, from which the axis counts; undefined without a clock. */
  readonly start: number | undefined;
  /** Pixels of the element. */
  readonly width: number;
  readonly height: number;
  /** Pixels scrolled down. */
  readonly scroll: number;
  readonly colours: Colours;
  readonly font: string;
  readonly selected: { readonly record: RecordRef; readonly time: number } | undefined;
  readonly mask: (text: string) => string;
}

/** Draws the timeline. The context is scaled so that one unit is one pixel of the page. */
export function paint(context: CanvasRenderingContext2D, picture: Picture): void {
  const { width, height, colours } = picture;
  context.fillStyle = colours['surface-1'];
  context.fillRect(0, 0, width, height);
  context.textBaseline = 'middle';
  const plot = width - LABEL_WIDTH;
  context.save();
  context.beginPath();
  context.rect(0, AXIS_HEIGHT, width, height - AXIS_HEIGHT);
  context.clip();
  context.translate(0, AXIS_HEIGHT - picture.scroll);
  for (const place of picture.places) {
    if (place.top + LANE_HEIGHT < picture.scroll || place.top > picture.scroll + height) continue;
    context.save();
    context.beginPath();
    context.rect(LABEL_WIDTH, place.top, plot, LANE_HEIGHT);
    context.clip();
    context.translate(LABEL_WIDTH, place.top);
    paintLane(context, picture, place, plot);
    context.restore();
    paintLabel(context, picture, place);
  }
  context.restore();
  paintAxis(context, picture, plot);
  paintSelection(context, picture, plot);
}

function paintLane(
  context: CanvasRenderingContext2D,
  picture: Picture,
  { index }: LanePlace,
  plot: number,
): void {
  const { answer, span, colours } = picture;
  context.fillStyle = colours.border;
  context.fillRect(0, LANE_HEIGHT - 1, plot, 1);
  const bars = barsOf(answer, index, span, plot);
  const boxes = (answer.boxes ?? []).filter(
    (box) => box.lane === index && box.to >= span.from && box.from <= span.to,
  );
  // A message of one chunk has no length in time; it is drawn as wide as a mark.
  if (boxes.length > 0 && boxes.length <= MOST_BOXES) {
    const xs = boxes.map((box) => xOf(box.from, span, plot));
    const longest = boxes.reduce((most, box) => Math.max(most, box.length), 1);
    boxes.forEach((box, i) => {
      const x = xs[i]!;
      const room = (xs[i + 1] ?? plot + 400) - x;
      const own = xOf(box.to, span, plot) - x;
      const width = Math.max(own, Math.min(room - 1, 3), 2);
      paintBox(context, picture, box, { x, width, room, share: Math.sqrt(box.length / longest) });
    });
  } else paintBars(context, picture, bars);
  for (const bar of bars) if (bar.finding > 0) paintFinding(context, bar, colours);
}

function paintBars(
  context: CanvasRenderingContext2D,
  { colours }: Picture,
  bars: readonly Bar[],
): void {
  const most = bars.reduce((top, bar) => Math.max(top, bar.bytes), 1);
  const room = LANE_HEIGHT - 10;
  for (const bar of bars) {
    // By the root, so that a lane of large messages still shows its small ones.
    const height = Math.max(3, Math.sqrt(bar.bytes / most) * room);
    context.fillStyle = colours[`type-${familyOf(bar.type)}`];
    context.fillRect(bar.x, LANE_HEIGHT - 2 - height, Math.max(1, bar.width - 0.5), height);
  }
}

type Box = NonNullable<TimelineAnswer['boxes']>[number];

interface BoxPlace {
  readonly x: number;
  readonly width: number;
  /** Pixels until the next box of the lane. */
  readonly room: number;
  /** Its size against the largest in view, 0 to 1. */
  readonly share: number;
}

function paintBox(
  context: CanvasRenderingContext2D,
  picture: Picture,
  box: Box,
  place: BoxPlace,
): void {
  const { x, width, room, share } = place;
  const { colours, selected } = picture;
  const family = familyOf(box.messageTypeId);
  const full = LANE_HEIGHT - 12;
  // Like the bars: how high tells how large, until there is room for words.
  const height = width >= LABELLED ? full : Math.max(5, share * full);
  const top = 8 + full - height;
  const chosen = selected !== undefined && isIn(selected.record, box);
  context.fillStyle = width > 5 ? colours[`type-${family}-soft`] : colours[`type-${family}`];
  context.fillRect(x, top, width, height);
  if (width > 5) {
    context.strokeStyle = colours[`type-${family}`];
    context.lineWidth = 1;
    context.strokeRect(x + 0.5, top + 0.5, width - 1, height - 1);
  }
  if (chosen) {
    context.strokeStyle = colours.text;
    context.lineWidth = 2;
    context.strokeRect(x - 1, top - 1, width + 2, height + 2);
  }
  // Words go inside a wide box, and beside a narrow one when nothing follows for a while.
  const inside = width >= LABELLED;
  if (!inside && room - width < LABELLED) return;
  const from = inside ? x + 5 : x + width + 4;
  const until = inside ? x + width - 3 : x + room - 4;
  context.save();
  context.beginPath();
  context.rect(from, 0, until - from, LANE_HEIGHT);
  context.clip();
  context.font = picture.font;
  context.fillStyle = inside ? colours[`type-${family}`] : colours['text-dim'];
  context.fillText(picture.mask(box.summary), Math.max(from, inside ? 5 : from), 8 + full / 2 + 1);
  context.restore();
}

function isIn(record: RecordRef, { ref }: Box): boolean {
  return record.direction === ref.direction && record.at === ref.at;
}

/** A mark for the worst finding: a triangle for an error, a diamond for a warning, a dot for a note. */
function paintFinding(context: CanvasRenderingContext2D, bar: Bar, colours: Colours): void {
  const x = bar.x + Math.min(bar.width, 6) / 2;
  context.fillStyle = colours[bar.finding === 3 ? 'error' : bar.finding === 2 ? 'warning' : 'note'];
  context.beginPath();
  if (bar.finding === 3) {
    context.moveTo(x - 4.5, 0);
    context.lineTo(x + 4.5, 0);
    context.lineTo(x, 7.5);
  } else if (bar.finding === 2) {
    context.moveTo(x, 0);
    context.lineTo(x + 3.5, 3.5);
    context.lineTo(x, 7);
    context.lineTo(x - 3.5, 3.5);
  } else context.arc(x, 3, 2.5, 0, Math.PI * 2);
  context.closePath();
  context.fill();
}

function paintLabel(
  context: CanvasRenderingContext2D,
  { colours, font }: Picture,
  { lane, top }: LanePlace,
): void {
  const up = lane.direction === 0;
  context.fillStyle = colours['surface-2'];
  context.fillRect(0, top, LABEL_WIDTH, LANE_HEIGHT - 1);
  context.fillStyle = up ? colours.up : colours.down;
  context.fillRect(0, top, 3, LANE_HEIGHT - 1);
  context.save();
  context.beginPath();
  context.rect(0, top, LABEL_WIDTH - 4, LANE_HEIGHT);
  context.clip();
  context.font = font;
  const middle = top + LANE_HEIGHT / 2;
  context.fillText(up ? '→' : '←', 9, middle);
  context.fillStyle = colours.text;
  const id = String(lane.chunkStreamId);
  context.fillText(id, 26, middle);
  context.fillStyle = colours['text-dim'];
  context.fillText(lane.role, 26 + context.measureText(`${id}  `).width, middle);
  context.restore();
}

function paintAxis(context: CanvasRenderingContext2D, picture: Picture, plot: number): void {
  const { span, start, colours, width, height } = picture;
  context.fillStyle = colours['surface-1'];
  context.fillRect(0, 0, width, AXIS_HEIGHT);
  context.fillStyle = colours['border-strong'];
  context.fillRect(0, AXIS_HEIGHT - 1, width, 1);
  context.font = picture.font;
  for (const { time, label } of ticksOf(span, start, plot)) {
    const x = LABEL_WIDTH + xOf(time, span, plot);
    context.fillStyle = colours.border;
    context.globalAlpha = 0.6;
    context.fillRect(Math.round(x), AXIS_HEIGHT, 1, height - AXIS_HEIGHT);
    context.globalAlpha = 1;
    context.fillStyle = colours['border-strong'];
    context.fillRect(Math.round(x), AXIS_HEIGHT - 6, 1, 6);
    const room = width - x - 6;
    if (context.measureText(label).width > room) continue;
    context.fillStyle = colours['text-dim'];
    context.fillText(label, x + 4, AXIS_HEIGHT / 2 - 1);
  }
}

function paintSelection(context: CanvasRenderingContext2D, picture: Picture, plot: number): void {
  const { selected, span, colours, height } = picture;
  if (!selected || selected.time < span.from || selected.time > span.to) return;
  const x = Math.round(LABEL_WIDTH + xOf(selected.time, span, plot));
  context.fillStyle = colours.accent;
  context.fillRect(x, AXIS_HEIGHT - 8, 1, height);
  context.beginPath();
  context.moveTo(x - 5, AXIS_HEIGHT - 9);
  context.lineTo(x + 6, AXIS_HEIGHT - 9);
  context.lineTo(x + 0.5, AXIS_HEIGHT - 2);
  context.fill();
}
