import { expect, it } from 'vitest';
import { fieldOf, withCondition } from './combine.ts';

it('Conditions are added without changing what the filter meant', () => {
  expect(withCondition('', 'csid:3', false)).toBe('csid:3');
  expect(withCondition('key', 'csid:3', true)).toBe('key -csid:3');
  expect(withCondition('key || dir:up', 'csid:3', false)).toBe('(key || dir:up) csid:3');
  expect(withCondition('', 'dir:up at:3073', true)).toBe('-(dir:up at:3073)');
  expect(withCondition('cisd:4', 'csid:3', false)).toBe('csid:3');
});

it('A condition tells its field', () => {
  expect(fieldOf('amf.app:live')).toBe('amf.app');
  expect(fieldOf('dir:up at:3')).toBeUndefined();
});
