import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { DIRECTIONS } from '../src-protocol/bytes/units.ts';
import type { Connection } from '../src-protocol/inspect/connection.ts';
import { SessionAnalyses } from '../src-protocol/inspect/session-analyses.ts';
import { OverviewMaker, type SessionOverview } from '../src-protocol/inspect/session-overview.ts';
import type { LadderScale } from '../src-protocol/session/ladder.ts';
import { CORPUS, corpusFile, inspect, look } from './inspect-file.ts';

interface Analysed {
  readonly connection: Connection;
  readonly analyses: SessionAnalyses;
  readonly overview: SessionOverview;
}

const remembered = new Map<string, Analysed[]>();

/** The connections of a capture that could be decoded, with everything that can be said of them. */
function analyse(path: string): Analysed[] {
  const known = remembered.get(path);
  if (known) return known;
  const bytes = corpusFile(`captures/${path}`);
  const found = inspect(bytes).connections.flatMap((connection): Analysed[] => {
    const { session } = connection;
    if (!session) return [];
    const { describer } = look(connection, bytes);
    const analyses = new SessionAnalyses(connection, session, describer);
    // Bit by bit, as the worker does it.
    while (!analyses.advance(97));
    while (!analyses.advanceLadder(97));
    const overview = new OverviewMaker(connection, session, describer, analyses).overview();
    return [{ connection, analyses, overview }];
  });
  remembered.set(path, found);
  return found;
}

const OBS = 'real/04f-obs29-publish-nginx.pcap';
const SMALL_CHUNKS = 'real/07a-port8080-chunk128-ackwindow20000-ffmpeg-nginx.pcap';
const LOST = 'variants/v27-one-segment-lost.pcap';

/** What the independent reader found: a line a chunk. */
interface TruthChunk {
  readonly connection: number;
  readonly direction: 0 | 1;
  readonly offset: number;
  readonly fmt: number;
  readonly headerLength: number;
  readonly payloadLength: number;
}

function truthOf(name: string): TruthChunk[] {
  const [head = '', ...lines] = readFileSync(join(CORPUS, 'truth', `${name}.chunks.tsv`), 'utf8')
    .trim()
    .split('\n');
  const names = head.split('\t');
  return lines.map((line) => {
    const cells = line.split('\t');
    const cell = (column: string) => cells[names.indexOf(column)] ?? '';
    return {
      connection: Number(cell('conn')),
      direction: cell('dir') === 'c2s' ? 0 : 1,
      offset: Number(cell('offset')),
      fmt: Number(cell('fmt')),
      headerLength: Number(cell('hdrlen')),
      payloadLength: Number(cell('payload')),
    };
  });
}

/** Whole sessions that the truth covers chunk by chunk. */
const COVERED = [
  '01c-ffmpeg-publish-nginx-2s',
  '03b-rtmpdump-vod-swfhash-conn-args-nginx',
  '03c-gst-rtmp2sink-publish-nginx',
  '04f-obs29-publish-nginx',
  '07a-port8080-chunk128-ackwindow20000-ffmpeg-nginx',
  '07b-extended-timestamp-crossing-0xffffff-ffmpeg-nginx',
  '07c-large-frames-117kB-chunk4096-ffmpeg-nginx',
];

function fileOf(name: string): string {
  const files = readdirSync(join(CORPUS, 'captures/real'));
  return `real/${files.find((file) => file.startsWith(`${name}.`))!}`;
}

describe('what chunks cost', () => {
  for (const name of COVERED)
    it(`adds up to what another reader found in ${name}`, () => {
      expect(existsSync(join(CORPUS, 'truth', `${name}.chunks.tsv`))).toBe(true);
      const truth = truthOf(name);
      for (const { connection, analyses, overview } of analyse(fileOf(name)))
        for (const direction of DIRECTIONS) {
          const chunks = truth.filter(
            (chunk) => chunk.connection === connection.number && chunk.direction === direction,
          );
          const sum = (of: (chunk: TruthChunk) => number) =>
            chunks.reduce((total, chunk) => total + of(chunk), 0);
          const cost = overview.economy[direction];
          expect(cost).toMatchObject({
            chunks: chunks.length,
            headerBytes: sum(({ headerLength }) => headerLength),
            payloadBytes: sum(({ payloadLength }) => payloadLength),
            fmts: [0, 1, 2, 3].map((fmt) => sum((chunk) => Number(chunk.fmt === fmt))),
          });
          const rates = analyses.rates
            .read(1, 0)
            .series.filter((one) => one.direction === direction);
          expect(rates.reduce((total, { bytes }) => total + (bytes[0] ?? 0), 0)).toBe(
            cost.headerBytes + cost.payloadBytes,
          );
        }
    });

  it('is what it was when the chunk size is what it was', () => {
    // 128 bytes from the first chunk to the last, in both directions of both connections.
    for (const { analyses } of analyse(SMALL_CHUNKS))
      for (const direction of DIRECTIONS) {
        const { chunks, headerBytes } = analyses.economy.actual(direction);
        expect(analyses.economy.withChunkSize(direction, 128)).toEqual({
          chunkSize: 128,
          chunks,
          headerBytes,
        });
      }
  });

  it('falls to a chunk a message when chunks are large, and grows to a chunk a byte', () => {
    const [{ analyses }] = analyse(OBS) as [Analysed];
    const { messages, payloadBytes } = analyses.economy.actual(0);
    expect(analyses.economy.withChunkSize(0, 0xffffff).chunks).toBe(messages);
    expect(analyses.economy.withChunkSize(0, 1).chunks).toBe(payloadBytes);
  });

  it('counts the extended timestamp of every chunk that goes on', () => {
    // Made so that type 3 chunks of media repeat the extended timestamp, 5 bytes and not 1; four of connect have none.
    const [{ analyses, connection }] = analyse(
      'synthetic/s09-exttimestamp-repeated-on-type3.pcap',
    ) as [Analysed];
    const { chunks, headerBytes, messages } = analyses.economy.actual(0);
    const size = connection.session!.chunkSize(0);
    const now = analyses.economy.withChunkSize(0, size);
    const whole = analyses.economy.withChunkSize(0, 0xffffff);
    expect({ chunks: now.chunks, headerBytes: now.headerBytes }).toEqual({ chunks, headerBytes });
    expect(headerBytes - whole.headerBytes).toBe(5 * (chunks - messages - 4) + 4);
  });
});

describe('how much was read', () => {
  it('is every byte of a whole session', () => {
    for (const { overview, connection } of analyse(OBS))
      for (const direction of DIRECTIONS) {
        const { headerBytes, payloadBytes } = overview.economy[direction];
        expect(overview.coverage[direction]).toEqual({
          bytes: 3073 + headerBytes + payloadBytes,
          missing: 0,
          notDecoded: 0,
        });
        expect(connection.bytes[direction]).toBe(3073 + headerBytes + payloadBytes);
      }
  });

  it('counts what is missing, and what no chunk claims after a gap', () => {
    const [{ overview }] = analyse(LOST) as [Analysed];
    expect(overview.coverage[0]).toMatchObject({ missing: 515, notDecoded: 0 });
    const [{ overview: midstream }] = analyse('variants/v30-midstream.pcap') as [Analysed];
    const { bytes, notDecoded } = midstream.coverage[0];
    const { headerBytes, payloadBytes } = midstream.economy[0];
    // It begins in the middle of a chunk, and the rest of that is claimed by none.
    expect(notDecoded).toBe(bytes - headerBytes - payloadBytes);
    expect(midstream.coverage[0].firstNotDecoded).toBe(notDecoded > 0 ? 0 : undefined);
  });
});

describe('audio and video', () => {
  const factsOf = (path: string) =>
    analyse(path)[0]!.overview.tracks.map(({ kind, codec, frames, keyFrames, facts }) => ({
      kind,
      codec,
      frames,
      keyFrames,
      ...facts,
    }));

  it('are what ffprobe says of the same bytes as FLV', () => {
    expect(factsOf(OBS)).toEqual([
      { kind: 'audio', codec: 'AAC', frames: 254, keyFrames: 0, sampleRate: 44100, channels: 2 },
      {
        kind: 'video',
        codec: 'AVC',
        frames: 89,
        keyFrames: 1,
        profile: 'Constrained Baseline',
        level: '1.2',
        width: 320,
        height: 180,
        frameRate: 15,
      },
    ]);
    expect(factsOf('real/03c-gst-rtmp2sink-publish-nginx.pcap')).toMatchObject([
      { codec: 'AVC', frames: 60, keyFrames: 2, width: 320, height: 180, level: '1.2' },
      { codec: 'AAC', frames: 170, sampleRate: 44100, channels: 1 },
    ]);
    expect(factsOf('real/03g-gst-rtmp2sink-mp3-audio-only-chunk60000-nginx.pcap')).toEqual([
      { kind: 'audio', codec: 'MP3', frames: 109, keyFrames: 0, sampleRate: 22050, channels: 1 },
    ]);
  });

  it('have a rate and a distance of key frames by their timestamps', () => {
    const [, video] = analyse(OBS)[0]!.overview.tracks;
    // 88 steps between 89 frames in 5.866 s, by the truth of the capture.
    expect(video!.frameRate).toBeCloseTo(88 / 5.866, 9);
    expect(video!.keyFrameDistance).toBeUndefined();
    const [gst] = analyse('real/03c-gst-rtmp2sink-publish-nginx.pcap')[0]!.overview.tracks;
    expect(gst!.keyFrameDistance).toEqual({ least: 2000, mean: 2000, most: 2000 });
  });

  it('of several tracks are told apart by codec', () => {
    const { tracks } = analyse('real/05-ertmp2-ffmpeg8-multitrack-2v2a-nginx.pcap')[0]!.overview;
    expect(tracks.map(({ codec, fourCc, multitrack }) => [codec, fourCc, multitrack])).toEqual([
      ['HEVC', 'hvc1', false],
      ['AV1', 'av01', true],
      ['AAC', undefined, false],
      ['Opus', 'Opus', true],
    ]);
  });

  it('inside Aggregates count like those that came alone', () => {
    const { tracks } = analyse('synthetic/s05-aggregate-messages.pcap')[0]!.overview;
    const inside = analyse('real/01c-ffmpeg-publish-nginx-2s.pcapng')[0]!.overview.tracks;
    expect(tracks.map(({ codec, facts }) => [codec, facts])).toEqual(
      inside.map(({ codec, facts }) => [codec, facts]),
    );
    expect(tracks.every(({ frames }) => frames > 10)).toBe(true);
  });

  it('are compared with onMetaData', () => {
    const { checks } = analyse(OBS)[0]!.overview.metadata[0]!;
    // OBS announces 64 kbit/s of audio; of silence its encoder makes 3.
    expect(checks.filter(({ differs }) => differs).map(({ name }) => name)).toEqual([
      'audiodatarate',
    ]);
    expect(checks.map(({ name }) => name)).toContain('videocodecid');
  });
});

describe('flow control', () => {
  it('knows windows and acknowledgements', () => {
    const player = analyse(SMALL_CHUNKS)[1]!.overview.flow;
    // The player sends eight Acknowledgements, for windows of 20 000 bytes.
    expect(player[1]).toMatchObject({ acknowledgements: 8, windows: [{ size: 20_000 }] });
    expect(player[0].acknowledgements).toBe(0);
    // FFmpeg acknowledges when half a window is full.
    expect(player[1].acknowledged).toBeGreaterThan(8 * 10_000);
    expect(player[1].acknowledged).toBeLessThanOrEqual(player[1].sent);
    expect(player[1].most).toBeGreaterThan(10_000);
    expect(player[1].most).toBeLessThan(60_000);
    const publisher = analyse(SMALL_CHUNKS)[0]!.overview.flow;
    expect(publisher[0]).toMatchObject({ acknowledgements: 0, acknowledged: 0 });
    expect(publisher[0].most).toBe(publisher[0].sent);
  });
});

describe('times', () => {
  it('of opening and of answers are those of the packets', () => {
    const { overview, analyses } = analyse(OBS)[0]!;
    // tshark: SYN at .780340, SYN-ACK at .780354, ACK at .780366.
    expect(overview.roundTrips.toServer).toBeCloseTo(14e-6, 6);
    expect(overview.roundTrips.toClient).toBeCloseTo(12e-6, 6);
    const { turns } = analyses.conversation;
    const told = turns.map(({ name, answeredBy }) => [
      name,
      answeredBy === undefined ? undefined : turns[answeredBy]!.name,
    ]);
    expect(told).toEqual([
      ['connect', '_result'],
      ['_result', undefined],
      ['releaseStream', undefined],
      ['FCPublish', undefined],
      ['createStream', '_result'],
      ['_result', undefined],
      ['publish', 'onStatus'],
      ['onStatus', undefined],
      ['FCUnpublish', undefined],
      ['deleteStream', undefined],
      ['onStatus', undefined],
    ]);
    // tshark: packets 20 and 24, 31 and 32.
    expect(analyses.conversation.roundTrip(0)).toBeCloseTo(0.867581 - 0.823602, 6);
    expect(analyses.conversation.roundTrip(6)).toBeCloseTo(0.911863 - 0.911764, 6);
  });

  it('of the handshake come with what it turned out to be', () => {
    const { handshake } = analyse(OBS)[0]!.overview;
    expect(handshake).toMatchObject({
      kind: 'simple',
      c0: 3,
      s0: 3,
      s2Echoes: true,
      c2Echoes: true,
    });
    expect(handshake.packets.map(({ name }) => name)).toEqual(['C0', 'C1', 'S0', 'S1', 'C2', 'S2']);
    const digest = analyse('real/03b-rtmpdump-vod-swfhash-conn-args-nginx.pcap')[0]!.overview;
    expect(digest.handshake).toMatchObject({
      kind: 'digest',
      s2Signature: 'valid',
      c2Signature: 'valid',
    });
  });
});

describe('the ladder', () => {
  const CAPTURES = [
    OBS,
    SMALL_CHUNKS,
    LOST,
    'real/07o-ffplay-vod-pause-seek-nginx.pcap',
    'synthetic/s05-aggregate-messages.pcap',
  ];
  const SCALES: LadderScale[] = ['even', 'log', 'true'];

  it('has each message of the wire once, in order, when everything is unfolded', () => {
    for (const path of CAPTURES)
      for (const { analyses, connection } of analyse(path))
        for (const scale of SCALES) {
          const folded = analyses.ladder.window({ scale, open: [] }, 0, 1e6);
          const open = folded.lines.flatMap((line) => (line.kind === 'run' ? [line.message] : []));
          const { lines, total } = analyses.ladder.window({ scale, open }, 0, 1e6);
          const session = connection.session!;
          const wire: number[] = [];
          for (let row = 0; row < session.messages.length; row++)
            if (session.parts.find(row) === undefined) wire.push(row);
          expect(lines.flatMap((line) => (line.kind === 'message' ? [line.message] : []))).toEqual(
            wire,
          );
          const indices = lines.map(({ index }) => index);
          expect(indices).toEqual([...new Set(indices)].sort((a, b) => a - b));
          expect(indices.at(-1)).toBeLessThan(total);
          if (scale === 'even') expect(total).toBe(lines.length);
          for (const line of lines)
            if (line.kind === 'message')
              expect(analyses.ladder.indexOfMessage({ scale, open }, line.message)).toBe(
                line.index,
              );
        }
  });

  it('is the same in windows of any size, and windows know their neighbours', () => {
    for (const scale of SCALES)
      for (const unfold of [false, true]) {
        const { analyses } = analyse(SMALL_CHUNKS)[1]!;
        const all = analyses.ladder.window({ scale, open: [] }, 0, 1e6).lines;
        const run = all.find(({ kind }) => kind === 'run');
        const options = { scale, open: unfold && run?.kind === 'run' ? [run.message] : [] };
        const whole = analyses.ladder.window(options, 0, 1e6);
        for (const size of [1, 7, 64])
          for (let from = 0; from < whole.total; from += size) {
            const { lines, before, after } = analyses.ladder.window(options, from, size);
            const inside = whole.lines.filter(({ index }) => index >= from && index < from + size);
            expect(lines).toEqual(inside);
            expect(before).toBe(whole.lines.findLast(({ index }) => index < from)?.index);
            expect(after).toBe(whole.lines.find(({ index }) => index >= from + size)?.index);
          }
      }
  });

  it('folds media, and tells pauses', () => {
    const { analyses } = analyse(OBS)[0]!;
    const { lines, brackets } = analyses.ladder.window({ scale: 'even', open: [] }, 0, 100);
    expect(lines.find(({ kind }) => kind === 'run')).toMatchObject({
      direction: 0,
      count: 345,
      audio: 255,
      video: 90,
    });
    expect(brackets.map(({ asker }) => asker)).toEqual([0, 0, 0]);
    const waiting = analyse('real/07k3-errors-nms2-badname-play-waits.pcap')[0]!;
    const pauses = waiting.analyses.ladder
      .window({ scale: 'even', open: [] }, 0, 1000)
      .lines.flatMap((line) => (line.kind === 'idle' ? [line.to - line.from] : []));
    expect(pauses.length).toBeGreaterThan(0);
    expect(Math.min(...pauses)).toBeGreaterThan(1);
  });

  it('stands where time says, with the scale of time', () => {
    const { analyses } = analyse(OBS)[0]!;
    const { lines, unit } = analyses.ladder.window({ scale: 'true', open: [] }, 0, 1e6);
    const run = lines.find((line) => line.kind === 'run');
    if (run?.kind !== 'run' || unit === undefined) throw new Error('There is a run, and a clock.');
    expect(run.lasts).toBe(Math.floor((run.to - run.from) / unit));
  });
});

it('F81: answers find their requests by the transaction ID', () => {
  const bytes = corpusFile('captures/edge/c_rpc.pcap');
  const [connection] = inspect(bytes).connections;
  const { describer } = look(connection!, bytes);
  const analyses = new SessionAnalyses(connection!, connection!.session!, describer);
  analyses.advanceLadder(100);
  const { turns } = analyses.conversation;
  expect(turns.map(({ name, answers, answeredBy }) => [name, answers, answeredBy])).toEqual([
    ['connect', undefined, 1],
    ['_result', 0, undefined],
    ['createStream', undefined, 3],
    ['_result', 2, undefined],
  ]);
  expect(analyses.conversation.roundTrip(0)).toBeCloseTo(0.001, 5);
  expect(analyses.conversation.roundTrip(2)).toBeCloseTo(0.001, 5);
});
