/**
 * @typedef {typeof import('../src-protocol/inspect/dictionary.ts')} Dictionary
 * @typedef {import('../src-protocol/dictionary/citation.ts').Citation} Citation
 * @typedef {import('../src-protocol/dictionary/diagnostic.ts').Diagnostic} Diagnostic
 * @typedef {import('../src-protocol/dictionary/field.ts').Field} Field
 * @typedef {import('../src-protocol/dictionary/structure.ts').Structure} Structure
 * @typedef {object} More what there is to say beside the declarations
 * @property {(id: string) => string | undefined} furtherWords
 * @property {(code: string) => string | undefined} findingWords
 */

const WRITTEN = 'This page is written by `npm run docs` from the declarations in `src-protocol`.';
/** Names of values that are written out; of a field with more, only their number. */
const MOST_NAMES = 12;

/**
 * `docs/diagnostics.md`: all that can be found wrong.
 * @param {Dictionary} dictionary
 * @param {More} more
 */
export function diagnosticsPage(dictionary, more) {
  const { DIAGNOSTICS } = dictionary;
  const areas = byArea(DIAGNOSTICS);
  const sections = [...areas].map(
    ([area, found]) =>
      `## ${area}\n\n${found.map((one) => diagnosticEntry(one, dictionary, more)).join('\n')}`,
  );
  return `# Diagnostics

What the inspector finds wrong or worth knowing, in the order of the pipe: ${String(DIAGNOSTICS.length)} of them. An **error** breaks a
MUST or stops decoding, a **warning** breaks a SHOULD or is known to trouble receivers, a **note** is worth knowing. The
code is what \`rtmp-inspector decode --level findings\` prints, and does not change.

${WRITTEN}

${sections.join('\n')}`;
}

/**
 * @param {Diagnostic} diagnostic
 * @param {Dictionary} dictionary
 * @param {More} words
 */
function diagnosticEntry({ code, severity, see, text, help, practice }, dictionary, words) {
  const why = help ?? words.findingWords(code);
  const more =
    (why === undefined ? '' : ` ${escape(why)}`) +
    (practice === undefined ? '' : `\n\nIn practice: ${escape(practice)}`);
  return `### \`${code}\`\n\n**${severity}** · ${link(see, dictionary)}\n\n${escape(text)}${more}\n`;
}

/**
 * `docs/structures.md`: all that is read field by field.
 * @param {Dictionary} dictionary
 * @param {More} more
 */
export function structuresPage(dictionary, more) {
  const { STRUCTURES } = dictionary;
  const fields = STRUCTURES.reduce((sum, one) => sum + Object.keys(one.fields).length, 0);
  const sections = STRUCTURES.map((structure) => structureEntry(structure, dictionary, more));
  return `# Structures

Everything that is read bit by bit: ${String(STRUCTURES.length)} structures with ${String(fields)} fields. The words here are those of the
page, and the id of a field (structure, dot, key) is what links carry as \`field=\`.

${WRITTEN}

${sections.join('\n')}`;
}

/**
 * @param {Structure} structure
 * @param {Dictionary} dictionary
 * @param {More} more
 */
function structureEntry({ id, label, see, text, fields }, dictionary, { furtherWords }) {
  const all = Object.entries(fields);
  const head = `## \`${id}\`\n\n**${escape(label)}** · ${link(see, dictionary)}\n\n${escape(joined(text, furtherWords(id)))}\n`;
  if (all.length === 0) return head;
  const rows = all.map(([key, field]) => {
    const voices = [
      ['In practice', field.practice],
      ['Errata', field.errata],
      ['Enhanced', field.enhanced],
    ].map(([name, words]) => (words === undefined ? '' : ` ${String(name)}: ${words}`));
    const words = escape(joined(field.text, furtherWords(field.id)) + voices.join(''));
    return `| \`${key}\` | ${widthOf(field)} | ${words}${namesOf(field)} |`;
  });
  return `${head}\n| Field | Width | Meaning |\n| --- | --- | --- |\n${rows.join('\n')}\n`;
}

/**
 * @param {string} text
 * @param {string | undefined} further
 */
function joined(text, further) {
  return further === undefined ? text : `${text} ${further}`;
}

/** @param {Field} field */
function widthOf({ kind, bits, littleEndian }) {
  if (kind === 'computed') return 'not on the wire';
  if (bits === 0) return 'varies';
  const width = bits % 8 === 0 ? counted(bits / 8, 'byte') : counted(bits, 'bit');
  return littleEndian ? `${width}, least significant first` : width;
}

/** @param {Field} field */
function namesOf({ values, flags }) {
  const names = Object.entries(values ?? flags ?? {});
  if (names.length === 0) return '';
  if (names.length > MOST_NAMES) return ` ${String(names.length)} values have names.`;
  const list = names.map(
    ([value, name]) => `${value} ${typeof name === 'string' ? name : name.name}`,
  );
  return ` ${flags ? 'Bits' : 'Values'}: ${escape(list.join(', '))}.`;
}

/**
 * @param {Citation} citation
 * @param {Dictionary} dictionary
 */
function link(citation, { citationLink, citationText }) {
  return [citation, ...citation.amendments]
    .map((one) => {
      const address = citationLink(one);
      const text = escape(citationText(one));
      return address === undefined ? text : `[${text}](${address})`;
    })
    .join(', amended by ');
}

/**
 * @param {number} count
 * @param {string} what
 */
function counted(count, what) {
  return `${String(count)} ${what}${count === 1 ? '' : 's'}`;
}

/** @param {string} text */
function escape(text) {
  return text.replace(/[|<>*_`\\[\]]/g, '\\$&');
}

/** @param {readonly Diagnostic[]} diagnostics */
function byArea(diagnostics) {
  /** @type {Map<string, Diagnostic[]>} */
  const areas = new Map();
  for (const one of diagnostics) {
    const area = one.code.slice(0, one.code.indexOf('.'));
    areas.set(area, [...(areas.get(area) ?? []), one]);
  }
  return areas;
}
