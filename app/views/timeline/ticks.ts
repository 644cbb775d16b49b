import { scaleLinear } from 'd3-scale';
import { count } from '../../format/numbers.ts';
import { byteSize } from '../../format/bytes.ts';
import type { Axis, AxisSpan } from '../../worker/timeline/timeline-types.ts';

/** A mark of the axis. */
export interface Tick {
  readonly at: number;
  readonly label: string;
}

/** Marks at round places, about one every 100 pixels. Chunks are counted from 1, as everywhere on the page. */
export function ticksOf(axis: Axis, span: AxisSpan, width: number): Tick[] {
  const most = Math.max(2, Math.floor(width / 100));
  const values = scaleLinear().domain([span.from, span.to]).ticks(most);
  const step = values.length > 1 ? values[1]! - values[0]! : span.to - span.from;
  if (axis === 'time') return values.map((at) => ({ at, label: secondsLabel(at, step) }));
  const whole = values.filter((at) => Number.isInteger(at));
  if (axis === 'index') return whole.map((at) => ({ at, label: `#${count(at + 1)}` }));
  return whole.map((at) => ({ at, label: step >= 1000 ? byteSize(at) : `${count(at)} B` }));
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
