import type { Address } from '../bytes/address.ts';
import type { FieldValue } from '../wire/field-tree.ts';

/** One value of the session's state, ready for a table: which value, what it is, and who set it. */
export interface StateEntry {
  /** Unique and stable: `client.chunkSize`, `client.chunkStream.3.timestamp`, `transaction.client.4`. */
  readonly path: string;
  /** What it belongs to, in words for a heading: "client to server", "client to server, chunk stream 3". */
  readonly group: string;
  /** Declared field of the dictionary that says what the value is. */
  readonly id: string;
  readonly value: FieldValue;
  /** The number that `value` tells in a sentence: bytes of a message under way that have come. */
  readonly amount?: number;
  /** The record that set it; absent for a default. */
  readonly setBy?: Address;
  /** The sum behind a calculated value, each number followed by where it came from. */
  readonly how?: string;
}
