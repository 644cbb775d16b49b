import { ChunkWriter } from '../chunk/chunk-writer.ts';
import { EXTENDED } from '../chunk/chunk-header.ts';
import type { WholeMessage } from './message-collector.ts';

interface Last {
  readonly timestamp: number;
  readonly messageStreamId: number;
}

/**
 * Writes one direction's chunks in the way that every receiver reads alike. Type 0 begins a chunk stream
 * and follows any jump in time or change of message stream, type 1 begins every other message, and type 3
 * only continues one: right after a type 0 nginx-rtmp, gortmplib and xiu take its delta for 0, others for
 * that timestamp. A delta never needs the extended timestamp, which SRS and Wireshark read as absolute
 * there. Messages are never interleaved, for readers that keep one buffer for all chunk streams.
 */
export class CarefulWriter {
  readonly #chunks = new ChunkWriter();
  readonly #last = new Map<number, Last>();

  /** Bytes of payload in a chunk from the next message on. */
  set chunkSize(size: number) {
    this.#chunks.chunkSize = size;
  }

  /** The bytes of one message, in chunks. `chunkStreamId` is 2 to 63. */
  message(chunkStreamId: number, message: WholeMessage): Uint8Array {
    const { timestamp, messageStreamId } = message;
    const last = this.#last.get(chunkStreamId);
    const delta = last ? (timestamp - last.timestamp + 2 ** 32) % 2 ** 32 : 0;
    const goesOn = last?.messageStreamId === messageStreamId && delta < EXTENDED;
    this.#last.set(chunkStreamId, { timestamp, messageStreamId });
    return this.#chunks.message({ ...message, chunkStreamId, fmt: goesOn ? 1 : 0 });
  }
}
