import { senderOf } from '../bytes/units.ts';
import type { SegmentRowView } from './segment-rows.ts';

/** A TCP segment as a line of an export: times in seconds since 1970, lengths in bytes of payload. */
export function segmentRecord(connection: number, row: SegmentRowView): object {
  return {
    connection,
    sender: senderOf(row.direction),
    packet: row.packet,
    time: Number.isNaN(row.time) ? null : row.time,
    offset: row.offset,
    address: row.address,
    length: row.length,
    flags: row.flagNames,
    window: row.window,
    kinds: row.kinds,
    ...(row.missing !== undefined && { missing: row.missing }),
    ...(row.roundTrip !== undefined && { roundTrip: row.roundTrip }),
  };
}
