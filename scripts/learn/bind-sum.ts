import type { BoundSum } from '../../app/learn/bound-facts.ts';
import { itemRanges } from '../../app/views/inspector/field-items.ts';
import { SAMPLES } from '../sample-list.js';
import { valueText } from '../../app/learn/byte-groups.ts';
import { fieldsOf, type FoundRecord, hexOf } from './record-fields.ts';
import {
  digestFor,
  digestPlace,
  findDigest,
  PLAYER_KEY,
  SERVER_KEY,
} from '../../src-protocol/handshake/digest.ts';
import { fromHex, toHex } from '../../src-protocol/bytes/hex.ts';

/** The sums that a chapter can set its reader. */
const SUMS: Readonly<Record<string, (found: FoundRecord) => BoundSum>> = {
  digest: digestSum,
  number: numberSum,
  'little-endian': littleEndianSum,
  timestamp: timestampSum,
};

/** A sum over the bytes of a record, with a command line that gives the same result. */
export function sumOf(found: FoundRecord, what: string): BoundSum {
  const sum = SUMS[what];
  if (!sum) throw new Error(`a sum can be ${Object.keys(SUMS).join(', ')}, not "${what}"`);
  return sum(found);
}

/** The HMAC hidden in C1 or S1. */
function digestSum(found: FoundRecord): BoundSum {
  const { place, record } = found;
  const client = record.direction === 0;
  const key = client ? PLAYER_KEY : SERVER_KEY;
  const packet = fromHex(hexOf(found, 1, 1537).join(''))!;
  const digest = findDigest(packet, key);
  if (record.kind !== 'handshake' || record.at !== 1 || !digest)
    throw new Error(`${place.at} in ${place.sample} is no C1 or S1 with a digest`);
  const first = digest.layout === 'digest-first' ? 8 : 772;
  const four = packet.subarray(first, first + 4);
  const offset = digestPlace(packet, digest.layout).digestOffset;
  const text = client ? 'Genuine Adobe Flash Player 001' : 'Genuine Adobe Flash Media Server 001';
  return {
    place,
    steps: [
      `Bytes ${first} to ${first + 3} of the packet are ${toHex(four, ' ')}: their sum is ${[...four].join(' + ')} = ${four.reduce((sum, byte) => sum + byte, 0)}.`,
      `That sum modulo 728, and ${first + 4} more: the digest begins at byte ${offset} of the packet.`,
      `The HMAC-SHA256 of the other 1504 bytes, with the key “${text}”, has to be the 32 bytes found there.`,
    ],
    command: [
      extract(place.sample, client ? 0 : 1),
      `python3 - <<'END'`,
      'import hmac, hashlib',
      `c = open('side.bin', 'rb').read()[1:1537]`,
      `at = sum(c[${first}:${first + 4}]) % 728 + ${first + 4}`,
      `print(at, c[at:at+32].hex())`,
      `print(hmac.new(b'${text}', c[:at] + c[at+32:], hashlib.sha256).hexdigest())`,
      'END',
    ].join('\n'),
    result: `${offset} ${toHex(digest.digest)}\n${toHex(digestFor(packet, digest, key))}`,
  };
}

/** Writes one side of a sample's connection to `side.bin`. */
function extract(sample: string, node: 0 | 1): string {
  const file = SAMPLES.find(({ id }) => id === sample)!.from.replace(/.*\//, '');
  // The other side's lines begin with a tab.
  const lines = node === 0 ? `grep -E '^[0-9a-f]+$'` : `grep -P '^\\t' | tr -d '\\t'`;
  return `tshark -r ${file} -q -z follow,tcp,raw,0 | ${lines} | xxd -r -p > side.bin`;
}

/** An AMF number: eight bytes of IEEE 754. */
function numberSum(found: FoundRecord): BoundSum {
  const { hex, text } = fieldBytes(found);
  if (hex.length !== 8) throw new Error(`${found.place.field ?? ''} has no 8 bytes`);
  const joined = hex.join('');
  const high = parseInt(joined.slice(0, 8), 16);
  const sign = high >>> 31;
  const exponent = (high >>> 20) & 0x7ff;
  const view = new DataView(fromHex(joined)!.buffer);
  const value = view.getFloat64(0);
  return {
    place: found.place,
    steps: [
      `The eight bytes are ${hex.join(' ')}.`,
      `The first bit is the sign, ${sign}. The next eleven are the exponent, ${exponent}; 1023 stands for 2⁰, so this is 2 to the power of ${exponent - 1023}.`,
      `The other 52 bits are the part behind the point of 1.…, here ${(value / 2 ** (exponent - 1023)).toString().slice(0, 12)}. Together: ${value}.`,
    ],
    command: `python3 -c "import struct; print(struct.unpack('>d', bytes.fromhex('${joined}'))[0])"`,
    result: Number.isInteger(value) ? `${value}.0` : text,
  };
}

/** A message stream ID: four bytes, the least significant first. */
function littleEndianSum(found: FoundRecord): BoundSum {
  const { hex, text } = fieldBytes(found);
  if (hex.length !== 4) throw new Error(`${found.place.field ?? ''} has no 4 bytes`);
  const bytes = hex.map((byte) => parseInt(byte, 16));
  const value = bytes.reduce((sum, byte, index) => sum + byte * 256 ** index, 0);
  if (String(value) !== text.replaceAll(/[^\d]/g, ''))
    throw new Error(`${found.place.field ?? ''} is ${text}, not ${value}`);
  return {
    place: found.place,
    steps: [
      `The four bytes are ${hex.join(' ')}, the least significant first.`,
      `${bytes.map((byte, index) => (index === 0 ? `${byte}` : `${byte} × ${256 ** index}`)).join(' + ')} = ${value}.`,
      `Read the usual way round they would be ${parseInt(hex.join(''), 16)}.`,
    ],
    command: `python3 -c "print(int.from_bytes(bytes.fromhex('${hex.join('')}'), 'little'))"`,
    result: String(value),
  };
}

/** An absolute timestamp from a delta. */
function timestampSum(found: FoundRecord): BoundSum {
  const { view, record, place } = found;
  const chunk = view.chunkAt(record.direction, record.at);
  if (chunk === undefined) throw new Error(`${place.at} is no chunk`);
  const { timestamp, timestampDelta } = view.session.messages.column;
  const message = view.session.chunks.column.message.get(chunk);
  const delta = timestampDelta.get(message);
  const absolute = timestamp.get(message);
  const before = absolute - delta;
  if (delta === 0 || before < 0) throw new Error(`the message at ${place.at} has no delta to add`);
  return {
    place,
    steps: [
      `The message before it on this chunk stream was at ${before} ms.`,
      `This header says ${delta} more.`,
      `${before} + ${delta} = ${absolute} ms.`,
    ],
    command: `echo $(( (${before} + ${delta}) % 4294967296 ))`,
    result: String(absolute),
  };
}

function fieldBytes(found: FoundRecord): { hex: string[]; text: string } {
  const item = fieldsOf(found).get(found.place.field ?? '');
  if (!item)
    throw new Error(`${found.place.at} has no field ${found.place.field ?? '(none named)'}`);
  const hex = itemRanges(item).flatMap(({ start, end }) => hexOf(found, start / 8, end / 8));
  return { hex, text: valueText(item).text };
}
