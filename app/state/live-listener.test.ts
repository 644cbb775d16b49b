import { describe, expect, it } from 'vitest';
import { parseNews } from './live-listener.ts';

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
