import { scaleLinear } from 'd3-scale';
import type { Span } from './viewport.ts';

/** A mark of the time axis. */
export interface Tick {
  /** Seconds since 1970. */
  readonly time: number;
  readonly label: string;
}

/**
 * Marks at round times after `start`, about one every 100 pixels. Without a start there is no clock,
 * and the marks are chunk numbers, from 1.
 */
export function ticksOf(span: Span, start: number | undefined, width: number): Tick[] {
  const zero = start ?? 0;
  const most = Math.max(2, Math.floor(width / 100));
  const values = scaleLinear()
    .domain([span.from - zero, span.to - zero])
    .ticks(most);
  const step = values.length > 1 ? values[1]! - values[0]! : span.to - span.from;
  if (start === undefined)
    return values
      .filter((value) => Number.isInteger(value))
      .map((value) => ({ time: value, label: `#${value + 1}` }));
  return values.map((seconds) => ({ time: zero + seconds, label: secondsLabel(seconds, step) }));
}

/** Seconds with as many decimals as `step` needs; minutes and hours where they read better. */
export function secondsLabel(seconds: number, step: number): string {
  if (step < 0.001) return `${decimals(seconds * 1000, step * 1000)} ms`;
  if (seconds < 120 || step < 1) return `${decimals(seconds, step)} s`;
  const whole = Math.round(seconds);
  const two = (value: number): string => String(value).padStart(2, '0');
  const hours = Math.floor(whole / 3600);
  const rest = `${two(Math.floor((whole % 3600) / 60))}:${two(whole % 60)}`;
  return hours > 0 ? `${hours}:${rest}` : rest;
}

function decimals(value: number, step: number): string {
  const places = Math.max(0, Math.min(6, -Math.floor(Math.log10(step) + 1e-9)));
  return value.toFixed(places);
}
