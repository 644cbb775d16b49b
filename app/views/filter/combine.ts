import { allOf, type Expression, not } from '../../../src-protocol/filter/expression.ts';
import { parse } from '../../../src-protocol/filter/parse.ts';
import { print } from '../../../src-protocol/filter/print.ts';

/** The filter with one more condition; alone where the filter is empty or cannot be read. */
export function withCondition(filter: string, condition: string, negated: boolean): string {
  const added = read(condition);
  if (!added) return filter;
  const turned = negated ? not(added) : added;
  const before = read(filter);
  return print(before && before.kind !== 'all' ? allOf([before, turned]) : turned);
}

/** The field of a condition, as it is written: `amf.app`; undefined when it is not about a single one. */
export function fieldOf(condition: string): string | undefined {
  const expression = read(condition);
  if (!expression || !('field' in expression)) return undefined;
  return [expression.field.name, ...(expression.field.path ?? [])].join('.');
}

function read(text: string): Expression | undefined {
  const parsed = parse(text);
  return 'problem' in parsed ? undefined : parsed.expression;
}
