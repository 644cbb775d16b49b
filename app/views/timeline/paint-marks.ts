import { barsOf } from './bins.ts';
import type { ShownLane } from './lane-layout.ts';
import { canvasX, type Scene, writeText } from './scene.ts';

/** The sign of a severity: a triangle for an error, a diamond for a warning, a dot for a note. */
export function paintMark(
  context: CanvasRenderingContext2D,
  { colours }: Pick<Scene, 'colours'>,
  x: number,
  y: number,
  severity: number,
  size = 4.5,
): void {
  context.fillStyle = colours[severity === 3 ? 'error' : severity === 2 ? 'warning' : 'note'];
  context.beginPath();
  if (severity === 3) {
    context.moveTo(x - size, y - size * 0.8);
    context.lineTo(x + size, y - size * 0.8);
    context.lineTo(x, y + size * 0.9);
  } else if (severity === 2) {
    context.moveTo(x, y - size);
    context.lineTo(x + size, y);
    context.lineTo(x, y + size);
    context.lineTo(x - size, y);
  } else context.arc(x, y, size * 0.7, 0, Math.PI * 2);
  context.closePath();
  context.fill();
}

/** The lane of problems: each one, or how many there are in a bin. */
export function paintMarks(context: CanvasRenderingContext2D, scene: Scene, lane: ShownLane): void {
  const { answer, span, plot, label, colours, font } = scene;
  const y = lane.y + lane.height / 2;
  const bars = barsOf(answer, lane.index, span, plot, 10).filter(({ finding }) => finding > 0);
  bars.forEach((bar, i) => {
    const x = label + bar.x + bar.width / 2;
    const exact = bar.count === 1 ? answer.marks?.find(({ at }) => isIn(at, bar)) : undefined;
    paintMark(context, scene, exact ? canvasX(scene, exact.at) : x, y, bar.finding);
    if (lane.folded) return;
    const next = bars[i + 1];
    const until = next ? label + next.x - 4 : label + plot;
    const text = exact ? exact.code : bar.count > 1 ? String(bar.count) : '';
    context.font = font;
    context.fillStyle = colours['text-dim'];
    if (until - x > context.measureText(text).width + 12)
      writeText(context, text, x + 8, y + 0.5, until);
  });

  function isIn(at: number, bar: { x: number; width: number }): boolean {
    const x = canvasX(scene, at) - label;
    return x >= bar.x - 1 && x <= bar.x + bar.width + 1;
  }
}

/** TCP segments as blocks end to end; false when there are too many, and bins must do. */
export function paintSegments(
  context: CanvasRenderingContext2D,
  scene: Scene,
  lane: ShownLane,
): boolean {
  const { answer, span, plot, colours, mono } = scene;
  const own = answer.segments?.filter(
    (one) => one.lane === lane.index && one.to >= span.from && one.from <= span.to,
  );
  if (!own || own.length > plot / 3) return false;
  const top = lane.y + 3;
  const height = lane.height - 7;
  context.font = mono;
  own.forEach((segment) => {
    const x = canvasX(scene, segment.from);
    const width = Math.max(2, canvasX(scene, segment.to) - x);
    context.fillStyle = colours['surface-2'];
    context.fillRect(x, top, width, height);
    context.fillStyle = colours['border-strong'];
    context.fillRect(x, top, 1.5, height);
    context.fillRect(x, top + height, width, 1);
    if (lane.folded || width < 30) return;
    context.fillStyle = colours['text-dim'];
    const from = Math.max(x, scene.label) + 4;
    const text = width < 84 ? String(segment.packet) : `packet ${segment.packet}`;
    writeText(context, text, from, lane.y + lane.height / 2, x + width - 2);
  });
  return true;
}
