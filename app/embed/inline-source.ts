import { ChunkWriter } from '../../src-protocol/chunk/chunk-writer.ts';
import { sniff } from '../../src-protocol/capture/sniff.ts';
import { beginsWithHandshake } from '../../src-protocol/transport/side.ts';
import type { OpenOptions } from '../worker/protocol.ts';
import { type InlineBytes, MOST_INLINE } from './inline-bytes.ts';

/** Bytes for the decoder, and how it is to take them. */
export interface InlineSource {
  readonly bytes: Uint8Array;
  readonly options: OpenOptions;
}

/** Formats that say by themselves how they are to be read. */
const FILES = ['pcap', 'pcapng', 'gzip', 'zstd', 'flv'];

/** How the bytes of a link are decoded: as a file, from the handshake on, or from the middle of a session. */
export function inlineSource(inline: InlineBytes): InlineSource {
  const { bytes, from, chunkSize, memories, payloadType } = inline;
  if (payloadType !== undefined) return payloadSource(bytes, payloadType);
  if (!from && FILES.includes(sniff(bytes).format))
    return {
      bytes,
      // There is room for one connection, and it is given as one of RTMP.
      options: { force: 0, ...(chunkSize && { chunkSizesOf: { 0: [chunkSize, chunkSize] } }) },
    };
  const as = from && (from.direction === 0 ? 'client' : 'server');
  const at = from?.offset ?? 0;
  if (at === 0 && memories.length === 0 && beginsWithHandshake(bytes))
    return { bytes, options: as ? { as } : {} };
  return { bytes, options: { ...(as && { as }), resume: { at, chunkSize, memories } } };
}

/** A payload needs a chunk around it to be read; nobody is shown that chunk. */
function payloadSource(payload: Uint8Array, messageTypeId: number): InlineSource {
  const writer = new ChunkWriter();
  writer.chunkSize = MOST_INLINE;
  const bytes = writer.message({
    chunkStreamId: 3,
    timestamp: 0,
    messageTypeId,
    messageStreamId: 0,
    payload,
  });
  const resume = { at: 0, chunkSize: MOST_INLINE, memories: [] };
  return { bytes, options: { as: 'client', resume } };
}
