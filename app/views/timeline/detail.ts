import type {
  AxisSpan,
  ChunkBox,
  MessageBox,
  TimelineAnswer,
} from '../../worker/timeline/timeline-types.ts';
import { lengthOf } from './viewport.ts';

/** How closely the session is looked at. */
export type Detail = 'bins' | 'messages' | 'chunks' | 'bytes';

/** What the levels are called. */
export const DETAIL_WORDS: Readonly<Record<Detail, string>> = {
  bins: 'sums',
  messages: 'messages',
  chunks: 'chunks',
  bytes: 'bytes',
};

/** Pixels that a byte needs to be a cell, a chunk to show its parts, a message to be a box. */
const BYTE = 7;
const CHUNK = 9;
const MESSAGE = 4;
/** Most boxes drawn in one go. */
const MOST_BOXES = 1500;

/** The level of detail for a view, by pixels per byte, chunk and message. */
export function detailOf(answer: TimelineAnswer, span: AxisSpan, width: number): Detail {
  const chunks = answer.chunks && inView(answer.chunks, span);
  if (chunks && answer.axis !== 'time' && chunks.length > 0) {
    const bytes = bytesInView(chunks, span);
    if (width / bytes >= BYTE && chunks.every(({ strip }) => strip)) return 'bytes';
  }
  if (chunks && width / Math.max(1, chunks.length) >= CHUNK) return 'chunks';
  const messages = answer.messages && inView(answer.messages, span);
  if (messages && messages.length <= MOST_BOXES && width / busiest(messages) >= MESSAGE)
    return 'messages';
  return 'bins';
}

/** The boxes of which something is in view. */
export function inView<Box extends AxisSpan>(boxes: readonly Box[], span: AxisSpan): Box[] {
  return boxes.filter(
    ({ from, to }) => to >= span.from && from <= span.to && !isBefore(from, to, span),
  );
}

/** A box that ends where the view begins shows nothing, unless it is a moment. */
function isBefore(from: number, to: number, span: AxisSpan): boolean {
  return to > from && (to === span.from || from === span.to);
}

/** Bytes of chunks in view, parts of chunks by their share. */
export function bytesInView(chunks: readonly ChunkBox[], span: AxisSpan): number {
  let bytes = 0;
  for (const { from, to, headerLength, payloadLength } of chunks) {
    const seen = Math.min(to, span.to) - Math.max(from, span.from);
    bytes += ((headerLength + payloadLength) * Math.max(0, seen)) / Math.max(to - from, 1e-12);
  }
  return Math.max(bytes, 1e-9);
}

/** Messages of the lane that has the most. */
function busiest(messages: readonly MessageBox[]): number {
  const lanes = new Map<number, number>();
  for (const { lane } of messages) lanes.set(lane, (lanes.get(lane) ?? 0) + 1);
  return Math.max(1, ...lanes.values());
}

/** Whether time has nothing more to tell apart: everything in `span` came at one moment. */
export function isOneMoment(answer: TimelineAnswer, span: AxisSpan): boolean {
  if (answer.axis !== 'time' || !answer.chunks) return false;
  const moments = new Set(inView(answer.chunks, span).map(({ from }) => from));
  return moments.size === 1 && lengthOf(span) < 0.05;
}
