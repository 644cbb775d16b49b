import { control, session, setChunkSize, type0, type3 } from '../fixture.ts';
import { be32, bytesOf } from '../network/build-packets.ts';
import { picture, pictureInChunks, sound, type Writers } from './parts.ts';

export const CHUNK_SIZES: Writers = {
  'chunk-size-mid-message': () =>
    session([
      type0({ chunkStreamId: 6, length: 500, type: 9 }),
      picture(500).subarray(0, 128),
      setChunkSize(4096),
      type3(6),
      picture(500).subarray(128),
      sound(3),
    ]),

  'chunk-size-impossible': () =>
    session([
      ...[control(1, be32(0)), control(1, be32(0x80001000)), control(1, [0, 16, 0])],
      pictureInChunks(0, 300),
      control(1, be32(4096), 0),
      pictureInChunks(40, 300, 4096),
      setChunkSize(0x7fffffff),
      pictureInChunks(80, 300, 4096),
    ]),

  'chunk-size-not-used': () =>
    session([
      setChunkSize(4096),
      ...[0, 40, 80, 120, 160].map((time) => bytesOf(pictureInChunks(time, 600), sound(time + 3))),
    ]),

  'chunk-size-not-announced': () =>
    session([
      sound(0),
      ...[40, 80, 120, 160, 200].map((time) =>
        bytesOf(pictureInChunks(time, 600, 4096), sound(time + 3)),
      ),
    ]),

  'chunk-size-each-way': () =>
    session(
      [setChunkSize(4096), pictureInChunks(0, 300, 4096), sound(3)],
      [pictureInChunks(0, 300), sound(3)],
    ),
};
