import type { Arrow, AxisSpan } from '../../worker/timeline/timeline-types.ts';
import { AXIS_HEIGHT, canvasX, clipped, type Scene, writeText } from './scene.ts';
import { paintSelected } from './paint.ts';
import { ticksOf } from './ticks.ts';
import { lengthOf } from './viewport.ts';

/** More arrows than this cannot be followed: then only those of the selected record are drawn. */
const MOST_ARROWS = 10;

/** What changes more often than the lanes. */
export interface Overlay {
  /** Place under the pointer. */
  readonly pointer: number | undefined;
  /** The area that is chosen. */
  readonly area: AxisSpan | undefined;
  /** The byte that is pointed at by key. */
  readonly byte: AxisSpan | undefined;
}

/** Draws axis, grid, marker of the selected record, area and arrows over the lanes. */
export function paintOverlay(
  context: CanvasRenderingContext2D,
  scene: Scene,
  overlay: Overlay,
): void {
  const { width, height, label, plot } = scene;
  context.clearRect(0, 0, width, height);
  context.textBaseline = 'middle';
  context.textAlign = 'start';
  paintAxis(context, scene);
  clipped(context, [label, 0, plot, height], () => {
    if (overlay.area) paintArea(context, scene, overlay.area);
    paintPlace(context, scene);
    paintPointer(context, scene, overlay.pointer);
  });
  clipped(context, [label, AXIS_HEIGHT, plot, height - AXIS_HEIGHT], () =>
    paintArrows(context, scene),
  );
  paintSelected(context, scene);
  if (overlay.byte) paintByte(context, scene, overlay.byte);
}

function paintAxis(context: CanvasRenderingContext2D, scene: Scene): void {
  const { answer, span, colours, width, height, label, plot } = scene;
  context.fillStyle = colours['surface-1'];
  context.fillRect(0, 0, width, AXIS_HEIGHT);
  context.fillStyle = colours['border-strong'];
  context.fillRect(0, AXIS_HEIGHT - 1, width, 1);
  context.font = scene.font;
  for (const { at, label: text } of ticksOf(answer.axis, span, plot)) {
    const x = Math.round(canvasX(scene, at));
    if (x < label || x > width) continue;
    context.fillStyle = colours['border-strong'];
    context.globalAlpha = 0.22;
    context.fillRect(x, AXIS_HEIGHT, 1, height - AXIS_HEIGHT);
    context.globalAlpha = 1;
    context.fillRect(x, AXIS_HEIGHT - 6, 1, 6);
    if (context.measureText(text).width > width - x - 6) continue;
    context.fillStyle = colours['text-dim'];
    context.fillText(text, x + 4, AXIS_HEIGHT / 2 - 1);
  }
  context.fillStyle = colours['text-faint'];
  writeText(context, AXIS_NAMES[answer.axis], 9, AXIS_HEIGHT / 2 - 1, label - 2);
}

const AXIS_NAMES = { time: 'time', bytes: 'bytes of chunks', index: 'chunks' } as const;

function paintArea(context: CanvasRenderingContext2D, scene: Scene, area: AxisSpan): void {
  const { colours, height } = scene;
  const from = canvasX(scene, area.from);
  const to = canvasX(scene, area.to);
  context.globalAlpha = 0.14;
  context.fillStyle = colours.accent;
  context.fillRect(from, AXIS_HEIGHT, to - from, height);
  context.globalAlpha = 1;
  context.fillRect(from - 0.5, AXIS_HEIGHT - 6, 1.5, height);
  context.fillRect(to - 0.5, AXIS_HEIGHT - 6, 1.5, height);
}

/** A line through all lanes where the selected record begins. */
function paintPlace(context: CanvasRenderingContext2D, scene: Scene): void {
  const { selected, answer, colours, height } = scene;
  if (!selected) return;
  const x = Math.round(canvasX(scene, selected[answer.axis].from));
  context.fillStyle = colours.accent;
  context.fillRect(x, AXIS_HEIGHT - 8, 1, height);
  context.beginPath();
  context.moveTo(x - 5, AXIS_HEIGHT - 9);
  context.lineTo(x + 6, AXIS_HEIGHT - 9);
  context.lineTo(x + 0.5, AXIS_HEIGHT - 2);
  context.fill();
}

function paintPointer(
  context: CanvasRenderingContext2D,
  scene: Scene,
  at: number | undefined,
): void {
  if (at === undefined) return;
  context.fillStyle = scene.colours['text-faint'];
  context.globalAlpha = 0.5;
  context.fillRect(Math.round(canvasX(scene, at)), AXIS_HEIGHT, 1, scene.height);
  context.globalAlpha = 1;
}

function paintByte(context: CanvasRenderingContext2D, scene: Scene, byte: AxisSpan): void {
  const lane = scene.lanes.find((one) => one.lane.key === scene.selected?.lane);
  if (!lane) return;
  const x = canvasX(scene, byte.from);
  clipped(context, [scene.label, AXIS_HEIGHT, scene.plot, scene.height], () => {
    context.strokeStyle = scene.colours.focus;
    context.lineWidth = 3;
    context.strokeRect(x, lane.y + 3, Math.max(4, canvasX(scene, byte.to) - x), lane.height - 6);
  });
}

const DASHES: Readonly<Record<Arrow['kind'], number[]>> = {
  reply: [],
  'chunk size': [6, 3],
  acknowledgement: [2, 3],
};

function paintArrows(context: CanvasRenderingContext2D, scene: Scene): void {
  const { answer, span, selected } = scene;
  const near = (answer.arrows ?? []).filter(
    ({ from, to }) => Math.max(from, to) >= span.from && Math.min(from, to) <= span.to,
  );
  const isChosen = ({ cause, effect }: Arrow): boolean =>
    [cause, effect].some(
      ({ direction, at }) => direction === selected?.record.direction && at === selected.record.at,
    );
  // An arrow shorter than its head tells nothing from afar.
  const seen = near.filter(
    (arrow) =>
      isChosen(arrow) || Math.abs(arrow.to - arrow.from) * (scene.plot / lengthOf(span)) > 24,
  );
  const shown = seen.length <= MOST_ARROWS ? seen : seen.filter(isChosen);
  for (const arrow of shown) paintArrow(context, scene, arrow, isChosen(arrow));
}

function paintArrow(
  context: CanvasRenderingContext2D,
  scene: Scene,
  arrow: Arrow,
  chosen: boolean,
): void {
  const { lanes, colours } = scene;
  const fromLane = lanes.find(({ index }) => index === arrow.fromLane);
  const toLane = lanes.find(({ index }) => index === arrow.toLane);
  if (!fromLane || !toLane) return;
  const [x1, x2] = [canvasX(scene, arrow.from), canvasX(scene, arrow.to)];
  // It leaves and arrives at the edges, so that it does not run over what it connects.
  const down = fromLane.y <= toLane.y;
  const [y1, y2] = [
    down ? fromLane.y + fromLane.height - 4 : fromLane.y + 4,
    down ? toLane.y + 4 : toLane.y + toLane.height - 4,
  ];
  const isBow = fromLane === toLane;
  const bow = isBow ? fromLane.y - 6 : (y1 + y2) / 2;
  const end = isBow ? fromLane.y + 4 : y2;
  context.strokeStyle = context.fillStyle = chosen ? colours.accent : colours['text-faint'];
  context.globalAlpha = chosen ? 1 : 0.7;
  context.lineWidth = chosen ? 2 : 1.25;
  context.setLineDash(DASHES[arrow.kind]);
  context.beginPath();
  context.moveTo(x1, isBow ? end : y1);
  context.bezierCurveTo(x1, bow, x2, bow, x2, end);
  context.stroke();
  context.setLineDash([]);
  const head = isBow || down ? -7 : 7;
  context.beginPath();
  context.moveTo(x2, end);
  context.lineTo(x2 - 4, end + head);
  context.lineTo(x2 + 4, end + head);
  context.fill();
  context.globalAlpha = 1;
  if (!chosen) return;
  context.font = scene.font;
  if (Math.abs(x2 - x1) < 48) return;
  const width = context.measureText(arrow.text).width;
  const left = Math.max(scene.label + 6, Math.min((x1 + x2 - width) / 2, scene.width - width - 6));
  const middle = { x: left, y: Math.max(AXIS_HEIGHT + 9, bow) };
  context.fillStyle = colours['surface-1'];
  context.globalAlpha = 0.9;
  context.fillRect(middle.x - 3, middle.y - 9, width + 6, 18);
  context.globalAlpha = 1;
  context.fillStyle = colours.accent;
  context.fillText(arrow.text, middle.x, middle.y);
}
