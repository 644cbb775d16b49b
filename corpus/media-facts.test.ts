import { describe, expect, it } from 'vitest';
import { fourCcText } from '../src-protocol/media/fourcc.ts';
import { audioTag } from '../src-protocol/media/audio-tag.ts';
import { videoTag } from '../src-protocol/media/video-tag.ts';
import { dataMessage } from '../src-protocol/command/data-message.ts';
import { rtmp } from '../src-protocol/dictionary/citation.ts';
import { structure } from '../src-protocol/dictionary/structure.ts';
import { aggregate, type AggregatePartBody } from '../src-protocol/message/aggregate.ts';
import { isData } from '../src-protocol/message/message-types.ts';
import { expectFullCoverage } from '../src-protocol/wire/coverage.test-support.ts';
import { FieldTracer } from '../src-protocol/wire/field-tracer.ts';
import { type FieldNode, type FieldValue, walk } from '../src-protocol/wire/field-tree.ts';
import { corpusFile, inspect, look } from './inspect-file.ts';

/** What a capture's media messages say, put together over all of them. */
interface Found {
  /** Messages by codec, track and packet type. */
  packets: Record<string, number>;
  /** Facts of the sequence headers, by codec and track. */
  facts: Record<string, Record<string, FieldValue>>;
  /** Frames by codec and track: how many, the bytes of all, and of the largest. */
  frames: Record<string, [count: number, bytes: number, largest: number]>;
  notes: string[];
}

const AUDIO = 8;
const VIDEO = 9;
const CODED_FRAMES = 1;
const CODED_FRAMES_X = 3;

/** Fields worth a comparison, under the name of what they tell. */
const FACTS: Record<string, string> = {
  profileName: 'profile',
  levelName: 'level',
  width: 'width',
  height: 'height',
  bitDepth: 'bitDepth',
  frameRate: 'frameRate',
  colourPrimaries: 'primaries',
  transferCharacteristics: 'transfer',
  matrixCoefficients: 'matrix',
  outputSampleRate: 'sampleRate',
  outputChannels: 'channels',
  inputSampleRate: 'sampleRate',
  channelCount: 'channels',
};

function mediaOf(path: string): Found {
  const bytes = corpusFile(`captures/${path}`);
  const connection = inspect(bytes).connections[0]!;
  const { rows, describer } = look(connection, bytes);
  const found: Found = { packets: {}, facts: {}, frames: {}, notes: [] };
  for (const list of connection.session!.messageRows)
    for (let index = 0; index < list.length; index++) {
      const view = rows.message(list.get(index));
      if (!view.complete || (view.messageTypeId !== AUDIO && view.messageTypeId !== VIDEO))
        continue;
      const { body } = describer.message(view.row);
      expectFullCoverage(body);
      add(found, body);
    }
  return found;
}

function add(found: Found, body: FieldNode): void {
  const values = new Map<string, FieldValue>();
  let size = 0;
  walk(body, ({ id, value, notes, ranges }) => {
    found.notes.push(...(notes ?? []));
    const bytes = ranges.reduce((sum, { start, end }) => sum + end - start, 0) / 8;
    if (id === 'media.videoTagBody' || id === 'media.audioTagBody') size = bytes;
    // A time of the message, not part of the frame.
    if (id === 'media.videoTagBody.compositionTimeOffset') size -= bytes;
    const [, structureName, field] = id.split('.');
    if (value === undefined || field === undefined) return;
    values.set(field, value);
    // The frame headers of FLAC have codes under the same names.
    if (structureName === 'flacMetadataBlock' && field === 'sampleRate')
      values.set('outputSampleRate', value);
    if (structureName === 'flacMetadataBlock' && field === 'channelsMinus1')
      values.set('outputChannels', Number(value) + 1);
  });
  const fourCc = values.get('fourCc');
  const codec =
    fourCc === undefined
      ? `codec ${Number(values.get('codecId') ?? values.get('soundFormat'))}`
      : fourCcText(Number(fourCc));
  const track = values.has('trackId') ? ` track ${Number(values.get('trackId'))}` : '';
  const type = ['trackPacketType', 'packetType', 'avcPacketType', 'aacPacketType']
    .map((name) => values.get(name))
    .find((value) => value !== undefined);
  const kind = `${codec}${track}`;
  const packet = `${kind} type ${Number(type)}`;
  found.packets[packet] = (found.packets[packet] ?? 0) + 1;
  if (type === CODED_FRAMES || type === CODED_FRAMES_X) {
    const [count, bytes, largest] = found.frames[kind] ?? [0, 0, 0];
    found.frames[kind] = [count + 1, bytes + size, Math.max(largest, size)];
  }
  for (const [field, name] of Object.entries(FACTS))
    if (values.has(field) && type === 0) (found.facts[kind] ??= {})[name] = values.get(field)!;
}

const PICTURE = { width: 320, height: 180, bitDepth: 8 };
const HEVC = { ...PICTURE, profile: 'Main', level: '2.0', frameRate: 15 };
const AV1 = { ...PICTURE, profile: 'Main', level: '2.0' };

// The numbers are those of ffprobe 5.1, for elementary streams cut out of the captures by other code along the
// chunks of the ground truth; of Opus, which it cannot read bare, those of the other code and a hex dump. In HEVC,
// where the one has a start code, the other has a length: both take four bytes.
describe('media in captures of Enhanced RTMP', () => {
  it.each<[string, Found['packets'], Found['facts'], Found['frames'], string[]]>([
    [
      '05-ertmp1-ffmpeg7-publish-av1-nginx.pcap',
      { 'av01 type 0': 1, 'av01 type 1': 60, 'av01 type 4': 1 },
      { av01: AV1 },
      { av01: [60, 58_479, 8058] },
      [],
    ],
    [
      '05-ertmp1-ffmpeg7-publish-hevc-aac-nginx.pcap',
      {
        'hvc1 type 0': 1,
        'hvc1 type 1': 51,
        'hvc1 type 3': 24,
        'hvc1 type 4': 1,
        'codec 10 type 0': 1,
        'codec 10 type 1': 236,
      },
      { hvc1: HEVC, 'codec 10': { sampleRate: 48_000, channels: 1 } },
      { hvc1: [75, 86_039, 4929], 'codec 10': [236, 30_295, 199] },
      [],
    ],
    [
      '05-ertmp2-ffmpeg8-flac-nginx.pcap',
      { 'fLaC type 0': 1, 'fLaC type 1': 21, 'fLaC type 4': 1 },
      { fLaC: { sampleRate: 48_000, channels: 1 } },
      { fLaC: [21, 26_173, 1279] },
      ['media.flac-bare'],
    ],
    [
      '05-ertmp2-ffmpeg8-hevc-hdr-colorinfo-nginx.pcap',
      { 'hvc1 type 0': 1, 'hvc1 type 3': 31, 'hvc1 type 4': 1 },
      {
        hvc1: { ...HEVC, profile: 'Main 10', bitDepth: 10, primaries: 9, transfer: 16, matrix: 9 },
      },
      { hvc1: [31, 35_949, 6089] },
      // Three sets before each of two key frames.
      Array<string>(6).fill('media.parameter-set-in-band'),
    ],
    [
      '05-ertmp2-ffmpeg8-hevc-opus-nginx.pcap',
      {
        'hvc1 type 0': 1,
        'hvc1 type 1': 33,
        'hvc1 type 3': 15,
        'hvc1 type 4': 1,
        'Opus type 0': 1,
        'Opus type 1': 151,
        'Opus type 4': 1,
      },
      { hvc1: HEVC, Opus: { sampleRate: 48_000, channels: 1 } },
      { hvc1: [48, 55_464, 4929], Opus: [151, 15_195, 120] },
      [],
    ],
    [
      '05-ertmp2-ffmpeg8-multitrack-2v2a-nginx.pcap',
      {
        'hvc1 type 0': 1,
        'hvc1 type 1': 33,
        'hvc1 type 3': 15,
        'hvc1 type 4': 1,
        'av01 track 1 type 0': 1,
        'av01 track 1 type 1': 46,
        'av01 type 4': 1,
        'codec 10 type 0': 1,
        'codec 10 type 1': 142,
        'Opus track 1 type 0': 1,
        'Opus track 1 type 1': 151,
        'Opus track 1 type 4': 1,
      },
      {
        hvc1: HEVC,
        'av01 track 1': AV1,
        'codec 10': { sampleRate: 48_000, channels: 1 },
        'Opus track 1': { sampleRate: 48_000, channels: 1 },
      },
      {
        hvc1: [48, 55_464, 4929],
        'av01 track 1': [46, 47_759, 8058],
        'codec 10': [142, 18_272, 199],
        'Opus track 1': [151, 15_195, 120],
      },
      [],
    ],
  ])('%s', (file, packets, facts, frames, notes) => {
    const found = mediaOf(`real/${file}`);
    expect(found.packets).toEqual(packets);
    expect(found.facts).toEqual(facts);
    expect(found.frames).toEqual(frames);
    expect(found.notes).toEqual(notes);
  });
});

describe('media in captures with the old headers', () => {
  it.each<[string, Found['facts'][string], Found['facts'][string]]>([
    [
      '04f-obs29-publish-nginx.pcap',
      {
        ...PICTURE,
        profile: 'Constrained Baseline',
        level: '1.2',
        frameRate: 15,
        primaries: 1,
        transfer: 1,
        matrix: 1,
      },
      { sampleRate: 44_100, channels: 2 },
    ],
    [
      '03c-gst-rtmp2sink-publish-nginx.pcap',
      {
        ...PICTURE,
        profile: 'High 4:4:4 Predictive',
        level: '1.2',
        bitDepth: 10,
        frameRate: 15,
        primaries: 6,
        transfer: 6,
        matrix: 6,
      },
      { sampleRate: 44_100, channels: 1 },
    ],
  ])('%s', (file, video, audio) => {
    const { facts, notes } = mediaOf(`real/${file}`);
    expect(facts).toEqual({ 'codec 7': video, 'codec 10': audio });
    // Both senders repeat the sets before key frames.
    expect(new Set(notes)).toEqual(new Set(['media.parameter-set-in-band']));
  });
});

it('explains the parts of Aggregates in place', () => {
  const Payload = structure('test.payload', 'payload', rtmp('7.1.6'), 'A payload.', {});
  const part: AggregatePartBody = (w, messageTypeId) => {
    if (messageTypeId === AUDIO) audioTag(w);
    else if (messageTypeId === VIDEO) videoTag(w);
    else if (isData(messageTypeId)) dataMessage(w, messageTypeId);
  };
  const bytes = corpusFile('captures/synthetic/s05-aggregate-messages.pcap');
  const connection = inspect(bytes).connections[0]!;
  const { rows, describer } = look(connection, bytes);
  const seen = new Set<string>();
  for (const list of connection.session!.messageRows)
    for (let index = 0; index < list.length; index++) {
      const view = rows.message(list.get(index));
      if (view.messageTypeId !== 22) continue;
      const tracer = new FieldTracer(Payload, describer.payload(view.row));
      const parts = aggregate(tracer, view.timestamp, [], part);
      for (const { data, backPointer, length } of parts)
        expect([data.length, backPointer]).toEqual([0, length + 11]);
      const tree = tracer.finish();
      expectFullCoverage(tree);
      walk(tree, ({ id, notes }) => {
        if (id.startsWith('media.') && !id.slice(6).includes('.')) seen.add(id);
        expect(notes).toBeUndefined();
      });
    }
  expect(seen).toContain('media.audioTagHeader');
  expect(seen).toContain('media.avcNalUnit');
});
