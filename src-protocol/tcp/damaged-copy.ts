import type { ByteSource } from '../bytes/byte-source.ts';
import type { FileOffset } from '../bytes/units.ts';
import { LONGEST_HEADERS, tcpChecksum } from '../network/tcp-checksum.ts';
import type { Segment } from '../network/tcp-segment.ts';

/** Packets whose segments arrived damaged, by number. */
export interface DamagedPackets {
  /** Those to leave out, as their receiver did. */
  readonly leftOut: ReadonlySet<number> | undefined;
  /** Those that turned out to be damaged after their bytes were taken. */
  readonly found: Set<number>;
}

/** The payload that came first, where it lies in the file. */
export interface FirstCopy {
  readonly fileOffset: FileOffset;
  /** In bytes. */
  readonly length: number;
}

/**
 * Which of two copies that differ was changed on its way, by their checksums: one is wrong and the other right.
 * Undefined where both are alike, where either was left to a network card, or where either is not a whole segment.
 */
export function damagedCopy(
  first: FirstCopy,
  second: Segment,
  source: ByteSource,
): 'first' | 'second' | undefined {
  if (!second.inPlace || second.missing > 0) return undefined;
  const own = tcpChecksum(second.bytes, second.payloadStart, second.payloadEnd);
  if (own !== 'right' && own !== 'wrong') return undefined;
  const start = Math.max(0, first.fileOffset - LONGEST_HEADERS);
  const bytes = source.read(start, first.fileOffset + first.length);
  const other = tcpChecksum(bytes, first.fileOffset - start, bytes.length);
  if (own === 'right' && other === 'wrong') return 'first';
  return own === 'wrong' && other === 'right' ? 'second' : undefined;
}
