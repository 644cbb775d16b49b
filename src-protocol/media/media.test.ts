import { readFileSync } from 'node:fs';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { asNumber, asString, property } from '../amf/amf-value.ts';
import { fromHex, toHex } from '../bytes/hex.ts';
import { rtmp } from '../dictionary/citation.ts';
import { isKnownSection } from '../dictionary/documents.ts';
import { structure } from '../dictionary/structure.ts';
import { expectFullCoverage } from '../wire/coverage.test-support.ts';
import { FieldTracer } from '../wire/field-tracer.ts';
import { type FieldNode, walk } from '../wire/field-tree.ts';
import { WireReader } from '../wire/wire-reader.ts';
import { WireWriter } from '../wire/wire-writer.ts';
import {
  type AudioConfiguration,
  audioSpecificConfig,
  sampleRate,
} from './audio-specific-config.ts';
import { type AudioTag, audioTag } from './audio-tag.ts';
import { avcConfiguration } from './avc-configuration.ts';
import { MEDIA_DIAGNOSTICS } from './diagnostics.ts';
import { fourCc, fourCcText } from './fourcc.ts';
import { audioSummary, videoSummary } from './media-summary.ts';
import { MEDIA_STRUCTURES } from './structures.ts';
import { type VideoTag, videoTag } from './video-tag.ts';

interface Vector {
  id: string;
  type: number;
  hex: string;
  fields: Record<string, unknown>;
}

const { tags, records } = JSON.parse(
  readFileSync(new URL('../../corpus/vectors/media.json', import.meta.url), 'utf8'),
) as {
  tags: Vector[];
  records: Record<string, string> & { fourcc_numbers: Record<string, number> };
};

const Payload = structure('test.payload', 'payload', rtmp('7.1.4'), 'A payload.', {});

interface Read {
  tag: AudioTag & VideoTag;
  notes: string[];
  tree: FieldNode;
  /** The bytes of each track's body, composition time left out. */
  bodies: string[];
}

function read(type: number, hex: string): Read {
  const bytes = fromHex(hex)!;
  const tracer = new FieldTracer(Payload, bytes);
  if (type === 8) audioTag(tracer);
  else videoTag(tracer);
  const tree = tracer.finish();
  expectFullCoverage(tree);
  const bodies: string[] = [];
  walk(tree, ({ id, start, end, children }) => {
    if (id !== 'media.videoTagBody' && id !== 'media.audioTagBody') return;
    const time = children?.find((child) => child.id.endsWith('.compositionTimeOffset'));
    bodies.push(toHex(bytes.subarray((time?.end ?? start) / 8, end / 8)));
  });
  const notes: string[] = [];
  const reader = new WireReader(bytes);
  reader.onNote = (diagnostic) => notes.push(diagnostic.code);
  const tag = type === 8 ? audioTag(reader) : videoTag(reader);
  return { tag: tag as AudioTag & VideoTag, notes, tree, bodies };
}

function write(type: number, tag: AudioTag | VideoTag): string {
  const writer = new WireWriter();
  if (type === 8) audioTag(writer, tag as AudioTag);
  else videoTag(writer, tag as VideoTag);
  return toHex(writer.toBytes());
}

function summary(type: number, hex: string): string {
  const bytes = fromHex(hex)!;
  const summarise = type === 8 ? audioSummary : videoSummary;
  return summarise(bytes.subarray(0, 32), bytes.length);
}

const VIDEO_TYPES = [
  'SequenceStart',
  'CodedFrames',
  'SequenceEnd',
  'CodedFramesX',
  'Metadata',
  'MPEG2TSSequenceStart',
];
const AUDIO_TYPES = ['SequenceStart', 'CodedFrames', 'SequenceEnd', '', 'MultichannelConfig'];
const MULTITRACK = ['OneTrack', 'ManyTracks', 'ManyTracksManyCodecs'];

/** The facts of a vector as they are found in what was read. */
function found(type: number, key: string, { tag, bodies }: Read): unknown {
  const track = tag.tracks[0];
  switch (key) {
    case 'sound_format':
      return tag.soundFormat;
    case 'rate':
      return tag.soundRate;
    case 'size':
      return tag.soundSize;
    case 'type':
      return tag.soundType;
    case 'aac_packet_type':
      return tag.aacPacketType;
    case 'silence':
      return tag.silence;
    case 'frame_type':
      return tag.frameType;
    case 'codec':
      return tag.codecId;
    case 'avc_packet_type':
      return tag.avcPacketType;
    case 'cts':
      return tag.isExHeader ? (track!.compositionTime ?? 0) : tag.compositionTime;
    case 'nalus':
      return track!.nalUnits!.map(({ header, payload }) =>
        toHex(Uint8Array.of(header!, ...payload)),
      );
    case 'command':
      return tag.videoCommand;
    case 'vp6_adjust':
      return toHex(Uint8Array.of(tag.horizontalAdjustment! * 16 + tag.verticalAdjustment!));
    case 'ex':
      return tag.isExHeader;
    case 'packet_type':
      return (type === 8 ? AUDIO_TYPES : VIDEO_TYPES)[tag.packetType!];
    case 'fourcc':
      return fourCcText(tag.fourCc!);
    case 'multitrack':
      return MULTITRACK[tag.multitrackType!];
    case 'tracks':
      return tag.tracks.map((entry, index) => ({
        id: entry.trackId,
        fourcc: fourCcText(entry.fourCc!),
        body: bodies[index],
      }));
    case 'modex':
      return tag.modEx!.map((entry) => ({
        type: entry.modExType,
        size: entry.data.length,
        ...(entry.timestampOffsetNano !== undefined && { nano: entry.timestampOffsetNano }),
      }));
    case 'asc':
    case 'avcc':
      return undefined;
    case 'order':
      return ['Unspecified', 'Native', 'Custom'][tag.tracks[0]!.channels!.channelOrder];
    case 'channels':
      return tag.tracks[0]!.channels!.channelCount;
    case 'flags':
      return tag.tracks[0]!.channels!.flags;
    case 'mapping':
      return tag.tracks[0]!.channels!.mapping;
    default:
      return bodies[0];
  }
}

/** Facts told in another way, checked by the tests below. */
const ELSEWHERE = ['amf0', 'asc', 'avcc'];

const SUMMARIES: Record<string, string> = {
  'aac-seq': 'AAC sequence header',
  'aac-raw': 'AAC raw',
  mp3: 'MP3, 44 kHz stereo',
  speex: 'Speex',
  'g711-alaw': 'G.711 A-law',
  'avc-seq': 'AVC sequence header',
  'avc-nalu': 'AVC inter frame',
  'avc-nalu-negative-cts': 'AVC inter frame',
  'avc-eos': 'AVC end of sequence',
  'h263-key': 'Sorenson H.263 key frame',
  'command-frame': 'command: start of seek',
  vp6: 'On2 VP6 key frame',
  'ex-hevc-seq': 'hvc1 SequenceStart',
  'ex-hevc-frames': 'hvc1 CodedFrames, inter frame',
  'ex-hevc-framesx': 'hvc1 CodedFramesX, inter frame',
  'ex-hevc-end': 'hvc1 SequenceEnd',
  'ex-avc-frames': 'avc1 CodedFrames, key frame',
  'ex-av1-seq': 'av01 SequenceStart',
  'ex-av1-frames': 'av01 CodedFrames, key frame',
  'ex-av1-mpeg2ts': 'av01 MPEG2TSSequenceStart',
  'ex-vp9-seq': 'vp09 SequenceStart',
  'ex-metadata': 'hvc1 Metadata',
  'ex-metadata-reset': 'hvc1 Metadata',
  'ex-command': 'command: start of seek',
  'ex-modex-nano': 'hvc1 CodedFrames, inter frame',
  'ex-modex-twice': 'hvc1 CodedFramesX, inter frame',
  'ex-modex-16bit-size': 'ModEx',
  'ex-multitrack-one': 'av01 Multitrack SequenceStart',
  'ex-multitrack-many': 'hvc1 Multitrack CodedFramesX, inter frame',
  'ex-multitrack-codecs': 'Multitrack CodedFrames, inter frame',
  'exa-opus-seq': 'Opus SequenceStart',
  'exa-opus-frames': 'Opus CodedFrames',
  'exa-flac-seq': 'fLaC SequenceStart',
  'exa-aac-seq': 'mp4a SequenceStart',
  'exa-ac3-frames': 'ac-3 CodedFrames',
  'exa-end': 'Opus SequenceEnd',
  'exa-multichannel-native': 'Opus MultichannelConfig',
  'exa-multichannel-custom': 'fLaC MultichannelConfig',
  'exa-multichannel-unspecified': 'Opus MultichannelConfig',
  'exa-multitrack-many': 'Opus Multitrack CodedFrames',
  'exa-modex': 'Opus CodedFrames',
  'audio-silence': 'silence',
};

const NOTES: Record<string, string[]> = {
  speex: ['media.codec-of-flash'],
  'h263-key': ['media.codec-of-flash'],
  vp6: ['media.codec-of-flash'],
  'ex-modex-twice': ['media.modex-unknown'],
  'ex-modex-16bit-size': ['media.modex-unknown'],
  // A message holds one moment anyway.
  'ex-av1-frames': ['media.temporal-delimiter'],
  'ex-multitrack-codecs': ['media.temporal-delimiter'],
};

describe('media vectors', () => {
  it.each(tags)('$id', ({ id, type, hex, fields }) => {
    const all = read(type, hex);
    const { tag, notes } = all;
    for (const [key, value] of Object.entries(fields)) {
      // Tracks that begin with a composition time have a test of their own.
      if (ELSEWHERE.includes(key) || (id === 'ex-multitrack-codecs' && key === 'tracks')) continue;
      const got = found(type, key, all);
      const expected =
        key === 'modex'
          ? (value as object[]).map((entry) => ({ ...entry, data: undefined }))
          : value;
      expect([key, got]).toEqual([key, expected]);
    }
    expect(notes).toEqual(NOTES[id] ?? []);
    expect(summary(type, hex)).toBe(SUMMARIES[id]);
    expect(write(type, tag)).toBe(hex);
  });

  it('ex-metadata: colorInfo', () => {
    const { tag } = read(9, tags.find((vector) => vector.id === 'ex-metadata')!.hex);
    const [name, info] = tag.tracks[0]!.metadata!;
    expect(asString(name)).toBe('colorInfo');
    expect(asNumber(property(property(info, 'colorConfig'), 'transferCharacteristics'))).toBe(16);
    expect(asNumber(property(property(info, 'hdrCll'), 'maxCLL'))).toBe(1000);
  });

  it('ex-multitrack-codecs: the size covers the composition time', () => {
    const { tag, bodies } = read(
      9,
      tags.find((vector) => vector.id === 'ex-multitrack-codecs')!.hex,
    );
    expect(
      (tag as VideoTag).tracks.map(({ fourCc: codec, trackId, size, compositionTime }, index) => [
        fourCcText(codec!),
        trackId,
        size,
        compositionTime,
        bodies[index],
      ]),
    ).toEqual([
      ['av01', 0, 2, undefined, '1200'],
      ['hvc1', 1, 10, 0, '0000000302d00a'],
    ]);
  });

  it('FourCC numbers', () => {
    for (const [letters, number] of Object.entries(records.fourcc_numbers)) {
      expect(fourCc(letters)).toBe(number);
      expect(fourCcText(number)).toBe(letters);
    }
    expect(fourCcText(7)).toBe('0x00000007');
  });
});

describe('configuration records', () => {
  const asc = (hex: string): AudioConfiguration =>
    audioSpecificConfig(new WireReader(fromHex(hex)), hex.length / 2, undefined);

  it('avcc', () => {
    const bytes = fromHex(records['avcc']!)!;
    const record = avcConfiguration(new WireReader(bytes), bytes.length, undefined);
    expect([record.profile, record.level, record.lengthSizeMinusOne]).toEqual([100, 12, 3]);
    expect(record.sequenceParameterSets.map((set) => set.length)).toEqual([26]);
    expect(record.pictureParameterSets?.map((set) => set.length)).toEqual([6]);
    expect(record.high?.chromaFormat).toBe(1);
  });

  it.each([
    ['asc', 2, 44100, 2],
    ['asc_plain', 2, 44100, 2],
    ['asc_48k_stereo', 2, 48000, 2],
    ['asc_he_aac', 5, 24000, 2],
  ])('%s', (name, type, rate, channels) => {
    const hex = records[name]!;
    const record = asc(hex);
    expect([record.audioObjectType, sampleRate(record), record.channelConfiguration]).toEqual([
      type,
      rate,
      channels,
    ]);
    const writer = new WireWriter();
    audioSpecificConfig(writer, 0, record);
    expect(toHex(writer.toBytes())).toBe(hex);
  });

  it('sees the backward-compatible words about SBR, and the inner type of HE-AAC', () => {
    expect(asc(records['asc']!)).toMatchObject({ syncExtensionType: 0x2b7, sbrPresentFlag: 0 });
    expect(asc(records['asc_he_aac']!)).toMatchObject({
      extensionSamplingFrequencyIndex: 3,
      innerObjectType: 2,
    });
  });
});

describe('media messages that are not as they should be', () => {
  it.each([
    [9, '', 'media.empty-video'],
    [9, '17', 'media.short'],
    [9, '170100', 'media.short'],
    [9, '0200', 'media.frame-type-reserved'],
    [9, '1900', 'media.codec-reserved'],
    [9, '1c0100000000', 'media.codec-private'],
    [9, '2700000000' + '0164000cffe100', 'media.sequence-header-not-key'],
    [9, '1700000000' + '0064000cffe000', 'media.configuration-version'],
    [9, '1700000000' + '00000001', 'media.configuration-cut'],
    [9, '1703000000', 'media.avc-packet-type'],
    [9, '1702000000aa', 'media.left-over'],
    [9, '91686576310000', 'media.fourcc-unknown'],
    [9, '9161766331ff', 'media.short'],
    [9, '98617663310000', 'media.packet-type-reserved'],
    [9, 'a36176303100', 'media.coded-frames-x'],
    [9, 'a7020f424001' + '61763031', 'media.nano-offset'],
    [9, 'a7000000' + '61763031', 'media.nano-offset'],
    [9, '960661763031', 'media.multitrack-nested'],
    [9, '963161763031aa', 'media.multitrack-reserved'],
    [9, 'a61368766331' + '00ffffff00', 'media.track-cut'],
    [9, 'd10000', 'media.left-over'],
    [8, '2f', undefined],
    [8, 'af', 'media.short'],
    [8, 'a001', 'media.aac-flags'],
    [8, 'af02', 'media.aac-packet-type'],
    [8, 'af0012', 'media.configuration-cut'],
    [8, 'd2aa', 'media.codec-private'],
    [8, 'c2aa', 'media.codec-reserved'],
    [8, '934f707573', 'media.packet-type-reserved'],
    [8, '944f7075730901', 'media.channel-order'],
    [8, '944f70757301060000', 'media.short'],
    [8, '95154f707573', 'media.multitrack-nested'],
  ])('type %i, %s: %s', (type, hex, code) => {
    const { notes } = read(type, hex);
    if (code === undefined) expect(notes).toEqual([]);
    else expect(notes).toContain(code);
    expect(summary(type, hex)).not.toBe('');
  });

  it('reads a command frame in both forms', () => {
    expect(read(9, '5701').tag.videoCommand).toBe(1);
    const { tag } = read(9, '570100000001');
    expect([tag.avcPacketType, tag.videoCommand]).toEqual([1, 1]);
    expect(write(9, tag)).toBe('570100000001');
  });

  it('does not take Speex for an enhanced header', () => {
    expect(read(8, 'b61e').tag).toMatchObject({ isExHeader: false, soundFormat: 11 });
  });

  it('reads a modifier of exactly 256 bytes, which needs the wide form', () => {
    const hex = `a7ff00ff${'00'.repeat(256)}f261763031`;
    const { tag } = read(9, hex);
    expect(tag.modEx![0]!.data.length).toBe(256);
    expect(write(9, tag)).toBe(hex);
  });

  it('keeps the other tracks when one has an unknown codec', () => {
    const { notes, bodies } = read(
      9,
      'a621' + '61763031' + '00' + '000003' + '3201aa' + '78787878' + '01' + '000001' + 'bb',
    );
    expect(notes).toEqual(['media.fourcc-unknown']);
    expect(bodies).toEqual(['3201aa', 'bb']);
  });

  it('shows composition time apart from the frames', () => {
    const tracer = new FieldTracer(Payload, fromHex('9161766331ffffd80000000265')!);
    videoTag(tracer);
    const values: unknown[] = [];
    walk(
      tracer.finish(),
      (node) =>
        node.id.startsWith('media.videoTagBody.') && values.push([node.id, node.start, node.end]),
    );
    expect(values).toEqual([
      ['media.videoTagBody.compositionTimeOffset', 40, 64],
      ['media.videoTagBody.codedFrames', 64, 104],
    ]);
  });

  it('any bytes: no throw, every bit covered, and written back where nothing was cut', () => {
    const first = fc.constantFrom(
      0x17,
      0x27,
      0x57,
      0xaf,
      0x90,
      0x91,
      0x94,
      0x95,
      0x96,
      0x97,
      0xa6,
      0xa7,
      0xd1,
      0x14,
      0x15,
    );
    const byte = fc.oneof(fc.nat(8), fc.nat(255));
    fc.assert(
      fc.property(
        fc.constantFrom(8, 9),
        first,
        fc.array(byte, { maxLength: 60 }),
        (type, start, rest) => {
          const hex = toHex(Uint8Array.from([start, ...rest]));
          const { tag, notes } = read(type, hex);
          expect(summary(type, hex)).not.toBe('');
          const cut = ['media.short', 'media.configuration-cut', 'media.track-cut', 'amf'];
          if (!notes.some((note) => cut.some((start) => note.startsWith(start))))
            expect(write(type, tag)).toBe(hex);
        },
      ),
      { numRuns: 500 },
    );
  });
});

describe('summaries', () => {
  it('are the same whether cached or not, and never another’s', () => {
    for (const { id, type, hex } of [...tags, ...tags, ...tags.toReversed()])
      expect([id, summary(type, hex)]).toEqual([id, SUMMARIES[id]]);
    const frames = '0'.repeat(40);
    expect(summary(9, `962161763031${frames}`)).toBe('Multitrack CodedFrames, key frame');
    expect(summary(9, `960161763031${frames}`)).toBe('av01 Multitrack CodedFrames, key frame');
    expect(summary(9, `960176703039${frames}`)).toBe('vp09 Multitrack CodedFrames, key frame');
    expect(summary(9, `960361766331${frames}`)).toBe('avc1 Multitrack CodedFramesX, key frame');
  });

  it('say something without bytes', () => {
    expect(videoSummary(new Uint8Array(0), 0)).toBe('empty');
    expect(videoSummary(new Uint8Array(0), 100)).toBe('video');
    expect(audioSummary(new Uint8Array(0), 100)).toBe('audio');
  });
});

describe('declarations', () => {
  it('cite sections that exist', () => {
    const fields = MEDIA_STRUCTURES.flatMap((entry) => Object.values(entry.fields));
    const cited = [...MEDIA_STRUCTURES, ...MEDIA_DIAGNOSTICS, ...fields];
    expect(cited.filter((entry) => !isKnownSection(entry.see))).toEqual([]);
  });
});
