/** A piece of a filter's text. `from` and `to` are its place. */
export interface Token {
  readonly kind:
    | 'end'
    /** The name of a field, or one of the words `and`, `in`, `matches`… */
    | 'name'
    /** A value: a number, a range, a word. */
    | 'word'
    /** Text in quotation marks, unescaped. */
    | 'quoted'
    /** A regular expression between slashes; `flags` follow the second. */
    | 'pattern'
    /** An operator or a bracket. */
    | 'sign'
    /** Letters that cannot stand here. */
    | 'wrong';
  readonly text: string;
  readonly flags?: string;
  readonly from: number;
  readonly to: number;
}

const SIGNS = [
  '&&',
  '||',
  '==',
  '!=',
  '>=',
  '<=',
  '(',
  ')',
  '{',
  '}',
  ',',
  ':',
  '!',
  '-',
  '>',
  '<',
  '~',
  '=',
];
const NAME = /[A-Za-z_][\w.$]*/y;
const WORD = /[^\s(){},&|"]+/y;
const QUOTED = /"((?:[^"\\]|\\.)*)"/sy;
const PATTERN = /\/((?:[^/\\\n]|\\.)*)\/(\w*)/y;

/** Cuts a filter into tokens, one at a time: what a letter means depends on what may come. */
export class Tokens {
  readonly #text: string;
  #at = 0;

  constructor(text: string) {
    this.#text = text;
  }

  /** Looks at what comes where a condition, a sign or a bracket may stand. */
  peek(): Token {
    const from = this.#skipSpace();
    if (from >= this.#text.length) return { kind: 'end', text: '', from, to: from };
    const name = this.#match(NAME, from);
    if (name) return token('name', name[0], from, from + name[0].length);
    const sign = SIGNS.find((one) => this.#text.startsWith(one, from));
    if (sign !== undefined) return token('sign', sign, from, from + sign.length);
    return this.#quoted(from) ?? this.#wrong(from);
  }

  /** Takes what `peek` showed. */
  next(): Token {
    return this.#take(this.peek());
  }

  /** Takes the next token when it is this sign. */
  sign(...signs: readonly string[]): Token | undefined {
    const found = this.peek();
    return found.kind === 'sign' && signs.includes(found.text) ? this.#take(found) : undefined;
  }

  /** Takes the next token when it is this word. */
  word(...words: readonly string[]): Token | undefined {
    const found = this.peek();
    return found.kind === 'name' && words.includes(found.text.toLowerCase())
      ? this.#take(found)
      : undefined;
  }

  /** Takes a value: words, numbers and quoted text; with `patterns`, what stands between slashes as well. */
  value(patterns: boolean): Token {
    const from = this.#skipSpace();
    if (from >= this.#text.length) return { kind: 'end', text: '', from, to: from };
    const pattern = patterns ? this.#match(PATTERN, from) : undefined;
    if (pattern) {
      const to = from + pattern[0].length;
      return this.#take({ kind: 'pattern', text: pattern[1]!, flags: pattern[2]!, from, to });
    }
    const quoted = this.#quoted(from);
    if (quoted) return this.#take(quoted);
    const word = this.#match(WORD, from);
    if (word) return this.#take(token('word', word[0], from, from + word[0].length));
    return this.#wrong(from);
  }

  /** Takes the next value when it is a pair of hexadecimal digits, or several in a row. */
  hexWord(): Token | undefined {
    const from = this.#skipSpace();
    const word = this.#match(WORD, from)?.[0];
    if (word === undefined || !/^(?:0x)?(?:[0-9a-f]{2}[:.-]?)+$/i.test(word)) return undefined;
    return this.#take(token('word', word, from, from + word.length));
  }

  #quoted(from: number): Token | undefined {
    if (this.#text[from] !== '"') return undefined;
    const quoted = this.#match(QUOTED, from);
    if (!quoted) return { kind: 'wrong', text: '"', from, to: this.#text.length };
    const text = quoted[1]!.replace(/\\(.)/gs, (_, letter: string) =>
      letter === 'n' ? '\n' : letter,
    );
    return token('quoted', text, from, from + quoted[0].length);
  }

  #wrong(from: number): Token {
    return token('wrong', this.#text[from]!, from, from + 1);
  }

  #match(pattern: RegExp, from: number): RegExpExecArray | undefined {
    pattern.lastIndex = from;
    return pattern.exec(this.#text) ?? undefined;
  }

  #skipSpace(): number {
    while (/\s/.test(this.#text[this.#at] ?? '')) this.#at++;
    return this.#at;
  }

  #take(found: Token): Token {
    this.#at = found.to;
    return found;
  }
}

function token(kind: Token['kind'], text: string, from: number, to: number): Token {
  return { kind, text, from, to };
}
