/** Bytes of audio and video messages that are kept for a first look. */
export const MEDIA_HEAD = 32;

const NOTHING = new Uint8Array(0);

/**
 * The first bytes of the message under way on one chunk stream, put together from its chunks. It serves one message
 * after the other, and keeps its room as long as that is small.
 */
export class Gathering {
  #room = new Uint8Array(MEDIA_HEAD);
  #length = 0;
  #broken = false;

  /** Adds `bytes[start, start + length)`; of the message, `wanted` bytes will be asked for at most. */
  add(bytes: Uint8Array, start: number, length: number, wanted: number): void {
    if (this.#broken) return;
    const needed = this.#length + length;
    if (needed > this.#room.length) {
      // Grows with what has come, never with what a header declares.
      const larger = new Uint8Array(Math.min(wanted, Math.max(needed, this.#room.length * 2)));
      larger.set(this.body);
      this.#room = larger;
    }
    if (length <= MEDIA_HEAD)
      // A view of so few bytes takes longer to make than they take to copy.
      for (let i = 0; i < length; i++) this.#room[this.#length + i] = bytes[start + i]!;
    else this.#room.set(bytes.subarray(start, start + length), this.#length);
    this.#length = needed;
  }

  /** Bytes are missing: later ones would stand in the wrong place, so no more are taken. */
  break(): void {
    this.#broken = true;
  }

  /** What was gathered; only good until the next message begins. */
  get body(): Uint8Array {
    if (this.#length === this.#room.length) return this.#room;
    return this.#length === 0 ? NOTHING : this.#room.subarray(0, this.#length);
  }

  /** The message is over, and the next one begins with nothing. */
  clear(): void {
    if (this.#room.length > MEDIA_HEAD) this.#room = new Uint8Array(MEDIA_HEAD);
    this.#length = 0;
    this.#broken = false;
  }
}
