import { expect, it } from 'vitest';
import { playAddress, PLAYERS, playLine } from './play-lines.ts';

it('names the stream as it was published, with the port where it is not the usual one', () => {
  expect(playAddress('localhost', 1935, 'live', 'test')).toBe('rtmp://localhost/live/test');
  expect(playAddress('h', 1936, 'a/b', 'test')).toBe('rtmp://h:1936/a/b/test');
  expect(playAddress('h', 1935, '', 'test')).toBe('rtmp://h/test');
});

it('keeps a name with anything in it one word for the shell', () => {
  const address = playAddress('h', 1935, 'live', `it's; $(rm) x`);
  for (const player of PLAYERS) {
    const line = playLine(player, address);
    if (player === 'the address alone') expect(line).toBe(address);
    else expect(line).toContain(`'rtmp://h/live/it'\\''s; $(rm) x'`);
  }
  expect(playLine('VLC', 'rtmp://h/live/test')).toBe('vlc rtmp://h/live/test');
});
