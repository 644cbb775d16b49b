import { isBound } from './bind.ts';
import type { Node } from './chapter-tree.ts';

/** A number in a chapter's text, or bytes in hexadecimal, and whether a component vouches for it. */
export interface ProseNumber {
  /** As it stands in the text: `16 777 215`, `` `c3` ``, `seven bytes`. */
  readonly token: string;
  /** Where it begins and ends in the chapter's plain text. */
  readonly start: number;
  readonly end: number;
}

/** A chapter as plain text: what is read, without blocks of code. */
export interface ChapterProse {
  readonly text: string;
  /** Numbers for which no bound component vouches. */
  readonly numbers: readonly ProseNumber[];
}

/** Things in a text that are read as one run of words. */
const BLOCKS = ['paragraph', 'heading', 'tableRow'];

/**
 * The text of a chapter's tree, and the numbers in it that nothing binds to a sample. What stands between the tags of a
 * bound component was compared with the sample when the component was bound, so it counts as checked; a link to a place
 * (`Show`) vouches only for that place's address.
 */
export function proseOf(tree: Node): ChapterProse {
  const blocks: { text: string; checked: [start: number, end: number][] }[] = [];
  const visit = (node: Node): void => {
    if (node.type === 'code') return;
    if (isBlock(node)) blocks.push(blockOf(node));
    else for (const child of node.children ?? []) visit(child);
  };
  visit(tree);
  let text = '';
  const numbers: ProseNumber[] = [];
  for (const block of blocks) {
    for (const { token, start, end } of numbersIn(block.text))
      if (!block.checked.some(([from, to]) => from <= start && end <= to))
        numbers.push({ token, start: text.length + start, end: text.length + end });
    text += `${block.text}\n`;
  }
  return { text, numbers };
}

/** A component that stands alone in its paragraph takes the paragraph's place. */
function isBlock({ type, children = [] }: Node): boolean {
  return (
    BLOCKS.includes(type) ||
    (type === 'mdxJsxFlowElement' &&
      children.some((child) => child.type === 'text' || child.type === 'inlineCode'))
  );
}

function blockOf(block: Node): { text: string; checked: [number, number][] } {
  let text = '';
  const checked: [number, number][] = [];
  const add = (piece: string): void => {
    text += piece.replaceAll(/\s+/g, ' ').replaceAll("'", '’');
  };
  const visit = (node: Node): void => {
    if (node.type === 'tableCell') add(text === '' ? '| ' : ' ');
    const start = text.length;
    if (node.type === 'inlineCode') add(`\`${node.value ?? ''}\``);
    else if (node.value !== undefined) add(node.value);
    else for (const child of node.children ?? []) visit(child);
    if (vouches(node, text.slice(start))) checked.push([start, text.length]);
    if (node.type === 'tableCell') add(' |');
  };
  visit(block);
  return { text, checked };
}

function vouches({ name = null, attributes = [] }: Node, text: string): boolean {
  if (name !== 'Show') return isBound(name);
  return attributes.some((attribute) => attribute.name === 'at' && attribute.value === text);
}

/** Code, digits, and numbers in words where they count what is on the wire. */
const NUMBERS = new RegExp(
  [
    /`[^`]*`/,
    // In groups of three, with a point, with an exponent; not the digits of names such as C0, UTF-8 or H.264.
    /(?<![\p{L}\d_.]|\p{L}-)\d+(?:[ \u00a0\u202f]\d{3}(?!\d))*(?:\.\d+)*[⁰¹²³⁴-⁹]*(?![\p{L}\d_])/u,
    /\b(?:one|two|three|four|five|six|seven|eight|nine|ten|eleven|twelve|thirty|thousand) (?:bytes?|bits?|digits)\b/,
    /\b(?:two|three|four|five|six|seven|eight|nine|ten|twelve|twenty|thirty) (?:chunks|messages|milliseconds|parts)\b/,
  ]
    .map(({ source }) => source)
    .join('|'),
  'giu',
);

/** What of code is about bytes: digits, or pairs of hexadecimal ones. Names of commands are not. */
const HAS_NUMBER = /\d|\b[0-9a-f]{2}\b/;

/** Numbers that only name a section of a document: those of `covers` are compared with its table of contents. */
const NAMES_A_SECTION = /sections? $/i;

function numbersIn(text: string): ProseNumber[] {
  return [...text.matchAll(NUMBERS)]
    .filter(({ 0: token }) => HAS_NUMBER.test(token) || !token.startsWith('`'))
    .filter(({ index }) => !NAMES_A_SECTION.test(text.slice(0, index)))
    .map(({ 0: token, index }) => ({ token, start: index, end: index + token.length }));
}

/** The numbers that lie in none of the quotes, each with the words around it. */
export function unchecked({ text, numbers }: ChapterProse, quotes: readonly string[]): string[] {
  const spans = quotes.flatMap((quote) => placesOf(quote, text));
  return numbers
    .filter(({ start, end }) => !spans.some(([from, to]) => from <= start && end <= to))
    .map(({ token, start, end }) => {
      const before = text
        .slice(Math.max(0, start - 40), start)
        .split('\n')
        .at(-1)!;
      const after = text.slice(end, end + 40).split('\n')[0]!;
      return `${before}»${token}«${after}`;
    });
}

function placesOf(quote: string, text: string): [start: number, end: number][] {
  const places: [number, number][] = [];
  for (let at = text.indexOf(quote); at >= 0; at = text.indexOf(quote, at + 1))
    places.push([at, at + quote.length]);
  return places;
}
