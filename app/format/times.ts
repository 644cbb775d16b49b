/** Seconds after a start, signed: `+0.394 s`. */
export function offsetSeconds(seconds: number, decimals = 3): string {
  const sign = seconds < 0 ? '−' : '+';
  return `${sign}${Math.abs(seconds).toFixed(decimals)} s`;
}

/** Seconds with three decimals, for sentences: `0.394 s`. */
export function seconds(value: number): string {
  return `${value < 0 ? '−' : ''}${Math.abs(value).toFixed(3)} s`;
}

/** The same in the unit somebody chose: `+0.394 s` or `+393.6 ms`. */
export function offsetTime(seconds: number, unit: 'seconds' | 'milliseconds'): string {
  if (unit === 'seconds') return offsetSeconds(seconds);
  const sign = seconds < 0 ? '−' : '+';
  return `${sign}${(Math.abs(seconds) * 1000).toFixed(1)} ms`;
}

/** A length of time in seconds, in the unit that reads best: `12 ms`, `6.04 s`, `3 min 20 s`. */
export function duration(seconds: number): string {
  if (seconds < 0.001) return `${Math.round(seconds * 1e6)} µs`;
  if (seconds < 1) return `${Math.round(seconds * 1e3)} ms`;
  if (seconds < 60) return `${seconds.toFixed(2)} s`;
  const whole = Math.round(seconds);
  const hours = Math.floor(whole / 3600);
  const minutes = Math.floor((whole % 3600) / 60);
  return hours > 0 ? `${hours} h ${minutes} min` : `${minutes} min ${whole % 60} s`;
}

const moment = new Intl.DateTimeFormat('en-GB', {
  dateStyle: 'medium',
  timeStyle: 'medium',
  timeZone: 'UTC',
});

/** A capture's clock, seconds since 1970, as a date in UTC. Raw dumps have no clock and start at 0. */
export function dateAndTime(seconds: number): string {
  if (!Number.isFinite(seconds) || seconds <= 0) return 'no clock in this capture';
  return `${moment.format(seconds * 1000)} UTC`;
}
