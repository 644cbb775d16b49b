import type { Axis, AxisSpan } from '../../worker/timeline/timeline-types.ts';

/**
 * The shortest stretches that can be looked at: 20 µs, below which capture clocks say nothing; one byte;
 * and a part of a chunk, since a chunk may have 65 536 bytes.
 */
export const SHORTEST: Readonly<Record<Axis, number>> = {
  time: 20e-6,
  bytes: 1,
  index: 1 / 65_536,
};

/** Length of a stretch. */
export function lengthOf({ from, to }: AxisSpan): number {
  return to - from;
}

/** `span` made longer or shorter by `factor` around `at`, which keeps its place; within `[0, whole]`. */
export function zoom(
  span: AxisSpan,
  factor: number,
  at: number,
  axis: Axis,
  whole: number,
): AxisSpan {
  const length = Math.min(Math.max(lengthOf(span) * factor, SHORTEST[axis]), whole);
  const share = (at - span.from) / lengthOf(span);
  return keep({ from: at - share * length, to: at + (1 - share) * length }, whole);
}

/** `span` moved, as far as there is something. */
export function pan(span: AxisSpan, by: number, whole: number): AxisSpan {
  return keep({ from: span.from + by, to: span.to + by }, whole);
}

/** `span` moved so that `[at.from, at.to]`, or its beginning, is in it with air on both sides; the same when it already is. */
export function reveal(span: AxisSpan, at: AxisSpan, whole: number): AxisSpan {
  if (at.from >= span.from && at.from <= span.to) return span;
  const half = lengthOf(span) / 2;
  const middle = lengthOf(at) < lengthOf(span) ? (at.from + at.to) / 2 : at.from + half * 0.9;
  return keep({ from: middle - half, to: middle + half }, whole);
}

/** `span` pushed back into `[0, whole]`. */
export function keep({ from, to }: AxisSpan, whole: number): AxisSpan {
  const length = to - from;
  if (length >= whole) return { from: 0, to: whole };
  if (from < 0) return { from: 0, to: length };
  if (to > whole) return { from: whole - length, to: whole };
  return { from, to };
}

/** A stretch around `span` that is long enough to be looked at, with a little air. */
export function around(span: AxisSpan, axis: Axis, whole: number): AxisSpan {
  const air = Math.max(lengthOf(span) * 0.08, SHORTEST[axis] / 2);
  return keep({ from: span.from - air, to: span.to + air }, whole);
}

/** Columns to ask the worker for. */
export interface Wanted {
  readonly exponent: number;
  readonly first: number;
  readonly columns: number;
}

/** Most columns asked for; the worker gives no more. */
const MOST_COLUMNS = 6000;

/**
 * The window around `span`, about three times as long, in bins of a power of two that take 2 to 4
 * pixels. It begins at a multiple of its own length's half, so that moving a little asks the same
 * question again, which costs nothing.
 */
export function wanted(span: AxisSpan, width: number, axis: Axis): Wanted {
  const length = lengthOf(span);
  const exponent = Math.max(
    axis === 'time' ? -30 : 0,
    Math.floor(Math.log2((length / Math.max(64, width)) * 4)),
  );
  const bin = 2 ** exponent;
  const view = 2 ** Math.ceil(Math.log2(Math.max(1, length / bin)));
  const first = Math.max(0, Math.floor(span.from / bin / view - 0.5) * view);
  const last = Math.ceil(span.to / bin / view + 0.5) * view;
  return { exponent, first, columns: Math.min(MOST_COLUMNS, Math.max(1, last - first)) };
}

/** The window that holds everything, in some 500 to 1000 bins. */
export function wantedWhole(whole: number, axis: Axis): Wanted {
  const exponent = Math.max(axis === 'time' ? -30 : 0, Math.ceil(Math.log2(whole / 1000)));
  return { exponent, first: 0, columns: Math.max(1, Math.ceil(whole / 2 ** exponent) + 1) };
}

/** The stretch that a window's columns cover. */
export function spanOf({ exponent, first, columns }: Wanted): AxisSpan {
  const bin = 2 ** exponent;
  return { from: first * bin, to: (first + columns) * bin };
}

/** Whether `outer` holds `inner`. */
export function covers(outer: AxisSpan, inner: AxisSpan): boolean {
  return outer.from <= inner.from && outer.to >= inner.to;
}

/** Where a place falls on `width` pixels. */
export function xOf(at: number, span: AxisSpan, width: number): number {
  return ((at - span.from) / lengthOf(span)) * width;
}

/** The place at pixel `x`. */
export function placeAt(x: number, span: AxisSpan, width: number): number {
  return span.from + (x / width) * lengthOf(span);
}
