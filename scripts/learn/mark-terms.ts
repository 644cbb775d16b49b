import { GLOSSARY, type Term } from '../../app/learn/glossary.ts';
import type { Node } from './chapter-tree.ts';

/** What is looked at for words: running text. Headings, links and bound components are left alone. */
const LOOKED_INTO = ['root', 'paragraph', 'list', 'listItem', 'table', 'tableRow', 'tableCell'];

const FORMS = new Map<string, Term>(
  GLOSSARY.flatMap((term) => [term.word, ...(term.also ?? [])].map((form) => [key(form), term])),
);
// Of two that begin alike the longer one is meant: message stream ID, not message.
const ANY_FORM = [...FORMS.keys()]
  .sort((a, b) => b.length - a.length)
  .map((form) => form.replaceAll('.', '\\.').replaceAll(' ', '\\s+'))
  .join('|');
const PATTERN = new RegExp(`(?<![\\w./-])(?:${ANY_FORM})(?![\\w/-])`, 'gi');

/**
 * Wraps the first use of each term of the glossary in a chapter as `<Term>`. A chapter does not need it for the
 * terms that it explains itself: those of its own, and what it first has in bold.
 */
export function markTerms(tree: Node, chapter: string): void {
  const known = new Set(GLOSSARY.filter((term) => term.chapter === chapter).map(({ id }) => id));
  const visit = (node: Node): void => {
    const { children } = node;
    if (!children || !LOOKED_INTO.includes(node.type)) return;
    const marked = children.flatMap((child): Node[] => {
      const { type, value = '' } = child;
      if (type === 'text') return markedText(value, known);
      if (type === 'inlineCode') return [markedCode(child, known)];
      if (type === 'strong') for (const term of termsIn(textOf(child))) known.add(term.id);
      visit(child);
      return [child];
    });
    (children as Node[]).splice(0, children.length, ...marked);
  };
  visit(tree);
}

function markedText(text: string, known: Set<string>): Node[] {
  const nodes: Node[] = [];
  let done = 0;
  for (const match of text.matchAll(PATTERN)) {
    const term = FORMS.get(key(match[0]));
    if (!term || known.has(term.id)) continue;
    known.add(term.id);
    nodes.push({ type: 'text', value: text.slice(done, match.index) });
    nodes.push(termNode(term, { type: 'text', value: match[0] }));
    done = match.index + match[0].length;
  }
  return [...nodes, { type: 'text', value: text.slice(done) }];
}

function markedCode(node: Node, known: Set<string>): Node {
  const term = FORMS.get(key(node.value ?? ''));
  if (!term || known.has(term.id)) return node;
  known.add(term.id);
  return termNode(term, node);
}

function termNode({ id }: Term, child: Node): Node {
  return {
    type: 'mdxJsxTextElement',
    name: 'Term',
    attributes: [{ type: 'mdxJsxAttribute', name: 'id', value: id }],
    children: [child],
  };
}

function termsIn(text: string): Term[] {
  return [...text.matchAll(PATTERN)].flatMap(([form]) => FORMS.get(key(form)) ?? []);
}

function textOf({ value = '', children = [] }: Node): string {
  return value + children.map(textOf).join('');
}

function key(form: string): string {
  return form.toLowerCase().replaceAll(/\s+/g, ' ');
}
