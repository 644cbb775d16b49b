/** What a ServerHello settles (RFC 8446 §4.1.3). */
export interface ServerHello {
  readonly random: Uint8Array;
  /** Number of the cipher suite. */
  readonly suite: number;
  readonly isTls13: boolean;
}

const RANDOM = 32;
const SUPPORTED_VERSIONS = 43;
const TLS_1_3 = 0x0304;

/** The random of a ServerHello that only asks for another ClientHello (RFC 8446 §4.1.3). */
const RETRY = [
  0xcf, 0x21, 0xad, 0x74, 0xe5, 0x9a, 0x61, 0x11, 0xbe, 0x1d, 0x8c, 0x02, 0x1e, 0x65, 0xb8, 0x91,
  0xc2, 0xa2, 0x11, 0x16, 0x7a, 0xbb, 0x8c, 0x5e, 0x07, 0x9e, 0x09, 0xe2, 0xc8, 0xa8, 0x33, 0x9c,
];

/** The random number of a ClientHello's body; undefined when it is cut. */
export function clientRandom(body: Uint8Array): Uint8Array | undefined {
  return body.length < 2 + RANDOM ? undefined : body.slice(2, 2 + RANDOM);
}

/** Reads the body of a ServerHello; undefined when it is cut, or asks to begin again. */
export function serverHello(body: Uint8Array): ServerHello | undefined {
  const two = (at: number): number => (body[at] ?? 0) * 256 + (body[at + 1] ?? 0);
  const suiteAt = 2 + RANDOM + 1 + (body[2 + RANDOM] ?? 0);
  if (suiteAt + 3 > body.length) return undefined;
  const random = body.slice(2, 2 + RANDOM);
  if (RETRY.every((byte, at) => random[at] === byte)) return undefined;
  let isTls13 = false;
  const extensions = suiteAt + 3;
  const end = Math.min(body.length, extensions + 2 + two(extensions));
  for (let at = extensions + 2; at + 4 <= end; at += 4 + two(at + 2))
    if (two(at) === SUPPORTED_VERSIONS) isTls13 = two(at + 4) === TLS_1_3;
  return { random, suite: two(suiteAt), isTls13 };
}
