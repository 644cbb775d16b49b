import { fromHex, toHex } from '../bytes/hex.ts';

/** Which secret a line of a key log has; the others are of no use for reading records. */
export const KEY_LOG_LABELS = [
  'CLIENT_RANDOM',
  'CLIENT_HANDSHAKE_TRAFFIC_SECRET',
  'SERVER_HANDSHAKE_TRAFFIC_SECRET',
  'CLIENT_TRAFFIC_SECRET_0',
  'SERVER_TRAFFIC_SECRET_0',
] as const;
/** One of `KEY_LOG_LABELS`: what a secret is for, as the line that has it says (RFC 9850 §2). */
export type KeyLogLabel = (typeof KEY_LOG_LABELS)[number];

/** The secrets of one connection. `CLIENT_RANDOM` is the master secret of TLS 1.2 (48 bytes). */
export type Secrets = Readonly<Partial<Record<KeyLogLabel, Uint8Array>>>;

/** Lines that are kept: a browser's log of months is longer, and nobody captures months. */
const MOST_LINES = 1_000_000;

/** `LABEL client_random secret`, both in hexadecimal digits. */
const LINE = /^([A-Z][A-Z0-9_]*) ([0-9a-fA-F]{64}) ((?:[0-9a-fA-F]{2}){16,64})$/;

/**
 * A key log (RFC 9850): the secrets of connections, as programs write them to the file that `SSLKEYLOGFILE` names. Lines
 * that are comments, or nothing known, are left out.
 */
export class KeyLog {
  readonly #secrets = new Map<string, Partial<Record<KeyLogLabel, Uint8Array>>>();

  constructor(text: string) {
    for (const line of text.split(/\r?\n/, MOST_LINES)) this.#line(line);
  }

  /** How many connections it has secrets of. */
  get connections(): number {
    return this.#secrets.size;
  }

  /** The secrets of the connection whose ClientHello has this random number of 32 bytes. */
  find(clientRandom: Uint8Array): Secrets | undefined {
    return this.#secrets.get(toHex(clientRandom));
  }

  #line(line: string): void {
    const [, label, random, digits] = LINE.exec(line.trim()) ?? [];
    if (label === undefined || random === undefined || digits === undefined) return;
    const known = KEY_LOG_LABELS.find((one) => one === label);
    const secret = fromHex(digits);
    if (known === undefined || !secret) return;
    const key = random.toLowerCase();
    const secrets = this.#secrets.get(key) ?? {};
    secrets[known] = secret;
    this.#secrets.set(key, secrets);
  }
}
