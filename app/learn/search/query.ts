/** Words that say nothing about what is looked for. */
const EMPTY = new Set(
  (
    'a an the of in on at is are was were be to and or but not no my your our i it its this that there these from with ' +
    'for as by where when which who what why how do does did can find see show mean means some any'
  ).split(' '),
);

/** The words of a question, as they are compared: `0xC3` and `\xc3` are `c3`. */
export function wordsOf(text: string): string[] {
  const words = text
    .toLowerCase()
    .replaceAll(/(?:\b0x|\\x)(?=[0-9a-f])/g, ' ')
    .replaceAll(/(?<=\d)[ \u00a0\u202f](?=\d{3}\b)/g, '')
    .split(/[^\p{L}\p{N}_|@]+/u)
    .filter((word) => word !== '' && !EMPTY.has(word));
  return [...new Set(words)];
}

/** The byte that a question asks about: one that is written with a sign, with a letter, or alone. */
export function byteIn(text: string): number | undefined {
  const signed = /(?:\b0x|\\x|\$)([0-9a-f]{2})(?![0-9a-f])/i.exec(text);
  const word = text
    .split(/[\s"'“”‘’?.,;:!()]+/)
    .find((one) => /^(?=.*\d)[0-9a-f]{2}h?$/i.test(one) && /[a-f]/i.test(one));
  const alone = /^\s*([0-9a-f]{2})\s*$/i.exec(text);
  const found = signed?.[1] ?? word?.slice(0, 2) ?? alone?.[1];
  return found === undefined ? undefined : Number.parseInt(found, 16);
}
