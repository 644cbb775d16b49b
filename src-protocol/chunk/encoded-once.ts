import type { ChunkHeader } from './chunk-header.ts';

/**
 * The chunks of one message as some writer made them, for all writers that are about to make the same: those of
 * a relay, which sends one message to many players. They differ only where a header states something else, such
 * as the absolute time to a player that has just come.
 */
export class EncodedOnce {
  #header: ChunkHeader | undefined;
  #chunkSize = 0;
  #bytes: Uint8Array = new Uint8Array(0);

  /** What was made with this first header and chunk size, or else what `make` makes. Not to be changed by anybody. */
  bytes(header: ChunkHeader, chunkSize: number, make: () => Uint8Array): Uint8Array {
    if (this.#chunkSize === chunkSize && this.#header && isSame(this.#header, header))
      return this.#bytes;
    this.#header = header;
    this.#chunkSize = chunkSize;
    return (this.#bytes = make());
  }
}

function isSame(one: ChunkHeader, other: ChunkHeader): boolean {
  return (
    one.fmt === other.fmt &&
    one.chunkStreamId === other.chunkStreamId &&
    one.timestampField === other.timestampField &&
    one.extendedTimestamp === other.extendedTimestamp &&
    one.messageStreamId === other.messageStreamId
  );
}
