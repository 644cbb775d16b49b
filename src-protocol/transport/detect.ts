import { beginnings, detectBehindHole } from './behind-hole.ts';
import { counted } from '../bytes/counted.ts';
import { opposite } from '../bytes/units.ts';
import { helloIn, isTlsRecord, readClientHello, recordBytes } from './client-hello.ts';
import type { Detection, Pair, Ports } from './detection.ts';
import { ascii, DETECT_BYTES, findChunk, isTpkt, isVersion, startsWith } from './evidence.ts';
import { isHttpAnswer, isHttpRequest, readHttpStart } from './http-start.ts';
import { detectRtmp } from './detect-rtmp.ts';

export { DETECT_BYTES } from './evidence.ts';
export type { Detection, Pair, Ports } from './detection.ts';

/** Bytes from the middle of a stream after which the port may speak, when nothing else has. */
const ENOUGH_FOR_THE_PORT = 1024;

const NOTHING_MISSING: Pair<number> = [0, 0];

/** The ports RTMP (1935) and RTMPS (443, 19350) are served on by custom. They never decide alone. */
const RTMP_PORT = 1935;
const TLS_PORTS = [443, 1935, 19350];

/**
 * Says what a TCP connection carries, from its first bytes.
 *
 * @param first the first bytes of client to server and server to client, as far as they are there
 * @param ended whether a direction will bring no more
 * @param startSeen whether a direction's SYN was captured, so that `first` is really its beginning
 * @param ports a hint only: RTMP is found on any port
 * @param missing bytes of each direction that the capture missed before `first`
 * @returns undefined while more bytes are needed; never once a direction has `DETECT_BYTES`, or both ended
 */
export function detect(
  first: Pair<Uint8Array>,
  ended: Pair<boolean>,
  startSeen: Pair<boolean>,
  ports: Ports,
  missing: Pair<number> = NOTHING_MISSING,
): Detection | undefined {
  const full = first[0].length >= DETECT_BYTES || first[1].length >= DETECT_BYTES;
  const done: Pair<boolean> = [ended[0] || full, ended[1] || full];
  const oriented = startSeen[0] || startSeen[1];
  if (first[0].length + first[1].length === 0) {
    if (!done[0] || !done[1]) return undefined;
    return { transport: 'other', sure: true, why: 'Neither side sent any data.' };
  }

  const hint = ports.server === RTMP_PORT || ports.client === RTMP_PORT;
  if (oriented && (missing[0] > 0 || missing[1] > 0)) {
    const begun = beginnings(first, missing);
    const told: Pair<boolean> = [done[0] || missing[0] > 0, done[1] || missing[1] > 0];
    const other = detect(begun, told, startSeen, ports);
    return other && detectBehindHole(other, first, done, missing, hint);
  }
  const rtmp = detectRtmp(first, done, oriented, hint);
  if (rtmp === 'more') return undefined;
  if (rtmp) return rtmp;

  const [up, down] = first;
  for (const direction of oriented ? ([0] as const) : ([0, 1] as const)) {
    const request = detectRequest(first[direction], done[direction], ports);
    if (request === 'more') return undefined;
    if (request) return direction === 0 ? request : { ...request, swapped: true };
  }
  // Without the request, the answer has to do.
  for (const direction of oriented ? ([1] as const) : ([1, 0] as const)) {
    const asker = opposite(direction);
    if (first[asker].length > 0) continue;
    if (oriented && !done[asker]) return undefined;
    const answer = detectAnswer(first[direction], done[direction], ports);
    if (answer === 'more') return undefined;
    if (answer) return direction === 1 ? answer : { ...answer, swapped: true };
  }
  if (oriented) return unknown(up.length > 0 ? up : down, hint);
  return detectMidstream(first, done, hint, ports);
}

/** Whether `detect` needs more bytes than these. */
export function needed(
  first: Pair<Uint8Array>,
  ended: Pair<boolean>,
  startSeen: Pair<boolean> = [true, true],
  ports: Ports = { client: 0, server: 0 },
  missing: Pair<number> = NOTHING_MISSING,
): boolean {
  return detect(first, ended, startSeen, ports, missing) === undefined;
}

/** TLS and HTTP, as a client begins them. */
function detectRequest(
  bytes: Uint8Array,
  isAll: boolean,
  ports: Ports,
): Detection | 'more' | undefined {
  if (helloIn(bytes) === 'client') {
    if (bytes.length < recordBytes(bytes) && !isAll) return 'more';
    const { serverName, protocols } = readClientHello(bytes);
    const to = serverName === undefined ? '' : ` to ${serverName}`;
    const web = protocols.find((name) => name === 'h2' || name.startsWith('http/'));
    if (web !== undefined)
      return {
        transport: 'other',
        sure: true,
        why: `TLS${to} that offers ${web}: a web page, not RTMPS.`,
      };
    return tls(`TLS${to}`, ports);
  }
  if (bytes.length > 0 && bytes.length < 6 && !isAll && isTlsRecord(padded(bytes))) return 'more';
  return isHttpRequest(bytes) ? http(bytes, isAll, 'request') : undefined;
}

/** TLS and HTTP, as a server answers. */
function detectAnswer(
  bytes: Uint8Array,
  isAll: boolean,
  ports: Ports,
): Detection | 'more' | undefined {
  if (helloIn(bytes) === 'server') return tls('TLS, of which only the server was captured', ports);
  return isHttpAnswer(bytes) ? http(bytes, isAll, 'answer') : undefined;
}

function tls(what: string, ports: Ports): Detection {
  if (TLS_PORTS.includes(ports.server) || TLS_PORTS.includes(ports.client))
    return {
      transport: 'rtmps',
      sure: false,
      tls: true,
      why: `${what}: encrypted. It is RTMPS if this is a stream.`,
    };
  return {
    transport: 'other',
    sure: false,
    tls: true,
    why: `${what} on port ${ports.server}: encrypted, and nothing hints at RTMPS. A key log would show what it is.`,
  };
}

function http(bytes: Uint8Array, isAll: boolean, what: string): Detection | 'more' {
  const start = readHttpStart(bytes, isAll);
  if (!start) return 'more';
  switch (start.kind) {
    case 'rtmpt':
      return {
        transport: 'rtmpt',
        sure: true,
        why: `RTMP inside HTTP requests (RTMPT): ${start.line}`,
      };
    case 'rtsp':
      return {
        transport: 'other',
        sure: true,
        why: `RTSP, another streaming protocol: ${start.line}`,
      };
    case 'http':
      return { transport: 'http', sure: true, why: `An HTTP ${what}: ${start.line}` };
  }
}

/** No SYN, no beginning of anything: the capture started in the middle. */
function detectMidstream(
  first: Pair<Uint8Array>,
  done: Pair<boolean>,
  hint: boolean,
  ports: Ports,
): Detection | undefined {
  for (const direction of [0, 1] as const) {
    const at = findChunk(first[direction], DETECT_BYTES);
    if (at < 0) continue;
    const where = `${counted(at, 'byte')} into what the ${direction === 0 ? 'client' : 'server'} sent`;
    const why = `The capture starts in the middle; ${where} there is what looks like an RTMP chunk.`;
    return { transport: 'rtmp', sure: false, midstream: true, why };
  }
  for (const bytes of first)
    if (isTlsRecord(bytes) && bytes.length >= 5)
      return { ...tls('The capture starts in the middle of TLS', ports), midstream: true };
  const enough = first.some((bytes) => bytes.length >= ENOUGH_FOR_THE_PORT);
  if (hint && (enough || (done[0] && done[1]))) {
    const why = 'The capture starts in the middle; only the port, 1935, speaks for RTMP.';
    return { transport: 'rtmp', sure: false, midstream: true, why };
  }
  if (!done[0] || !done[1]) return undefined;
  const why = 'The capture starts in the middle, and nothing in it looks like RTMP.';
  return { transport: 'other', sure: false, midstream: true, why };
}

/** A beginning that is none of ours, said in words. */
function unknown(bytes: Uint8Array, hint: boolean): Detection {
  const port = hint ? ', although the port is the one of RTMP' : '';
  const other = (why: string): Detection => ({
    transport: 'other',
    sure: true,
    why: `${why}${port}.`,
  });
  if (isVersion(bytes[0])) {
    const tpkt = 'TPKT, as remote desktop and telephony use it: it begins like RTMP and is not';
    return other(
      isTpkt(bytes, true) ? tpkt : 'The first byte is a version of RTMP, but nothing else agrees',
    );
  }
  if (startsWith(bytes, 'SSH-')) return other('SSH');
  if (startsWith(bytes, 'FLV\x01')) return other('An FLV file sent without RTMP around it');
  if (bytes[0] === 0x47 && (bytes.length <= 188 || bytes[188] === 0x47))
    return other('An MPEG transport stream, or something else that begins with 47');
  const line = /^[\x20-\x7e]{4,}/.exec(ascii(bytes, 24))?.[0];
  if (line !== undefined && bytes.subarray(0, line.length).every(isPrintable))
    return other(`A text protocol that begins “${line}”`);
  const digits = bytes[0]!.toString(16).padStart(2, '0');
  return other(`The first byte is ${digits}, which begins neither RTMP, TLS nor HTTP`);
}

function isPrintable(byte: number): boolean {
  return byte >= 32 && byte < 127;
}

/** A few bytes made long enough to see whether a TLS record could begin with them. */
function padded(bytes: Uint8Array): Uint8Array {
  const record = Uint8Array.of(22, 3, 1, 0, 0);
  record.set(bytes.subarray(0, 5));
  return record;
}
