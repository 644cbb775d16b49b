import { readdirSync, readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { CHAPTERS } from '../../app/learn/chapters.ts';
import type { ChunkRowView, MessageRowView } from '../../app/worker/protocol.ts';
import type { View } from '../../app/worker/view.ts';
import { type Address, parseAddress } from '../../src-protocol/bytes/address.ts';
import { uncheckedNumbers } from './prose-numbers.ts';
import { ask } from './record-fields.ts';
import { sampleView } from './sample-view.ts';

/** What a chapter's sample says, for the sentences that are about more than one field. */
class Sample {
  readonly #view: View;

  constructor(chapter: string, connection: number, sample?: string) {
    const own = CHAPTERS.find(({ id }) => id === chapter)!.sample;
    this.#view = sampleView(sample ?? own, connection);
  }

  get messages(): MessageRowView[] {
    const { session, rows } = this.#view;
    return Array.from({ length: session.messages.length }, (_, row) => rows.message(row));
  }

  message(at: Address): MessageRowView {
    const { direction, offset } = parseAddress(at)!;
    const row = this.#view.messageAt(direction, offset);
    if (row === undefined) throw new Error(`there is no message at ${at}`);
    return this.#view.rows.message(row);
  }

  chunk(at: Address): ChunkRowView {
    const { direction, offset } = parseAddress(at)!;
    return this.#view.rows.chunk(this.#view.chunkAt(direction, offset)!);
  }

  bytes(at: Address, length: number): Uint8Array {
    const { direction, offset } = parseAddress(at)!;
    return this.#view.describer.read(direction, offset, offset + length).bytes;
  }

  payload(at: Address): Uint8Array {
    const { direction, offset } = parseAddress(at)!;
    return this.#view.describer.payload(this.#view.messageAt(direction, offset)!);
  }

  /** Bytes that are missing from `at` on, up to the next that are there. */
  hole(at: Address): number {
    const { direction, offset } = parseAddress(at)!;
    const [first] = this.#view.describer.read(direction, offset, offset + 100_000).missing;
    return first?.start === 0 ? first.end : 0;
  }

  /** What is remembered after the chunk at `at`. */
  after(at: Address): ReadonlyMap<string, unknown> {
    const { direction, offset } = parseAddress(at)!;
    const record = this.#view.ref('chunk', direction, offset);
    const { after } = ask(this.#view, 'state', { record })!;
    return new Map(after.map(({ path, value }) => [path, value]));
  }

  parts(at: Address): number {
    const { row } = this.message(at);
    return this.messages.filter(({ aggregate }) => aggregate === row).length;
  }
}

type Claim = readonly [
  chapter: string,
  /** Words of the chapter, as they stand there. */
  quote: string,
  says: (sample: Sample) => void,
  connection?: number,
];

/** Bytes as letters, one each. */
const latin1 = (bytes: Uint8Array) => Buffer.from(bytes).toString('latin1');
const isTrue = (what: boolean) => expect(what).toBe(true);

/** Sentences about a sample that no component checks. A chapter that no longer has the words fails as well. */
const CLAIMS: readonly Claim[] = [
  [
    'chunk-size',
    'It should read `rtmp://127.0.0.1:1935/live`',
    (s) => expect(latin1(s.payload('up@3073'))).toContain('rtmp://127.0.0.1:1935/live'),
  ],
  [
    'chunk-size',
    'between `:1` and `935`, stands the byte',
    (s) => expect(latin1(s.bytes('up@3211', 6))).toBe(':1\u00c3935'),
  ],
  [
    'chunk-size',
    'The first chunk takes 128 of them and ends in the middle of the string. The other 11 go into a second chunk',
    (s) => {
      expect(s.chunk('up@3073').payloadLength).toBe(128);
      expect(s.chunk('up@3213').payloadLength).toBe(11);
    },
  ],
  [
    'chunk-size',
    'The key frame of this sample, 3787 bytes at',
    (s) => {
      const { length, summary } = s.message('up@3899');
      expect(summary).toContain('key frame');
      expect(length).toBe(3787);
      // "30 chunks of 128 bytes, 29 bytes of extra headers. That is less than one percent."
      expect(Math.ceil(length / 128)).toBe(30);
      expect(29 / length).toBeLessThan(0.01);
    },
  ],
  [
    'capture',
    'left this machine in one packet',
    (s) => {
      const packets = (['up@3241', 'up@3282', 'up@3319'] as const).map(
        (at) => s.message(at).packet,
      );
      expect(new Set(packets).size).toBe(1);
    },
  ],
  [
    'handshake',
    'It is the very same packet.',
    (s) => expect(s.bytes('down@1', 1536)).toEqual(s.bytes('up@1', 1536)),
  ],
  [
    'handshake',
    'is four milliseconds after the client’s C1',
    (s) => {
      const time = (at: Address) => new DataView(s.bytes(at, 4).buffer).getUint32(0);
      expect(time('up@1541') - time('up@1')).toBe(4);
    },
  ],
  [
    'message-header',
    'comes 23 milliseconds later, has the same length, the same type and the same stream. OBS needs four bytes instead of twelve',
    (s) => {
      const [first, next] = [s.message('up@5590'), s.message('up@5610')];
      expect(next.timestamp - first.timestamp).toBe(23);
      for (const same of ['length', 'messageTypeId', 'messageStreamId'] as const)
        expect(next[same]).toBe(first[same]);
      expect([s.chunk('up@5590').headerLength, s.chunk('up@5610').headerLength]).toEqual([12, 4]);
    },
  ],
  [
    'interleaving',
    'It is whole after 7 bytes.',
    (s) => expect(s.message('up@4061').length).toBe(7),
  ],
  [
    'interleaving',
    'a picture with 256 of its bytes, and sound with 128 of 213',
    (s) => {
      const after = s.after('up@4209');
      expect(after.get('client.chunkStream.6.assembled')).toBe('256 of 3787');
      expect(after.get('client.chunkStream.4.assembled')).toBe('128 of 213');
    },
  ],
  [
    'interleaving',
    'so that it can be seen thirty times in a row',
    (s) => expect(s.message('up@3921').chunks).toBe(30),
  ],
  [
    'extended-timestamp',
    'has 3787 bytes and is cut into chunks of 128',
    (s) => {
      expect(s.message('up@3948').length).toBe(3787);
      expect(s.chunk('up@3948').payloadLength).toBe(128);
    },
  ],
  [
    'protocol-control',
    'Five chunks of 128 bytes come.',
    (s) => {
      const { chunks, received } = s.message('up@3859');
      expect([chunks, received]).toEqual([5, 5 * 128]);
    },
  ],
  [
    'protocol-control',
    'The 640 bytes are dropped',
    (s) => expect(s.message('up@3859').received).toBe(640),
  ],
  [
    'acknowledgements',
    'The next one, 0.4 seconds later',
    (s) => expect((s.message('up@3453').time - s.message('up@3441').time).toFixed(1)).toBe('0.4'),
    1,
  ],
  [
    'publish',
    'From connect to the first picture this took less than half a second',
    (s) => {
      const first = s.messages.find(({ summary }) => summary.includes('key frame'))!;
      const took = first.time - s.message('up@3089').time;
      isTrue(took > 0 && took < 0.5);
    },
  ],
  [
    'publish',
    'The answers to releaseStream and FCPublish (2 and 3) never came.',
    (s) => {
      const answers = s.messages.filter(({ direction, command }) => direction === 1 && command);
      const numbers = answers.map(({ transactionId }) => transactionId);
      expect(numbers).toContain(4);
      expect(numbers).not.toContain(2);
      expect(numbers).not.toContain(3);
    },
  ],
  [
    'play',
    'Up to here it had sent 171 kilobytes, of which the player had shown three and a half seconds.',
    (s) => {
      const { offset, summary } = s.message('down@171568');
      expect(summary).toContain('Pause');
      expect(Math.floor(offset / 1000)).toBe(171);
    },
  ],
  [
    'play',
    'ffplay plays a recording of eight seconds',
    (s) => {
      const media = s.messages.filter(({ messageTypeId }) => messageTypeId === 9);
      const last = Math.max(...media.map(({ timestamp }) => timestamp));
      isTrue(last > 7500 && last < 8100);
    },
  ],
  ['broken', 'and then 515 bytes are not', (s) => expect(s.hole('up@13564')).toBe(515)],
  [
    'broken',
    'The rest of this message, 148 bytes, and two more messages of sound.',
    () => {
      const whole = new Sample('broken', 0, 'ffmpeg-publish');
      const inHole = whole.messages.filter(
        ({ direction, offset }) => direction === 0 && offset > 13_556 && offset < 13_564 + 515,
      );
      expect(inHole.map(({ messageTypeId }) => messageTypeId)).toEqual([8, 8]);
    },
  ],
  [
    'broken',
    'Sound stays behind by 46 milliseconds',
    (s) => {
      const whole = new Sample('broken', 0, 'ffmpeg-publish');
      expect(whole.message('up@15790').timestamp - s.message('up@15790').timestamp).toBe(46);
    },
  ],
  [
    'aggregates',
    'an Aggregate with ten messages',
    (s) => {
      expect(s.parts('up@3875')).toBe(10);
      expect(s.message('up@3875').chunks).toBe(2);
    },
  ],
  [
    'enhanced',
    '1752589105 is hvc1',
    (s) => {
      expect(1_752_589_105).toBe(Buffer.from('hvc1').readUInt32BE());
      const number = Buffer.alloc(8);
      number.writeDoubleBE(1_752_589_105);
      expect(Buffer.from(s.payload('up@3427')).includes(number)).toBe(true);
    },
  ],
  [
    'amf0',
    '`02`, a String of 7 bytes: the stream’s name',
    (s) => expect(latin1(s.payload('up@3290'))).toContain('\u0002\u0000\u0007obs-key'),
  ],
];

describe('sentences of chapters about their samples', () => {
  it.each(CLAIMS.map((claim) => [claim[0], claim[1], claim] as const))(
    '%s: %s',
    (...[, , claim]) => {
      const [chapter, quote, says, connection = 0] = claim;
      const text = readFileSync(`app/learn/chapters/${chapter}.mdx`, 'utf8')
        .replaceAll(/<[^>]*>/g, '')
        .replaceAll(/\s+/g, ' ')
        .replaceAll("'", '’');
      expect(text).toContain(quote);
      says(new Sample(chapter, connection));
    },
  );
});

/**
 * Numbers that no component and no sentence above checks, as they stood there when this list was made; nobody has gone
 * through it one by one. It is there so that none is added unseen: a new number about a sample belongs into a component or into
 * `CLAIMS`, and only one that a document fixes, or that is about no bytes at all, belongs here.
 */
const UNCHECKED = JSON.parse(
  readFileSync('scripts/learn/unchecked-numbers.json', 'utf8'),
) as Record<string, string>;

const chapterFile = (chapter: string) => readFileSync(`app/learn/chapters/${chapter}.mdx`, 'utf8');
const quotesOf = (chapter: string) =>
  CLAIMS.filter(([of]) => of === chapter).map(([, quote]) => quote);

describe('numbers and bytes in the words of chapters', () => {
  const chapters = readdirSync('app/learn/chapters').map((name) => name.replace('.mdx', ''));

  it('are listed for every chapter', () => {
    expect(Object.keys(UNCHECKED).sort()).toEqual(chapters.sort());
  });

  it.each(chapters)('%s has none that is neither checked nor listed', (chapter) => {
    const found = uncheckedNumbers(chapterFile(chapter), quotesOf(chapter));
    expect(found.join(' | ')).toBe(UNCHECKED[chapter]);
  });

  it.each([
    ['a number', 'The picture has 3788 bytes.', '3788'],
    ['a number with a gap', 'It took 12 345 of them.', '12 345'],
    ['a byte', 'Then comes `c5`.', 'c5'],
    ['a byte with its prefix', 'Then comes `0xc5`.', '0xc5'],
    ['a number behind a component', '<Field at="up@1" field="x">7</Field> and 9 more.', '9'],
  ])('a new sentence with %s is noticed', (_, sentence, number) => {
    const before = chapterFile('chunk-size');
    const quotes = quotesOf('chunk-size');
    const after = uncheckedNumbers(`${before}\n\n${sentence}\n`, quotes);
    expect(after).toEqual([...uncheckedNumbers(before, quotes), number].sort());
    // Once it is a checked sentence, all is well again.
    expect(
      uncheckedNumbers(`${before}\n\n${sentence}\n`, [
        ...quotes,
        number === '9' ? 'and 9 more' : sentence,
      ]),
    ).toEqual(uncheckedNumbers(before, quotes));
  });

  it('what a component says, an address or a command to type is not counted', () => {
    const text =
      '<Field at="up@1" field="x">7</Field> <Bytes at="up@1..9" />\n```sh\nhead -c 12\n```\n';
    expect(uncheckedNumbers(text, [])).toEqual([]);
  });
});
