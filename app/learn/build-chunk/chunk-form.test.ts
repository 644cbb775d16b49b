import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { toHex } from '../../../src-protocol/bytes/hex.ts';
import {
  type ChunkForm,
  readHeader,
  typeChoices,
  writtenChunks,
  writtenHeader,
} from './chunk-form.ts';

const audio: ChunkForm = {
  chunkStreamId: 3,
  chunkSize: 128,
  previous: {
    timestamp: 1000,
    timestampDelta: 20,
    messageLength: 32,
    messageTypeId: 8,
    messageStreamId: 12345,
  },
  now: { timestamp: 1020, messageLength: 32, messageTypeId: 8, messageStreamId: 12345 },
  fmt: 3,
};

describe('RTMP 1.0 §5.3.1.2: the four types of header', () => {
  it('all of them can say what differs in nothing', () => {
    expect(
      typeChoices(audio).map(({ possible, hex }) => [possible, hex.split(' ').length]),
    ).toEqual([
      [true, 12],
      [true, 8],
      [true, 4],
      [true, 1],
    ]);
  });

  it.each([
    ['another delta', { timestamp: 1030 }, [true, true, true, false]],
    ['another length', { messageLength: 33 }, [true, true, false, false]],
    ['another type', { messageTypeId: 9 }, [true, true, false, false]],
    ['another message stream', { messageStreamId: 1 }, [true, false, false, false]],
    ['time that goes backwards', { timestamp: 900 }, [true, false, false, false]],
  ])('%s', (_, change, possible) => {
    const choices = typeChoices({ ...audio, now: { ...audio.now, ...change } });
    expect(choices.map((choice) => choice.possible)).toEqual(possible);
  });

  it('the first message of a chunk stream needs type 0', () => {
    const choices = typeChoices({ ...audio, previous: undefined });
    expect(choices.map(({ possible }) => possible)).toEqual([true, false, false, false]);
  });

  it('§5.3.2.2: 307 bytes in chunks of 140, 129 and 52', () => {
    const video = {
      ...audio,
      fmt: 0,
      now: { timestamp: 1000, messageLength: 307, messageTypeId: 9, messageStreamId: 12346 },
    };
    expect(
      writtenChunks({ ...video, previous: undefined }).map(({ header, data }) => header + data),
    ).toEqual([140, 129, 52]);
  });
});

describe('bytes and form follow each other', () => {
  it('for every header that can be written', () => {
    const message = {
      timestamp: fc.integer({ min: 0, max: 0xffffffff }),
      messageLength: fc.integer({ min: 0, max: 300 }),
      messageTypeId: fc.integer({ min: 0, max: 255 }),
      messageStreamId: fc.integer({ min: 0, max: 0xffffff }),
    };
    const forms = fc.record({
      chunkStreamId: fc.integer({ min: 2, max: 65_599 }),
      chunkSize: fc.integer({ min: 1, max: 400 }),
      previous: fc.option(
        fc.record({ ...message, timestampDelta: fc.integer({ min: 0, max: 0x7fffffff }) }),
        { nil: undefined },
      ),
      now: fc.record(message),
      fmt: fc.constant(0),
    });
    fc.assert(
      fc.property(forms, (form) => {
        for (const { fmt, possible } of typeChoices(form)) {
          if (!possible) continue;
          const written = { ...form, fmt };
          expect(readHeader(toHex(writtenHeader(written)), written)).toEqual(written);
        }
      }),
      { numRuns: 200 },
    );
  });

  it.each([
    ['03 zz', 'Write bytes as pairs'],
    ['03 00 00', 'needs more than 3 bytes'],
    ['c3 00', 'ends after 1 byte;'],
    ['c5', 'nothing came on chunk stream 5'],
  ])('%s is answered with a sentence', (text, sentence) => {
    expect(readHeader(text, audio)).toContain(sentence);
  });
});
