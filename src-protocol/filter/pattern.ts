/**
 * Regular expressions that cannot run away. A pattern becomes a list of instructions, and all the ways
 * through it are followed at once, so a search takes at most text length × instructions steps, whatever
 * the pattern. What would need going back (look-around, back references) is refused in words.
 */
export interface Pattern {
  readonly test: (text: string) => boolean;
}

/** Why a pattern is none. `at` counts from the pattern's first letter. */
export interface PatternProblem {
  readonly at: number;
  readonly text: string;
}

type Test = (code: number) => boolean;
type Instruction =
  | { readonly op: 'letter'; readonly test: Test }
  | { readonly op: 'split'; readonly to: readonly [number, number] }
  | { readonly op: 'jump'; readonly to: number }
  | { readonly op: 'place'; readonly here: (text: string, at: number) => boolean }
  | { readonly op: 'found' };

type Node =
  | { readonly kind: 'letter'; readonly test: Test }
  | { readonly kind: 'place'; readonly here: (text: string, at: number) => boolean }
  | { readonly kind: 'sequence' | 'choice'; readonly parts: readonly Node[] }
  | { readonly kind: 'repeat'; readonly part: Node; readonly least: number; readonly most: number };

const MOST_INSTRUCTIONS = 2000;
const MOST_REPEATS = 200;
const MOST_DEPTH = 50;

/** Reads a pattern; a problem instead when it is none. */
export function compilePattern(source: string, ignoreCase: boolean): Pattern | PatternProblem {
  try {
    const node = new PatternReader(source, ignoreCase).read();
    const program: Instruction[] = [];
    emit(node, program);
    program.push({ op: 'found' });
    return { test: (text) => search(program, text) };
  } catch (error) {
    if (error instanceof Refused) return { at: error.at, text: error.message };
    throw error;
  }
}

/** Ends the reading of a pattern; never leaves this file. */
class Refused extends Error {
  readonly at: number;

  constructor(at: number, message: string) {
    super(message);
    this.at = at;
  }
}

class PatternReader {
  readonly #source: string;
  readonly #ignoreCase: boolean;
  #at = 0;
  #depth = 0;

  constructor(source: string, ignoreCase: boolean) {
    this.#source = source;
    this.#ignoreCase = ignoreCase;
  }

  read(): Node {
    const node = this.#choice();
    if (this.#at < this.#source.length) throw new Refused(this.#at, 'This bracket closes nothing.');
    return node;
  }

  #choice(): Node {
    if (++this.#depth > MOST_DEPTH) throw new Refused(this.#at, 'Brackets are nested too deeply.');
    const parts = [this.#sequence()];
    while (this.#take('|')) parts.push(this.#sequence());
    this.#depth--;
    return parts.length === 1 ? parts[0]! : { kind: 'choice', parts };
  }

  #sequence(): Node {
    const parts: Node[] = [];
    for (;;) {
      const next = this.#source[this.#at];
      if (next === undefined || next === '|' || next === ')') break;
      parts.push(this.#repeated());
    }
    return { kind: 'sequence', parts };
  }

  #repeated(): Node {
    const start = this.#at;
    let node = this.#atom();
    for (let times = 0; ; times++) {
      const bounds = this.#bounds();
      if (!bounds) return node;
      if (times > 0 || node.kind === 'place')
        throw new Refused(start, 'There is nothing here that could be repeated.');
      const [least, most] = bounds;
      // Lazy or greedy makes no difference to whether there is a match.
      this.#take('?');
      node = { kind: 'repeat', part: node, least, most };
    }
  }

  #bounds(): [number, number] | undefined {
    if (this.#take('*')) return [0, Infinity];
    if (this.#take('+')) return [1, Infinity];
    if (this.#take('?')) return [0, 1];
    const braces = /^\{(\d{1,4})(,(\d{0,4}))?\}/.exec(this.#source.slice(this.#at, this.#at + 12));
    if (!braces) return undefined;
    const least = Number(braces[1]);
    const most = braces[2] === undefined ? least : braces[3] === '' ? Infinity : Number(braces[3]);
    if (most < least) throw new Refused(this.#at, 'The first number is the larger one.');
    if (least > MOST_REPEATS || (most !== Infinity && most > MOST_REPEATS))
      throw new Refused(this.#at, `At most ${MOST_REPEATS} repetitions can be counted.`);
    this.#at += braces[0].length;
    return [least, most];
  }

  #atom(): Node {
    const start = this.#at;
    const letter = this.#source[this.#at++]!;
    switch (letter) {
      case '(':
        return this.#group(start);
      case '[':
        return { kind: 'letter', test: this.#set(start) };
      case '.':
        return { kind: 'letter', test: (code) => code !== 10 && code !== 13 };
      case '^':
        return { kind: 'place', here: (_, at) => at === 0 };
      case '$':
        return { kind: 'place', here: (text, at) => at === text.length };
      case '\\':
        return this.#escaped(start);
      case '*':
      case '+':
      case '?':
        throw new Refused(start, 'There is nothing here that could be repeated.');
      default:
        return { kind: 'letter', test: this.#letter(letter.charCodeAt(0)) };
    }
  }

  #group(start: number): Node {
    if (this.#take('?') && !this.#take(':'))
      throw new Refused(
        start,
        'Only plain groups and (?:…) are understood: no look-around, no names.',
      );
    const node = this.#choice();
    if (!this.#take(')')) throw new Refused(start, 'This bracket is not closed.');
    return node;
  }

  #escaped(start: number): Node {
    const letter = this.#source[this.#at++];
    if (letter === undefined) throw new Refused(start, 'A letter is missing after the backslash.');
    if (letter === 'b') return { kind: 'place', here: wordEdge };
    if (letter === 'B') return { kind: 'place', here: (text, at) => !wordEdge(text, at) };
    if (/[1-9k]/.test(letter))
      throw new Refused(
        start,
        'Back references are not understood: they cannot be searched for in bounded time.',
      );
    return { kind: 'letter', test: this.#class(letter) ?? this.#letter(this.#code(letter, start)) };
  }

  /** The class behind a letter such as `d`; undefined when it stands for one letter only. */
  #class(letter: string): Test | undefined {
    const test = CLASSES[letter.toLowerCase()];
    if (!test) return undefined;
    return letter === letter.toLowerCase() ? test : (code) => !test(code);
  }

  /** The code of the letter that an escape stands for. */
  #code(letter: string, start: number): number {
    const plain = { n: 10, r: 13, t: 9, f: 12, v: 11, 0: 0 }[letter];
    if (plain !== undefined) return plain;
    const digits = { x: 2, u: 4 }[letter];
    if (digits === undefined) {
      if (/[A-Za-z]/.test(letter)) throw new Refused(start, `\\${letter} is not understood.`);
      return letter.charCodeAt(0);
    }
    const hex = this.#source.slice(this.#at, this.#at + digits);
    if (hex.length < digits || !/^[0-9a-f]+$/i.test(hex))
      throw new Refused(start, `\\${letter} needs ${digits} hexadecimal digits.`);
    this.#at += digits;
    return parseInt(hex, 16);
  }

  #set(start: number): Test {
    const negated = this.#take('^');
    const tests: Test[] = [];
    while (!this.#take(']')) {
      if (this.#at >= this.#source.length) throw new Refused(start, 'This bracket is not closed.');
      const from = this.#setMember();
      if (typeof from === 'function') {
        tests.push(from);
        continue;
      }
      const next = this.#source[this.#at + 1];
      if (this.#source[this.#at] !== '-' || next === undefined || next === ']') {
        tests.push(this.#letter(from));
        continue;
      }
      const at = this.#at++;
      const to = this.#setMember();
      if (typeof to === 'function' || to < from)
        throw new Refused(at, 'The letters of this range are not in order.');
      tests.push(this.#between(from, to));
    }
    return (code) => tests.some((test) => test(code)) !== negated;
  }

  #setMember(): number | Test {
    const start = this.#at;
    const letter = this.#source[this.#at++]!;
    if (letter !== '\\') return letter.charCodeAt(0);
    const escaped = this.#source[this.#at++];
    if (escaped === undefined) throw new Refused(start, 'A letter is missing after the backslash.');
    return this.#class(escaped) ?? this.#code(escaped, start);
  }

  #letter(code: number): Test {
    return this.#between(code, code);
  }

  #between(from: number, to: number): Test {
    if (!this.#ignoreCase) return (code) => code >= from && code <= to;
    return (code) => {
      if (code >= from && code <= to) return true;
      const letter = String.fromCharCode(code);
      const lower = letter.toLowerCase().charCodeAt(0);
      const upper = letter.toUpperCase().charCodeAt(0);
      return (lower >= from && lower <= to) || (upper >= from && upper <= to);
    };
  }

  #take(letter: string): boolean {
    if (this.#source[this.#at] !== letter) return false;
    this.#at++;
    return true;
  }
}

const isDigit: Test = (code) => code >= 48 && code <= 57;
const isWord: Test = (code) =>
  isDigit(code) || code === 95 || (code >= 65 && code <= 90) || (code >= 97 && code <= 122);
const CLASSES: Readonly<Record<string, Test>> = {
  d: isDigit,
  w: isWord,
  s: (code) => /\s/.test(String.fromCharCode(code)),
};

function wordEdge(text: string, at: number): boolean {
  const before = at > 0 && isWord(text.charCodeAt(at - 1));
  const after = at < text.length && isWord(text.charCodeAt(at));
  return before !== after;
}

function emit(node: Node, program: Instruction[]): void {
  if (program.length > MOST_INSTRUCTIONS)
    throw new Refused(0, 'The pattern is too long, its repetitions counted.');
  switch (node.kind) {
    case 'letter':
      program.push({ op: 'letter', test: node.test });
      break;
    case 'place':
      program.push({ op: 'place', here: node.here });
      break;
    case 'sequence':
      for (const part of node.parts) emit(part, program);
      break;
    case 'choice':
      emitChoice(node.parts, program);
      break;
    case 'repeat':
      emitRepeat(node, program);
  }
}

function emitChoice(parts: readonly Node[], program: Instruction[]): void {
  const ends: number[] = [];
  parts.forEach((part, index) => {
    const split = program.length;
    if (index < parts.length - 1) program.push({ op: 'jump', to: 0 });
    emit(part, program);
    if (index === parts.length - 1) return;
    ends.push(program.length);
    program.push({ op: 'jump', to: 0 });
    program[split] = { op: 'split', to: [split + 1, program.length] };
  });
  for (const end of ends) program[end] = { op: 'jump', to: program.length };
}

function emitRepeat(
  { part, least, most }: Extract<Node, { kind: 'repeat' }>,
  program: Instruction[],
): void {
  for (let time = 0; time < least; time++) {
    const before = program.length;
    emit(part, program);
    // Nothing, two hundred times: once is enough.
    if (program.length === before) break;
  }
  if (most === Infinity) {
    const split = program.length;
    program.push({ op: 'jump', to: 0 });
    emit(part, program);
    program.push({ op: 'jump', to: split });
    program[split] = { op: 'split', to: [split + 1, program.length] };
    return;
  }
  const splits: number[] = [];
  for (let time = least; time < most; time++) {
    splits.push(program.length);
    program.push({ op: 'jump', to: 0 });
    emit(part, program);
  }
  for (const split of splits) program[split] = { op: 'split', to: [split + 1, program.length] };
}

/** Whether any stretch of the text takes some way through the program. */
function search(program: readonly Instruction[], text: string): boolean {
  // Where each instruction was last put on the list: once for each place in the text.
  const seen = new Int32Array(program.length).fill(-1);
  let now: number[] = [];
  for (let at = 0; at <= text.length; at++) {
    const next: number[] = [];
    if (follow(program, 0, text, at, seen, now)) return true;
    if (at === text.length) return false;
    const code = text.charCodeAt(at);
    for (const place of now) {
      const instruction = program[place]!;
      if (instruction.op !== 'letter' || !instruction.test(code)) continue;
      if (follow(program, place + 1, text, at + 1, seen, next)) return true;
    }
    now = next;
  }
  return false;
}

/** Adds the letters that can come next from `start`; true when the end of the program is reached. */
function follow(
  program: readonly Instruction[],
  start: number,
  text: string,
  at: number,
  seen: Int32Array,
  list: number[],
): boolean {
  const open = [start];
  for (let place = open.pop(); place !== undefined; place = open.pop()) {
    if (seen[place] === at) continue;
    seen[place] = at;
    const instruction = program[place]!;
    switch (instruction.op) {
      case 'found':
        return true;
      case 'letter':
        list.push(place);
        break;
      case 'jump':
        open.push(instruction.to);
        break;
      case 'split':
        open.push(instruction.to[1], instruction.to[0]);
        break;
      case 'place':
        if (instruction.here(text, at)) open.push(place + 1);
    }
  }
  return false;
}
