import { expect, it } from 'vitest';
import { canvasAction } from '../timeline/canvas-keys.ts';
import { keyCap, PART_KEYS } from './part-keys.ts';

const AZERTY = new Map([
  ['KeyW', 'z'],
  ['KeyA', 'q'],
]);

it('names keys by what is printed on them', () => {
  expect(keyCap('KeyW', AZERTY)).toBe('z');
  expect(keyCap('KeyA', AZERTY)).toBe('q');
  expect(keyCap('KeyD', AZERTY)).toBe('d');
  expect(keyCap('KeyW')).toBe('w');
  expect(keyCap('Shift+F10', AZERTY)).toBe('Shift+F10');
});

it('promises only keys that the timeline has', () => {
  const none = { shiftKey: false, ctrlKey: false, metaKey: false, altKey: false };
  const arrows: Record<string, string> = {
    '←': 'ArrowLeft',
    '→': 'ArrowRight',
    '↑': 'ArrowUp',
    '↓': 'ArrowDown',
  };
  const { keys } = PART_KEYS.find(({ part }) => part === 'In the timeline')!;
  for (const key of keys.flatMap((one) => one.keys)) {
    const press = { ...none, key: arrows[key] ?? key, code: key };
    expect(canvasAction(press, true), key).toBeDefined();
  }
});
