import { expect, it } from 'vitest';
import { addRecent, clearRecent, readRecent } from './recent.ts';

function box() {
  const storage = {
    content: null as string | null,
    getItem: () => storage.content,
    setItem: (_: string, text: string) => void (storage.content = text),
    removeItem: () => void (storage.content = null),
  };
  return storage;
}

it('keeps the files opened last, the latest first, each once, and forgets them when told', () => {
  const storage = box();
  const use = () => storage;
  for (let n = 0; n < 10; n++) addRecent(use, { name: `${n}.pcap`, size: n, opened: n });
  addRecent(use, { name: '5.pcap', size: 5, opened: 99 });
  expect(readRecent(use).map(({ name }) => name)).toEqual(
    ['5', '9', '8', '7', '6', '4', '3', '2'].map((name) => `${name}.pcap`),
  );
  clearRecent(use);
  expect(readRecent(use)).toEqual([]);
});

it('takes nothing from storage on trust', () => {
  const storage = box();
  storage.content = '[{"name":"a","size":1,"opened":1},{"name":"","size":-1},null,3]';
  expect(readRecent(() => storage)).toHaveLength(1);
  storage.content = '{"name":"a"}';
  expect(readRecent(() => storage)).toEqual([]);
  storage.content = 'nonsense';
  expect(readRecent(() => storage)).toEqual([]);
  const blocked = () => {
    throw new Error('SecurityError');
  };
  expect(readRecent(blocked)).toEqual([]);
  expect(() => addRecent(blocked, { name: 'a', size: 1, opened: 1 })).not.toThrow();
});
