/** Pixels a column of running numbers up to `rows` needs, in steps of whole groups of digits. */
export function numberWidth(rows: number): number {
  return 16 + Math.max(3, String(rows).length) * 8 + Math.floor((String(rows).length - 1) / 3) * 4;
}
