import { expect, it } from 'vitest';
import { ask } from '../../../scripts/learn/record-fields.ts';
import { sampleView } from '../../../scripts/learn/sample-view.ts';
import { maskKeys } from '../../state/mask.ts';
import { starred } from './hidden-keys.ts';
import { hiddenIn } from './shared-record.ts';
import { testVector } from './test-vector.ts';

/** A record of OBS’s session as a fixture, without what `keys` say. */
function vector(at: number, kind: 'chunk' | 'message', keys: readonly string[]): string {
  const view = sampleView('obs-publish', 0);
  const record = { connection: 0, kind, direction: 0, at } as const;
  const described = ask(view, 'describe', { record })!;
  const { start, end } = described;
  const read = ask(view, 'bytes', { connection: 0, direction: 0, start, end });
  const { before } = ask(view, 'state', { record })!;
  const hidden = hiddenIn(described, read, keys);
  const stars = { ...read, bytes: starred(read.bytes, read.start, hidden) };
  const mask = (text: string) => maskKeys(text, keys);
  return testVector(described, before, stars, hidden, { caption: 'one */ record', mask });
}

/** What the fixture exports. */
function valueOf(text: string): Record<string, unknown> {
  // It is TypeScript without a type, and a test may run it.
  // eslint-disable-next-line @typescript-eslint/no-implied-eval, @typescript-eslint/no-unsafe-call
  return new Function(text.replace('export const vector =', 'return'))() as Record<string, unknown>;
}

it('has the bytes, what holds before them, and each field with its bits', () => {
  const text = vector(3073, 'chunk', []);
  expect(text).toContain('one * / record');
  expect(valueOf(text)).toMatchObject({
    from: 'up@3073',
    kind: 'chunk',
    chunkSize: 128,
    remembered: [],
    omitted: 0,
  });
  const { hex, expected } = valueOf(text) as { hex: string; expected: { path: string }[] };
  expect(hex.trim()).toMatch(/^02 00 00 00 00 00 04 01 00 00 00 00/);
  expect(expected[0]).toEqual({ path: 'chunk.basicHeader.fmt', bits: [[24584, 24586]], value: 0 });
});

it('has no stream key, neither in bytes nor in fields, unless it may be seen', () => {
  const key = '6f 62 73 2d 6b 65 79';
  expect(vector(3290, 'message', [])).toContain(key);
  expect(vector(3290, 'message', [])).toContain('obs-key');
  const text = vector(3290, 'message', ['obs-key']);
  expect(text).not.toContain(key);
  expect(text).not.toContain('obs-key');
  expect(text).toContain('2a 2a 2a 2a 2a 2a 2a');
  expect(text).toContain('"value":"(hidden)"');
});
