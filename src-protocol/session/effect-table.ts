import type { ColumnKind } from '../table/column.ts';
import { Table } from '../table/table.ts';

/** What a message does to the session's state, once it is complete. */
export const EFFECTS = {
  chunkSize: 1,
  abort: 2,
  acknowledgement: 3,
  /** Ping Request and Ping Response, told apart by the event type. */
  ping: 4,
  windowAcknowledgementSize: 5,
  peerBandwidth: 6,
  /** No message did it: the reader inferred a chunk size, which holds for the effect's own chunk already. */
  chunkSizeInferred: 7,
  /** A command with a transaction ID that wants an answer. */
  request: 16,
  /** `_result` or `_error`. */
  answer: 17,
  /** An answer to createStream: a message stream exists. */
  streamCreated: 18,
  publish: 19,
  play: 20,
  streamDeleted: 21,
  /** `objectEncoding` of connect, and what the answer makes of it. */
  objectEncoding: 22,
} as const;

const EFFECT_COLUMNS = {
  kind: 'u8',
  /** Row of the chunk that completed the message: the effect is there after it, what was inferred before it. */
  chunk: 'u32',
  message: 'u32',
  /** Size, sequence number, transaction ID, message stream ID. */
  value: 'f64',
  /** Limit type; event type; number of a name in the connection's strings. */
  detail: 'u32',
} as const satisfies Record<string, ColumnKind>;

const NONE: readonly number[] = [];

/** The few messages that change the session's state, in the order of their completion. */
export class Effects {
  readonly table = new Table(EFFECT_COLUMNS);
  #byChunk = new Map<number, number[]>();
  #indexed = 0;

  add(kind: number, chunk: number, message: number, value: number, detail = 0): void {
    this.table.push({ kind, chunk, message, value, detail });
  }

  /** Rows of the effects that come with a chunk. */
  of(chunk: number): readonly number[] {
    for (; this.#indexed < this.table.length; this.#indexed++) {
      const completing = this.table.column.chunk.get(this.#indexed);
      const rows = this.#byChunk.get(completing);
      if (rows) rows.push(this.#indexed);
      else this.#byChunk.set(completing, [this.#indexed]);
    }
    return this.#byChunk.get(chunk) ?? NONE;
  }
}
