import { describe, expect, it } from 'vitest';
import {
  commandOf,
  commandWith,
  hintOf,
  isSingleKey,
  keysOf,
  keysOfPress,
  keysText,
  SHORTCUTS,
} from './shortcuts.ts';

const press = (key: string, more = {}) => ({
  key,
  ctrlKey: false,
  metaKey: false,
  altKey: false,
  shiftKey: false,
  isComposing: false,
  ...more,
});
const ALL_KEYS = SHORTCUTS.flatMap((shortcut) => keysOf(shortcut));
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
    expect(commandOf(press('M', { shiftKey: true }), FREE)).toBe('note');
    expect(commandOf(press('m'), FREE)).toBe('mark');
    expect(commandOf(press('F1'), FREE)).toBe('palette');
    expect(commandOf(press('k', { ctrlKey: true }), FREE)).toBe('palette');
    expect(commandOf(press('.', { altKey: true }), FREE)).toBe('next-on-stream');
    // Option and the period key type something else on a Mac.
    const option = press('≥', { altKey: true, code: 'Period' });
    expect(commandOf(option, { ...FREE, apple: true })).toBe('next-on-stream');
  });

  it('are what is typed, however a layout types it', () => {
    const altGr = { getModifierState: (modifier: string) => modifier === 'AltGraph' };
    // German: `[` is AltGr+8, which some systems tell as Control and Alt; on a Mac it is Option+5.
    const linux = press('[', altGr);
    const windows = press('[', { ...altGr, ctrlKey: true, altKey: true });
    expect(commandOf(linux, FREE)).toBe('previous-command');
    expect(commandOf(windows, FREE)).toBe('previous-command');
    const mac = press('[', { altKey: true, code: 'Digit5' });
    expect(commandOf(mac, { ...FREE, apple: true })).toBe('previous-command');
    expect(commandOf(mac, FREE)).toBeUndefined();
    expect(commandOf(windows, { ...FREE, editable: true })).toBeUndefined();
    expect(commandOf(windows, { ...FREE, singleKeys: false })).toBeUndefined();
    expect(keysOfPress(windows, false)).toBe('[');
    // Dvorak has `v` where the full stop is elsewhere.
    expect(commandOf(press('v', { altKey: true, code: 'Period' }), FREE)).toBeUndefined();
    expect(commandOf(press('.', { altKey: true, code: 'KeyE' }), FREE)).toBe('next-on-stream');
  });

  it('leave the browser’s own alone', () => {
    expect(commandOf(press('.', { ctrlKey: true }), FREE)).toBeUndefined();
    expect(commandOf(press('g', { metaKey: true }), FREE)).toBeUndefined();
    expect(commandOf(press('1', { altKey: true }), FREE)).toBeUndefined();
    expect(commandOf(press('o', { ctrlKey: true, shiftKey: true }), FREE)).toBeUndefined();
  });

  it('do nothing where text is written, nor while it is composed', () => {
    const field = { ...FREE, editable: true };
    for (const keys of ALL_KEYS.filter(isSingleKey))
      expect(commandOf(press(keys), field), keys).toBeUndefined();
    expect(commandOf(press('Escape'), field)).toBeUndefined();
    expect(commandOf(press('.', { isComposing: true }), FREE)).toBeUndefined();
  });

  it('can be switched off when they are single', () => {
    const off = { ...FREE, singleKeys: false };
    for (const keys of ALL_KEYS.filter(isSingleKey))
      expect(commandOf(press(keys), off), keys).toBeUndefined();
    expect(commandOf(press('F8'), off)).toBe('next-problem');
    expect(hintOf('next-chunk', off)).toEqual({ title: 'Next chunk' });
  });

  it('do what somebody made them do', () => {
    const mine = { ...FREE, map: { 'next-chunk': 'x', 'previous-chunk': '' } as const };
    expect(commandOf(press('x'), mine)).toBe('next-chunk');
    expect(commandOf(press('.'), mine)).toBeUndefined();
    expect(commandOf(press(','), mine)).toBeUndefined();
    expect(hintOf('next-chunk', mine).title).toBe('Next chunk (x)');
    expect(hintOf('previous-chunk', mine)).toEqual({ title: 'Previous chunk' });
    expect(commandWith('.', mine.map)).toBeUndefined();
    expect(commandWith('x', mine.map)?.command).toBe('next-chunk');
    expect(commandWith('F8', mine.map)?.command).toBe('next-problem');
  });

  it('can be given away as they are pressed', () => {
    expect(keysOfPress(press('x'), false)).toBe('x');
    expect(keysOfPress(press('N', { shiftKey: true }), false)).toBe('N');
    expect(keysOfPress(press('F2', { shiftKey: true }), false)).toBe('Shift+F2');
    expect(keysOfPress(press('j', { ctrlKey: true }), false)).toBe('Mod+J');
    expect(keysOfPress(press('j', { metaKey: true }), true)).toBe('Mod+J');
    expect(keysOfPress(press('x', { altKey: true }), false)).toBe('Alt+x');
    for (const other of [press('Shift'), press('Tab'), press(' '), press('j', { metaKey: true })])
      expect(keysOfPress(other, false), other.key).toBeUndefined();
  });

  it('are each used once, and told in tooltips', () => {
    expect(new Set(ALL_KEYS).size).toBe(ALL_KEYS.length);
    expect(new Set(SHORTCUTS.map(({ command }) => command)).size).toBe(SHORTCUTS.length);
    expect(hintOf('open', FREE)).toEqual({
      title: 'Open a capture (Ctrl+O)',
      'aria-keyshortcuts': 'Control+O',
    });
    expect(keysText('Mod+O', true)).toBe('⌘O');
    expect(keysText('M', false)).toBe('Shift+m');
    expect(keysText('Alt+.', false)).toBe('Alt+.');
  });
});
