/**
 * @typedef {typeof import('../src-protocol/filter/field.ts')} FilterFields
 * @typedef {import('../src-protocol/filter/field.ts').FilterField} FilterField
 */

const KINDS = {
  mark: 'mark',
  number: 'number',
  text: 'text',
  amf: 'value',
  bytes: 'bytes',
};

/**
 * `docs/filter.md`: the filter language and all of its fields.
 * @param {FilterFields} fields
 */
export function filterPage({ FILTER_FIELDS }) {
  return `# Filters

One box, two spellings, the same meaning. Short: \`type:command -csid:3 len:>4096 key\`. Long:
\`csid == 4 && (fmt == 3 || ts.ext) && !(type in {audio video}) && amf.app matches /live/i\`. They can be mixed.

| Written | Means |
| --- | --- |
| \`a b\`, \`a && b\`, \`a and b\` | both |
| \`a \\|\\| b\`, \`a or b\` | one of them; binds weaker than and |
| \`-a\`, \`!a\`, \`not a\` | not so |
| \`csid:3\`, \`csid == 3\`, \`csid eq 3\` | is 3 |
| \`csid:3,4\`, \`csid in {3 4}\` | is one of these |
| \`len:>4096\`, \`len > 4KiB\`, \`fmt:0..1\`, \`t:..2.5\` | comparisons and ranges, both ends included |
| \`cmd:connect\` | is this text; upper and lower case are the same |
| \`cmd contains conn\`, \`"two words"\` | has this in it; without a field, the line of information |
| \`cmd:/^on/i\`, \`cmd matches /^on/i\` | a pattern matches somewhere |
| \`bytes contains 02 00 07\`, \`bytes:"live"\` | these bytes in a row |
| \`key\`, \`cmd\` | the mark is set, the row has such a value |

On messages, a field of a chunk is that of the message's first chunk; on chunks, a field of a message is that of the message
the chunk belongs to. A segment matches when it carries a byte of a chunk that does. A row without a value fulfils no comparison
with it.

Patterns have letters, \`.\`, classes, \`^ $ \\b\`, groups, \`|\` and repetitions. They are searched for in a time that grows with the
text and not with the ways to match it; look-around and back references, which would spoil that, are refused.

Names of Wireshark's \`rtmpt\` fields are understood and told in ours. Two differences remain: Wireshark knows a type, a length and a
stream only of headers that state them, this inspector of every chunk; and \`ts\` is the absolute timestamp, always.

This page is written by \`npm run docs\` from the declarations in \`src-protocol/filter/field.ts\`.

| Field | Kind | Meaning | Example | Also |
| --- | --- | --- | --- | --- |
${FILTER_FIELDS.map(row).join('\n')}

${FILTER_FIELDS.filter(({ values }) => values)
  .map(values)
  .join('\n\n')}
`;
}

/** @param {FilterField} field */
function row({ name, kind, unit, text, example, aliases, wireshark }) {
  const also = [...aliases, ...wireshark].map((one) => `\`${one}\``).join(', ');
  const what = `${KINDS[kind]}${unit === undefined ? '' : `, ${unit}`}`;
  return `| \`${name}\` | ${what} | ${text} | \`${example.replaceAll('|', '\\|')}\` | ${also} |`;
}

/** @param {FilterField} field */
function values({ name, values: list = [] }) {
  const names = list.map(({ name: word, text }) => `\`${word}\` (${text})`);
  return `Words for \`${name}\`: ${names.join(', ')}.`;
}
