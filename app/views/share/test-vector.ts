import { toHex } from '../../../src-protocol/bytes/hex.ts';
import { type BitRange, senderOf } from '../../../src-protocol/bytes/units.ts';
import type { FieldNode } from '../../../src-protocol/wire/field-tree.ts';
import type { StateEntry } from '../../../src-protocol/session/state-entry.ts';
import type { BytesAnswer, Described } from '../../worker/protocol.ts';
import { memoryOf } from './inline-link.ts';

/** Fields that are told; a message may have very many. */
const MOST_FIELDS = 500;
/** Characters of a value. */
const LONGEST = 200;
const BYTES_IN_A_LINE = 16;

/**
 * A record as a fixture of a test: its bytes, what a decoder has to know before them, and what was read, field by field. For
 * reports of wrong decoding. `read` begins with the record, its hidden bytes already replaced; `hidden` are their bits.
 */
export function testVector(
  described: Described,
  before: readonly StateEntry[],
  read: BytesAnswer,
  hidden: readonly BitRange[],
  about: { readonly caption: string; readonly mask: (text: string) => string },
): string {
  const { record, address, end, headers, body } = described;
  const first = read.bytes.subarray(0, Math.max(0, end - read.start));
  const omitted = end - read.start - first.length;
  const { chunkSize, memories } = memoryOf(before, senderOf(record.direction), read);
  const fields = [...headers, ...(body ? [body] : [])].flatMap(fieldsOf);
  const lines = fields.slice(0, MOST_FIELDS).map(({ path, ranges, value }) => {
    const bits = ranges.map(({ start: from, end: to }) => [from, to]);
    const isHidden = ranges.some((range) =>
      hidden.some((one) => one.start < range.end && one.end > range.start),
    );
    const shown = isHidden ? '(hidden)' : valueOf(value, about.mask);
    return `    ${JSON.stringify({ path, bits, ...(value !== undefined && { value: shown }) })},`;
  });
  return `/** ${about.mask(about.caption).replaceAll('*/', '* /')}. */
export const vector = {
  // Where the bytes stand in the stream of the ${senderOf(record.direction)}; bits are counted from its first byte.
  from: ${JSON.stringify(address)},
  kind: ${JSON.stringify(record.kind)},
  // What holds before them: the chunk size, and what their chunk streams remember.
  chunkSize: ${JSON.stringify(chunkSize ?? null)},
  remembered: ${JSON.stringify(memories)},
  hex: \`
${hexLines(first)}
  \`,
  // Bytes of the record that are left out here.
  omitted: ${omitted},
  // What was read of them${fields.length > MOST_FIELDS ? `, the first ${MOST_FIELDS} of ${fields.length} fields` : ''}. Put right what is wrong.
  expected: [
${lines.join('\n')}
  ],
};
`;
}

/** What has bits and no parts. */
function fieldsOf(node: FieldNode): FieldNode[] {
  if (node.children) return node.children.flatMap(fieldsOf);
  return node.end > node.start || node.value !== undefined ? [node] : [];
}

function valueOf(value: FieldNode['value'], mask: (text: string) => string): unknown {
  if (value instanceof Uint8Array) return toHex(value.subarray(0, LONGEST / 4), ' ');
  return typeof value === 'string' ? mask(value).slice(0, LONGEST) : value;
}

function hexLines(bytes: Uint8Array): string {
  const lines: string[] = [];
  for (let at = 0; at < bytes.length; at += BYTES_IN_A_LINE)
    lines.push(`    ${toHex(bytes.subarray(at, at + BYTES_IN_A_LINE), ' ')}`);
  return lines.join('\n');
}
