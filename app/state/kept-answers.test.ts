import { beforeEach, describe, expect, test, vi } from 'vitest';

const asked = vi.hoisted(() => [] as string[]);
const worker = vi.hoisted(() => ({ answer: (): Promise<unknown> => Promise.resolve(undefined) }));

vi.mock('../worker/client.ts', () => ({
  ask: (question: string) => {
    asked.push(question);
    return worker.answer();
  },
}));

const { askOnce, keptAnswer, keyOf } = await import('./kept-answers.ts');
const { inspector } = await import('./store.ts');

const RECORD = { connection: 0, direction: 0, kind: 'chunk', at: 3073 } as const;
let opened = 0;

beforeEach(() => {
  opened++;
  inspector.setState({ openedAt: opened, done: true });
  asked.length = 0;
  worker.answer = () => Promise.resolve(undefined);
});

describe('Answers about a record', () => {
  test('are asked for once, and are here from then on', async () => {
    const key = keyOf('extent', { record: RECORD });
    const coming = [
      askOnce('extent', { record: RECORD }),
      askOnce('extent', { record: { ...RECORD } }),
    ];
    expect(keptAnswer(key)).toBeUndefined();
    await Promise.all(coming);
    expect(keptAnswer(key)).toEqual({ answer: undefined });
    expect(asked).toEqual(['extent']);
  });

  test('are asked for each time while the capture is being read, since they may change', async () => {
    inspector.setState({ done: false });
    await askOnce('describe', { record: RECORD });
    await askOnce('describe', { record: RECORD });
    expect(asked).toEqual(['describe', 'describe']);
    expect(keptAnswer(keyOf('describe', { record: RECORD }))).toBeUndefined();
  });

  test('go with their capture', async () => {
    await askOnce('describe', { record: RECORD });
    inspector.setState({ openedAt: ++opened });
    expect(keptAnswer(keyOf('describe', { record: RECORD }))).toBeUndefined();
    await askOnce('describe', { record: RECORD });
    expect(asked).toHaveLength(2);
  });

  test('that failed are asked for again', async () => {
    worker.answer = () => Promise.reject(new Error('Gone.'));
    await expect(askOnce('describe', { record: RECORD })).rejects.toThrow('Gone.');
    worker.answer = () => Promise.resolve(undefined);
    await askOnce('describe', { record: RECORD });
    expect(asked).toHaveLength(2);
  });

  test('are kept for the records looked at last', async () => {
    for (let at = 0; at < 200; at++) await askOnce('describe', { record: { ...RECORD, at } });
    const isKept = (at: number) => keptAnswer(keyOf('describe', { record: { ...RECORD, at } }));
    expect(isKept(199)).toBeDefined();
    expect(isKept(0)).toBeUndefined();
  });

  test('are not kept of questions about the session as a whole', async () => {
    await askOnce('overview', { connection: 0 });
    await askOnce('overview', { connection: 0 });
    expect(asked).toHaveLength(2);
  });
});
