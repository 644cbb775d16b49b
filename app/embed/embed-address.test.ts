import { describe, expect, it } from 'vitest';
import { parseEmbedAddress } from './embed-address.ts';
import { MOST_INLINE } from './inline-bytes.ts';
import { formatMemory } from './memory-text.ts';

/** That many zeros, as a link writes them. */
const base64Of = (length: number): string => Buffer.alloc(length).toString('base64url');

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
    expect(typeof address === 'object' && [...address.inline!.bytes]).toEqual([3, 0, 255]);
  });

  it('says where its bytes begin and what is remembered there', () => {
    const address = parseEmbedAddress(
      '#/bytes?b64=RAAABQ&from=down@4500&chunk=4096&past=4:t1200@4400,d23@4400,l372@3900,y8,s1@3200,r128&past=6:y9',
    );
    if (typeof address === 'string') throw new Error(address);
    expect(address.inline).toMatchObject({
      from: { direction: 1, offset: 4500 },
      chunkSize: 4096,
      memories: [
        {
          ...{ chunkStreamId: 4, timestamp: 1200, timestampBy: 4400, timestampDelta: 23 },
          ...{ messageLength: 372, messageTypeId: 8, messageStreamId: 1, messageStreamIdBy: 3200 },
          ...{ received: 128, unfinished: true, hasExtendedTimestamp: false },
        },
        { chunkStreamId: 6, messageTypeId: 9, unfinished: false },
      ],
    });
    expect(address.inline!.memories.map(formatMemory)).toEqual([
      '4:t1200@4400,d23@4400,l372@3900,y8,s1@3200,r128',
      '6:t0,d0,l0,y9,s0',
    ]);
  });

  it.each([
    ['', 'names neither a sample nor bytes'],
    ['#/f/mine.pcap~100', 'names neither a sample nor bytes'],
    ['#/s/obs-publish?ui=movie', 'There is no view “movie”'],
    ['#/bytes?b64=***', 'not base64'],
    ['#/bytes?b64=', 'carries no bytes'],
    ['#/bytes?b64=AwD_&from=3351', 'where the bytes begin'],
    ['#/bytes?b64=AwD_&chunk=0', 'is no chunk size'],
    ['#/bytes?b64=AwD_&chunk=many', 'is no chunk size'],
    ['#/bytes?b64=AwD_&type=300', 'is no message type ID'],
    ['#/bytes?b64=AwD_&type=20&ui=ladder', 'no session around it'],
    ['#/bytes?b64=AwD_&past=4', 'what a chunk stream remembers'],
    ['#/bytes?b64=AwD_&past=1:t0', 'what a chunk stream remembers'],
    ['#/bytes?b64=AwD_&past=4:t1,t2', 'what a chunk stream remembers'],
    ['#/bytes?b64=AwD_&past=4:l10,r10', 'what a chunk stream remembers'],
    ['#/bytes?b64=AwD_&past=4:t4294967296', 'what a chunk stream remembers'],
    [`#/bytes?b64=AwD_${'&past=4:t1'.repeat(65)}`, 'it may for 64'],
    [`#/bytes?b64=${'A'.repeat(2 * MOST_INLINE)}`, 'more than 4096 bytes'],
    // One too many takes no more letters than the most that are allowed, padded.
    [`#/bytes?b64=${base64Of(MOST_INLINE + 1)}`, 'more than 4096 bytes'],
  ])('%s is answered with a sentence', (hash, sentence) => {
    expect(parseEmbedAddress(hash)).toContain(sentence);
  });
});
