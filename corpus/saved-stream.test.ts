import { existsSync, readdirSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { toHex } from '../src-protocol/bytes/hex.ts';
import { mediaStreams, type MediaStreamSummary } from '../src-protocol/inspect/media-stream.ts';
import { SavedStream, type SavedCounts } from '../src-protocol/inspect/saved-stream.ts';
import { savedRemarks } from '../src-protocol/inspect/saved-words.ts';
import { scriptData } from '../src-protocol/inspect/script-data.ts';
import { SessionAnalyses } from '../src-protocol/inspect/session-analyses.ts';
import type { StreamForm } from '../src-protocol/inspect/stream-form.ts';
import { decodedOf } from './lines.ts';
import { type CheckedTag, checkFlv } from './flv-check.ts';
import { CORPUS, corpusFile, inspect, look } from './inspect-file.ts';

interface Saved {
  readonly connection: number;
  readonly stream: MediaStreamSummary;
  readonly file: Uint8Array;
  readonly counts: SavedCounts;
  readonly longest: number;
}

/** Every stream of a capture, saved. */
function saved(bytes: Uint8Array, form: StreamForm = 'flv', hide: string[] = []): Saved[] {
  return decodedOf(inspect(bytes)).flatMap((connection) => {
    const session = connection.session!;
    const { describer } = look(connection, bytes);
    const analyses = new SessionAnalyses(connection, session, describer);
    while (!analyses.advance(100_000));
    return mediaStreams(session, analyses.media.tracks).map((stream) => {
      const one = new SavedStream(session, describer, { stream, form, hide });
      const pieces = [...one.pieces()];
      return {
        connection: connection.number,
        stream,
        file: new Uint8Array(Buffer.concat(pieces)),
        counts: one.counts,
        longest: Math.max(...pieces.map(({ length }) => length)),
      };
    });
  });
}

const real = (name: string): Uint8Array => corpusFile(`captures/real/${name}`);
const PUBLISH = real('01c-ffmpeg-publish-nginx-2s.pcapng');

interface TruthMessage {
  timestamp: number;
  messageTypeId: number;
  messageStreamId: number;
  length: number;
  sha1: string;
}

interface Truth {
  connections: { connection: number; client: Side; server: Side; midstream: boolean }[];
}
interface Side {
  note: string | null;
  messages: TruthMessage[];
}

const NAMES = ['real', 'synthetic'].flatMap((folder) =>
  readdirSync(join(CORPUS, 'captures', folder))
    .filter((name) => /\.pcap(ng)?$/.test(name) && !/rtmps|rtmpt|rtmpe|s05/.test(name))
    .filter((name) => existsSync(join(CORPUS, 'truth', `${name.replace(/\.pcap(ng)?$/, '')}.json`)))
    .map((name) => `${folder}/${name}`),
);

/** A tag without its time, and then its time beside that of the first frame. */
const words = ({ type, length, sha1 }: Omit<CheckedTag, 'timestamp'>): string =>
  `${type} ${length} ${sha1}`;

describe('a stream saved as FLV', () => {
  it.each(NAMES)('has every audio and video message of the truth, and is sound: %s', (path) => {
    const name = path.split('/')[1]!.replace(/\.pcap(ng)?$/, '');
    const { connections } = JSON.parse(
      new TextDecoder().decode(corpusFile(`truth/${name}.json`)),
    ) as Truth;
    for (const { connection, stream, file, counts } of saved(corpusFile(`captures/${path}`))) {
      if (counts.written === 0) continue;
      const checked = checkFlv(file);
      expect(checked.problems).toEqual([]);
      const truth = connections.find((one) => one.connection === connection)!;
      const side = stream.direction === 0 ? truth.client : truth.server;
      // Where the truth was not read, the file is only known to be well built.
      if (truth.midstream || side.messages.length === 0) continue;
      const wanted = side.messages
        .filter(({ messageTypeId: type }) => type === 8 || type === 9)
        .filter(({ messageStreamId }) => messageStreamId === stream.messageStreamId);
      const timed = ({ length, sha1, messageTypeId: type, timestamp }: TruthMessage): string =>
        `${words({ type, length, sha1 })} ${Math.max(0, timestamp - stream.base)}`;
      const found = checked.tags.filter(({ type }) => type !== 18);
      expect(found.map((tag) => `${words(tag)} ${tag.timestamp}`).sort()).toEqual(
        wanted.map(timed).sort(),
      );
    }
  });

  it('is byte for byte the FLV file that was opened', () => {
    const flv = corpusFile('flv/ffmpeg-h264-aac.flv');
    const [one] = saved(flv);
    expect(one!.file).toEqual(flv);
    expect(savedRemarks(one!.counts)).toEqual([]);
  });

  it.each(['22-reordered', '24-duplicated-packets', '50-ip-fragments', '52-tcp-seq-wraps'])(
    'is the same from damaged packets (v%s)',
    (name) => {
      const [one] = saved(corpusFile(`captures/variants/v${name}.pcap`));
      expect(one!.file).toEqual(saved(PUBLISH)[0]!.file);
    },
  );

  it('is the same whether messages came by themselves or in Aggregates', () => {
    const [apart] = saved(corpusFile('captures/synthetic/s01-csid-2byte-and-3byte.pcap'));
    const [together] = saved(corpusFile('captures/synthetic/s05-aggregate-messages.pcap'));
    expect(together!.file).toEqual(apart!.file);
  });

  it('has messages in the order in which they became whole', () => {
    const path = 'captures/synthetic/s03-interleaved-chunks-128.pcap';
    const tags = checkFlv(saved(corpusFile(path))[0]!.file).tags.filter(({ type }) => type !== 18);
    // Sound of 110 ms came between the chunks of the picture of 66 ms.
    const at = tags.findIndex(({ timestamp, type }) => type === 9 && timestamp === 66);
    const sound = tags.findIndex(({ timestamp, type }) => type === 8 && timestamp === 110);
    expect([at > 0, sound > 0, sound < at]).toEqual([true, true, true]);
  });

  it('begins with 0 at the first frame, where headers have an old time', () => {
    const [publish, play] = saved(
      real('07b-extended-timestamp-crossing-0xffffff-ffmpeg-nginx.pcap'),
    );
    for (const { file } of [publish!, play!]) {
      const { tags } = checkFlv(file);
      expect(tags[0]!.timestamp).toBe(0);
      expect(tags.at(-1)!.timestamp).toBeLessThan(10_000);
    }
    expect(publish!.stream.base).toBe(16_773_867);
    expect([publish!.counts.early, play!.counts.early]).toEqual([0, 0]);
  });

  it('leaves out what is not whole, and says how many', () => {
    const [aborted] = saved(corpusFile('captures/synthetic/s07-abort-message.pcap'));
    expect(aborted!.counts).toMatchObject({ incomplete: 1 });
    expect(savedRemarks(aborted!.counts)).toEqual([
      '1 message left out, since not all of their bytes came.',
    ]);
    const [cut] = saved(corpusFile('captures/variants/v20-snaplen-100.pcap'));
    expect(cut!.counts.written).toBe(0);
    expect(cut!.file).toHaveLength(0);
  });

  it('of a session that began before the capture takes messages whose stream is not known', () => {
    const [late] = saved(corpusFile('captures/variants/v30-midstream.pcap'));
    expect(late!.stream).toMatchObject({ messageStreamId: 0, takesUnknown: true });
    const { tags, problems } = checkFlv(late!.file);
    expect([tags.length, problems]).toEqual([86, []]);
  });

  it('is written a message at a time', () => {
    const [one] = saved(real('07c-large-frames-117kB-chunk4096-ffmpeg-nginx.pcap'));
    const longest = Math.max(...checkFlv(one!.file).tags.map(({ length }) => length));
    expect(one!.longest).toBe(longest + 15);
  });

  it('has stars where script data would tell what is hidden', () => {
    const [plain] = saved(PUBLISH);
    const [starred] = saved(PUBLISH, 'flv', ['Lavf59']);
    const text = (file: Uint8Array): string => Buffer.from(file).toString('latin1');
    expect(text(plain!.file)).toContain('Lavf59.27.100');
    expect(text(starred!.file)).not.toContain('Lavf59');
    expect(text(starred!.file)).toContain('******.27.100');
    expect(starred!.file).toHaveLength(plain!.file.length);
  });
});

describe('script data of a data message', () => {
  const text = (words: string): number[] => [2, 0, words.length, ...Buffer.from(words)];
  const meta = [...text('onMetaData'), 8, 0, 0, 0, 0, 0, 0, 9];
  const data = (type: number, ...bytes: number[]): string | undefined => {
    const made = scriptData(type, Uint8Array.from(bytes));
    return made instanceof Uint8Array ? toHex(made) : made;
  };

  it('is what @setDataFrame wraps, as recorders write it', () => {
    expect(data(18, ...text('@setDataFrame'), ...meta)).toBe(toHex(Uint8Array.from(meta)));
    expect(data(18, ...meta)).toBe(toHex(Uint8Array.from(meta)));
  });

  it('of type 15 has no format selector, and no AMF3', () => {
    expect(data(15, 0, ...meta)).toBe(toHex(Uint8Array.from(meta)));
    expect(data(15, 0, ...text('@setDataFrame'), ...meta)).toBe(toHex(Uint8Array.from(meta)));
    expect(data(15, 0, ...text('onMetaData'), 0x11, 1)).toBe('amf3');
  });

  it('is none for what is said to the player or the server', () => {
    for (const name of ['|RtmpSampleAccess', 'onStatus', '@clearDataFrame'])
      expect(data(18, ...text(name), 5)).toBeUndefined();
    expect(data(18)).toBeUndefined();
    expect(data(18, 2, 0xff, 0xff)).toBeUndefined();
  });
});

describe('one codec of a stream', () => {
  const startCodes = (file: Uint8Array): number[] => {
    const found: number[] = [];
    for (let at = 0; at + 4 < file.length; at++)
      if (file[at] === 0 && file[at + 1] === 0 && file[at + 2] === 0 && file[at + 3] === 1)
        found.push(file[at + 4]! & 0x1f);
    return found;
  };

  it('H.264 has start codes, and its parameter sets before each key frame', () => {
    const [h264] = saved(PUBLISH, 'h264');
    const types = startCodes(h264!.file);
    expect(types.slice(0, 4)).toEqual([7, 8, 6, 5]);
    // A sequence header is none of the pictures, and one message ends the sequence.
    const keys = types.filter((type) => type === 5).length;
    expect(types.filter((type) => type === 7)).toHaveLength(keys);
    expect(h264!.counts).toMatchObject({ incomplete: 0, unusable: 0 });
  });

  it('AAC is frames of ADTS to the last byte', () => {
    const [{ file, counts }] = saved(PUBLISH, 'aac') as [Saved];
    let frames = 0;
    for (let at = 0; at < file.length; frames++) {
      expect([file[at], file[at + 1]! & 0xf6]).toEqual([0xff, 0xf0]);
      at += ((file[at + 3]! & 3) << 11) | (file[at + 4]! << 3) | (file[at + 5]! >> 5);
      expect(at).toBeLessThanOrEqual(file.length);
    }
    expect(frames).toBe(counts.written);
    expect(frames).toBe(88);
  });

  it('cannot be written before a sequence header came, which is counted', () => {
    const path = 'captures/variants/v30-midstream.pcap';
    for (const form of ['h264', 'aac'] as const) {
      const [one] = saved(corpusFile(path), form);
      expect(one!.counts.written).toBe(0);
      expect(one!.counts.unusable).toBeGreaterThan(20);
    }
  });

  it('is nothing where there is none of that codec', () => {
    expect(saved(PUBLISH, 'hevc')[0]!.file).toHaveLength(0);
    expect(saved(PUBLISH, 'mp3')[0]!.counts).toMatchObject({ written: 0, unusable: 0 });
  });
});
