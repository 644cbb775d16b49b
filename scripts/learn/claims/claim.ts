import { isDeepStrictEqual } from 'node:util';
import { type Citation, practice, rtmp } from '../../../src-protocol/dictionary/citation.ts';
import { fieldById } from '../../../app/views/inspector/words.ts';
import type { ClaimedSample } from './claimed-sample.ts';

/**
 * Words of a chapter with numbers in them that no component binds, and why they are true. Every number of a chapter lies
 * in such a quote, or between the tags of a bound component.
 */
export interface Claim {
  /** As the text stands on the page, with the chapter's own spelling. */
  readonly quote: string;
  /** Throws, or is false, where the words are wrong. */
  readonly holds?: (sample: ClaimedSample) => unknown;
  /** The sample's connection, and the sample where it is not the chapter's. */
  readonly connection?: number;
  readonly sample?: string;
  /** For what no sample can show: who says so. */
  readonly see?: Citation;
}

/** Claims of each chapter, by its id. */
export type Claims = Readonly<Record<string, readonly Claim[]>>;

/** What the chapter's sample bears out. */
export const inSample = (
  quote: string,
  holds: (sample: ClaimedSample) => unknown,
  where: { connection?: number; sample?: string } = {},
): Claim => ({ quote, holds, ...where });

/** What can be reckoned, or is written in a declaration of the decoder: pairs that are equal. */
export const reckoned = (quote: string, ...equal: [is: unknown, said: unknown][]): Claim => ({
  quote,
  holds: () => equal.length > 0 && equal.every(([is, said]) => isDeepStrictEqual(is, said)),
});

/** Constants of a document: sizes of fields, numbers of types. */
export const constants = (see: Citation, ...quotes: string[]): Claim[] =>
  quotes.map((quote) => ({ quote, see }));

/** Names of the four headers, which are numbers. */
export const headerTypes = (...quotes: string[]): Claim[] => constants(rtmp('5.3.1.2'), ...quotes);

/** What other programs do, and how it is known. */
export const reported = (source: string, ...quotes: string[]): Claim[] =>
  constants(practice(source), ...quotes);

/** Numbers that the chapter gives out itself: steps of a list, values for the reader to try. */
export const ownNumbers = (...quotes: string[]): Claim[] =>
  constants(practice('the chapter itself'), ...quotes);

/** Rows of a table with a value of a declared field and its name. */
export const namedRows = (field: string, ...rows: [row: string, value: number, name: string][]) =>
  rows.map(([quote, value, name]) =>
    reckoned(
      quote,
      [quote.includes(String(value)) && quote.includes(name), true],
      [nameOf(field, value), name],
    ),
  );

function nameOf(field: string, value: number): string | undefined {
  const declared = fieldById(field)?.values?.[value];
  return typeof declared === 'string' ? declared : declared?.name;
}
