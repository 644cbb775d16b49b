import { concatBytes } from '@noble/hashes/utils.js';

/** A message of the handshake (RFC 8446 §4), without the four bytes before it. */
export interface HandshakeMessage {
  readonly type: number;
  readonly body: Uint8Array;
}

const HEADER = 4;
/** Certificates may be long; a length beyond this is taken for damage. */
const LONGEST_MESSAGE = 2 ** 18;

/** Puts handshake messages together, which may share records or go over several. */
export class HandshakeMessages {
  #kept = new Uint8Array(0);

  /** The messages that end in these bytes. */
  *push(bytes: Uint8Array): Generator<HandshakeMessage, void> {
    const all = concatBytes(this.#kept, bytes);
    this.#kept = new Uint8Array(0);
    let at = 0;
    while (at + HEADER <= all.length) {
      const length = (all[at + 1]! << 16) | (all[at + 2]! << 8) | all[at + 3]!;
      if (length > LONGEST_MESSAGE) return;
      const end = at + HEADER + length;
      if (end > all.length) break;
      yield { type: all[at]!, body: all.subarray(at + HEADER, end) };
      at = end;
    }
    this.#kept = all.slice(at);
  }
}
