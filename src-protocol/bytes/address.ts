import type { Direction, StreamOffset } from './units.ts';

/**
 * The name of a record that links keep: direction and offset in that direction's TCP byte stream,
 * such as `up@3351`. A running number would change when the decoder finds one more chunk; this does not.
 */
export type Address = `${'up' | 'down'}@${number}`;

/** The address of the byte at `offset` of `direction`. */
export function addressOf(direction: Direction, offset: StreamOffset): Address {
  return `${direction === 0 ? 'up' : 'down'}@${offset}`;
}

/** Reads an address; undefined when `text` is not one (addresses come from links and people). */
export function parseAddress(
  text: string,
): { direction: Direction; offset: StreamOffset } | undefined {
  const match = /^(up|down)@(\d{1,15})$/.exec(text);
  if (!match) return undefined;
  return { direction: match[1] === 'up' ? 0 : 1, offset: Number(match[2]) };
}
