import { expect, it } from 'vitest';
import {
  DEFAULT_SETTINGS,
  loadSettings,
  nextTheme,
  saveSettings,
  settingsDiffer,
  type StoredSettings,
} from './settings.ts';

function box(content: string | null) {
  const storage = {
    content,
    getItem: () => storage.content,
    setItem: (_: string, text: string) => void (storage.content = text),
  };
  return storage;
}

const OTHER: StoredSettings = {
  theme: 'contrast',
  density: 'compact',
  base: 'hexadecimal',
  timeUnit: 'milliseconds',
  verbosity: 'address',
  singleKeys: 'workbench',
  keyMap: { 'next-chunk': 'n', help: '', 'next-problem': 'Shift+F2' },
  muted: ['chunk.type-3-after-type-0'],
  parts: ['bytes'],
  fieldLens: 'wire',
};

it('comes back as it was kept', () => {
  const storage = box(null);
  saveSettings(() => storage, OTHER);
  expect(loadSettings(() => storage)).toEqual(OTHER);
});

it('falls back part by part', () => {
  expect(loadSettings(() => box(null))).toEqual(DEFAULT_SETTINGS);
  expect(loadSettings(() => box('{"theme":"pink","density":"touch"}'))).toEqual({
    ...DEFAULT_SETTINGS,
    density: 'touch',
  });
  const odd = '{"keyMap":{"next-chunk":"x","rm -rf":"y"},"muted":["a<b>"],"singleKeys":7}';
  expect(loadSettings(() => box(odd))).toEqual({
    ...DEFAULT_SETTINGS,
    keyMap: { 'next-chunk': 'x' },
  });
  expect(loadSettings(() => box('{"keyMap":{"next-chunk":"Ctrl+Alt+Del"}}')).keyMap).toEqual({});
  // Whatever is stored, something of the inspector is shown.
  for (const parts of ['[]', '["fields","x"]', '"bytes"'])
    expect(loadSettings(() => box(`{"parts":${parts}}`)).parts).toEqual(DEFAULT_SETTINGS.parts);
  for (const text of ['', 'no', '[]', '3', '"dark"'])
    expect(loadSettings(() => box(text))).toEqual(DEFAULT_SETTINGS);
});

it('takes up what a version before had kept', () => {
  expect(loadSettings(() => box('{"theme":"dark","singleKeys":false}'))).toEqual({
    ...DEFAULT_SETTINGS,
    theme: 'dark',
    singleKeys: 'off',
  });
});

it('works where storage is blocked', () => {
  const blocked = () => {
    throw new Error('SecurityError');
  };
  expect(loadSettings(blocked)).toEqual(DEFAULT_SETTINGS);
  expect(() => saveSettings(blocked, OTHER)).not.toThrow();
});

it('knows when something changed, and goes round the colours', () => {
  expect(settingsDiffer(OTHER, { ...OTHER })).toBe(false);
  expect(settingsDiffer(OTHER, { ...OTHER, base: 'decimal' })).toBe(true);
  expect(nextTheme(nextTheme(nextTheme(nextTheme('system'))))).toBe('system');
});
