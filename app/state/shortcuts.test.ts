import { describe, expect, it } from 'vitest';
import { commandOf, hintOf, isSingleKey, keysText, SHORTCUTS } from './shortcuts.ts';

const press = (key: string, more = {}) => ({
  key,
  ctrlKey: false,
  metaKey: false,
  altKey: false,
  shiftKey: false,
  isComposing: false,
  ...more,
});
const FREE = { editable: false, singleKeys: true, apple: false };

describe('keys', () => {
  it('do what the list says', () => {
    expect(commandOf(press('.'), FREE)).toBe('next-chunk');
    expect(commandOf(press('>', { shiftKey: true }), FREE)).toBe('next-message');
    expect(commandOf(press('?', { shiftKey: true }), FREE)).toBe('help');
    expect(commandOf(press('F8'), FREE)).toBe('next-problem');
    expect(commandOf(press('F8', { shiftKey: true }), FREE)).toBe('previous-problem');
    expect(commandOf(press('o', { ctrlKey: true }), FREE)).toBe('open');
    expect(commandOf(press('o', { metaKey: true }), { ...FREE, apple: true })).toBe('open');
    expect(commandOf(press('Escape'), FREE)).toBe('escape');
  });

  it('leave the browser’s own alone', () => {
    expect(commandOf(press('.', { ctrlKey: true }), FREE)).toBeUndefined();
    expect(commandOf(press('g', { metaKey: true }), FREE)).toBeUndefined();
    expect(commandOf(press('1', { altKey: true }), FREE)).toBeUndefined();
    expect(commandOf(press('o', { ctrlKey: true, shiftKey: true }), FREE)).toBeUndefined();
  });

  it('do nothing where text is written, nor while it is composed', () => {
    const field = { ...FREE, editable: true };
    for (const { keys } of SHORTCUTS.filter(isSingleKey))
      expect(commandOf(press(keys), field), keys).toBeUndefined();
    expect(commandOf(press('Escape'), field)).toBeUndefined();
    expect(commandOf(press('.', { isComposing: true }), FREE)).toBeUndefined();
  });

  it('can be switched off when they are single', () => {
    const off = { ...FREE, singleKeys: false };
    for (const shortcut of SHORTCUTS)
      if (isSingleKey(shortcut)) expect(commandOf(press(shortcut.keys), off)).toBeUndefined();
    expect(commandOf(press('F8'), off)).toBe('next-problem');
    expect(hintOf('next-chunk', off)).toEqual({ title: 'Next chunk' });
  });

  it('are each used once, and told in tooltips', () => {
    expect(new Set(SHORTCUTS.map(({ keys }) => keys)).size).toBe(SHORTCUTS.length);
    expect(new Set(SHORTCUTS.map(({ command }) => command)).size).toBe(SHORTCUTS.length);
    expect(hintOf('open', FREE)).toEqual({
      title: 'Open a capture (Ctrl+O)',
      'aria-keyshortcuts': 'Control+O',
    });
    expect(keysText('Mod+O', true)).toBe('⌘O');
  });
});
