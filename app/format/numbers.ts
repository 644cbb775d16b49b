const whole = new Intl.NumberFormat('en', { maximumFractionDigits: 0 });

/** A whole number in groups of three, with narrow no-break spaces: `20 481`. */
export function count(value: number): string {
  return whole.format(value).replaceAll(',', '\u202f');
}

const rules = new Intl.PluralRules('en');

/** A number with its noun: `1 chunk`, `20 481 chunks`. */
export function counted(value: number, one: string, many = `${one}s`): string {
  return `${count(value)} ${rules.select(value) === 'one' ? one : many}`;
}

/** A share of a whole as a percentage without decimals, 0 to 100. */
export function percent(part: number, whole: number): number {
  return whole > 0 ? Math.min(100, Math.floor((part / whole) * 100)) : 0;
}
