import type { MediaRole } from './media-role.ts';
import type { RelayedMessage } from './published-stream.ts';

/** The most bytes that are kept, and messages. */
export const MOST_KEPT_BYTES = 16 * 1024 * 1024;
const MOST_KEPT_MESSAGES = 4096;
/** Bytes of room it begins with. */
const FIRST_ROOM = 64 * 1024;

/** A message without its payload, which lies from `start` to `end` of the room. */
interface Kept {
  readonly messageTypeId: number;
  readonly messageStreamId: number;
  readonly timestamp: number;
  readonly role: MediaRole;
  readonly start: number;
  readonly end: number;
}

/**
 * Everything a stream has sent since its last key frame, for who comes late. The payloads are copied into one stretch of
 * memory that is used again from key frame to key frame: kept each by itself, they would all grow old together, and
 * collecting them cost a third of the processor time of a server with a hundred publishers.
 */
export class KeptMessages {
  #room = new Uint8Array(0);
  #length = 0;
  readonly #messages: Kept[] = [];

  get isEmpty(): boolean {
    return this.#messages.length === 0;
  }

  /** Time of the first message; undefined where there is none. */
  get timestamp(): number | undefined {
    return this.#messages[0]?.timestamp;
  }

  /** Forgets everything, and begins with a key frame. */
  restart(keyFrame: RelayedMessage, role: MediaRole): void {
    this.clear();
    this.add(keyFrame, role);
  }

  /** Adds a message behind a key frame. Where they become too many, none is kept: who comes late waits for the next. */
  add(message: RelayedMessage, role: MediaRole): void {
    const { messageTypeId, messageStreamId, timestamp, payload } = message;
    const start = this.#length;
    const end = start + payload.length;
    if (end > MOST_KEPT_BYTES || this.#messages.length >= MOST_KEPT_MESSAGES) {
      this.clear();
      return;
    }
    this.#grow(end);
    this.#room.set(payload, start);
    this.#length = end;
    this.#messages.push({ messageTypeId, messageStreamId, timestamp, role, start, end });
  }

  clear(): void {
    this.#messages.length = 0;
    this.#length = 0;
  }

  /** The messages in order, their payloads copied: the room is used again. */
  list(): RelayedMessage[] {
    return this.#messages.map(({ start, end, ...message }) => ({
      ...message,
      payload: this.#room.slice(start, end),
    }));
  }

  #grow(needed: number): void {
    if (needed <= this.#room.length) return;
    const size = Math.max(needed, FIRST_ROOM, this.#room.length * 2);
    const larger = new Uint8Array(Math.min(size, MOST_KEPT_BYTES));
    larger.set(this.#room.subarray(0, this.#length));
    this.#room = larger;
  }
}
