import type {
  ChunkBox,
  MessageBox,
  ProblemMark,
  SegmentBox,
} from '../../worker/timeline/timeline-types.ts';
import { type Bar, barsOf } from './bins.ts';
import { laneAt, type ShownLane } from './lane-layout.ts';
import type { NoteMark } from './note-marks.ts';
import { groupNotes } from './paint-marks.ts';
import type { Scene } from './scene.ts';
import { canvasX } from './scene.ts';
import { placeAt } from './viewport.ts';

/** What lies under a point of the picture. */
export interface Hit {
  readonly lane: ShownLane;
  /** Place on the axis; undefined over the names. */
  readonly at: number | undefined;
  readonly message?: MessageBox;
  readonly chunk?: ChunkBox;
  /** Number of the byte in the chunk. */
  readonly byte?: number;
  readonly segment?: SegmentBox;
  readonly mark?: ProblemMark;
  /** The notes of a place, drawn as one. */
  readonly notes?: readonly NoteMark[];
  readonly bar?: Bar;
}

/** A mark, or a box of a moment, is hit by this many pixels beside it. */
const NEAR = 8;

/** What lies at `x`, `y` of the canvas. */
export function hitTest(scene: Scene, x: number, y: number): Hit | undefined {
  const lane = laneAt(scene.lanes, y);
  if (!lane) return undefined;
  if (x < scene.label) return { lane, at: undefined };
  const { answer, span, plot, label, detail } = scene;
  const at = placeAt(x - label, span, plot);
  const distance = (from: number, to: number): number =>
    Math.max(0, canvasX(scene, from) - x, x - canvasX(scene, to));
  if (lane.lane.kind === 'notes') {
    const group = closest(groupNotes(scene), (one) => Math.abs(one.x - x));
    return group ? { lane, at, notes: group.notes } : { lane, at };
  }
  const bar = barsOf(answer, lane.index, span, plot).find(
    (one) => x - label >= one.x - 1 && x - label < one.x + one.width + 1,
  );
  const rest = { lane, at, ...(bar && { bar }) };
  if (lane.lane.kind === 'problems') {
    const mark = closest(answer.marks ?? [], (one) => distance(one.at, one.at));
    return mark ? { ...rest, mark } : rest;
  }
  if (lane.lane.kind === 'segments') {
    const own = (answer.segments ?? []).filter((one) => one.lane === lane.index);
    const segment = closest(own, (one) => distance(one.from, one.to));
    return segment ? { ...rest, segment } : rest;
  }
  const isControl = lane.lane.kind === 'control';
  const isOwn = (one: { lane: number; messageTypeId: number }): boolean =>
    isControl ? one.messageTypeId >= 1 && one.messageTypeId <= 6 : one.lane === lane.index;
  if (detail === 'bins') return rest;
  const chunk = closest((answer.chunks ?? []).filter(isOwn), (one) => distance(one.from, one.to));
  const messages = (answer.messages ?? []).filter(isOwn);
  const message = chunk
    ? messages.find(({ row }) => row === chunk.message)
    : closest(messages, (one) => distance(one.from, one.to));
  const found = { ...rest, ...(message && { message }) };
  if (!chunk || detail === 'messages') return found;
  if (detail !== 'bytes') return { ...found, chunk };
  const size = chunk.headerLength + chunk.payloadLength;
  const byte = Math.floor(((at - chunk.from) / (chunk.to - chunk.from)) * size);
  return byte >= 0 && byte < size ? { ...found, chunk, byte } : { ...found, chunk };
}

/** The one at the least distance, the first of equals; none when all are too far. */
function closest<One>(all: readonly One[], distance: (one: One) => number): One | undefined {
  let best: One | undefined;
  let least = NEAR;
  for (const one of all) {
    const far = distance(one);
    if (far < least || (far === least && best === undefined)) {
      least = far;
      best = one;
    }
  }
  return best;
}
