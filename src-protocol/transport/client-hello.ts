import { ascii } from './evidence.ts';

/** What the first TLS message of a client tells without any key. */
export interface ClientHello {
  /** The name it wants to reach. */
  readonly serverName?: string;
  /** The protocols it offers to speak inside, such as `h2`. */
  readonly protocols: readonly string[];
}

const SERVER_NAME = 0;
const PROTOCOLS = 16;

/** Whether a TLS record begins here (RFC 8446 §5.1): type, version 3.x, a length that is allowed. */
export function isTlsRecord(bytes: Uint8Array): boolean {
  const [type = 0, major = 0, minor = 255, high = 255] = bytes;
  return type >= 20 && type <= 23 && major === 3 && minor <= 4 && high <= 0x48;
}

/** Whether the first record holds a ClientHello (1) or a ServerHello (2). */
export function helloIn(bytes: Uint8Array): 'client' | 'server' | undefined {
  if (!isTlsRecord(bytes) || bytes[0] !== 22) return undefined;
  return bytes[5] === 1 ? 'client' : bytes[5] === 2 ? 'server' : undefined;
}

/** Bytes the first record takes, its header included. */
export function recordBytes(bytes: Uint8Array): number {
  return 5 + (bytes[3] ?? 0) * 256 + (bytes[4] ?? 0);
}

/** Reads a ClientHello (RFC 8446 §4.1.2) as far as it is there; never throws. */
export function readClientHello(bytes: Uint8Array): ClientHello {
  const protocols: string[] = [];
  let serverName: string | undefined;
  const two = (at: number): number => (bytes[at] ?? 0) * 256 + (bytes[at + 1] ?? 0);
  // Record header 5, handshake header 4, version 2, random 32.
  let at = 43;
  at += 1 + (bytes[at] ?? 0); // session id
  at += 2 + two(at); // cipher suites
  at += 1 + (bytes[at] ?? 0); // compression methods
  const end = Math.min(at + 2 + two(at), bytes.length);
  for (at += 2; at + 4 <= end; at += 4 + two(at + 2)) {
    const body = at + 4;
    const bodyEnd = Math.min(body + two(at + 2), end);
    if (two(at) === SERVER_NAME && bodyEnd - body > 5)
      serverName = ascii(
        bytes.subarray(body + 5, Math.min(body + 5 + two(body + 3), bodyEnd)),
        255,
      );
    if (two(at) === PROTOCOLS)
      for (let name = body + 2; name < bodyEnd; name += 1 + bytes[name]!)
        protocols.push(
          ascii(bytes.subarray(name + 1, Math.min(name + 1 + bytes[name]!, bodyEnd)), 255),
        );
  }
  return serverName ? { serverName, protocols } : { protocols };
}
