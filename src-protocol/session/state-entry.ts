import type { Address } from '../bytes/address.ts';
import type { FieldValue } from '../wire/field-tree.ts';
import type { Assumed } from './session-state.ts';

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
  /** The record that set it, or the first one read with a value that was inferred; absent for a default. */
  readonly setBy?: Address;
  /** Set for a value that nothing on the wire states. */
  readonly assumed?: Assumed;
  /** The sum behind a calculated value, each number followed by where it came from. */
  readonly how?: string;
}
