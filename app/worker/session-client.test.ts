import { describe, expect, it } from 'vitest';
import type { FromWorker, ToWorker } from './protocol.ts';
import { SessionClient, StaleSession, type WorkerLike } from './session-client.ts';

class Desk implements WorkerLike {
  readonly got: ToWorker[] = [];
  ended = false;
  onmessage: WorkerLike['onmessage'] = null;
  onerror: WorkerLike['onerror'] = null;
  onmessageerror: WorkerLike['onmessageerror'] = null;
  postMessage(message: ToWorker): void {
    this.got.push(message);
  }
  terminate(): void {
    this.ended = true;
  }
  say(message: FromWorker): void {
    this.onmessage?.({ data: message } as MessageEvent<FromWorker>);
  }
  crash(message: string): void {
    this.onerror?.({ message, preventDefault: () => undefined } as ErrorEvent);
  }
}

const SOURCE = { kind: 'bytes', name: 'a', bytes: new Uint8Array() } as const;

function setup() {
  const desks: Desk[] = [];
  const log: string[] = [];
  const client = new SessionClient(
    () => {
      const desk = new Desk();
      desks.push(desk);
      return Promise.resolve(desk);
    },
    {
      progress: (progress) => log.push(`progress ${progress.read}`),
      died: (message) => log.push(`died ${message}`),
      busy: (busy) => log.push(busy ? 'busy' : 'idle'),
    },
  );
  return { client, desks, log };
}

const progress = (session: number, read: number): FromWorker => ({
  type: 'progress',
  session,
  read,
  size: 10,
  capture: {
    name: 'a',
    size: 10,
    format: '',
    kind: 'capture',
    leftOut: [],
    sides: [],
    hasKeyLog: false,
    comments: [],
    remarks: [],
    packets: 0,
    cutPackets: 0,
    others: [],
  },
  connections: [],
  failures: [],
});

const WINDOW = { connection: 0, from: 0, count: 1 };

describe('SessionClient', () => {
  it('answers the question that was asked, whatever the order of the answers', async () => {
    const { client, desks, log } = setup();
    await client.open(SOURCE);
    const desk = desks[0]!;
    const first = client.ask('chunks', WINDOW);
    const second = client.ask('findings', WINDOW);
    const [, one, two] = desk.got as Extract<ToWorker, { type: 'ask' }>[];
    const session = client.session;
    desk.say({
      type: 'answer',
      session,
      request: two!.request,
      question: 'findings',
      answer: { rows: [], total: 2 },
    });
    desk.say({
      type: 'answer',
      session,
      request: one!.request,
      question: 'chunks',
      answer: { rows: [], total: 1 },
    });
    expect((await first).total).toBe(1);
    expect((await second).total).toBe(2);
    expect(log).toEqual(['busy', 'idle']);
  });

  it('tells a worker that was still starting that its capture is cancelled', async () => {
    const { client, desks } = setup();
    const opening = client.open(SOURCE);
    client.cancel();
    await opening;
    expect(desks[0]!.got.map(({ type }) => type)).toEqual(['open', 'cancel']);
    await client.open(SOURCE);
    expect(desks.at(-1)!.got.map(({ type }) => type)).toEqual(['open']);
  });

  it('rejects with the worker’s own words', async () => {
    const { client, desks } = setup();
    await client.open(SOURCE);
    const asked = client.ask('chunks', WINDOW);
    const request = (desks[0]!.got[1] as Extract<ToWorker, { type: 'ask' }>).request;
    desks[0]!.say({ type: 'failed', session: client.session, request, message: 'No such row.' });
    await expect(asked).rejects.toThrow('No such row.');
  });

  it('opens the first capture in the worker that was prepared, the second in a new one', async () => {
    const { client, desks } = setup();
    await client.prepare();
    await client.open(SOURCE);
    expect(desks).toHaveLength(1);
    await client.open(SOURCE);
    expect(desks.map(({ ended }) => ended)).toEqual([true, false]);
  });

  it('has nothing to say before a capture is open', async () => {
    await expect(setup().client.ask('chunks', WINDOW)).rejects.toThrow('No capture is open.');
  });

  it('drops what belongs to an older capture, progress and answers alike', async () => {
    const { client, desks, log } = setup();
    await client.open(SOURCE);
    const old = client.session;
    const asked = client.ask('chunks', WINDOW);
    await client.open(SOURCE);
    await expect(asked).rejects.toBeInstanceOf(StaleSession);
    expect(desks[0]!.ended).toBe(true);
    desks[1]!.say(progress(old, 5));
    desks[1]!.say(progress(client.session, 7));
    expect(log).toEqual(['busy', 'idle', 'progress 7']);
  });

  it('opens only the last of two captures opened at once', async () => {
    const { client, desks } = setup();
    await Promise.all([client.open(SOURCE), client.open({ ...SOURCE, name: 'b' })]);
    const opened = desks.flatMap((desk) => desk.got).filter((message) => message.type === 'open');
    expect(opened.map((message) => message.source)).toMatchObject([{ name: 'b' }]);
  });

  it('says once that the worker died, rejects what was open, starts a new one next time', async () => {
    const { client, desks, log } = setup();
    await client.open(SOURCE);
    const asked = client.ask('chunks', WINDOW);
    desks[0]!.crash('out of memory');
    await expect(asked).rejects.toThrow('out of memory');
    expect(log).toEqual(['busy', 'idle', 'died out of memory']);
    await client.open(SOURCE);
    expect(desks).toHaveLength(2);
  });

  it('takes a failure without a request for the end of the session', async () => {
    const { client, desks, log } = setup();
    await client.open(SOURCE);
    desks[0]!.say({ type: 'failed', session: client.session, message: 'Lost.' });
    expect(log).toEqual(['died Lost.']);
  });

  it('says so when the worker cannot be started', async () => {
    const log: string[] = [];
    const client = new SessionClient(() => Promise.reject(new Error('blocked')), {
      progress: () => undefined,
      died: (message) => log.push(message),
      busy: () => undefined,
    });
    await client.open(SOURCE);
    expect(log).toEqual(['blocked']);
  });
});
