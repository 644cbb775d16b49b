import { expect, it } from 'vitest';
import { loadSettings, saveSettings } from './settings.ts';

function box(content: string | null) {
  const storage = {
    content,
    getItem: () => storage.content,
    setItem: (_: string, text: string) => void (storage.content = text),
  };
  return storage;
}

const DEFAULTS = { theme: 'system', singleKeys: true };

it('comes back as it was kept', () => {
  const storage = box(null);
  saveSettings(() => storage, { theme: 'dark', singleKeys: false });
  expect(loadSettings(() => storage)).toEqual({ theme: 'dark', singleKeys: false });
});

it('falls back part by part', () => {
  expect(loadSettings(() => box(null))).toEqual(DEFAULTS);
  expect(loadSettings(() => box('{"theme":"pink","singleKeys":false}'))).toEqual({
    theme: 'system',
    singleKeys: false,
  });
  for (const text of ['', 'no', '[]', '3', '"dark"'])
    expect(loadSettings(() => box(text))).toEqual(DEFAULTS);
});

it('works where storage is blocked', () => {
  const blocked = () => {
    throw new Error('SecurityError');
  };
  expect(loadSettings(blocked)).toEqual(DEFAULTS);
  expect(() => saveSettings(blocked, { theme: 'dark', singleKeys: true })).not.toThrow();
});
