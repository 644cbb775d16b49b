import type { Direction } from '../../src-protocol/bytes/units.ts';
import { directionOf } from '../../src-protocol/chunk/chunk-table.ts';
import { COMPLETE, type MessageRow } from '../../src-protocol/message/message-table.ts';
import type { View } from './view.ts';

/** Messages looked at in search of one, in either direction. */
const MOST_SEARCHED = 20_000;

/** What a decoder is given: one track of a message stream of one direction. */
export interface CodedStream {
  readonly direction: Direction;
  readonly messageStreamId: number;
  /** 0 is the default track, and the only one outside of Multitrack packets. */
  readonly trackId: number;
}

/** The default track of the stream of the last message of a type at or before a row, or of the first one after it. */
export function streamNear(view: View, type: number, row: MessageRow): CodedStream | undefined {
  const { column } = view.session.messages;
  const near = search(view, row, (one) => column.messageTypeId.get(one) === type);
  if (near === undefined) return undefined;
  const messageStreamId = column.messageStreamId.get(near);
  return { direction: senderOf(view, near), messageStreamId, trackId: 0 };
}

/** The first row at or before `from`, or else after it, that is right. */
export function search(
  view: View,
  from: MessageRow,
  isRight: (row: MessageRow) => boolean,
): MessageRow | undefined {
  const { length } = view.session.messages;
  const start = Math.min(from, length - 1);
  for (let row = start; row >= Math.max(0, start - MOST_SEARCHED); row--)
    if (isRight(row)) return row;
  for (let row = start + 1; row < Math.min(length, start + MOST_SEARCHED); row++)
    if (isRight(row)) return row;
  return undefined;
}

/** Whether it is worth looking at the payload: the summary says what it is, where one was kept. */
export function mayBe(view: View, row: MessageRow, words: RegExp): boolean {
  const { summary } = view.session.messages.column;
  return summary.get(row) === 0 || words.test(view.rows.summary(row));
}

/** Whether a message is of a type and of the message stream; of which tracks, only its payload says. */
export function isOf(
  view: View,
  type: number,
  { direction, messageStreamId }: CodedStream,
  row: MessageRow,
): boolean {
  const { column } = view.session.messages;
  return (
    column.messageTypeId.get(row) === type &&
    column.messageStreamId.get(row) === messageStreamId &&
    senderOf(view, row) === direction
  );
}

/** The last configuration of a stream before a message, however far back; `codedAt` reads what a message carries. */
export function configurationBefore<Coded extends { readonly kind: string }>(
  view: View,
  type: number,
  stream: CodedStream,
  row: MessageRow,
  codedAt: (view: View, stream: CodedStream, row: MessageRow) => Coded | undefined,
): Coded | undefined {
  for (let one = row - 1; one >= 0; one--) {
    if (!isOf(view, type, stream, one) || !mayBe(view, one, /sequence|ModEx/i)) continue;
    const coded = codedAt(view, stream, one);
    if (coded?.kind === 'configuration') return coded;
  }
  return undefined;
}

/** The payload of a message; undefined when it is not whole. */
export function wholePayload(view: View, row: MessageRow): Uint8Array | undefined {
  if ((view.session.messages.column.marks.get(row) & COMPLETE) === 0) return undefined;
  return view.describer.payload(row);
}

/** Coded frames one behind the other; each is `[start, end)` of the bytes. */
export function laidOut<Frame extends { readonly bytes: Uint8Array }>(
  frames: readonly Frame[],
): { bytes: Uint8Array; frames: (Omit<Frame, 'bytes'> & { start: number; end: number })[] } {
  const bytes = new Uint8Array(frames.reduce((sum, frame) => sum + frame.bytes.length, 0));
  let at = 0;
  const list = frames.map(({ bytes: own, ...frame }) => {
    bytes.set(own, at);
    return { ...frame, start: at, end: (at += own.length) };
  });
  return { bytes, frames: list };
}

function senderOf(view: View, row: MessageRow): Direction {
  const { chunks, messages } = view.session;
  return directionOf(chunks.column.header.get(messages.column.firstChunk.get(row)));
}
