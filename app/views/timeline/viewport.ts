/** A stretch of time, in seconds since 1970. */
export interface Span {
  readonly from: number;
  readonly to: number;
}

/** The shortest stretch that can be looked at: 20 µs, below which capture clocks say nothing. */
export const SHORTEST = 20e-6;

/** `span` made longer or shorter by `factor` around `at`, which keeps its place. */
export function zoom(span: Span, factor: number, at: number, limits: Span): Span {
  const length = Math.min(
    Math.max((span.to - span.from) * factor, SHORTEST),
    limits.to - limits.from,
  );
  const share = (at - span.from) / (span.to - span.from);
  return keep({ from: at - share * length, to: at + (1 - share) * length }, limits);
}

/** `span` moved by `seconds`, as far as the limits allow. */
export function pan(span: Span, seconds: number, limits: Span): Span {
  return keep({ from: span.from + seconds, to: span.to + seconds }, limits);
}

/** `span` moved so that `at` is in it, with air on both sides; the same span when it already is. */
export function reveal(span: Span, at: number, limits: Span): Span {
  if (at >= span.from && at <= span.to) return span;
  const half = (span.to - span.from) / 2;
  return keep({ from: at - half, to: at + half }, limits);
}

/**
 * The limits of a connection; a capture of one packet still has some width. A raw dump has no clock:
 * its `chunks` then stand one "second" apart, so that their order can still be seen.
 */
export function limitsOf(start: number, end: number, chunks: number): Span {
  if (!Number.isFinite(start)) return { from: 0, to: Math.max(1, chunks) };
  return end - start >= SHORTEST ? { from: start, to: end } : { from: start, to: start + 1e-3 };
}

function keep({ from, to }: Span, limits: Span): Span {
  const length = to - from;
  if (length >= limits.to - limits.from) return limits;
  if (from < limits.from) return { from: limits.from, to: limits.from + length };
  if (to > limits.to) return { from: limits.to - length, to: limits.to };
  return { from, to };
}

/** What to ask the worker so that `span` can be drawn on `width` pixels, and a little movement be free. */
export interface Wanted extends Span {
  readonly columns: number;
}

/**
 * The window around `span`, up to three times as long, on a grid of powers of two: moving or zooming a
 * little asks the same question again, which costs nothing. A column is about two pixels.
 */
export function wanted(span: Span, width: number, limits: Span): Wanted {
  const length = span.to - span.from;
  const whole = limits.to - limits.from;
  const step = length >= whole ? whole : whole * 2 ** Math.floor(Math.log2(length / whole));
  const from = limits.from + (Math.floor((span.from - limits.from) / step) - 0.5) * step;
  const to = limits.from + (Math.ceil((span.to - limits.from) / step) + 0.5) * step;
  const cut = { from: Math.max(limits.from, from), to: Math.min(limits.to, to) };
  // Widths on a grid too, so that dragging a splitter asks seldom.
  const pixels = Math.max(128, Math.ceil(width / 128) * 128);
  const columns = Math.round(((cut.to - cut.from) / step) * (pixels / 2));
  return { ...cut, columns: Math.min(4096, Math.max(16, columns)) };
}

/** Where `time` falls on `width` pixels. */
export function xOf(time: number, span: Span, width: number): number {
  return ((time - span.from) / (span.to - span.from)) * width;
}

/** The time at pixel `x`. */
export function timeAt(x: number, span: Span, width: number): number {
  return span.from + (x / width) * (span.to - span.from);
}
