import { toHex } from '../bytes/hex.ts';
import type { Expression, FieldName, NumberRange } from './expression.ts';
import { type FilterField, filterField, nameOfRanges } from './field.ts';

/** Writes a filter in its short spelling; `parse` reads the same filter from it. */
export function print(expression: Expression): string {
  switch (expression.kind) {
    case 'all':
      return '';
    case 'and':
      return expression.parts.map((part) => inner(part, part.kind === 'or')).join(' ');
    case 'or':
      return expression.parts.map((part) => inner(part, part.kind === 'and')).join(' || ');
    case 'not':
      return `-${inner(expression.part, expression.part.kind === 'and' || expression.part.kind === 'or')}`;
    case 'has':
      return printField(expression.field);
    case 'number':
      return `${printField(expression.field)}:${printRanges(expression.field, expression.ranges)}`;
    case 'is':
    case 'contains':
      return printText(expression);
    case 'matches':
      return `${printField(expression.field)}:/${expression.pattern}/${expression.ignoreCase ? 'i' : ''}`;
    case 'bytes':
      return `${printField(expression.field)}:${toHex(Uint8Array.from(expression.bytes), ':')}`;
  }
}

function inner(part: Expression, bracketed: boolean): string {
  return bracketed ? `(${print(part)})` : print(part);
}

/** A field as it is written: `amf.app`, `csid`. */
export function printField({ name, path }: FieldName): string {
  return [name, ...(path ?? [])].join('.');
}

function printText({
  kind,
  field,
  values,
}: Extract<Expression, { kind: 'is' | 'contains' }>): string {
  const searches = filterField(field.name)?.prose === true;
  const list = values.map(quoted).join(',');
  if (searches === (kind === 'contains')) return `${printField(field)}:${list}`;
  if (kind === 'contains') return `${printField(field)} contains ${list}`;
  return values.length === 1
    ? `${printField(field)} == ${list}`
    : `${printField(field)} in {${list}}`;
}

function printRanges({ name }: FieldName, ranges: readonly NumberRange[]): string {
  const declared = filterField(name);
  const whole = declared && nameOfRanges(declared, ranges);
  return whole ?? ranges.map((range) => printRange(range, declared)).join(',');
}

function printRange(range: NumberRange, declared: FilterField | undefined): string {
  const { min, max, minOpen, maxOpen } = range;
  const name = declared && nameOfRanges(declared, [range]);
  if (name !== undefined) return name;
  if (min === max) return String(min);
  if (max === Infinity) return `>${minOpen ? '' : '='}${min}`;
  if (min === -Infinity) return `<${maxOpen ? '' : '='}${max}`;
  return `${min}..${max}`;
}

/** A word as it stands, anything else in quotation marks. */
export function quoted(text: string): string {
  const plain = /^[\p{L}\p{N}_.@#$%+*?;:/-]+$/u.test(text) && !/^[/]|\.\./.test(text);
  return plain ? text : `"${text.replace(/["\\]/g, '\\$&').replaceAll('\n', '\\n')}"`;
}
