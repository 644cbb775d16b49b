import { fromHex } from '../bytes/hex.ts';
import { toUtf8 } from '../bytes/text.ts';
import {
  ALL,
  allOf,
  anyOf,
  type Expression,
  type FieldName,
  not,
  type NumberRange,
} from './expression.ts';
import { type FilterField, fieldNames, filterField, namedValue } from './field.ts';
import { compilePattern } from './pattern.ts';
import { type FilterProblem, nearest } from './problem.ts';
import { type Token, Tokens } from './tokens.ts';
import { comparison, numberOf, rangeOf, unitsOf } from './value.ts';

/** A filter read: what it says, or what is wrong with it. */
export type Parsed =
  | {
      readonly expression: Expression;
      /** Wireshark's names in it, with ours: what people may like to learn. */
      readonly translated: readonly { readonly from: string; readonly to: string }[];
    }
  | { readonly problem: FilterProblem };

/** Signs that compare two numbers by which is larger. */
const ORDERS: readonly string[] = ['>', '>=', '<', '<='];
const MOST_LENGTH = 4000;
const MOST_DEPTH = 40;

/**
 * Reads a filter in either spelling. Conditions side by side are joined by and, which binds stronger
 * than or; a minus, `!` or `not` turns the condition behind it round.
 *
 * ```
 * type:command -csid:3 len:>4096 key
 * csid == 4 && (fmt == 3 || ts.ext) && !(type in {audio video}) && amf.app matches /live/i
 * ```
 */
export function parse(text: string): Parsed {
  if (text.length > MOST_LENGTH)
    return {
      problem: {
        from: MOST_LENGTH,
        to: text.length,
        text: `A filter can have ${MOST_LENGTH} letters at most.`,
      },
    };
  try {
    const parser = new Parser(text);
    return { expression: parser.read(), translated: parser.translated };
  } catch (error) {
    if (error instanceof Refused) return { problem: error.problem };
    throw error;
  }
}

/** Ends the reading at the first mistake; never leaves this file. */
class Refused extends Error {
  readonly problem: FilterProblem;

  constructor({ from, to }: { from: number; to: number }, text: string, instead?: string) {
    super(text);
    this.problem = { from, to, text, ...(instead !== undefined && { instead }) };
  }
}

/** Operators in words, as Wireshark has them. */
const WORD_OPERATORS: Readonly<Record<string, string>> = {
  eq: '==',
  ne: '!=',
  gt: '>',
  lt: '<',
  ge: '>=',
  le: '<=',
  contains: 'contains',
  matches: '~',
  in: 'in',
};
const SIGN_OPERATORS = [':', '==', '!=', '>=', '<=', '>', '<', '~', '='];

interface Operator {
  readonly sign: string;
  readonly token: Token;
}

class Parser {
  readonly translated: { from: string; to: string }[] = [];
  readonly #tokens: Tokens;
  #depth = 0;

  constructor(text: string) {
    this.#tokens = new Tokens(text);
  }

  read(): Expression {
    if (this.#tokens.peek().kind === 'end') return ALL;
    const expression = this.#or();
    const rest = this.#tokens.peek();
    if (rest.kind !== 'end')
      throw new Refused(
        rest,
        rest.text === ')' ? 'This bracket closes nothing.' : 'A condition cannot begin here.',
      );
    return expression;
  }

  #or(): Expression {
    const parts = [this.#and()];
    while (this.#tokens.sign('||') ?? this.#tokens.word('or')) parts.push(this.#and());
    return anyOf(parts);
  }

  #and(): Expression {
    const parts = [this.#condition()];
    for (;;) {
      const joined = this.#tokens.sign('&&') ?? this.#tokens.word('and');
      if (!joined && !this.#begins()) return allOf(parts);
      parts.push(this.#condition());
    }
  }

  /** Whether another condition follows without a word between. */
  #begins(): boolean {
    const next = this.#tokens.peek();
    if (next.kind === 'sign') return ['(', '!', '-'].includes(next.text);
    if (next.kind === 'quoted') return true;
    return next.kind === 'name' && next.text.toLowerCase() !== 'or';
  }

  #condition(): Expression {
    if (++this.#depth > MOST_DEPTH)
      throw new Refused(this.#tokens.peek(), 'Conditions are nested too deeply.');
    const expression = this.#turned();
    this.#depth--;
    return expression;
  }

  #turned(): Expression {
    if (this.#tokens.sign('!', '-') ?? this.#tokens.word('not')) return not(this.#condition());
    const open = this.#tokens.sign('(');
    if (!open) return this.#comparison();
    const expression = this.#or();
    if (!this.#tokens.sign(')')) {
      const at = this.#tokens.peek();
      throw new Refused(
        at.kind === 'end' ? open : at,
        at.kind === 'end' ? 'This bracket is not closed.' : 'A bracket should close before this.',
      );
    }
    return expression;
  }

  #comparison(): Expression {
    const token = this.#tokens.next();
    if (token.kind === 'quoted')
      return { kind: 'contains', field: { name: 'info' }, values: [token.text] };
    if (token.kind !== 'name') throw this.#noCondition(token);
    const { declared, field } = this.#field(token);
    const operator = this.#operator();
    if (!operator) return { kind: 'has', field };
    switch (declared.kind) {
      case 'mark':
        return this.#mark(field, operator);
      case 'number':
        return this.#number(declared, field, operator);
      case 'text':
        return this.#text(declared, field, operator);
      case 'amf':
        return this.#amf(declared, field, operator);
      case 'bytes':
        return this.#bytes(field, operator);
    }
  }

  #noCondition(token: Token): Refused {
    if (token.kind === 'end') return new Refused(token, 'A condition is missing at the end.');
    if (token.text === '"') return new Refused(token, 'The quotation mark is not closed.');
    if (token.text === ')') return new Refused(token, 'A condition is missing before the bracket.');
    if (/\d/.test(token.text))
      return new Refused(token, 'A condition begins with a field, such as csid:3.');
    return new Refused(token, 'A condition is missing before this.');
  }

  #field(token: Token): { declared: FilterField; field: FieldName } {
    const declared = filterField(token.text);
    if (declared) {
      if (declared.wireshark.some((name) => name.toLowerCase() === token.text.toLowerCase()))
        this.translated.push({ from: token.text, to: declared.name });
      return { declared, field: { name: declared.name } };
    }
    const [name = '', ...path] = token.text.split('.');
    const above = filterField(name);
    if (above?.kind === 'amf' && path.length > 0 && path.every((word) => word !== ''))
      return { declared: above, field: { name: above.name, path } };
    throw this.#unknownField(token);
  }

  #unknownField(token: Token): Refused {
    const { text } = token;
    if (/^(rtmpt|amf|tcp|ip|frame)\./i.test(text)) {
      const instead = nearest(text, fieldNames());
      return new Refused(token, `Wireshark’s ${text} has no counterpart here.`, instead);
    }
    const instead = nearest(text, fieldNames());
    return new Refused(
      token,
      `There is no field ${text}. To search for the word, put it in quotation marks.`,
      instead ?? `"${text}"`,
    );
  }

  #operator(): Operator | undefined {
    const sign = this.#tokens.sign(...SIGN_OPERATORS);
    if (sign) return { sign: sign.text === '=' ? '==' : sign.text, token: sign };
    const word = this.#tokens.word(...Object.keys(WORD_OPERATORS));
    return word && { sign: WORD_OPERATORS[word.text.toLowerCase()]!, token: word };
  }

  #mark(field: FieldName, { sign, token }: Operator): Expression {
    const value = this.#tokens.value(false);
    const has: Expression = { kind: 'has', field };
    const yes = ['1', 'true', 'yes'].includes(value.text.toLowerCase());
    const no = ['0', 'false', 'no'].includes(value.text.toLowerCase());
    if ((!yes && !no) || ![':', '==', '!='].includes(sign))
      throw new Refused(
        { from: token.from, to: value.to },
        `${field.name} is there or not: write ${field.name} or -${field.name}.`,
      );
    return yes === (sign !== '!=') ? has : not(has);
  }

  #number(declared: FilterField, field: FieldName, { sign, token }: Operator): Expression {
    if (sign === 'contains' || sign === '~')
      throw new Refused(token, `${declared.name} is a number: it can be compared, not searched.`);
    if (sign === 'in') return this.#inRanges(declared, field);
    if (ORDERS.includes(sign)) {
      const value = this.#value();
      const number = value.kind === 'word' ? numberOf(value.text, declared) : undefined;
      if (number === undefined) throw this.#noNumber(declared, value);
      return { kind: 'number', field, ranges: [comparison(sign, number)] };
    }
    const ranges = this.#listed(() => this.#ranges(declared));
    const expression: Expression = { kind: 'number', field, ranges: ranges.flat() };
    return sign === '!=' ? not(expression) : expression;
  }

  #inRanges(declared: FilterField, field: FieldName): Expression {
    const ranges = this.#braced(() => this.#ranges(declared));
    return { kind: 'number', field, ranges: ranges.flat() };
  }

  /** A number, a range, or a name that stands for some. */
  #ranges(declared: FilterField): readonly NumberRange[] {
    const value = this.#value();
    const named = namedValue(declared, value.text);
    if (named) return named.ranges;
    const range = value.kind === 'word' ? rangeOf(value.text, declared) : undefined;
    if (!range) throw this.#noNumber(declared, value);
    if (range.min > range.max)
      throw new Refused(value, 'The first number of the range is the larger one.');
    return [range];
  }

  #noNumber(declared: FilterField, value: Token): Refused {
    const { name, values, example } = declared;
    if (values && /^[a-z]/i.test(value.text)) {
      const names = values.map((one) => one.name);
      return new Refused(
        value,
        `${name} knows no ${value.text}; it knows ${names.slice(0, 6).join(', ')}${names.length > 6 ? ' …' : ''} and numbers.`,
        nearest(value.text, names),
      );
    }
    const units = unitsOf(declared);
    const more = units.length > 0 ? `, perhaps with a unit (${units.join(', ')})` : '';
    return new Refused(value, `${name} is compared with a number${more}, as in ${example}.`);
  }

  #text(declared: FilterField, field: FieldName, operator: Operator): Expression {
    const { sign, token } = operator;
    if (ORDERS.includes(sign))
      throw new Refused(token, `${declared.name} is text: it can be searched, not compared.`);
    if (sign === '~') return this.#pattern(field, this.#tokens.value(true));
    if (sign === 'in') return { kind: 'is', field, values: this.#braced(() => this.#value().text) };
    if (sign === ':') {
      const value = this.#tokens.value(true);
      if (value.kind === 'pattern') return this.#pattern(field, value);
      this.#checkValue(value);
      const values = [value.text, ...this.#more(() => this.#value().text)];
      return { kind: declared.prose ? 'contains' : 'is', field, values };
    }
    const values = this.#listed(() => this.#value().text);
    if (sign === 'contains') return { kind: 'contains', field, values };
    const is: Expression = { kind: 'is', field, values };
    return sign === '!=' ? not(is) : is;
  }

  /** A value in AMF may be a number or text; what is compared decides. */
  #amf(declared: FilterField, field: FieldName, operator: Operator): Expression {
    const { sign } = operator;
    if (ORDERS.includes(sign)) return this.#number(declared, field, operator);
    if (sign === ':') {
      const value = this.#tokens.value(true);
      if (value.kind === 'pattern') return this.#pattern(field, value);
      this.#checkValue(value);
      const range =
        value.kind === 'word' && /^[<>]|\.\./.test(value.text)
          ? rangeOf(value.text, declared)
          : undefined;
      if (range) return { kind: 'number', field, ranges: [range] };
      const values = [value.text, ...this.#more(() => this.#value().text)];
      return { kind: 'is', field, values };
    }
    return this.#text(declared, field, operator);
  }

  #pattern(field: FieldName, value: Token): Expression {
    this.#checkValue(value);
    const flags = value.flags ?? '';
    if (!/^i?$/.test(flags))
      throw new Refused(
        { from: value.to - flags.length, to: value.to },
        'Only i may follow a pattern: upper and lower case are the same.',
      );
    const pattern = compilePattern(value.text, flags === 'i');
    if ('at' in pattern) {
      const from = value.from + (value.kind === 'word' ? 0 : 1) + pattern.at;
      throw new Refused({ from, to: Math.max(from + 1, value.to - 1) }, pattern.text);
    }
    return { kind: 'matches', field, pattern: slashed(value), ignoreCase: flags === 'i' };
  }

  #bytes(field: FieldName, { sign, token }: Operator): Expression {
    if (sign !== ':' && sign !== 'contains')
      throw new Refused(token, 'Bytes are searched: write bytes contains 02 00 07.');
    if (this.#tokens.peek().kind === 'quoted') {
      const { text, ...place } = this.#tokens.next();
      if (text === '') throw new Refused(place, 'There are no bytes to search for.');
      return { kind: 'bytes', field, bytes: [...toUtf8(text)] };
    }
    const pairs: string[] = [];
    for (let word = this.#tokens.hexWord(); word; word = this.#tokens.hexWord())
      pairs.push(word.text.replace(/^0x/i, '').replace(/[:.-]/g, ''));
    if (pairs.length === 0)
      throw new Refused(
        this.#tokens.peek(),
        'Bytes are written as pairs of hexadecimal digits, such as 02 00 07, or as text in quotation marks.',
      );
    return { kind: 'bytes', field, bytes: [...fromHex(pairs.join(''))!] };
  }

  /** Values between braces, with or without commas. */
  #braced<T>(read: () => T): T[] {
    const open = this.#tokens.sign('{');
    if (!open) throw new Refused(this.#tokens.peek(), 'After in comes a list: {audio video}.');
    const values: T[] = [];
    while (!this.#tokens.sign('}')) {
      if (this.#tokens.peek().kind === 'end')
        throw new Refused(open, 'The list is not closed: } is missing.');
      values.push(read());
      this.#tokens.sign(',');
    }
    if (values.length === 0) throw new Refused(open, 'The list is empty.');
    return values;
  }

  /** One value, or several with commas between. */
  #listed<T>(read: () => T): T[] {
    return [read(), ...this.#more(read)];
  }

  #more<T>(read: () => T): T[] {
    const values: T[] = [];
    while (this.#tokens.sign(',')) values.push(read());
    return values;
  }

  #value(): Token {
    const value = this.#tokens.value(false);
    this.#checkValue(value);
    return value;
  }

  #checkValue(value: Token): void {
    if (value.text === '"' && value.kind === 'wrong')
      throw new Refused(value, 'The quotation mark is not closed.');
    if (value.kind === 'end' || value.kind === 'wrong')
      throw new Refused(value, 'A value is missing here.');
  }
}

/** A pattern as it stands between slashes. */
function slashed({ kind, text }: Token): string {
  return kind === 'pattern' ? text : text.replace(/(^|[^\\])\//g, '$1\\/');
}
