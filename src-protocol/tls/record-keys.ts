import { gcm } from '@noble/ciphers/aes.js';
import { chacha20poly1305 } from '@noble/ciphers/chacha.js';
import type { CipherSuite } from './cipher-suite.ts';
import type { TrafficKeys } from './key-schedule.ts';
import type { TlsRecord } from './record-cutter.ts';

const TAG = 16;
/** Bytes of the nonce that each record of GCM in TLS 1.2 brings along (RFC 5288 §3). */
const EXPLICIT_NONCE = 8;

/** What a record says, and of which kind it really is. */
export interface OpenedRecord {
  readonly type: number;
  readonly content: Uint8Array;
}

/** Opens the records of one direction, one after the other. */
export class RecordKeys {
  readonly #suite: CipherSuite;
  readonly #keys: TrafficKeys;
  readonly #isTls13: boolean;
  #sequence: number;

  /** `sequence` is the number of the first record that will be opened. */
  constructor(suite: CipherSuite, keys: TrafficKeys, isTls13: boolean, sequence = 0) {
    this.#suite = suite;
    this.#keys = keys;
    this.#isTls13 = isTls13;
    this.#sequence = sequence;
  }

  /** What is in the next record; undefined when the keys do not fit it, and then it is not counted. */
  open(record: TlsRecord): OpenedRecord | undefined {
    const opened = this.#isTls13 ? this.#open13(record) : this.#open12(record);
    if (opened) this.#sequence++;
    return opened;
  }

  /** RFC 8446 §5.2: the kind of record stands behind the content, and zeros may stand behind that. */
  #open13({ type, fragment }: TlsRecord): OpenedRecord | undefined {
    const header = Uint8Array.of(type, 3, 3, fragment.length >> 8, fragment.length & 255);
    const plain = this.#decrypt(this.#nonce(), header, fragment);
    if (!plain) return undefined;
    let end = plain.length;
    while (end > 0 && plain[end - 1] === 0) end--;
    return end === 0 ? undefined : { type: plain[end - 1]!, content: plain.subarray(0, end - 1) };
  }

  /** RFC 5246 §6.2.3.3: number, kind, version and length of the content are signed as well. */
  #open12({ type, version, fragment }: TlsRecord): OpenedRecord | undefined {
    const explicit = this.#suite.cipher === 'gcm' ? EXPLICIT_NONCE : 0;
    const length = fragment.length - explicit - TAG;
    if (length < 0) return undefined;
    const signed = new Uint8Array(13);
    const view = new DataView(signed.buffer);
    view.setBigUint64(0, BigInt(this.#sequence));
    view.setUint8(8, type);
    view.setUint16(9, version);
    view.setUint16(11, length);
    const nonce = explicit > 0 ? this.#explicitNonce(fragment) : this.#nonce();
    const content = this.#decrypt(nonce, signed, fragment.subarray(explicit));
    return content && { type, content };
  }

  /** The number of the record over the last eight bytes (RFC 8446 §5.3, RFC 7905 §2). */
  #nonce(): Uint8Array {
    const nonce = this.#keys.iv.slice();
    const view = new DataView(nonce.buffer);
    view.setBigUint64(4, view.getBigUint64(4) ^ BigInt(this.#sequence));
    return nonce;
  }

  #explicitNonce(fragment: Uint8Array): Uint8Array {
    const nonce = new Uint8Array(12);
    nonce.set(this.#keys.iv);
    nonce.set(fragment.subarray(0, EXPLICIT_NONCE), 4);
    return nonce;
  }

  #decrypt(nonce: Uint8Array, signed: Uint8Array, sealed: Uint8Array): Uint8Array | undefined {
    const cipher = this.#suite.cipher === 'gcm' ? gcm : chacha20poly1305;
    try {
      return cipher(this.#keys.key, nonce, signed).decrypt(sealed);
    } catch {
      return undefined;
    }
  }
}
