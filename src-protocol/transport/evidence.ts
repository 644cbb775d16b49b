/**
 * Small tests on the first bytes of a connection, each for one thing that may be there. They look at
 * bytes only; what follows from them is decided in `detect.ts`.
 */

/** Most bytes of one direction that are ever looked at: once they are there, there is an answer. */
export const DETECT_BYTES = 4096;
/** Bytes of C0 and C1, and of S0 and S1 (RTMP 1.0 §5.2). */
export const FIRST_FLIGHT = 1537;
/** Where the first chunk begins after a handshake. */
export const FIRST_CHUNK = 3073;

/** Whether a first byte is a version that RTMP (3) or RTMPE (6, 8, 9) begins with. */
export function isVersion(byte: number | undefined): boolean {
  return byte === 3 || byte === 6 || byte === 8 || byte === 9;
}

/** Whether the four bytes that C1 and S1 should leave zero are zero. */
export function hasZeroField(bytes: Uint8Array): boolean {
  return bytes.length >= 9 && bytes[5] === 0 && bytes[6] === 0 && bytes[7] === 0 && bytes[8] === 0;
}

/** Whether the bytes begin with the ASCII characters of `text`. */
export function startsWith(bytes: Uint8Array, text: string, at = 0): boolean {
  if (bytes.length < at + text.length) return false;
  for (let i = 0; i < text.length; i++) if (bytes[at + i] !== text.charCodeAt(i)) return false;
  return true;
}

/** Whether there are some bytes, too few to tell, that `text` could still begin with. */
export function couldBecome(bytes: Uint8Array, text: string): boolean {
  if (bytes.length === 0 || bytes.length >= text.length) return false;
  return bytes.every((byte, i) => byte === text.charCodeAt(i));
}

/** The first `most` bytes as ASCII, anything else as a dot. */
export function ascii(bytes: Uint8Array, most: number): string {
  let text = '';
  for (const byte of bytes.subarray(0, most))
    text +=
      byte === 13 || byte === 10 || (byte >= 32 && byte < 127) ? String.fromCharCode(byte) : '.';
  return text;
}

/**
 * Whether these are TPKT packets (RFC 1006), which remote desktop, H.323 and industrial control use:
 * they begin 03 00 and would pass for C0 and a small time. Recognised by the connection request or
 * confirm inside, or by a chain of lengths that three packets, or all the bytes there are, agree on.
 */
export function isTpkt(bytes: Uint8Array, isAll: boolean): boolean {
  let at = 0;
  for (let packets = 0; at + 4 <= bytes.length; packets++) {
    if (packets === 3) return true;
    const length = bytes[at + 2]! * 256 + bytes[at + 3]!;
    if (bytes[at] !== 3 || bytes[at + 1] !== 0 || length < 7) return false;
    const kind = (bytes[at + 5] ?? 0) & 0xf0;
    if (bytes[at + 4] === length - 5 && (kind === 0xe0 || kind === 0xd0)) return true;
    at += length;
  }
  return isAll && at > 0 && at === bytes.length;
}

/**
 * Where the client says `connect` after a handshake of 3073 bytes: only clients do, so it tells the two
 * sides apart when no SYN was seen. A client may set its chunk size first, hence the short search.
 */
export function saysConnect(bytes: Uint8Array): boolean {
  for (let at = FIRST_CHUNK; at < Math.min(bytes.length, FIRST_CHUNK + 96); at++)
    if (startsWith(bytes, '\x02\0\x07connect', at)) return true;
  return false;
}

/**
 * Looks for a chunk header with the beginning of a message of its type behind it (§5.3.1). This is a
 * sieve and no decoder: it only accepts what cannot well be chance, a type 0 or type 1 header with a
 * payload that starts as messages of that type do. Returns its offset, or -1.
 */
export function findChunk(bytes: Uint8Array, most: number): number {
  const end = Math.min(bytes.length - 12, most);
  for (let at = 0; at < end; at++) if (isChunk(bytes, at)) return at;
  return -1;
}

/** Whether a plausible chunk of type 0 or 1 starts at `at`. */
export function isChunk(bytes: Uint8Array, at: number): boolean {
  const fmt = bytes[at]! >>> 6;
  const chunkStreamId = bytes[at]! & 63;
  if (fmt > 1 || chunkStreamId < 2) return false;
  const body = at + (fmt === 0 ? 12 : 8);
  if (body + 2 > bytes.length) return false;
  const timestamp = uint24(bytes, at + 1);
  const length = uint24(bytes, at + 4);
  const type = bytes[at + 7]!;
  // Message stream ids are small numbers, least significant byte first.
  if (fmt === 0 && (bytes[at + 9] !== 0 || bytes[at + 10] !== 0 || bytes[at + 11] !== 0))
    return false;
  // A delta of more than ten seconds would be odd enough not to build upon.
  if (fmt === 1 && timestamp > 10_000) return false;
  return startsLike(type, length, bytes, body, chunkStreamId);
}

function startsLike(
  type: number,
  length: number,
  bytes: Uint8Array,
  at: number,
  chunkStreamId: number,
): boolean {
  const one = bytes[at]!;
  const two = bytes[at + 1]!;
  switch (type) {
    case 1:
    case 3:
    case 5:
      return length === 4 && chunkStreamId === 2 && one < 128;
    case 6:
      return length === 5 && chunkStreamId === 2 && one < 128;
    case 4:
      return length >= 6 && length <= 44 && chunkStreamId === 2 && one === 0 && two < 34;
    case 8: // AAC, MP3, Speex, or an enhanced header
      return (
        length > 1 && length < 1 << 17 && ((one >= 0xae && two < 2) || one === 0x2f || one === 0xb2)
      );
    case 9: // AVC with its packet type, or an enhanced header with its FourCC
      if (length < 2 || length >= 1 << 23) return false;
      if (one === 0x17 || one === 0x27) return two < 3;
      return (
        (one & 0x80) !== 0 && (one & 15) < 6 && bytes.length >= at + 5 && isFourCc(bytes, at + 1)
      );
    case 18:
    case 20: // a short AMF0 string
      return length > 3 && length < 1 << 16 && one === 2 && two === 0 && (bytes[at + 2] ?? 0) > 2;
    default:
      return false;
  }
}

function isFourCc(bytes: Uint8Array, at: number): boolean {
  return ['avc1', 'hvc1', 'av01', 'vp08', 'vp09', 'vvc1'].some((name) =>
    startsWith(bytes, name, at),
  );
}

function uint24(bytes: Uint8Array, at: number): number {
  return bytes[at]! * 65536 + bytes[at + 1]! * 256 + bytes[at + 2]!;
}
