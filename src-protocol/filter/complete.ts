import { type FilterField, filterField } from './field.ts';

/** What could be written where the caret stands. */
export interface Completion {
  /** The letters it takes the place of: `[from, to)`. */
  readonly from: number;
  readonly to: number;
  /** The letters that are there already. */
  readonly prefix: string;
  /** The field whose value is being written, and as it is written; undefined where a field may begin. */
  readonly field?: FilterField;
  readonly fieldText?: string;
}

/** Letters before the caret that are looked at; a condition is shorter. */
const FAR = 300;

/** A field, an operator, perhaps some values with commas, and the value being written. */
const VALUE =
  /(?:^|[\s(!&|-])([A-Za-z_][\w.$]*)(?::|\s*[=!]=\s*|\s*=\s*|\s+contains\s+)(?:[^\s{}()&|"]*,)?([^\s(){},&|"]*)$/;
/** The same within braces, where spaces part the values. */
const LISTED = /(?:^|[\s(!&|-])([A-Za-z_][\w.$]*)\s+in\s*\{(?:[^{}()&|"]*[\s,])?([^\s(){},&|"]*)$/;
const FIELD = /(?:^|[\s(!&|-])([A-Za-z_][\w.$]*|)$/;

/** What is being written at `caret`; undefined inside quotation marks and patterns. */
export function completionAt(text: string, caret: number): Completion | undefined {
  const start = Math.max(0, caret - FAR);
  const before = text.slice(start, caret);
  if ((before.match(/"/g)?.length ?? 0) % 2 === 1) return undefined;
  const value = VALUE.exec(before) ?? LISTED.exec(before);
  const field = value && fieldOf(value[1]!);
  if (value && field && !value[2]!.startsWith('/')) {
    const prefix = value[2]!;
    const rest = /^[^\s(){},&|"]*/.exec(text.slice(caret))![0];
    return {
      from: caret - prefix.length,
      to: caret + rest.length,
      prefix,
      field,
      fieldText: value[1]!,
    };
  }
  const begun = FIELD.exec(before);
  if (!begun) return undefined;
  const rest = /^[\w.$]*/.exec(text.slice(caret))![0];
  return { from: caret - begun[1]!.length, to: caret + rest.length, prefix: begun[1]! };
}

function fieldOf(name: string): FilterField | undefined {
  return filterField(name) ?? (/^amf\./i.test(name) ? filterField('amf') : undefined);
}
