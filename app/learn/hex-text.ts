import type { ByteGroup } from './bound-facts.ts';

/** A group's bytes in hexadecimal; of a long one the beginning and the end. */
export function hexText({ hex, omitted }: ByteGroup): string {
  if (omitted === 0) return hex.join(' ');
  return `${hex.slice(0, -2).join(' ')} … ${hex.slice(-2).join(' ')}`;
}
