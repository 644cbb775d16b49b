import type { OverviewAnswer } from '../../worker/session-questions.ts';

/** The share of the bytes in the capture that were read, rounded down: 100 % is said only when nothing is left. */
export function explainedShare(
  coverage: readonly Pick<OverviewAnswer['coverage'][number], 'bytes' | 'missing' | 'notDecoded'>[],
): string {
  const there = coverage.reduce((sum, { bytes, missing }) => sum + bytes - missing, 0);
  const lost = coverage.reduce((sum, { notDecoded }) => sum + notDecoded, 0);
  if (there === 0) return '–';
  return `${Math.floor(((there - lost) / there) * 10_000) / 100} %`;
}
