import type { Expression, FieldName, NumberRange } from './expression.ts';
import { filterField } from './field.ts';
import { compilePattern } from './pattern.ts';
import { endsWith, type FilterRows, type Texts } from './rows.ts';

/** A filter ready to be asked about rows. */
export interface Predicate {
  readonly test: (row: number) => boolean;
  /** What a row costs at most: 0 columns, 1 texts, 2 bytes of the file. */
  readonly cost: number;
}

/**
 * Turns a filter into a function over rows. Conditions joined by and or or are asked in the order of
 * their cost, so text is looked at, and bytes are read, only for rows that the columns leave open.
 */
export function compile(expression: Expression, rows: FilterRows): Predicate {
  switch (expression.kind) {
    case 'all':
      return { test: () => true, cost: 0 };
    case 'and':
    case 'or':
      return compileList(expression, rows);
    case 'not': {
      const { test, cost } = compile(expression.part, rows);
      return { test: (row) => !test(row), cost };
    }
    default:
      return { test: compileCondition(expression, rows), cost: costOf(expression.field) };
  }
}

function compileList(
  { kind, parts }: Extract<Expression, { kind: 'and' | 'or' }>,
  rows: FilterRows,
): Predicate {
  const compiled = parts.map((part) => compile(part, rows)).sort((a, b) => a.cost - b.cost);
  const tests = compiled.map(({ test }) => test);
  const stop = kind === 'or';
  const cost = Math.max(...compiled.map((one) => one.cost));
  const test = (row: number): boolean => {
    for (let at = 0; at < tests.length; at++) if (tests[at]!(row) === stop) return stop;
    return !stop;
  };
  return { test, cost };
}

type Condition = Exclude<Expression, { kind: 'all' | 'and' | 'or' | 'not' }>;

function costOf({ name }: FieldName): number {
  return filterField(name)?.cost ?? 0;
}

function compileCondition(condition: Condition, rows: FilterRows): (row: number) => boolean {
  const { name, path } = condition.field;
  if (condition.kind === 'bytes') {
    const wanted = Uint8Array.from(condition.bytes);
    return (row) => holds(rows.bytes(row), wanted);
  }
  if (name === 'amf') return compileAmf(condition, path ?? [], rows);
  if (condition.kind === 'has') return compileHas(name, rows);
  if (condition.kind === 'number') {
    const read = rows.numbers[name];
    const within = inRanges(condition.ranges);
    return read ? (row) => within(read(row)) : () => false;
  }
  const read = rows.texts[name];
  if (!read) return () => false;
  const matches = textTest(condition, name);
  const any = (row: number): boolean => anyText(read(row), matches);
  const key = rows.sameText?.[name];
  return key ? remembered(key, any) : any;
}

function compileHas(name: string, rows: FilterRows): (row: number) => boolean {
  const number = rows.numbers[name];
  const text = rows.texts[name];
  if (number) {
    if (filterField(name)?.kind === 'number') return (row) => !Number.isNaN(number(row));
    return (row) => number(row) > 0;
  }
  if (text) return (row) => anyText(text(row), () => true);
  if (filterField(name)?.kind === 'bytes') return (row) => rows.bytes(row).length > 0;
  return () => false;
}

function compileAmf(
  condition: Exclude<Condition, { kind: 'bytes' }>,
  path: readonly string[],
  rows: FilterRows,
): (row: number) => boolean {
  const test =
    condition.kind === 'has'
      ? () => true
      : condition.kind === 'number'
        ? numberTest(inRanges(condition.ranges))
        : leafTextTest(textTest(condition, 'amf'));
  return (row) => rows.amf(row).some((leaf) => endsWith(leaf.path, path) && test(leaf));
}

function numberTest(within: (value: number) => boolean): (leaf: { number?: number }) => boolean {
  return ({ number }) => number !== undefined && within(number);
}

function leafTextTest(matches: (text: string) => boolean): (leaf: { text: string }) => boolean {
  return ({ text }) => matches(text);
}

function inRanges(ranges: readonly NumberRange[]): (value: number) => boolean {
  const [only] = ranges;
  if (ranges.length === 1 && only) return inRange(only);
  const tests = ranges.map(inRange);
  return (value) => tests.some((test) => test(value));
}

function inRange({ min, max, minOpen, maxOpen }: NumberRange): (value: number) => boolean {
  if (min === max) return (value) => value === min;
  if (!minOpen && !maxOpen) return (value) => value >= min && value <= max;
  return (value) =>
    (minOpen ? value > min : value >= min) && (maxOpen ? value < max : value <= max);
}

function textTest(
  condition: Extract<Condition, { kind: 'is' | 'contains' | 'matches' }>,
  name: string,
): (text: string) => boolean {
  if (condition.kind === 'matches') {
    const pattern = compilePattern(condition.pattern, condition.ignoreCase);
    return 'test' in pattern ? pattern.test : () => false;
  }
  const values = condition.values.map((value) => value.toLowerCase());
  if (condition.kind === 'contains')
    return (text) => {
      const lower = text.toLowerCase();
      return values.some((value) => lower.includes(value));
    };
  // A diagnostic's first word stands for its family: problem:chunk.
  const family = name === 'problem';
  return (text) => {
    const lower = text.toLowerCase();
    return values.some((value) => lower === value || (family && lower.startsWith(`${value}.`)));
  };
}

function anyText(texts: Texts, matches: (text: string) => boolean): boolean {
  if (texts === undefined) return false;
  return typeof texts === 'string' ? matches(texts) : texts.some(matches);
}

const MOST_REMEMBERED = 200_000;

/** Asks only once for rows with the same key; a negative key is not remembered. */
function remembered(
  key: (row: number) => number,
  test: (row: number) => boolean,
): (row: number) => boolean {
  const known = new Map<number, boolean>();
  return (row) => {
    const at = key(row);
    if (at < 0) return test(row);
    let answer = known.get(at);
    if (answer === undefined) {
      answer = test(row);
      if (known.size >= MOST_REMEMBERED) known.clear();
      known.set(at, answer);
    }
    return answer;
  };
}

/** Whether `bytes` hold `wanted` in a row. */
function holds(bytes: Uint8Array, wanted: Uint8Array): boolean {
  const last = bytes.length - wanted.length;
  if (wanted.length === 0) return true;
  for (let at = bytes.indexOf(wanted[0]!); at >= 0 && at <= last;) {
    let same = 1;
    while (same < wanted.length && bytes[at + same] === wanted[same]) same++;
    if (same === wanted.length) return true;
    at = bytes.indexOf(wanted[0]!, at + 1);
  }
  return false;
}
