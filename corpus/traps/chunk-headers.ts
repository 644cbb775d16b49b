import {
  abort,
  audio,
  basicHeader,
  be24,
  noise,
  session,
  type0,
  type1,
  type2,
  type3,
} from '../fixture.ts';
import { be32 } from '../network/build-packets.ts';
import { picture, pictureInChunks, sound, type Writers } from './parts.ts';

/** The header of a picture's first chunk on chunk stream 6. */
const first = (timestamp: number, length: number, stream = 1): number[] =>
  type0({ chunkStreamId: 6, timestamp, length, type: 9, stream });

/** The first 128 bytes of a picture of 200, and the 72 that should follow. */
const BEGIN = picture(200).subarray(0, 128);
const REST = picture(200).subarray(128);

export const CHUNK_HEADERS: Writers = {
  'chunk-stream-70-continued': () =>
    session([
      type0({ chunkStreamId: 70, length: 200, type: 9 }),
      BEGIN,
      basicHeader(3, 6),
      noise(72, 1),
      sound(5),
      sound(28),
      sound(51),
    ]),

  'first-header-not-type-0': () =>
    session([
      ...[type1({ chunkStreamId: 4, delta: 40, length: 22, type: 8 }), audio(22)],
      ...[type3(4), audio(22)],
      ...[type2({ chunkStreamId: 33, delta: 40 }), audio(22)],
      sound(120),
      sound(143),
    ]),

  'delta-again-and-again': () =>
    session([
      sound(1000),
      ...[type1({ chunkStreamId: 4, delta: 40, length: 22, type: 8 }), audio(22)],
      ...[type3(4), audio(22)],
      ...[type3(4), audio(22)],
      ...[type2({ chunkStreamId: 4, delta: 25 }), audio(22)],
      ...[type3(4), audio(22)],
    ]),

  'acknowledgements-inherited': () =>
    session(
      [type0({ chunkStreamId: 2, length: 4, type: 3, stream: 0 }), be32(5000)].concat([
        ...[type2({ chunkStreamId: 2, delta: 0 }), be32(10_000)],
        ...[type3(2), be32(15_000)],
        ...[type3(2), be32(20_000)],
      ]),
    ),

  'stream-id-turned-round': () =>
    session([
      ...[basicHeader(0, 4), be24(0), be24(22), 8, be32(1), audio(22)],
      ...[type1({ chunkStreamId: 4, delta: 23, length: 22, type: 8 }), audio(22)],
    ]),

  'sixteen-mebibytes-announced': () => session([sound(0), first(40, 0xffffff), BEGIN]),

  'exactly-full-chunks': () =>
    session([
      ...[pictureInChunks(0, 128), pictureInChunks(40, 256), pictureInChunks(80, 384), sound(83)],
    ]),

  'other-stream-in-between': () =>
    session([...[first(10, 200, 1), BEGIN], ...[first(20, 100, 2), picture(100)], sound(23)]),

  'header-inside-message': () =>
    session([
      // A type 1 that says what is known already, a type 0 with a time of its own, a type 1 with another length.
      ...[first(0, 200), BEGIN],
      ...[type1({ chunkStreamId: 6, delta: 40, length: 200, type: 9 }), REST],
      ...[first(100, 200), BEGIN],
      ...[first(140, 200), BEGIN, type3(6), REST],
      ...[first(200, 200), BEGIN],
      ...[type1({ chunkStreamId: 6, delta: 40, length: 60, type: 9 }), picture(60, false)],
      sound(243),
    ]),

  'abort-of-nothing': () =>
    session([sound(0), abort(4), sound(23), abort(77), sound(46), abort(2), sound(69)]),
};
