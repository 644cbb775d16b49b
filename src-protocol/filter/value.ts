import type { NumberRange } from './expression.ts';
import type { FilterField } from './field.ts';

/** How much of the field's unit one of the written unit is. */
const UNITS: Readonly<Record<string, Readonly<Record<string, number>>>> = {
  bytes: { b: 1, kb: 1000, mb: 1e6, kib: 1024, mib: 1048576 },
  ms: { ms: 1, s: 1000, min: 60_000, us: 0.001 },
  s: { s: 1, ms: 0.001, us: 0.000001, min: 60 },
};

/** Reads a number as people write it for this field: `4096`, `0x1000`, `4KiB`, `250ms`; undefined when it is none. */
export function numberOf(text: string, { unit }: Pick<FilterField, 'unit'>): number | undefined {
  const hexadecimal = /^0x[0-9a-f]{1,13}$/i.test(text);
  if (hexadecimal) return parseInt(text, 16);
  const match = /^([+-]?(?:\d[\d_]*)?(?:\.\d+)?(?:e[+-]?\d{1,3})?)([a-z]*)$/i.exec(text);
  if (!match || !/\d/.test(match[1]!)) return undefined;
  const value = Number(match[1]!.replaceAll('_', ''));
  if (!Number.isFinite(value)) return undefined;
  const written = match[2]!.toLowerCase();
  if (written === '') return value;
  const factor = unit === undefined ? undefined : UNITS[unit]?.[written];
  // Thousandths are divided, not multiplied: 250 ms are 0.25 s to the last digit.
  if (factor === undefined) return undefined;
  return factor < 1 ? value / Math.round(1 / factor) : value * factor;
}

/** Units a number of this field may carry, for the sentence that says so. */
export function unitsOf({ unit }: Pick<FilterField, 'unit'>): string[] {
  return unit === undefined ? [] : Object.keys(UNITS[unit] ?? {});
}

/** Reads `7`, `0..3`, `..3` or `>4096`; undefined when it is nothing of the kind. */
export function rangeOf(text: string, field: Pick<FilterField, 'unit'>): NumberRange | undefined {
  const compared = /^(>=|<=|>|<)(.+)$/.exec(text);
  if (compared) {
    const value = numberOf(compared[2]!, field);
    return value === undefined ? undefined : comparison(compared[1]!, value);
  }
  const dots = text.indexOf('..');
  if (dots < 0) {
    const value = numberOf(text, field);
    return value === undefined ? undefined : { min: value, max: value };
  }
  const left = text.slice(0, dots);
  const right = text.slice(dots + 2);
  if (left === '' && right === '') return undefined;
  const min = left === '' ? -Infinity : numberOf(left, field);
  const max = right === '' ? Infinity : numberOf(right, field);
  return min === undefined || max === undefined ? undefined : { min, max };
}

/** The numbers for which `operator value` holds. */
export function comparison(operator: string, value: number): NumberRange {
  switch (operator) {
    case '>':
      return { min: value, max: Infinity, minOpen: true };
    case '>=':
      return { min: value, max: Infinity };
    case '<':
      return { min: -Infinity, max: value, maxOpen: true };
    case '<=':
      return { min: -Infinity, max: value };
    default:
      return { min: value, max: value };
  }
}
