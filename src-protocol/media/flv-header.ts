import { flv } from '../dictionary/citation.ts';
import { uint } from '../dictionary/field.ts';
import { structure } from '../dictionary/structure.ts';
import type { Wire } from '../wire/wire.ts';

/** FLV 10.1, Annex E.2: what a file begins with. */
export const FlvHeader = structure(
  'flv.header',
  'FLV header',
  flv('E.2'),
  'How an FLV file begins: nine bytes, and in front of the first tag the size of the one before, which is none.',
  {
    signature: uint(24, 'The letters FLV.', { format: 'hex' }),
    version: uint(8, 'The version of the format, 1.'),
    reservedFlags: uint(5, 'Reserved; 0.', { label: 'reserved' }),
    audio: uint(1, 'Whether there are audio tags.', { values: { 0: 'no', 1: 'audio tags' } }),
    reservedFlag: uint(1, 'Reserved; 0.', { label: 'reserved' }),
    video: uint(1, 'Whether there are video tags.', { values: { 0: 'no', 1: 'video tags' } }),
    dataOffset: uint(32, 'Bytes of this header.', { unit: 'bytes' }),
  },
);

/** Bytes of the header of a file, in version 1. */
export const FLV_HEADER = 9;

const SIGNATURE = 0x464c56;

/** What the header of a file says. */
export interface FlvHeaderData {
  readonly audio: boolean;
  readonly video: boolean;
  /** Bytes of the header; more than nine in versions to come. */
  readonly dataOffset: number;
}

/** The layout of the header of a file. */
export function flvHeader(w: Wire, given?: Omit<FlvHeaderData, 'dataOffset'>): FlvHeaderData {
  const f = w.open(FlvHeader);
  w.uint(f.signature, SIGNATURE);
  w.uint(f.version, 1);
  w.uint(f.reservedFlags, 0);
  const audio = w.uint(f.audio, Number(given?.audio ?? false)) === 1;
  w.uint(f.reservedFlag, 0);
  const video = w.uint(f.video, Number(given?.video ?? false)) === 1;
  const dataOffset = w.uint(f.dataOffset, FLV_HEADER);
  w.close();
  return { audio, video, dataOffset };
}
