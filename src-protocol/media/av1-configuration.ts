import { codec } from '../dictionary/citation.ts';
import { computed, uint } from '../dictionary/field.ts';
import { structure } from '../dictionary/structure.ts';
import type { Wire } from '../wire/wire.ts';
import { type Obu, obus } from './av1-obu.ts';
import { AV1_PROFILES, av1LevelName } from './av1-sequence.ts';
import { AV1_DESCRIPTOR, AV1_MARKER, CONFIGURATION_CUT } from './diagnostics.ts';
import { inOrder } from './in-order.ts';

const COMMON = {
  marker: uint(1, 'Always 1.', { label: 'marker' }),
  version: uint(7, 'Version of this record, 1.', { label: 'version' }),
  seqProfile: uint(3, 'Which tools of the codec are used.', {
    label: 'seq_profile',
    values: AV1_PROFILES,
  }),
  seqLevelIdx0: uint(5, 'Bounds of size and rate: four steps to a level, from 2.0.', {
    label: 'seq_level_idx_0',
  }),
  level: computed('The level as people say it.', { label: 'level' }),
  seqTier0: uint(1, 'Which bounds the level sets.', {
    label: 'seq_tier_0',
    values: { 0: 'Main tier', 1: 'High tier' },
  }),
  highBitdepth: uint(1, 'More than 8 bits.', { label: 'high_bitdepth' }),
  twelveBit: uint(1, '12 bits instead of 10.', { label: 'twelve_bit' }),
  monochrome: uint(1, 'No colour.', { label: 'monochrome' }),
  chromaSubsamplingX: uint(1, 'Colour has half the columns.', { label: 'chroma_subsampling_x' }),
  chromaSubsamplingY: uint(1, 'Colour has half the rows.', { label: 'chroma_subsampling_y' }),
  chromaSamplePosition: uint(2, 'Where colour is sampled.', {
    label: 'chroma_sample_position',
    values: { 0: 'unknown', 1: 'vertical', 2: 'colocated' },
  }),
};

const PRESENTATION = {
  initialPresentationDelayPresent: uint(1, 'Whether the four bits that follow mean something.', {
    label: 'initial_presentation_delay_present',
  }),
  initialPresentationDelayMinusOne: uint(
    4,
    'How many pictures to decode before the first is shown, less one.',
    { label: 'initial_presentation_delay_minus_one' },
  ),
};

export const Av1ConfigurationRecord = structure(
  'media.av1Configuration',
  'AV1CodecConfigurationRecord',
  codec('av1-mp4', '2.3.3'),
  'What an AV1 decoder needs before the first frame: profile, level, and usually the sequence header.',
  { ...COMMON, reserved: uint(3, 'Zeros.', { label: 'reserved' }), ...PRESENTATION },
);

export const Av1VideoDescriptor = structure(
  'media.av1Descriptor',
  'AV1 video descriptor',
  codec('av1-ts', 'AV1 video descriptor'),
  'The configuration as MPEG-2 transport streams carry it.',
  {
    descriptorTag: uint(8, 'Always 0x80.', { label: 'descriptor_tag', format: 'hex' }),
    descriptorLength: uint(8, 'Bytes that follow, 4.', {
      label: 'descriptor_length',
      unit: 'bytes',
    }),
    ...COMMON,
    hdrWcgIdc: uint(2, 'Whether brightness and colours go beyond the usual.', {
      label: 'hdr_wcg_idc',
      values: { 0: 'standard', 1: 'wide colours', 2: 'high dynamic range', 3: 'not told' },
    }),
    reserved: uint(1, 'Zero.', { label: 'reserved_zeros' }),
    ...PRESENTATION,
  },
);

const START = ['marker', 'version', 'seqProfile', 'seqLevelIdx0'] as const;
const FLAGS = [
  'seqTier0',
  'highBitdepth',
  'twelveBit',
  'monochrome',
  'chromaSubsamplingX',
  'chromaSubsamplingY',
  'chromaSamplePosition',
] as const;
const END = [
  'reserved',
  'initialPresentationDelayPresent',
  'initialPresentationDelayMinusOne',
] as const;

type Numbers = Readonly<
  Record<(typeof START)[number] | (typeof FLAGS)[number] | (typeof END)[number], number>
>;

/** An AV1 configuration record: its numbers by field. */
export type Av1Configuration = Numbers & { readonly obus: readonly Obu[] };

/** The layout of the record up to the position `end`; undefined, and nothing taken, when it is too short. */
export function av1Configuration(
  w: Wire,
  end: number,
  given: Av1Configuration | undefined,
): Av1Configuration | undefined {
  if (!w.writing && end - w.position < 4) {
    w.note(CONFIGURATION_CUT);
    return undefined;
  }
  const f = w.open(Av1ConfigurationRecord);
  const numbers = common(w, f, given);
  const rest = inOrder(w, f, END, given);
  const units = obus(w, end, false, given?.obus);
  w.close();
  return { ...numbers, ...rest, obus: units };
}

/** The descriptor of packet type 5. */
export type Av1Descriptor = Numbers &
  Readonly<Record<'descriptorTag' | 'descriptorLength' | 'hdrWcgIdc', number>>;

/** The layout of the descriptor up to the position `end`; undefined, and nothing taken, when it is too short. */
export function av1Descriptor(
  w: Wire,
  end: number,
  given: Av1Descriptor | undefined,
): Av1Descriptor | undefined {
  if (!w.writing && end - w.position < 6) {
    w.note(CONFIGURATION_CUT);
    return undefined;
  }
  const f = w.open(Av1VideoDescriptor);
  const head = inOrder(w, f, ['descriptorTag', 'descriptorLength'], given);
  if (head.descriptorTag !== 0x80 || head.descriptorLength !== 4) w.note(AV1_DESCRIPTOR);
  const numbers = common(w, f, given);
  const rest = inOrder(w, f, ['hdrWcgIdc', ...END], given);
  w.close();
  return { ...head, ...numbers, ...rest };
}

function common(
  w: Wire,
  f: typeof Av1ConfigurationRecord.fields | typeof Av1VideoDescriptor.fields,
  given: Numbers | undefined,
): Omit<Numbers, (typeof END)[number]> {
  const start = inOrder(w, f, START, given);
  if (start.marker !== 1 || start.version !== 1) w.note(AV1_MARKER);
  w.calculated(f.level, av1LevelName(start.seqLevelIdx0), `from ${start.seqLevelIdx0}`);
  return { ...start, ...inOrder(w, f, FLAGS, given) };
}
