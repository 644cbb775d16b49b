import { completionAt } from '../../../src-protocol/filter/complete.ts';
import { FILTER_FIELDS, type FilterField } from '../../../src-protocol/filter/field.ts';
import type { FilterProblem } from '../../../src-protocol/filter/problem.ts';
import { quoted } from '../../../src-protocol/filter/print.ts';
import type { KeptFilters } from '../../state/kept-filters.ts';
import type { ValueCount } from '../../worker/protocol.ts';

/** A line of the list under the filter's box. */
export interface Suggestion {
  readonly group: 'Did you mean' | 'Fields' | 'Values' | 'Saved' | 'Used before' | 'Examples';
  readonly label: string;
  readonly help?: string;
  /** Rows that have the value. */
  readonly rows?: number;
  /** What the box holds when it is chosen, and where the caret is then. */
  readonly text: string;
  readonly caret: number;
  /** It is a filter by itself, used at once. */
  readonly whole?: true;
}

const MOST = 12;

const EXAMPLES: readonly (readonly [string, string])[] = [
  ['type:command', 'every command'],
  ['type:command -cmd:onStatus dir:up', 'what the client asks for'],
  ['key', 'key frames'],
  ['len:>4096 fmt:0..1', 'large messages, where they begin'],
  ['problem', 'whatever something was found about'],
  ['csid == 4 && (fmt == 3 || ts.ext)', 'the long spelling'],
  ['amf.app matches /live/i', 'a pattern on a value inside a command'],
  ['bytes contains 02 00 07', 'bytes in a row'],
];

/** Paths inside commands that people ask about. */
const AMF_PATHS = [
  'app',
  'tcUrl',
  'flashVer',
  'code',
  'level',
  'description',
  'videocodecid',
  'framerate',
];

/** What could stand in the box: names and values, then a correction; whole filters where it is empty. */
export function suggestions(
  text: string,
  caret: number,
  problem: FilterProblem | undefined,
  values: readonly ValueCount[],
  kept: KeptFilters,
): Suggestion[] {
  if (text.trim() === '') return wholeFilters(kept);
  const found = completions(text, caret, values);
  if (problem?.instead === undefined) return found;
  const meant = replaced(text, problem.from, problem.to, problem.instead);
  // A word that is being written is a mistake until it is finished; then its completion says the same.
  if (found.some((one) => one.text.startsWith(meant.text))) return found;
  return [...found, { group: 'Did you mean', label: problem.instead, ...meant }];
}

function completions(text: string, caret: number, values: readonly ValueCount[]): Suggestion[] {
  const completion = completionAt(text, caret);
  if (!completion) return [];
  const { from, to, prefix, field } = completion;
  if (field) return valuesOf(field, prefix, values, text, from, to);
  return prefix === '' ? [] : fieldsLike(prefix, text, from, to);
}

function wholeFilters({ named, history }: KeptFilters): Suggestion[] {
  const whole = (
    group: Suggestion['group'],
    filter: string,
    label: string,
    help?: string,
  ): Suggestion => ({
    group,
    label,
    ...(help !== undefined && { help }),
    text: filter,
    caret: filter.length,
    whole: true,
  });
  return [
    ...named.map(({ name, filter }) => whole('Saved', filter, name, filter)),
    ...history.slice(0, 6).map((filter) => whole('Used before', filter, filter)),
    ...EXAMPLES.map(([filter, help]) => whole('Examples', filter, filter, help)),
  ];
}

function valuesOf(
  field: FilterField,
  prefix: string,
  counted: readonly ValueCount[],
  text: string,
  from: number,
  to: number,
): Suggestion[] {
  const wanted = prefix.toLowerCase();
  const known = new Set(counted.map(({ value }) => value));
  const words: { value: string; rows?: number; help?: string }[] = [
    ...counted,
    ...(field.values ?? [])
      .filter(({ name }) => !known.has(name))
      .map(({ name, text: help }) => ({ value: name, help })),
  ];
  return words
    .filter(({ value }) => value.toLowerCase().includes(wanted) && value !== prefix)
    .sort((a, b) => begins(b.value, wanted) - begins(a.value, wanted))
    .slice(0, MOST)
    .map(({ value, rows, help }) => ({
      group: 'Values',
      label: value,
      ...(help !== undefined && { help }),
      ...(rows !== undefined && { rows }),
      ...replaced(text, from, to, quoted(value)),
    }));
}

function begins(value: string, prefix: string): number {
  return value.toLowerCase().startsWith(prefix) ? 1 : 0;
}

function fieldsLike(prefix: string, text: string, from: number, to: number): Suggestion[] {
  const wanted = prefix.toLowerCase();
  if (wanted.startsWith('amf.'))
    return AMF_PATHS.map((path) => `amf.${path}`)
      .filter((name) => name.toLowerCase().startsWith(wanted))
      .map((name) => ({ group: 'Fields', label: name, ...replaced(text, from, to, `${name}:`) }));
  const rank = ({ name, aliases, wireshark }: FilterField): number => {
    if (name.toLowerCase().startsWith(wanted)) return 0;
    if (aliases.some((alias) => alias.toLowerCase().startsWith(wanted))) return 1;
    return wireshark.some((other) => other.toLowerCase().includes(wanted)) ? 2 : 3;
  };
  return FILTER_FIELDS.map((field) => ({ field, rank: rank(field) }))
    .filter((one) => one.rank < 3)
    .sort((a, b) => a.rank - b.rank)
    .slice(0, MOST)
    .map(({ field: { name, kind, text: help } }) => {
      const after = text.slice(to).startsWith(':')
        ? ''
        : kind === 'mark'
          ? ''
          : kind === 'amf'
            ? '.'
            : ':';
      return { group: 'Fields', label: name, help, ...replaced(text, from, to, name + after) };
    });
}

function replaced(
  text: string,
  from: number,
  to: number,
  by: string,
): { text: string; caret: number } {
  return { text: text.slice(0, from) + by + text.slice(to), caret: from + by.length };
}
