import { byteSize } from '../../format/bytes.ts';
import { count, counted } from '../../format/numbers.ts';
import { duration } from '../../format/times.ts';
import type { Axis, AxisSpan } from '../../worker/timeline/timeline-types.ts';

/** What the axes are called. */
export const AXIS_WORDS: Readonly<Record<Axis, string>> = {
  time: 'Time',
  bytes: 'Bytes',
  index: 'Chunks',
};

/** A place on an axis: `12.034 s`, `byte 4 096`, `chunk #12`. `length` is of the view, for the decimals. */
export function placeText(axis: Axis, at: number, length: number): string {
  if (axis === 'time') return `${at.toFixed(secondsDecimals(length))} s`;
  return axis === 'bytes' ? `byte ${count(Math.floor(at))}` : `chunk #${count(Math.floor(at) + 1)}`;
}

/** A length on an axis: `2.50 s`, `4.1 kB`, `12 chunks`. */
export function lengthText(axis: Axis, length: number): string {
  if (axis === 'time') return duration(length);
  if (axis === 'bytes') return byteSize(Math.round(length));
  return length >= 1 ? counted(Math.round(length), 'chunk') : 'part of a chunk';
}

/** A stretch in words, for the bar and for those who hear it. */
export function stretchText(axis: Axis, span: AxisSpan, whole: number): string {
  const length = span.to - span.from;
  if (length >= whole) return `all ${lengthText(axis, whole)}`;
  const from = placeText(axis, span.from, length);
  return `${lengthText(axis, length)} from ${from}`;
}

/** A place as it is typed into a field: seconds, the number of a byte, the number of a chunk from 1. */
export function fieldText(axis: Axis, at: number, length: number): string {
  if (axis === 'time') return at.toFixed(secondsDecimals(length));
  return String(Math.round(axis === 'bytes' ? at : at + 1));
}

/** Reads a place that was typed; a sentence says what is wrong with it. */
export function readPlace(axis: Axis, text: string, whole: number): number | string {
  const typed = text
    .trim()
    .replace(/\s*(?:s|B|bytes?)$/i, '')
    .replace(/^#/, '')
    .replace(/[\s\u202f]/g, '');
  const value = typed === '' ? NaN : Number(typed);
  if (!Number.isFinite(value)) return `${EXAMPLES[axis]}, please.`;
  const at = axis === 'index' ? value - 1 : value;
  if (at < 0) return axis === 'index' ? 'Chunks are counted from 1.' : 'The session begins at 0.';
  return Math.min(at, whole);
}

const EXAMPLES: Readonly<Record<Axis, string>> = {
  time: 'Seconds such as 12.5',
  bytes: 'A number of bytes such as 4096',
  index: 'The number of a chunk such as 124',
};

function secondsDecimals(length: number): number {
  return Math.max(1, Math.min(6, Math.ceil(2 - Math.log10(Math.max(length, 1e-6)))));
}
