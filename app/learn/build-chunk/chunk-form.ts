import { counted } from '../../../src-protocol/bytes/counted.ts';
import { fromHex, toHex } from '../../../src-protocol/bytes/hex.ts';
import { chunkHeader, emptyChunkHeader } from '../../../src-protocol/chunk/chunk-header.ts';
import { ChunkStream, ChunkStreams } from '../../../src-protocol/chunk/chunk-stream.ts';
import { ChunkWriter } from '../../../src-protocol/chunk/chunk-writer.ts';
import { WireReader } from '../../../src-protocol/wire/wire-reader.ts';

/** A message, as far as its header goes. */
export interface MessageForm {
  /** Absolute, milliseconds. */
  readonly timestamp: number;
  readonly messageLength: number;
  readonly messageTypeId: number;
  readonly messageStreamId: number;
}

/** The message before on the same chunk stream. */
export interface PreviousForm extends MessageForm {
  /** How long after the one before it came, milliseconds. */
  readonly timestampDelta: number;
}

/** Everything that decides how a chunk's header looks. */
export interface ChunkForm {
  readonly chunkStreamId: number;
  readonly chunkSize: number;
  /** What the chunk stream remembers; undefined when nothing came on it yet. */
  readonly previous: PreviousForm | undefined;
  readonly now: MessageForm;
  readonly fmt: number;
}

/** The most that is tried out: the bytes of a message are really written. */
export const LONGEST = 100_000;

/** One of the four header types, and whether it can say what the form says. */
export interface TypeChoice {
  readonly fmt: number;
  readonly possible: boolean;
  readonly why: string;
  /** The header in hexadecimal; empty when it is not possible. */
  readonly hex: string;
}

/** §5.3.1.2: which of the four types can be used, and why not. */
export function typeChoices(form: ChunkForm): TypeChoice[] {
  return [0, 1, 2, 3].map((fmt) => {
    const why = obstacle(form, fmt);
    return {
      fmt,
      possible: why === undefined,
      why: why ?? SAYS[fmt]!,
      hex: why === undefined ? toHex(writtenHeader({ ...form, fmt }), ' ') : '',
    };
  });
}

const SAYS = [
  'says everything: 11 bytes after the basic header',
  'leaves the message stream ID out: 7 bytes',
  'leaves length and type out as well: only the delta, 3 bytes',
  'says nothing: everything is as before, the delta too',
];

/** Why a type cannot be used; undefined when it can. */
function obstacle({ previous, now }: ChunkForm, fmt: number): string | undefined {
  if (fmt === 0) return undefined;
  if (!previous) return 'nothing came on this chunk stream yet, so there is nothing to inherit';
  const delta = now.timestamp - previous.timestamp;
  if (delta < 0) return 'time would go backwards, and a delta is never negative';
  if (now.messageStreamId !== previous.messageStreamId) return 'the message stream ID differs';
  if (fmt === 1) return undefined;
  if (now.messageLength !== previous.messageLength) return 'the length differs';
  if (now.messageTypeId !== previous.messageTypeId) return 'the type differs';
  if (fmt === 2) return undefined;
  return delta === previous.timestampDelta
    ? undefined
    : `the delta is ${delta}, and was ${previous.timestampDelta}`;
}

/** Every chunk of the message as the encoder writes it: lengths of header and data. */
export function writtenChunks(form: ChunkForm): { header: number; data: number }[] {
  const { messageLength } = form.now;
  let left = messageLength;
  return write(form).map((chunk) => {
    const data = Math.min(left, form.chunkSize);
    left -= data;
    return { header: chunk.length - data, data };
  });
}

/** The header of the first chunk, from the encoder. */
export function writtenHeader(form: ChunkForm): Uint8Array {
  const [first] = write(form);
  const data = Math.min(form.now.messageLength, form.chunkSize);
  return first!.subarray(0, first!.length - data);
}

function write({ chunkStreamId, chunkSize, previous, now, fmt }: ChunkForm): Uint8Array[] {
  const writer = new ChunkWriter();
  writer.chunkSize = chunkSize;
  const send = ({ messageLength, ...message }: MessageForm, type: number) =>
    writer.chunks({ ...message, chunkStreamId, payload: new Uint8Array(messageLength), fmt: type });
  if (previous) {
    const { timestampDelta, ...last } = previous;
    // Two messages: a delta is there only after a second one.
    send({ ...last, timestamp: (last.timestamp - timestampDelta + 2 ** 32) % 2 ** 32 }, 0);
    send(last, 1);
  }
  return send(now, fmt);
}

/** Reads a header back into the form: the decoder's own procedure. A text says what is wrong. */
export function readHeader(text: string, form: ChunkForm): ChunkForm | string {
  const bytes = fromHex(text.replaceAll(/[,:]/g, ' '));
  if (!bytes) return 'Write bytes as pairs of hexadecimal digits, such as 03 00 00.';
  const { previous } = form;
  const streams = new ChunkStreams();
  const header = emptyChunkHeader();
  const wire = new WireReader(bytes);
  if (previous) streams.set(remembered(form.chunkStreamId, previous));
  chunkHeader(wire, header, streams);
  if (wire.short)
    return `A header of type ${header.fmt} needs more than ${counted(bytes.length, 'byte')}.`;
  if (wire.position < bytes.length)
    return `The header ends after ${counted(wire.position, 'byte')}; ${counted(bytes.length - wire.position, 'more byte')} would be data.`;
  if (header.fmt > 0 && (!previous || header.chunkStreamId !== form.chunkStreamId))
    return `Type ${header.fmt} leaves values out, and nothing came on chunk stream ${header.chunkStreamId} to inherit them from.`;
  if (header.messageLength > LONGEST)
    return `The length is ${header.messageLength}; up to ${LONGEST} can be tried out here.`;
  const stated = header.hasExtendedTimestamp ? header.extendedTimestamp : header.timestampField;
  const delta = header.fmt === 3 ? previous!.timestampDelta : stated;
  const { chunkStreamId, fmt, messageLength, messageTypeId, messageStreamId } = header;
  const timestamp = fmt === 0 ? stated : (previous!.timestamp + delta) % 2 ** 32;
  const kept = chunkStreamId === form.chunkStreamId ? previous : undefined;
  return {
    ...form,
    previous: kept,
    chunkStreamId,
    fmt,
    now: { timestamp, messageLength, messageTypeId, messageStreamId },
  };
}

function remembered(chunkStreamId: number, previous: PreviousForm): ChunkStream {
  const stream = new ChunkStream(chunkStreamId);
  Object.assign(stream, previous, { known: true, received: previous.messageLength });
  return stream;
}
