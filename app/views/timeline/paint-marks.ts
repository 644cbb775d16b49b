import { barsOf } from './bins.ts';
import type { ShownLane } from './lane-layout.ts';
import type { NoteMark } from './note-marks.ts';
import { canvasX, type Scene, writeText } from './scene.ts';
import { xOf } from './viewport.ts';

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

/** The sign of a note: a flag on its pole; of a comment in the capture, a square. */
export function paintFlag(
  context: CanvasRenderingContext2D,
  { colours }: Pick<Scene, 'colours'>,
  x: number,
  y: number,
  kind: NoteMark['kind'],
  size = 5,
): void {
  context.fillStyle = colours.accent;
  if (kind === 'comment') {
    context.fillRect(x - size * 0.7, y - size * 0.7, size * 1.4, size * 1.4);
    return;
  }
  context.fillRect(x - 0.75, y - size, 1.5, size * 2);
  context.beginPath();
  context.moveTo(x, y - size);
  context.lineTo(x + size * 1.4, y - size * 0.4);
  context.lineTo(x, y + size * 0.2);
  context.closePath();
  context.fill();
}

/** The lane of notes: each with its words, or how many there are in a place. */
export function paintNotes(context: CanvasRenderingContext2D, scene: Scene, lane: ShownLane): void {
  const { span, plot, label, colours, font, mask } = scene;
  const y = lane.y + lane.height / 2;
  const groups = groupNotes(scene);
  context.font = font;
  groups.forEach(({ x, notes }, i) => {
    if (notes[0]!.at < span.from || notes[0]!.at > span.to) return;
    paintFlag(context, scene, x, y, notes[0]!.kind);
    if (lane.folded) return;
    const until = Math.min(groups[i + 1]?.x ?? Infinity, label + plot) - 6;
    const text = notes.length > 1 ? String(notes.length) : mask(notes[0]!.text);
    context.fillStyle = colours['text-dim'];
    writeText(context, text, x + 10, y + 0.5, until);
  });
}

/** Notes closer than this many pixels are drawn as one. */
const NOTE_GAP = 14;

/** Notes of the picture from left to right, those together that could not be told apart. */
export function groupNotes(
  scene: Pick<Scene, 'notes' | 'span' | 'plot' | 'label'>,
): { readonly x: number; readonly notes: NoteMark[] }[] {
  const groups: { x: number; notes: NoteMark[] }[] = [];
  for (const note of scene.notes) {
    const x = scene.label + xOf(note.at, scene.span, scene.plot);
    const last = groups.at(-1);
    if (last && x - last.x < NOTE_GAP) last.notes.push(note);
    else groups.push({ x, notes: [note] });
  }
  return groups;
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
