import type { ByteStretch, ChunkBox, MessageBox } from '../../worker/timeline/timeline-types.ts';
import { familyOf } from '../marks/message-family.ts';
import { inView } from './detail.ts';
import { hatch } from './hatch.ts';
import type { ShownLane } from './lane-layout.ts';
import { paintThread } from './paint-boxes.ts';
import { canvasX, type Scene } from './scene.ts';

/** Pixels of a cell for two small digits, for two of usual size, and for eight bits. */
const HEX = 12.5;
const WIDE_HEX = 17;
const BITS = 72;

/** Chunks byte by byte: each a cell with its hexadecimal value; headers are hatched, and ruled into bits where there is room. */
export function paintStrips(
  context: CanvasRenderingContext2D,
  scene: Scene,
  lane: ShownLane,
  messages: readonly MessageBox[],
): void {
  for (const message of messages) paintThread(context, scene, message, lane.y + lane.height / 2);
  for (const chunk of inView(scene.answer.chunks ?? [], scene.span))
    if (chunk.lane === lane.index) paintStrip(context, scene, lane, chunk);
}

/** Stretch of the axis that one byte of a chunk takes. */
export function byteSpan(chunk: ChunkBox, byte: number): { from: number; to: number } {
  const one = (chunk.to - chunk.from) / Math.max(1, chunk.headerLength + chunk.payloadLength);
  return { from: chunk.from + byte * one, to: chunk.from + (byte + 1) * one };
}

function paintStrip(
  context: CanvasRenderingContext2D,
  scene: Scene,
  lane: ShownLane,
  chunk: ChunkBox,
): void {
  const { strip } = chunk;
  if (!strip) return;
  const { colours, mono, small, span } = scene;
  const family = familyOf(chunk.messageTypeId);
  const strong = colours[`type-${family}`];
  const top = lane.y + 4;
  const height = lane.height - 8;
  context.font = mono;
  context.textAlign = 'center';
  for (let i = 0; i < strip.bytes.length; i++) {
    const number = strip.start + i;
    const place = byteSpan(chunk, number);
    if (place.to <= span.from || place.from >= span.to) continue;
    const x = canvasX(scene, place.from);
    const width = canvasX(scene, place.to) - x;
    const isHeader = number < chunk.headerLength;
    context.fillStyle = isHeader ? colours['surface-1'] : colours[`type-${family}-soft`];
    context.fillRect(x, top, width, height);
    if (isHeader)
      paintHeaderCell(context, scene, { x, width, top, height }, strip.bytes[i]!, strong);
    context.fillStyle = strong;
    context.fillRect(x, top, number === 0 ? 3 : number === chunk.headerLength ? 2 : 0.75, height);
    if (width < HEX) continue;
    context.font = width < WIDE_HEX ? small : mono;
    const text = isIn(strip.missing, i)
      ? '··'
      : isIn(strip.hidden, i)
        ? '••'
        : hex(strip.bytes[i]!);
    context.fillStyle = isHeader ? colours.text : strong;
    const middle = top + height / 2 + (isHeader && width >= BITS ? -6 : 0);
    context.fillText(text, Math.max(x + width / 2, 0), middle + 0.5);
  }
  context.textAlign = 'start';
  const from = canvasX(scene, chunk.from);
  const to = canvasX(scene, chunk.to);
  context.fillStyle = strong;
  context.fillRect(from, top, to - from, 1);
  context.fillRect(from, top + height - 1, to - from, 1);
  context.fillRect(to - 0.75, top, 0.75, height);
}

/** A cell of a header: a hatched foot, and the eight bits ruled when there is room for them. */
function paintHeaderCell(
  context: CanvasRenderingContext2D,
  { colours }: Scene,
  { x, width, top, height }: { x: number; width: number; top: number; height: number },
  byte: number,
  strong: string,
): void {
  context.fillStyle = hatch(context, strong);
  if (width < BITS) {
    context.fillRect(x, top + height - 6, width, 6);
    if (width < WIDE_HEX) return;
    context.fillStyle = strong;
    for (let bit = 1; bit < 8; bit++)
      context.fillRect(x + (width * bit) / 8, top + height - 6, 0.5, 5);
    return;
  }
  context.fillRect(x, top, width, 3);
  const foot = top + height - 13;
  context.fillStyle = colours['text-faint'];
  context.fillRect(x, foot, width, 0.75);
  for (let bit = 0; bit < 8; bit++) {
    const left = x + (width * bit) / 8;
    if (bit > 0) context.fillRect(left, foot, 0.75, 12);
    context.fillText(String((byte >> (7 - bit)) & 1), left + width / 16, foot + 7);
  }
}

function isIn(stretches: readonly ByteStretch[], at: number): boolean {
  return stretches.some(({ start, end }) => at >= start && at < end);
}

function hex(byte: number): string {
  return byte.toString(16).padStart(2, '0');
}
