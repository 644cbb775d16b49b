import { expect, it } from 'vitest';
import { SHORTCUTS } from '../../state/shortcuts.ts';
import { findCommands, looksLikePlace } from './find-commands.ts';

const found = (query: string) => findCommands(query, SHORTCUTS).map(({ command }) => command);

it('finds commands by the beginning of their words, in any order', () => {
  expect(found('')).toHaveLength(SHORTCUTS.length);
  expect(found('next ch').slice(0, 2)).toEqual(['next-chunk', 'next-on-stream']);
  expect(found('chunk next')[0]).toBe('next-chunk');
  expect(found('COLOURS')).toEqual(['colours']);
});

it('finds them by words they do not show', () => {
  expect(found('theme')).toEqual(['colours']);
  expect(found('preferences')).toEqual(['settings']);
  expect(found('response')).toEqual(['other-half']);
});

it('finds nothing where nothing is', () => {
  expect(found('next xyzzy')).toEqual([]);
});

it('knows a place when it sees one', () => {
  for (const place of ['up@3351', 'DOWN@1', '#124', '0x10e', 'pkt 40', 'packet 7', '12.5s', '+3 s'])
    expect(looksLikePlace(place), place).toBe(true);
  for (const other of ['', 'up', 'next', '12 chunks', 'stream'])
    expect(looksLikePlace(other), other).toBe(false);
});
