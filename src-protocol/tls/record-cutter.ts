import { concatBytes } from '@noble/hashes/utils.js';

/** The largest fragment that is allowed: 2¹⁴ bytes and what TLS 1.2 may add (RFC 5246 §6.2.3). */
const LARGEST_FRAGMENT = 2 ** 14 + 2048;
const HEADER = 5;

/** A record as it is on the wire (RFC 8446 §5.1). */
export interface TlsRecord {
  /** 20 change cipher spec, 21 alert, 22 handshake, 23 application data. */
  readonly type: number;
  /** As in the header, which is not the version that was agreed on. */
  readonly version: number;
  readonly fragment: Uint8Array;
}

/** Cuts one direction's bytes into records, however they come. */
export class RecordCutter {
  /** Bytes came that begin no record; nothing more is read. */
  broken = false;
  /** The start of a record whose rest has not come. */
  #kept = new Uint8Array(0);

  /** The records that end in these bytes, in order. Their fragments are copies. */
  *push(bytes: Uint8Array): Generator<TlsRecord, void> {
    if (this.broken) return;
    const all = concatBytes(this.#kept, bytes);
    let at = 0;
    while (at + HEADER <= all.length) {
      const type = all[at]!;
      const length = all[at + 3]! * 256 + all[at + 4]!;
      if (type < 20 || type > 24 || all[at + 1] !== 3 || length > LARGEST_FRAGMENT) {
        this.broken = true;
        this.#kept = new Uint8Array(0);
        return;
      }
      if (at + HEADER + length > all.length) break;
      const version = all[at + 1]! * 256 + all[at + 2]!;
      yield { type, version, fragment: all.slice(at + HEADER, at + HEADER + length) };
      at += HEADER + length;
    }
    this.#kept = all.slice(at);
  }
}
