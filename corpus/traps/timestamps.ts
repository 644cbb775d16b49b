import { audio, session, type0, type1, type2, type3 } from '../fixture.ts';
import { be32, bytesOf } from '../network/build-packets.ts';
import { inChunks, picture, sound, type Writers } from './parts.ts';

/** A picture with an extended timestamp on chunk stream 6, whose continuations begin with `between`. */
const late = (timestamp: number, between: number[]): Uint8Array =>
  inChunks(
    type0({ chunkStreamId: 6, timestamp, length: 200, type: 9, extended: true }),
    picture(200),
    128,
    between,
  );

export const TIMESTAMPS: Writers = {
  'last-time-that-fits': () => session([sound(0xfffffe), sound(0xffffff), sound(0x1000000)]),

  'extended-or-payload': () => {
    const time = 0x01234567;
    const header = type0({ chunkStreamId: 6, timestamp: time, length: 200, type: 9 });
    const body = picture(200);
    // This sender leaves the field out, and its picture happens to go on with these four bytes.
    body.set(be32(time), 128);
    return session([
      header,
      body.subarray(0, 128),
      type3(6),
      body.subarray(128),
      ...[sound(0), sound(23), sound(46)],
    ]);
  },

  'extended-not-needed': () => session([late(0x00fffc18, type3(6, 0x00fffc18)), sound(0)]),

  'extended-then-short': () =>
    session([
      sound(0x1000000),
      ...[type1({ chunkStreamId: 4, delta: 40, length: 22, type: 8 }), audio(22)],
      ...[type3(4), audio(22)],
    ]),

  'time-goes-back': () =>
    session([
      sound(1000),
      ...[type1({ chunkStreamId: 4, delta: 0xffffffd8, length: 22, type: 8 }), audio(22)],
      ...[type1({ chunkStreamId: 4, delta: 63, length: 22, type: 8 }), audio(22)],
    ]),

  'clock-begins-anew': () =>
    session([
      bytesOf(sound(0xfffffff0)),
      ...[type2({ chunkStreamId: 4, delta: 40 }), audio(22)],
      ...[type3(4), audio(22)],
    ]),

  'time-in-32-bits': () => session([sound(0x7ffffff0), sound(0x80000010)]),
};
