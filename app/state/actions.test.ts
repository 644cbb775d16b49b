import { beforeEach, describe, expect, it, vi } from 'vitest';
import { FakeWorker } from '../worker/fake-worker.ts';
import { type ClientListener, SessionClient } from '../worker/session-client.ts';

const desk = vi.hoisted(() => ({
  connections: [100],
  steps: 1,
  worker: [] as unknown[],
}));

vi.mock('../worker/client.ts', () => {
  const listeners: ClientListener[] = [];
  const client = new SessionClient(
    () => {
      const worker = new FakeWorker(desk);
      desk.worker[0] = worker;
      return Promise.resolve(worker);
    },
    {
      progress: (progress) => listeners.forEach((one) => one.progress(progress)),
      died: (message) => listeners.forEach((one) => one.died(message)),
      busy: () => undefined,
    },
  );
  return {
    listen: (listener: ClientListener) => listeners.push(listener),
    openSession: client.open.bind(client),
    cancelSession: client.cancel.bind(client),
    closeSession: client.close.bind(client),
    ask: client.ask.bind(client),
  };
});

const actions = await import('./actions.ts');
const { inspector } = await import('./store.ts');
const { addressOf } = await import('../../src-protocol/bytes/address.ts');

const SOURCE = { kind: 'bytes', name: 'a.pcap', bytes: new Uint8Array(4) } as const;
const NAMED = { kind: 'file', name: 'a.pcap', size: 4 } as const;
const state = () => inspector.getState();
const at = () =>
  state().selection && addressOf(state().selection!.direction, state().selection!.at);
const until = (holds: () => boolean) =>
  vi.waitFor(() => expect(holds()).toBe(true), { interval: 1 });

async function opened(to = {}) {
  actions.open(SOURCE, NAMED, to);
  await until(() => state().phase !== 'loading');
  await until(() => state().selection !== undefined || state().connection === undefined);
}

beforeEach(() => {
  actions.close();
  desk.connections = [100];
  desk.steps = 1;
  inspector.setState({ notices: [], scope: 'both' });
});

describe('opening', () => {
  it('shows the only RTMP connection from its first chunk', async () => {
    actions.open(SOURCE);
    expect(state()).toMatchObject({ phase: 'loading', sourceName: 'a.pcap', source: NAMED });
    await until(() => state().selection !== undefined);
    expect(state()).toMatchObject({ phase: 'ready', connection: 0, view: 'chunks', done: true });
    expect(at()).toBe('up@3073');
  });

  it('shows the list when there are several', async () => {
    desk.connections = [10, 20];
    await opened();
    expect(state()).toMatchObject({ phase: 'ready', connection: undefined });
    actions.setConnection(1);
    await until(() => state().selection?.connection === 1);
  });

  it('goes where a link says', async () => {
    await opened({ connection: 0, view: 'messages', at: 'down@3173', field: 'a.b' });
    await until(() => at() === 'down@3173');
    expect(state()).toMatchObject({ view: 'messages', field: 'a.b' });
  });

  it('waits for a link’s place while reading goes on', async () => {
    desk.steps = 20;
    await opened({ connection: 0, at: 'up@7973' });
    await until(() => at() === 'up@7973');
  });

  it('says so when a link’s place is not there, and shows the beginning', async () => {
    await opened({ connection: 0, at: 'up@999999' });
    expect(at()).toBe('up@3073');
    expect(state().notices.join()).toContain('up@999999');
    actions.close();
    await opened({ connection: 7 });
    expect(state().notices.join()).toContain('number 7');
    expect(state().connection).toBe(0);
  });

  it('replaces the capture before', async () => {
    await opened();
    const before = state().openedAt;
    desk.connections = [4];
    actions.open({ ...SOURCE, name: 'b' });
    await until(() => state().phase === 'ready' && state().selection !== undefined);
    expect(state()).toMatchObject({ sourceName: 'b' });
    expect(state().openedAt).not.toBe(before);
    expect(state().connections[0]!.chunks).toBe(4);
  });

  it('asks for the file a link points into, and takes its place up when it comes', async () => {
    actions.follow({ source: NAMED, connection: 0, view: 'messages', at: 'up@3173' });
    expect(state()).toMatchObject({ phase: 'empty', awaiting: { name: 'a.pcap', size: 4 } });
    actions.open({ kind: 'bytes', name: 'other', bytes: new Uint8Array(1) });
    expect(state().notices.join()).toContain('a.pcap');
    actions.close();
    actions.follow({ source: { ...NAMED, name: 'b.pcap' }, connection: 0, at: 'up@3173' });
    actions.open({ ...SOURCE, name: 'b.pcap' });
    await until(() => at() === 'up@3173');
  });

  it('keeps what it has when the worker dies, says what to try, and opens again', async () => {
    await opened();
    (desk.worker[0] as FakeWorker).onerror?.({
      message: 'out of memory',
      preventDefault: () => undefined,
    } as ErrorEvent);
    expect(state()).toMatchObject({ phase: 'ready', done: true, connection: 0 });
    expect(state().selection).toBeDefined();
    expect(state().failures).toMatchObject([{ kind: 'worker-died', evidence: 'out of memory' }]);
    expect(await actions.goTo('#2')).toContain('The decoder has stopped: out of memory');
    actions.openAgain({ firstBytes: 3 });
    await until(() => state().phase === 'ready' && state().failures.length === 0);
    expect(state().connections[0]!.chunks).toBeGreaterThan(0);
  });
});

describe('stepping', () => {
  it('takes each press as a step, and comes back to where it was', async () => {
    await opened();
    void actions.step('chunk', 1);
    void actions.step('chunk', 1);
    await actions.step('chunk', 1);
    expect(at()).toBe('down@3173');
    for (let n = 0; n < 3; n++) await actions.step('chunk', -1);
    expect(at()).toBe('up@3073');
    await actions.step('chunk', -1);
    expect(at()).toBe('up@3073');
    expect(state().said).toContain('no earlier chunk');
  });

  it('keeps to one direction when told to', async () => {
    await opened();
    actions.setScope('direction');
    await actions.step('chunk', 1);
    expect(at()).toBe('up@3173');
    await actions.step('command', 1);
    expect(at()).toBe('up@3573');
    expect(state().selection?.kind).toBe('message');
  });

  it('goes to addresses, numbers and times', async () => {
    await opened();
    expect(await actions.goTo(' UP@3200 ')).toBeUndefined();
    expect(at()).toBe('up@3173');
    expect(await actions.goTo('#2')).toBeUndefined();
    expect(at()).toBe('down@3073');
    expect(await actions.goTo('0.05s')).toBeUndefined();
    expect(at()).toBe('up@5573');
    expect(await actions.goTo('#0')).toContain('from 1');
    expect(await actions.goTo('#101')).toContain('100');
    expect(await actions.goTo('9s')).toContain('ends before');
    expect(await actions.goTo('up@9999999')).toContain('up@9999999');
    expect(await actions.goTo('nonsense')).toContain('up@3351');
  });
});

it('follows a link within the same capture without reading it again', async () => {
  await opened();
  const { openedAt } = state();
  actions.follow({ source: NAMED, connection: 0, view: 'overview', at: 'down@3073' });
  await until(() => at() === 'down@3073');
  expect(state()).toMatchObject({ openedAt, view: 'overview' });
  actions.follow({});
  expect(state().phase).toBe('empty');
  actions.follow({ source: NAMED, connection: 0, at: 'up@3173' });
  await until(() => at() === 'up@3173');
});
