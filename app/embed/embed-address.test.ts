import { describe, expect, it } from 'vitest';
import { MOST_INLINE, parseEmbedAddress } from './embed-address.ts';

describe('the link of an embed', () => {
  it('names a sample, a place in it, and what to show', () => {
    expect(
      parseEmbedAddress(
        '#/s/obs-publish/c0/chunks?at=up@3089&field=chunk.basicHeader.fmt&ui=field&theme=dark&h=300',
      ),
    ).toEqual({
      figure: 'field',
      theme: 'dark',
      location: {
        source: { kind: 'sample', id: 'obs-publish' },
        connection: 0,
        view: 'chunks',
        at: 'up@3089',
        field: 'chunk.basicHeader.fmt',
      },
    });
  });

  it('carries bytes', () => {
    const address = parseEmbedAddress('#/bytes?b64=AwD_&at=up@0');
    expect(address).toMatchObject({ figure: 'hex', location: { at: 'up@0' } });
    expect(typeof address === 'object' && [...address.bytes!]).toEqual([3, 0, 255]);
  });

  it.each([
    ['', 'names neither a sample nor bytes'],
    ['#/f/mine.pcap~100', 'names neither a sample nor bytes'],
    ['#/s/obs-publish?ui=movie', 'There is no view “movie”'],
    ['#/bytes?b64=***', 'not base64'],
    [`#/bytes?b64=${'A'.repeat(2 * MOST_INLINE)}`, 'more than 4096 bytes'],
  ])('%s is answered with a sentence', (hash, sentence) => {
    expect(parseEmbedAddress(hash)).toContain(sentence);
  });
});
