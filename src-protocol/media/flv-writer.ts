import { WireWriter } from '../wire/wire-writer.ts';
import { flvHeader } from './flv-header.ts';
import { FlvTag, flvTag, type FlvTagData } from './flv-tag.ts';

/** The first 13 bytes of an FLV file (FLV 10.1, Annex E.2 and E.3): its header, and the size of no tag. */
export function flvFileStart(has: {
  readonly audio: boolean;
  readonly video: boolean;
}): Uint8Array {
  const w = new WireWriter();
  flvHeader(w, has);
  w.uint(FlvTag.fields.previousTagSize, 0);
  return w.toBytes();
}

/** A tag with the number behind it (Annex E.4.1), `timestamp` in milliseconds modulo 2³². */
export function flvTagBytes(tag: Pick<FlvTagData, 'tagType' | 'timestamp' | 'data'>): Uint8Array {
  const w = new WireWriter();
  flvTag(w, { ...tag, dataSize: tag.data.length, streamId: 0 });
  return w.toBytes();
}
