import type { Chance } from './mutate.ts';
import { bytesOf } from './network/build-packets.ts';

/** A classic pcap file taken apart: its header, and its records with theirs. */
function recordsOf(file: Uint8Array): { header: Uint8Array; records: Uint8Array[] } {
  const view = new DataView(file.buffer, file.byteOffset, file.byteLength);
  const little = view.getUint8(0) === 0xd4 || view.getUint8(0) === 0x4d;
  const records: Uint8Array[] = [];
  for (let at = 24; at + 16 <= file.length;) {
    const end = Math.min(file.length, at + 16 + view.getUint32(at + 8, little));
    records.push(file.slice(at, end));
    at = end;
  }
  return { header: file.slice(0, 24), records };
}

/** The capture with packet `number` sent twice, a bit of its last byte but `back` turned the first time. */
export function damagedInFlight(file: Uint8Array, number: number, back: number): Uint8Array {
  const { header, records } = recordsOf(file);
  // A Buffer would only give another view of the same bytes.
  const damaged = Uint8Array.from(records[number - 1]!);
  damaged[damaged.length - 1 - back]! ^= 0x40;
  records.splice(number - 1, 0, damaged);
  return bytesOf(header, ...records);
}

/** What goes wrong with packets: each takes the list and a place in it. */
const DAMAGES: readonly ((records: Uint8Array[], at: number, chance: Chance) => void)[] = [
  // Lost, one or a burst.
  (records, at, chance) => records.splice(at, 1 + chance.below(chance.of([1, 1, 4, 40]))),
  // Late.
  (records, at, chance) => {
    const [moved] = records.splice(at, 1);
    if (moved) records.splice(Math.min(records.length, at + 1 + chance.below(80)), 0, moved);
  },
  // Twice.
  (records, at, chance) => {
    const copy = records[at];
    if (copy) records.splice(Math.min(records.length, at + 1 + chance.below(10)), 0, copy.slice());
  },
  // A beginning that was not captured.
  (records, at) => records.splice(0, Math.floor(at / 2)),
  // Bits.
  (records, at, chance) => {
    const record = records[at];
    if (record) record[chance.below(record.length)]! ^= 1 << chance.below(8);
  },
  // Bytes that were never written.
  (records, at, chance) => {
    const start = chance.below(records[at]?.length ?? 1);
    records[at]?.fill(0, start, start + chance.below(200));
  },
  // The end.
  (records, at) => records.splice(Math.floor((records.length + at) / 2)),
];

/** A copy of a capture with one to twelve things wrong with its packets; sometimes cut anywhere. */
export function damagePackets(original: Uint8Array, chance: Chance): Uint8Array {
  const { header, records } = recordsOf(original);
  for (let times = 1 + chance.below(12); times > 0 && records.length > 0; times--)
    chance.of(DAMAGES)(records, chance.below(records.length), chance);
  const bytes = bytesOf(header, ...records);
  return chance.below(4) === 0 ? bytes.slice(0, chance.below(bytes.length)) : bytes;
}

/** The beginning of a dump of one direction, with one to four stretches taken out behind the handshake. */
export function damageStream(original: Uint8Array, chance: Chance): Uint8Array {
  let bytes: Uint8Array = original.slice(0, 4000 + chance.below(chance.of([8000, 60_000])));
  for (let times = 1 + chance.below(4); times > 0; times--) {
    const at = Math.min(bytes.length, 3073 + chance.below(bytes.length));
    bytes = bytesOf(bytes.subarray(0, at), bytes.subarray(at + chance.below(3000)));
  }
  return bytes;
}
