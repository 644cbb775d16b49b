import { ertmp } from '../dictionary/citation.ts';
import { type FlagNames, uint, type ValueNames } from '../dictionary/field.ts';
import { structure } from '../dictionary/structure.ts';
import type { Wire } from '../wire/wire.ts';
import { CHANNEL_COUNT, CHANNEL_ORDER, TAG_SHORT } from './diagnostics.ts';

const SPEAKERS = [
  'FrontLeft',
  'FrontRight',
  'FrontCenter',
  'LowFrequency1',
  'BackLeft',
  'BackRight',
  'FrontLeftCenter',
  'FrontRightCenter',
  'BackCenter',
  'SideLeft',
  'SideRight',
  'TopCenter',
  'TopFrontLeft',
  'TopFrontCenter',
  'TopFrontRight',
  'TopBackLeft',
  'TopBackCenter',
  'TopBackRight',
  'LowFrequency2',
  'TopSideLeft',
  'TopSideRight',
  'BottomFrontCenter',
  'BottomFrontLeft',
  'BottomFrontRight',
];

/** Speakers by number, for a custom channel order. */
export const AUDIO_CHANNELS: ValueNames = {
  ...Object.fromEntries(SPEAKERS.map((speaker, n) => [n, speaker])),
  0xfe: { name: 'Unused', text: 'An empty channel.' },
  0xff: 'Unknown',
};

/** Speakers by bit, for the native channel order. */
export const AUDIO_CHANNEL_FLAGS: FlagNames = Object.fromEntries(
  SPEAKERS.map((speaker, n) => [2 ** n, speaker]),
);

export const MultichannelConfig = structure(
  'media.multichannelConfig',
  'MultichannelConfig',
  ertmp('Enhanced Audio'),
  'Which speaker each channel is for.',
  {
    channelOrder: uint(8, 'How the channels are told.', {
      label: 'audioChannelOrder',
      values: {
        0: { name: 'Unspecified', text: 'Only the count is known.' },
        1: { name: 'Native', text: 'A bit for each speaker, lowest first.' },
        2: { name: 'Custom', text: 'A number for each channel.' },
      },
    }),
    channelCount: uint(8, 'How many channels.', { label: 'channelCount' }),
    channelMapping: uint(8, 'The speaker of this channel.', {
      label: 'audioChannelMapping',
      values: AUDIO_CHANNELS,
    }),
    channelFlags: uint(32, 'The speakers there are, a bit each.', {
      label: 'audioChannelFlags',
      flags: AUDIO_CHANNEL_FLAGS,
      format: 'hex',
    }),
  },
);

/** Which speaker each channel is for. */
export interface ChannelConfiguration {
  readonly channelOrder: number;
  readonly channelCount: number;
  /** Only for the custom order; shorter than the count when cut off. */
  readonly mapping: readonly number[];
  /** Only for the native order. */
  readonly flags?: number;
}

const NATIVE = 1;
const CUSTOM = 2;

/** The layout of the configuration up to the position `end`; undefined, and nothing taken, below two bytes. */
export function multichannelConfig(
  w: Wire,
  end: number,
  given: ChannelConfiguration | undefined,
): ChannelConfiguration | undefined {
  const left = (): number => (w.writing ? Infinity : end - w.position);
  if (left() < 2) {
    w.note(TAG_SHORT);
    return undefined;
  }
  const f = w.open(MultichannelConfig);
  const channelOrder = w.uint(f.channelOrder, given?.channelOrder ?? 0);
  if (channelOrder > CUSTOM) w.note(CHANNEL_ORDER);
  const channelCount = w.uint(f.channelCount, given?.channelCount ?? 0);
  const mapping: number[] = [];
  const most = channelOrder !== CUSTOM ? 0 : w.writing ? given!.mapping.length : channelCount;
  while (mapping.length < most && left() > 0)
    mapping.push(w.uint(f.channelMapping, given?.mapping[mapping.length] ?? 0));
  let flags: number | undefined;
  if (channelOrder === NATIVE && (w.writing ? given?.flags !== undefined : left() >= 4)) {
    flags = w.uint(f.channelFlags, given?.flags ?? 0);
    if (speakersIn(flags) !== channelCount) w.note(CHANNEL_COUNT);
  } else if (channelOrder === NATIVE || mapping.length < most) w.note(TAG_SHORT);
  w.close();
  const channels = { channelOrder, channelCount, mapping };
  return flags === undefined ? channels : { ...channels, flags };
}

function speakersIn(flags: number): number {
  let count = 0;
  for (let bit = 0; bit < 32; bit++) count += (flags >>> bit) & 1;
  return count;
}
