import type { MessageRow } from '../message/message-table.ts';
import type { RtmpSession } from './rtmp-session.ts';

/** A message that is complete, and the chunk that completed it. */
interface Held {
  readonly row: MessageRow;
  readonly last: number;
}

/**
 * Puts messages, whose rows are in the order of their first chunks, into the order in which they became complete: that in
 * which a receiver takes them. Chunks of audio may come between those of a picture, and then the sound is whole first.
 *
 * ```
 * rows    video  A────────A     audio B─B      chunks of one do not end before the other begins
 * order   B, A
 * ```
 *
 * Held are only messages that were under way at the same time, one for each chunk stream.
 */
export class CompletionOrder {
  readonly #session: RtmpSession;
  readonly #held: Held[] = [];

  constructor(session: RtmpSession) {
    this.#session = session;
  }

  /** Takes the next complete message; rows must grow. Gives those that came before it. */
  *push(row: MessageRow): Generator<MessageRow> {
    const part = this.#session.parts.find(row);
    const { firstChunk, lastChunk } = this.#session.messages.column;
    // Parts are there once their Aggregate is, and have their rows then.
    const last = lastChunk.get(part?.aggregate ?? row);
    yield* this.#before(part ? last : firstChunk.get(row));
    let at = this.#held.length;
    while (at > 0 && this.#held[at - 1]!.last > last) at--;
    this.#held.splice(at, 0, { row, last });
  }

  /** Gives what is left. */
  *end(): Generator<MessageRow> {
    yield* this.#before(Infinity);
  }

  *#before(chunk: number): Generator<MessageRow> {
    let count = 0;
    while (count < this.#held.length && this.#held[count]!.last < chunk) count++;
    for (const { row } of this.#held.splice(0, count)) yield row;
  }
}
