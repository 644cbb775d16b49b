import type { Direction } from '../../../src-protocol/bytes/units.ts';
import type { RatesAnswer } from '../../worker/session-questions.ts';
import { type Family, FAMILIES, familyOf } from '../marks/message-family.ts';

/** A family of messages in one direction, in thousand bits a second. */
export interface FamilyRate {
  readonly direction: Direction;
  readonly family: Family;
  /** `→ video` */
  readonly label: string;
  readonly values: Float64Array;
  readonly bytes: number;
  /** Highest rate of a bin, and the mean over all. */
  readonly peak: number;
  readonly mean: number;
}

const FAMILY_ORDER = Object.keys(FAMILIES) as Family[];

/** Message types joined to families, those with most bytes first. */
export function familyRates({
  series,
  width,
}: Pick<RatesAnswer, 'series' | 'width'>): FamilyRate[] {
  const sums = new Map<string, { direction: Direction; family: Family; bytes: Float64Array }>();
  for (const { direction, messageTypeId, bytes } of series) {
    const family = familyOf(messageTypeId);
    const key = `${direction} ${family}`;
    const sum = sums.get(key);
    if (sum) bytes.forEach((value, bin) => (sum.bytes[bin]! += value));
    else sums.set(key, { direction, family, bytes: bytes.slice() });
  }
  return [...sums.values()]
    .map(({ direction, family, bytes }): FamilyRate => {
      const values = bytes.map((value) => (value * 8) / 1000 / width);
      const total = bytes.reduce((sum, value) => sum + value, 0);
      return {
        direction,
        family,
        label: `${direction === 0 ? '→' : '←'} ${FAMILIES[family].words}`,
        values,
        bytes: total,
        peak: values.reduce((most, value) => Math.max(most, value), 0),
        mean: values.length === 0 ? 0 : (total * 8) / 1000 / (width * values.length),
      };
    })
    .sort(
      (a, b) =>
        b.bytes - a.bytes || FAMILY_ORDER.indexOf(a.family) - FAMILY_ORDER.indexOf(b.family),
    );
}

/** A row of the table beside the chart: a stretch of time and the mean rate of each series in it. */
export interface RateRow {
  /** Seconds after the start of the chart. */
  readonly from: number;
  readonly to: number;
  readonly rates: readonly number[];
}

/** At most `most` rows, each over as many bins as it takes. */
export function rateRows(rates: readonly FamilyRate[], width: number, most: number): RateRow[] {
  const bins = rates[0]?.values.length ?? 0;
  const step = Math.max(1, Math.ceil(bins / most));
  return Array.from({ length: Math.ceil(bins / step) }, (_, row) => {
    const from = row * step;
    const to = Math.min(bins, from + step);
    return {
      from: from * width,
      to: to * width,
      rates: rates.map(({ values }) => {
        let sum = 0;
        for (let bin = from; bin < to; bin++) sum += values[bin]!;
        return sum / (to - from);
      }),
    };
  });
}
