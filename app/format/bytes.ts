import { count } from './numbers.ts';

const UNITS = ['kB', 'MB', 'GB', 'TB'];
const one = new Intl.NumberFormat('en', { maximumFractionDigits: 1 });

/** Bytes in decimal units with one decimal, exact below 1000: `812 bytes`, `12.4 MB`. */
export function byteSize(bytes: number): string {
  if (bytes < 1000) return bytes === 1 ? '1 byte' : `${count(bytes)} bytes`;
  let value = bytes;
  let unit = -1;
  while (value >= 999.95 && unit < UNITS.length - 1) {
    value /= 1000;
    unit++;
  }
  return `${one.format(value)} ${UNITS[unit]!}`;
}

/** Bytes in `seconds` as megabytes a second: `84 MB/s`. */
export function byteRate(bytes: number, seconds: number): string {
  return seconds > 0 ? `${one.format(bytes / seconds / 1e6)} MB/s` : '– MB/s';
}
