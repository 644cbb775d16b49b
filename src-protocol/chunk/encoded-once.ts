import type { ChunkHeader } from './chunk-header.ts';

/**
 * The chunks of one message as some writer made them, for all writers that are about to make the same: those of
 * a relay, which sends one message to many players. They differ only where a header states something else, such
 * as the absolute time to a player that has just come.
 */
export class EncodedOnce {
  #kept: { header: ChunkHeader; chunkSize: number; bytes: Uint8Array } | undefined;

  /** What was made with the same first header and chunk size, if anything. Not to be changed by anybody. */
  find(header: ChunkHeader, chunkSize: number): Uint8Array | undefined {
    const kept = this.#kept;
    if (kept?.chunkSize !== chunkSize || !isSame(kept.header, header)) return undefined;
    return kept.bytes;
  }

  keep(header: ChunkHeader, chunkSize: number, bytes: Uint8Array): void {
    this.#kept = { header, chunkSize, bytes };
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
