import { amfNumber, amfString, CONNECT, handshake, setChunkSize, type0 } from './fixture.ts';
import { be16, bytesOf } from './network/build-packets.ts';

/** What a client says, for tests of the server: values, calls, and the messages most sessions begin with. */
export type Value = number | string | boolean | null | Uint8Array;

const value = (one: Value): Uint8Array => {
  if (typeof one === 'number') return amfNumber(one);
  if (typeof one === 'string') return amfString(one);
  if (typeof one === 'boolean') return Uint8Array.of(1, Number(one));
  return one ?? Uint8Array.of(5);
};

/** A message in one type 0 chunk; fixtures stay below the chunk size that `GREETING` sets. */
export function message(
  type: number,
  stream: number,
  body: Uint8Array,
  timestamp = 0,
  chunkStreamId = stream === 0 ? 3 : 8,
): Uint8Array {
  return bytesOf(type0({ chunkStreamId, timestamp, length: body.length, type, stream }), body);
}

/** A command with transaction ID `id`. */
export const call = (stream: number, name: string, id: number, ...values: Value[]): Uint8Array =>
  message(20, stream, bytesOf(amfString(name), amfNumber(id), ...values.map(value)));

/** An AMF0 object. */
export const object = (entries: Record<string, Value>): Uint8Array =>
  bytesOf(
    3,
    ...Object.entries(entries).flatMap(([name, one]) => [be16(name.length), name, value(one)]),
    be16(0),
    9,
  );

/** C0, C1 and C2. */
export const { client: HANDSHAKE } = handshake();
/** What everything else follows: the handshake, a chunk size, connect. */
export const GREETING = bytesOf(HANDSHAKE, setChunkSize(65_536), message(20, 0, CONNECT));
export const CREATE = call(0, 'createStream', 4, null);
export const PUBLISH = call(1, 'publish', 5, null, 'key?token=1', 'LIVE');
export const PLAY = call(1, 'play', 5, null, 'key');
