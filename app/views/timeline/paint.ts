import { familyOf } from '../marks/message-family.ts';
import { barsOf, type Bar } from './bins.ts';
import { inView } from './detail.ts';
import { laneName, type ShownLane } from './lane-layout.ts';
import { paintChunks, paintMessages } from './paint-boxes.ts';
import { paintMark, paintMarks, paintNotes, paintSegments } from './paint-marks.ts';
import { paintStrips } from './paint-strip.ts';
import { AXIS_HEIGHT, canvasX, clipped, type Scene, writeText } from './scene.ts';

/** Most rectangles of bins in one picture: a software renderer draws some 5000 in 15 ms. */
const MOST_BARS = 4000;

/** Draws the lanes and their names. */
export function paintLanes(context: CanvasRenderingContext2D, scene: Scene): void {
  const { width, height, colours, lanes, label, plot, pinnedHeight } = scene;
  context.fillStyle = colours['surface-1'];
  context.fillRect(0, 0, width, height);
  context.textBaseline = 'middle';
  context.textAlign = 'start';
  const top = AXIS_HEIGHT + pinnedHeight;
  for (const lane of lanes) {
    const upper = lane.isPinned ? lane.y : Math.max(top, lane.y);
    const rest = Math.max(0, lane.y + lane.height - upper);
    if (lane.lane.direction === 1) shade(context, scene, lane, upper, rest);
    clipped(context, [label, upper, plot, rest], () => paintLane(context, scene, lane));
    clipped(context, [0, upper, label, rest], () => paintLabel(context, scene, lane));
  }
  if (pinnedHeight > 0) {
    context.fillStyle = colours['border-strong'];
    context.fillRect(0, top - 1, width, 1);
  }
}

/** The server's lanes stand on another ground, so that directions are told apart at a glance. */
function shade(
  context: CanvasRenderingContext2D,
  { colours, label, plot }: Scene,
  _lane: ShownLane,
  y: number,
  height: number,
): void {
  context.fillStyle = colours['surface-0'];
  context.fillRect(label, y, plot, height);
}

function paintLane(context: CanvasRenderingContext2D, scene: Scene, lane: ShownLane): void {
  const { answer, detail, colours } = scene;
  context.fillStyle = colours.border;
  context.fillRect(scene.label, lane.y + lane.height - 1, scene.plot, 1);
  const { kind } = lane.lane;
  if (kind === 'problems') {
    paintMarks(context, scene, lane);
    return;
  }
  if (kind === 'notes') {
    paintNotes(context, scene, lane);
    return;
  }
  if (kind === 'segments' && paintSegments(context, scene, lane)) {
    paintFindings(context, scene, lane, barsFor(scene, lane));
    return;
  }
  const bars = barsFor(scene, lane);
  const messages = inView(answer.messages ?? [], scene.span);
  const own =
    kind === 'control'
      ? messages.filter(({ messageTypeId }) => messageTypeId >= 1 && messageTypeId <= 6)
      : messages.filter((message) => message.lane === lane.index);
  if (detail === 'bins' || lane.folded || kind === 'segments')
    paintBars(context, scene, lane, bars);
  else if (detail === 'messages' || kind === 'control') paintMessages(context, scene, lane, own);
  else if (detail === 'chunks') paintChunks(context, scene, lane, own);
  else paintStrips(context, scene, lane, own);
  paintFindings(context, scene, lane, bars);
}

function barsFor(scene: Scene, lane: ShownLane): Bar[] {
  const { answer, span, plot, lanes } = scene;
  const narrowest = Math.max(2, (plot * lanes.length) / MOST_BARS);
  return barsOf(answer, lane.index, span, plot, narrowest);
}

function paintBars(
  context: CanvasRenderingContext2D,
  { colours, label, plot }: Scene,
  lane: ShownLane,
  bars: readonly Bar[],
): void {
  const most = bars.reduce((top, bar) => Math.max(top, bar.bytes), 1);
  const room = lane.height - (lane.folded ? 3 : 6);
  const least = Math.min(3, room);
  for (const bar of bars) {
    if (bar.count === 0 || bar.x > plot) continue;
    // By the root, so that a lane of large messages still shows its small ones.
    const height = Math.max(least, Math.sqrt(bar.bytes / most) * room);
    const colour =
      lane.lane.kind === 'segments' ? 'border-strong' : (`type-${familyOf(bar.type)}` as const);
    context.fillStyle = colours[colour];
    context.fillRect(
      label + bar.x,
      lane.y + lane.height - 1 - height,
      Math.max(1, bar.width - (bar.width > 3 ? 1 : 0.25)),
      height,
    );
  }
}

/** A mark above each bar that hides a problem. */
function paintFindings(
  context: CanvasRenderingContext2D,
  scene: Scene,
  lane: ShownLane,
  bars: readonly Bar[],
): void {
  for (const bar of bars)
    if (bar.finding > 0)
      paintMark(
        context,
        scene,
        scene.label + bar.x + Math.min(bar.width, 8) / 2,
        lane.y + 4.5,
        bar.finding,
        3.5,
      );
}

function paintLabel(context: CanvasRenderingContext2D, scene: Scene, lane: ShownLane): void {
  const { colours, label, font } = scene;
  const { direction } = lane.lane;
  context.fillStyle = colours['surface-2'];
  context.fillRect(0, lane.y, label, lane.height - 1);
  context.fillStyle = colours.border;
  context.fillRect(label - 1, lane.y, 1, lane.height);
  const middle = lane.y + lane.height / 2;
  if (direction !== undefined) {
    context.fillStyle = direction === 0 ? colours.up : colours.down;
    context.fillRect(0, lane.y, 3, lane.height - 1);
  }
  if (lane.height < 14) return;
  context.font = font;
  if (direction !== undefined) {
    context.fillStyle = direction === 0 ? colours.up : colours.down;
    context.fillText(direction === 0 ? '→' : '←', 9, middle);
  }
  context.fillStyle = lane.lane.kind === 'stream' ? colours.text : colours['text-dim'];
  const from = direction === undefined ? 9 : 26;
  writeText(context, laneName(lane.lane), from, middle, label - (lane.isPinned ? 16 : 4));
  if (lane.isPinned) {
    context.fillStyle = colours.accent;
    context.beginPath();
    context.arc(label - 9, middle, 2.5, 0, Math.PI * 2);
    context.fill();
  }
}

/** Where the selected record lies, drawn in its lane. */
export function paintSelected(context: CanvasRenderingContext2D, scene: Scene): void {
  const { selected, lanes, span, answer, colours } = scene;
  if (!selected) return;
  const { from, to } = selected[answer.axis];
  if (to < span.from || from > span.to) return;
  const lane = lanes.find((one) => one.lane.key === selected.lane);
  if (!lane) return;
  const x = canvasX(scene, from);
  const width = Math.max(3, canvasX(scene, to) - x);
  const top = AXIS_HEIGHT + (lane.isPinned ? 0 : scene.pinnedHeight);
  clipped(context, [scene.label, top, scene.plot, scene.height - top], () => {
    context.strokeStyle = colours.text;
    context.lineWidth = 2;
    context.strokeRect(x - 1, lane.y + 1, width + 2, lane.height - 3);
  });
}
