import type { Detection, Pair } from './detection.ts';
import { DETECT_BYTES, FIRST_CHUNK, findChunk, isChunk } from './evidence.ts';

/** The first bytes of both directions, none where the capture missed some before them. */
export function beginnings(first: Pair<Uint8Array>, missing: Pair<number>): Pair<Uint8Array> {
  return [
    missing[0] > 0 ? first[0].subarray(0, 0) : first[0],
    missing[1] > 0 ? first[1].subarray(0, 0) : first[1],
  ];
}

/**
 * The first bytes of a direction are missing, so that what follows them cannot tell how it began. The other
 * direction may: `other` is what it says. Otherwise there may be chunks, where they begin after a handshake
 * or anywhere, and in the end the port, `hint`. Returns undefined while more bytes are needed.
 */
export function detectBehindHole(
  other: Detection,
  first: Pair<Uint8Array>,
  done: Pair<boolean>,
  missing: Pair<number>,
  hint: boolean,
): Detection | undefined {
  const both = missing[0] > 0 && missing[1] > 0;
  const side = both ? 'both sides' : missing[0] > 0 ? 'the client' : 'the server';
  const begin = `The first bytes of ${side} are missing in the capture`;
  if (other.transport === 'rtmp')
    return { ...other, why: `${begin}; the other side begins as the handshake of RTMP does.` };
  if (other.transport !== 'other') return { ...other, why: `${begin}. ${other.why}` };
  const isOtherThere = first.some(
    (bytes, side) => missing[side as 0 | 1] === 0 && bytes.length > 0,
  );
  if (isOtherThere && other.sure) return other;
  for (const direction of [0, 1] as const) {
    const chunk = FIRST_CHUNK - missing[direction];
    const isFirst = chunk >= 0 && isChunk(first[direction], chunk);
    if (!isFirst && findChunk(first[direction], DETECT_BYTES) < 0) continue;
    const where = isFirst ? 'a chunk stands where chunks begin after a handshake' : 'chunks follow';
    return { transport: 'rtmp', sure: isFirst, why: `${begin}; ${where}.` };
  }
  if (!done[0] || !done[1]) return undefined;
  const what = hint
    ? '; only the port, 1935, speaks for RTMP'
    : ', and what follows does not look like RTMP';
  return { transport: hint ? 'rtmp' : 'other', sure: false, why: `${begin}${what}.` };
}
