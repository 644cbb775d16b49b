import { codec } from '../dictionary/citation.ts';
import { bytes, computed, uint } from '../dictionary/field.ts';
import { structure } from '../dictionary/structure.ts';
import { NO_BYTES, type Wire } from '../wire/wire.ts';
import { BitBudget } from './bit-budget.ts';
import { PADDING, type PaddingKey, pad } from './in-order.ts';

const pairWords = 'Whether it is a pair of channels.';
const tagWords = 'Which element of the frames it is.';
const pair = uint(1, pairWords, { label: 'element_is_cpe' });
const tag = uint(4, tagWords, { label: 'element_tag_select' });

export const ProgramConfigElement = structure(
  'media.programConfigElement',
  'program_config_element',
  codec('mpeg4-audio', '4.4.1.1'),
  'Tells the channels one by one, where no number of a table does.',
  {
    elementInstanceTag: uint(4, 'Number of this element.', { label: 'element_instance_tag' }),
    objectType: uint(2, 'Which kind of AAC, less one.', { label: 'object_type' }),
    samplingFrequencyIndex: uint(4, 'Samples a second, from a table.', {
      label: 'sampling_frequency_index',
    }),
    numFront: uint(4, 'Elements for the front.', { label: 'num_front_channel_elements' }),
    numSide: uint(4, 'Elements for the sides.', { label: 'num_side_channel_elements' }),
    numBack: uint(4, 'Elements for the back.', { label: 'num_back_channel_elements' }),
    numLfe: uint(2, 'Elements for deep tones.', { label: 'num_lfe_channel_elements' }),
    numAssociated: uint(3, 'Elements that are data.', { label: 'num_assoc_data_elements' }),
    numCoupling: uint(4, 'Elements shared by several channels.', {
      label: 'num_valid_cc_elements',
    }),
    monoMixdownPresent: uint(1, 'Whether there is a version in mono.', {
      label: 'mono_mixdown_present',
    }),
    monoMixdownElement: uint(4, 'Which element that is.', { label: 'mono_mixdown_element_number' }),
    stereoMixdownPresent: uint(1, 'Whether there is a version in stereo.', {
      label: 'stereo_mixdown_present',
    }),
    stereoMixdownElement: uint(4, 'Which element that is.', {
      label: 'stereo_mixdown_element_number',
    }),
    matrixMixdownPresent: uint(1, 'Whether is told how to mix down.', {
      label: 'matrix_mixdown_idx_present',
    }),
    matrixMixdown: uint(2, 'How to mix down.', { label: 'matrix_mixdown_idx' }),
    pseudoSurround: uint(1, 'Whether the mix keeps surround sound.', {
      label: 'pseudo_surround_enable',
    }),
    frontIsPair: pair,
    frontTag: tag,
    sideIsPair: pair,
    sideTag: tag,
    backIsPair: pair,
    backTag: tag,
    lfeTag: tag,
    associatedTag: tag,
    couplingIsIndependent: uint(1, 'Whether it is switched independently.', {
      label: 'cc_element_is_ind_sw',
    }),
    couplingTag: tag,
    ...PADDING,
    commentLength: uint(8, 'Bytes of the comment.', {
      label: 'comment_field_bytes',
      unit: 'bytes',
    }),
    comment: bytes(0, 'A comment.', { label: 'comment_field_data' }),
    channels: computed('Channels of all elements.', { label: 'channels' }),
  },
);

type Key = Exclude<keyof typeof ProgramConfigElement.fields, PaddingKey | 'comment' | 'channels'>;

/** A program config element: its numbers in their order, and the comment. */
export interface ProgramConfig {
  readonly numbers: readonly number[];
  /** The bits up to the next byte before the comment. */
  readonly padding: number;
  readonly comment: Uint8Array;
  /** Channels of all elements. */
  readonly channels: number;
  /** Bits it takes. */
  readonly bits: number;
}

/** Bits up to the counts: what has to be there for a try. */
const LEAST = 34;

/**
 * The layout of the element, up to the position `end`. `before` are bits of the configuration in front of
 * it: the comment begins on a byte. Undefined, and nothing taken, when it is far too short.
 */
export function programConfigElement(
  w: Wire,
  end: number,
  before: number,
  given: ProgramConfig | undefined,
): ProgramConfig | undefined {
  if (w.writing ? !given : (end - w.position) * 8 - (before % 8) < LEAST) return undefined;
  const f = w.open(ProgramConfigElement);
  const bits = new BitBudget<Key, typeof f>(w, f, end, before);
  const numbers: number[] = [];
  const take = (key: Key): number => {
    const value = bits.take(key, given?.numbers[numbers.length]);
    if (value !== undefined) numbers.push(value);
    return value ?? 0;
  };
  take('elementInstanceTag');
  take('objectType');
  take('samplingFrequencyIndex');
  const [front, side, back] = [take('numFront'), take('numSide'), take('numBack')];
  const [lfe, associated, coupling] = [take('numLfe'), take('numAssociated'), take('numCoupling')];
  if (take('monoMixdownPresent') === 1) take('monoMixdownElement');
  if (take('stereoMixdownPresent') === 1) take('stereoMixdownElement');
  if (take('matrixMixdownPresent') === 1) {
    take('matrixMixdown');
    take('pseudoSurround');
  }
  const elements = (count: number, first: Key, second: Key): number => {
    let channels = 0;
    for (let i = 0; i < count; i++) {
      channels += 1 + take(first);
      take(second);
    }
    return channels;
  };
  let channels = elements(front, 'frontIsPair', 'frontTag');
  channels += elements(side, 'sideIsPair', 'sideTag');
  channels += elements(back, 'backIsPair', 'backTag') + lfe;
  for (let i = 0; i < lfe; i++) take('lfeTag');
  for (let i = 0; i < associated; i++) take('associatedTag');
  elements(coupling, 'couplingIsIndependent', 'couplingTag');
  let padding = 0;
  let length = 0;
  if (!bits.cut) {
    const filled = (before + bits.taken) % 8;
    padding = pad(w, f, filled, given?.padding ?? 0);
    bits.also((8 - filled) % 8);
    length = take('commentLength');
  }
  const there = w.writing ? given!.comment.length : Math.min(length, end - w.position);
  const comment =
    !bits.cut && there > 0 ? w.bytes(f.comment, there, given?.comment ?? NO_BYTES) : NO_BYTES;
  bits.also(comment.length * 8);
  w.calculated(f.channels, channels);
  w.close();
  return { numbers, padding, comment, channels, bits: bits.taken };
}
