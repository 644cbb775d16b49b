import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { type ListenerState, parseNews, watchListener } from './live-listener.ts';

const connection = { id: 1, client: 'a', server: 'b', opened: 5, bytes: [1, 2] };
const news = { listening: true, port: 1935, refused: 0, connections: [connection] };

describe('news of the listener', () => {
  it('is read, with a connection or without a listener', () => {
    expect(parseNews(JSON.stringify(news))).toEqual(news);
    const none = { listening: false, reason: 'The port is in use.' };
    expect(parseNews(JSON.stringify(none))).toEqual(none);
  });

  it.each([
    ['no text', 5],
    ['no JSON', '{'],
    ['another port', JSON.stringify({ ...news, port: 99_999 })],
    ['another role', JSON.stringify({ ...news, connections: [{ ...connection, role: 'x' }] })],
    ['half of it', JSON.stringify({ listening: true })],
  ])('is not taken from %s', (_, text) => {
    expect(parseNews(text)).toBeUndefined();
  });
});

/** A WebSocket whose other end is the test. */
class FakeSocket {
  static readonly made: FakeSocket[] = [];
  onmessage: ((event: { data: string }) => void) | undefined;
  onclose: ((event: { code: number }) => void) | undefined;
  isClosed = false;

  constructor() {
    FakeSocket.made.push(this);
  }

  close(): void {
    this.isClosed = true;
  }
}

describe('watching the listener', () => {
  let told: ListenerState[];
  const latest = (): FakeSocket => FakeSocket.made.at(-1)!;

  beforeEach(() => {
    told = [];
    FakeSocket.made.length = 0;
    vi.useFakeTimers();
    vi.stubGlobal('WebSocket', FakeSocket);
    vi.stubGlobal('document', { baseURI: 'http://localhost:1936/' });
    vi.stubGlobal('location', { search: '' });
  });

  afterEach(() => {
    vi.useRealTimers();
    vi.unstubAllGlobals();
  });

  it('finds one that was stopped and comes back, until nobody wants to know', () => {
    const stop = watchListener((state) => told.push(state));
    latest().onmessage!({ data: JSON.stringify(news) });
    for (let tries = 0; tries < 2; tries++) {
      latest().onclose!({ code: 1006 });
      vi.runOnlyPendingTimers();
    }
    latest().onmessage!({ data: JSON.stringify(news) });
    expect(told).toEqual([news, 'gone', 'gone', news]);
    expect(FakeSocket.made).toHaveLength(3);
    latest().onclose!({ code: 1006 });
    stop();
    vi.runAllTimers();
    expect(FakeSocket.made).toHaveLength(3);
    expect(latest().isClosed).toBe(true);
  });

  it.each([
    ['none', 1006, 'absent'],
    ['one that wants a word first', 4403, 'locked'],
  ])('says when there is %s, and does not ask again by itself', (_, code, state) => {
    watchListener((one) => told.push(one));
    latest().onclose!({ code });
    vi.runAllTimers();
    expect(told).toEqual([state]);
    expect(FakeSocket.made).toHaveLength(1);
  });
});
