import { spawnSync } from 'node:child_process';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { compile } from '../src-protocol/filter/compile.ts';
import { FilterRun } from '../src-protocol/filter/filter-run.ts';
import { parse } from '../src-protocol/filter/parse.ts';
import { SessionFilterRows } from '../src-protocol/inspect/filter-rows.ts';
import type { ChunkRowView, MessageRowView } from '../src-protocol/inspect/rows.ts';
import { CORPUS, corpusFile, inspect, look } from './inspect-file.ts';

/**
 * Filters with the number of rows they must find. Beside each stands the same question in plain code
 * over the rows that tables show, which shares nothing with the filter but the capture.
 */
type Case<Row> = readonly [
  filter: string,
  hits: number,
  naive: (row: Row, look: Look) => boolean | undefined,
];

interface Look {
  readonly start: number;
  readonly payload: (message: number) => Uint8Array;
  readonly codes: (row: { row: number }) => readonly string[];
  readonly wire: (chunk: ChunkRowView) => Uint8Array;
}

const PUBLISH = 'captures/real/04f-obs29-publish-nginx.pcap';
/** The second connection of the capture. */
const PLAY = 'captures/real/02b-ffmpeg-publish-and-play-nginx-3s.pcap#1';
const SMALL_CHUNKS = 'captures/real/07a-port8080-chunk128-ackwindow20000-ffmpeg-nginx.pcap';
const NO_EXTENDED = 'captures/edge/c_ext_cont_absent.pcap';
const CONTROL = 'captures/synthetic/s10-user-control-and-protocol-control.pcap';
const LOST = 'captures/variants/v27-one-segment-lost.pcap';
const EXTENDED = 'captures/synthetic/s09-exttimestamp-repeated-on-type3.pcap';
const AGGREGATE = 'captures/synthetic/s05-aggregate-messages.pcap';
const ENHANCED = 'captures/real/05-ertmp2-ffmpeg8-hevc-opus-nginx.pcap';
const ABORT = 'captures/synthetic/s07-abort-message.pcap';
const AMF3 = 'captures/synthetic/s11-amf3-commands.pcap';

const isCommand = ({ messageTypeId }: MessageRowView): boolean => [17, 20].includes(messageTypeId);
const holds = (bytes: Uint8Array, wanted: string): boolean =>
  Buffer.from(bytes).includes(Buffer.from(wanted, 'latin1'));

const MESSAGES: Readonly<Record<string, readonly Case<MessageRowView>[]>> = {
  [PUBLISH]: [
    ['', 361, () => true],
    ['type:command', 11, isCommand],
    ['type:command dir:up', 7, (row) => isCommand(row) && row.direction === 0],
    ['type:command -csid:3', 3, (row) => isCommand(row) && row.chunkStreamId !== 3],
    ['dir:down', 7, ({ direction }) => direction === 1],
    ['rtmpt.header.typeid == 8', 255, ({ messageTypeId }) => messageTypeId === 8],
    [
      'type in {audio video} && len > 1000',
      88,
      (row) => [8, 9].includes(row.messageTypeId) && row.length > 1000,
    ],
    ['type:control', 4, ({ messageTypeId }) => messageTypeId >= 1 && messageTypeId <= 6],
    ['cmd:connect', 1, ({ command }) => command === 'connect'],
    [
      'cmd:CREATESTREAM,publish',
      2,
      ({ command }) => command === 'createStream' || command === 'publish',
    ],
    ['cmd', 11, ({ command }) => command !== undefined],
    ['cmd matches /^_/', 2, ({ command }) => command?.startsWith('_')],
    ['txid:>=2', 7, ({ transactionId }) => (transactionId ?? -1) >= 2],
    ['answered', 2, ({ command }) => command === 'connect' || command === 'createStream'],
    ['answers', 2, ({ command }) => command === '_result'],
    ['len:100..200', 4, ({ length }) => length >= 100 && length <= 200],
    ['t:<0.1', 7, ({ time }, { start }) => time - start < 0.1],
    ['ts:1000..2000', 59, ({ timestamp }) => timestamp >= 1000 && timestamp <= 2000],
    ['key', 1, ({ summary }) => summary === 'AVC key frame'],
    ['codec:h264', 90, ({ messageTypeId }) => messageTypeId === 9],
    ['codec:aac -codec:avc', 255, ({ messageTypeId }) => messageTypeId === 8],
    ['info:"key frame" || info:audio', 1, ({ summary }) => /key frame|audio/i.test(summary)],
    ['amf.app:live', 1, ({ command }) => command === 'connect'],
    [
      'amf.app matches /LIVE/i && amf.tcUrl contains rtmp',
      1,
      ({ command }) => command === 'connect',
    ],
    ['amf.width:>=100', 1, ({ summary }) => summary.includes('onMetaData')],
    [
      'amf:NetStream.Publish.Start',
      1,
      ({ summary }) => summary.includes('NetStream.Publish.Start'),
    ],
    [
      'bytes contains 02 00 07',
      7,
      ({ row, chunks }, { payload }) => chunks < 1000 && holds(payload(row), '\x02\x00\x07'),
    ],
    ['bytes contains "onMetaData"', 1, ({ row }, { payload }) => holds(payload(row), 'onMetaData')],
    [
      'msid:1 -type:media',
      4,
      (row) => row.messageStreamId === 1 && ![8, 9].includes(row.messageTypeId),
    ],
    ['packet:1..20', 2, ({ packet }) => packet >= 1 && packet <= 20],
    ['at:3073', 2, ({ offset }) => offset === 3073],
    ['message:2..4', 3, ({ row }) => row >= 1 && row <= 3],
    [
      '!(type:media) and not dir:up',
      7,
      (row) => ![8, 9].includes(row.messageTypeId) && row.direction === 1,
    ],
  ],
  [PLAY]: [
    ['cmd:play', 1, ({ command }) => command === 'play'],
    [
      'cmd:onStatus amf.code:NetStream.Play.Start',
      1,
      ({ summary, command }) => command === 'onStatus' && summary.includes('NetStream.Play.Start'),
    ],
    [
      'type:data dir:down',
      2,
      ({ messageTypeId, direction }) => [15, 18].includes(messageTypeId) && direction === 1,
    ],
  ],
  [LOST]: [
    ['gap', 1, ({ summary }) => summary.endsWith(' with missing bytes')],
    ['-complete', 1, ({ complete }) => !complete],
  ],
  [AGGREGATE]: [
    ['part', 160, ({ aggregate }) => aggregate !== undefined],
    ['type:aggregate', 16, ({ messageTypeId }) => messageTypeId === 22],
  ],
  [ENHANCED]: [
    ['codec:hevc key', 2, ({ summary }) => /^hvc1.*, key frame/.test(summary)],
    ['codec:opus', 153, ({ summary }) => summary.startsWith('Opus')],
    ['codec:hvc1', 50, ({ summary }) => summary.startsWith('hvc1')],
  ],
  [SMALL_CHUNKS]: [['chunks:>1', 242, ({ chunks }) => chunks > 1]],
  [CONTROL]: [
    ['type:user-control', 13, ({ messageTypeId }) => messageTypeId === 4],
    ['problem', 4, (row, { codes }) => codes(row).length > 0],
    ['problem:error', 1, (row, { codes }) => codes(row).includes('error')],
    ['problem:warning', 1, (row, { codes }) => codes(row).includes('warning')],
    [
      'problem:message.control-short',
      1,
      (row, { codes }) => codes(row).includes('message.control-short'),
    ],
  ],
  [ABORT]: [['abandoned', 1, ({ summary }) => summary.endsWith(' abandoned')]],
  [AMF3]: [
    ['type:amf3-command', 3, ({ messageTypeId }) => messageTypeId === 17],
    ['amf matches /^[a-z]+$/ type:17', 3, ({ messageTypeId }) => messageTypeId === 17],
  ],
};

const CHUNKS: Readonly<Record<string, readonly Case<ChunkRowView>[]>> = {
  [SMALL_CHUNKS]: [
    [
      'csid == 4 && (fmt == 3 || ts.ext) && !(type in {audio})',
      3,
      (row) =>
        row.chunkStreamId === 4 &&
        (row.fmt === 3 || row.hasExtendedTimestamp) &&
        row.messageTypeId !== 8,
    ],
    ['payload:128', 1022, ({ payloadLength }) => payloadLength === 128],
    ['len:>4000 fmt:<3', 2, ({ messageLength, fmt }) => messageLength > 4000 && fmt < 3],
  ],
  [NO_EXTENDED]: [
    ['problem:chunk', 2, (row, { codes }) => codes(row).some((code) => code.startsWith('chunk.'))],
    [
      '-problem:note problem',
      2,
      (row, { codes }) => codes(row).length > 0 && !codes(row).includes('note'),
    ],
  ],
  [PUBLISH]: [
    ['fmt:3', 1, ({ fmt }) => fmt === 3],
    ['fmt:0..1 csid:4', 182, ({ fmt, chunkStreamId }) => fmt <= 1 && chunkStreamId === 4],
    ['header:>8', 15, ({ headerLength }) => headerLength > 8],
    ['chunk:10..19', 10, ({ row }) => row >= 9 && row < 19],
    ['bytes contains "@setDataFrame"', 1, (row, { wire }) => holds(wire(row), '@setDataFrame')],
  ],
  [EXTENDED]: [
    ['ts.ext', 229, ({ hasExtendedTimestamp }) => hasExtendedTimestamp],
    ['ts.ext fmt:3', 169, ({ hasExtendedTimestamp, fmt }) => hasExtendedTimestamp && fmt === 3],
    ['ts:>=0xffffff', 229, ({ timestamp }) => timestamp >= 0xffffff],
  ],
  [LOST]: [
    ['resync', 105, ({ foundAgain }) => foundAgain],
    ['problem', 1, ({ finding }) => finding !== undefined],
  ],
};

function open(path: string) {
  const [file = '', number = '0'] = path.split('#');
  const bytes = corpusFile(file);
  const connection = inspect(bytes).connections[Number(number)]!;
  const session = connection.session!;
  const { rows, describer } = look(connection, bytes);
  const filterRows = new SessionFilterRows(connection, session, describer, rows);
  const codesBy = (key: 'chunk' | 'message') => {
    const codes = new Map<number, string[]>();
    for (let row = 0; row < session.findings.table.length; row++) {
      const finding = rows.finding(row);
      const at =
        key === 'chunk'
          ? finding.chunk
          : (finding.message ??
            (finding.chunk === undefined ? undefined : rows.chunk(finding.chunk).message));
      if (at !== undefined)
        codes.set(at, [...(codes.get(at) ?? []), finding.code, finding.severity]);
    }
    return ({ row }: { row: number }) => codes.get(row) ?? [];
  };
  const looking = (key: 'chunk' | 'message'): Look => ({
    start: connection.start,
    payload: (message) => describer.payload(message),
    codes: codesBy(key),
    wire: ({ direction, offset, headerLength, payloadLength }) =>
      describer.read(direction, offset, offset + headerLength + payloadLength).bytes,
  });
  return { session, rows, filterRows, looking };
}

function found(filter: string, rows: SessionFilterRows['chunks']): number[] {
  const parsed = parse(filter);
  if ('problem' in parsed) throw new Error(`${filter}: ${parsed.problem.text}`);
  const run = new FilterRun(compile(parsed.expression, rows), () => rows.length);
  while (run.advance());
  return [...run.hits(0, Infinity)];
}

for (const [path, cases] of Object.entries(MESSAGES))
  describe(`Messages of ${path}`, () => {
    const { session, rows, filterRows, looking } = open(path);
    const all = Array.from({ length: session.messages.length }, (_, row) => rows.message(row));
    const asked = looking('message');
    it.each(cases)('%s: %i', (filter, hits, naive) => {
      const expected = all.filter((row) => naive(row, asked) === true).map(({ row }) => row);
      expect(found(filter, filterRows.messages)).toEqual(expected);
      expect(expected.length).toBe(hits);
    });
  });

for (const [path, cases] of Object.entries(CHUNKS))
  describe(`Chunks of ${path}`, () => {
    const { session, rows, filterRows, looking } = open(path);
    const all = Array.from({ length: session.chunks.length }, (_, row) => rows.chunk(row));
    const asked = looking('chunk');
    it.each(cases)('%s: %i', (filter, hits, naive) => {
      const expected = all.filter((row) => naive(row, asked) === true).map(({ row }) => row);
      expect(found(filter, filterRows.chunks)).toEqual(expected);
      expect(expected.length).toBe(hits);
    });
  });

/**
 * Filters as they are written for Wireshark, word for word, and the packets that tshark 4.0.17 shows for
 * them. Where it is installed it is asked again.
 */
describe('Filters of Wireshark find the packets they find there', () => {
  const path = 'captures/real/04f-obs29-publish-nginx.pcap';
  const { filterRows } = open(path);
  const installed = spawnSync('tshark', ['--version']).status === 0;

  it.each<[string, string]>([
    ['rtmpt.header.typeid == 20 && rtmpt.header.bodysize > 100', '20 24 32 819'],
    ['amf.string == "connect"', '20'],
    ['amf.number == 1', '20 24 30 817'],
    ['rtmpt.header.streamid == 1 && rtmpt.header.typeid == 18', '33'],
    ['rtmpt.function.response', '24 30'],
    ['rtmpt.header.typeid in {1,5,6}', '18 22 24'],
    ['rtmpt.header.csid == 3 && frame.number < 30', '20 24 26 28'],
    ['rtmpt.header.bodysize == 5', '24'],
    ['rtmpt.header.format == 3', '817'],
    ['amf.string == "onStatus"', '32 819'],
  ])('%s', (filter, packets) => {
    const rows = found(filter, filterRows.messages);
    const ours = new Set(rows.map((row) => filterRows.messages.numbers['packet']!(row)));
    expect([...ours].join(' ')).toBe(packets);
    if (!installed) return;
    const asked = ['-r', join(CORPUS, path), '-Y', filter, '-T', 'fields', '-e', 'frame.number'];
    const { stdout } = spawnSync('tshark', asked, { encoding: 'utf8' });
    expect(stdout.trim().split('\n').join(' ')).toBe(packets);
  });
});
