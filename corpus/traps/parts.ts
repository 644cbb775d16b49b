import { amfString, audio, type Part, type0, type3 } from '../fixture.ts';
import { be16, be32, bytesOf } from '../network/build-packets.ts';

/** Files of traps, written by code, by the id that the gallery knows each by. */
export type Writers = Readonly<Record<string, () => Uint8Array>>;

/** The marker of AMF0's Null. */
export const NULL = 5;

/** A body of `length` bytes, at least 10, like an AVC picture: one NAL unit behind its length. */
export function picture(length: number, key = true): Uint8Array {
  const unit = new Uint8Array(length - 9).fill(0x56);
  unit[0] = key ? 0x65 : 0x41;
  return bytesOf(key ? 0x17 : 0x27, 1, 0, 0, 0, be32(unit.length), unit);
}

/** A whole message of sound in one type 0 chunk, on chunk stream 4. */
export const sound = (timestamp: number, length = 22): Uint8Array =>
  bytesOf(type0({ chunkStreamId: 4, timestamp, length, type: 8 }), audio(length));

/** A picture on chunk stream 6, cut for a chunk size. */
export const pictureInChunks = (timestamp: number, length: number, chunkSize = 128): Uint8Array =>
  inChunks(
    type0({ chunkStreamId: 6, timestamp, length, type: 9 }),
    picture(length),
    chunkSize,
    type3(6),
  );

/** A message behind its first header, cut for a chunk size; `between` is the header of each further chunk. */
export function inChunks(
  header: number[],
  body: Uint8Array,
  chunkSize: number,
  between: number[],
): Uint8Array {
  const parts: Part[] = [header, body.subarray(0, chunkSize)];
  for (let at = chunkSize; at < body.length; at += chunkSize)
    parts.push(between, body.subarray(at, at + chunkSize));
  return bytesOf(...parts);
}

/** A whole message that needs no more than one chunk of 128 bytes, on message stream 1 unless told otherwise. */
export function message(type: number, timestamp: number, ...body: Part[]): Uint8Array {
  const payload = bytesOf(...body);
  const chunkStreamId = type === 8 ? 4 : type === 9 ? 6 : 5;
  return inChunks(
    type0({ chunkStreamId, timestamp, length: payload.length, type }),
    payload,
    128,
    type3(chunkStreamId),
  );
}

/** A command on chunk stream 3, cut for chunks of 128 bytes. */
export function command(stream: number, ...values: Part[]): Uint8Array {
  const payload = bytesOf(...values);
  return inChunks(
    type0({ chunkStreamId: 3, length: payload.length, type: 20, stream }),
    payload,
    128,
    type3(3),
  );
}

/** The three bytes that end an AMF0 object. */
export const END: Part[] = [be16(0), 9];

/** A property of an AMF0 object. */
export const named = (name: string, ...value: Part[]): Part[] => [
  be16(name.length),
  name,
  ...value,
];

/** An AMF0 object whose values are all texts. */
export const texts = (properties: Readonly<Record<string, string>>): Part[] => [
  3,
  ...Object.entries(properties).flatMap(([name, value]) => named(name, amfString(value))),
  ...END,
];
