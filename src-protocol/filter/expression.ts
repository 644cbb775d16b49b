/** A stretch of numbers, both ends included unless said otherwise; ends may be infinite. */
export interface NumberRange {
  readonly min: number;
  readonly max: number;
  readonly minOpen?: true;
  readonly maxOpen?: true;
}

/** A field of a filter: its declared name, and for `amf` the path below it. */
export interface FieldName {
  readonly name: string;
  /** `['2', 'app']` for `amf.2.app`; the last words of a longer path are enough. */
  readonly path?: readonly string[];
}

/**
 * A filter, understood. There is one form for each meaning: `csid != 4` and `-csid:4` are the same,
 * as are the two ways to write an `and`; `print` gives the short spelling.
 */
export type Expression =
  | { readonly kind: 'all' }
  | { readonly kind: 'and' | 'or'; readonly parts: readonly Expression[] }
  | { readonly kind: 'not'; readonly part: Expression }
  /** The row has the field, or the mark is set. */
  | { readonly kind: 'has'; readonly field: FieldName }
  /** The number lies in one of the ranges. */
  | { readonly kind: 'number'; readonly field: FieldName; readonly ranges: readonly NumberRange[] }
  /** The text is, or contains, one of the values; letters count the same in upper and lower case. */
  | {
      readonly kind: 'is' | 'contains';
      readonly field: FieldName;
      readonly values: readonly string[];
    }
  | {
      readonly kind: 'matches';
      readonly field: FieldName;
      readonly pattern: string;
      readonly ignoreCase: boolean;
    }
  | { readonly kind: 'bytes'; readonly field: FieldName; readonly bytes: readonly number[] };

/** Every row: what an empty filter means. */
export const ALL: Expression = { kind: 'all' };

/** The parts joined by `and`; lists in lists are made one list. */
export function allOf(parts: readonly Expression[]): Expression {
  return joined('and', parts);
}

/** The parts joined by `or`. */
export function anyOf(parts: readonly Expression[]): Expression {
  return joined('or', parts);
}

function joined(kind: 'and' | 'or', parts: readonly Expression[]): Expression {
  const flat = parts.flatMap((part) => (part.kind === kind ? part.parts : [part]));
  return flat.length === 1 ? flat[0]! : { kind, parts: flat };
}

/** What is not so; twice is once. */
export function not(part: Expression): Expression {
  return part.kind === 'not' ? part.part : { kind: 'not', part };
}
