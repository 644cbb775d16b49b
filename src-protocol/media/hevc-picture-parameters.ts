import { codec } from '../dictionary/citation.ts';
import { computed, type FieldDeclaration } from '../dictionary/field.ts';
import { BitReader, withoutEmulationPrevention } from './bit-reader.ts';
import {
  CODING_FIELDS,
  referencesOf,
  sequenceSetId,
  type SetFacts,
  weightsOf,
} from './parameter-set-facts.ts';

const PPS = { see: codec('h265', '7.3.2.3') };

type Key = 'sequenceSetId' | keyof typeof CODING_FIELDS | 'lossless' | 'parallel';

/** Fields that only a picture parameter set has. */
export const HEVC_PICTURE_PARAMETER_FIELDS: Readonly<
  Record<Key | 'pictureParameters', FieldDeclaration>
> = {
  pictureParameters: {
    kind: 'bytes',
    bits: 0,
    text: 'The set, packed bit by bit.',
    label: 'picture parameters',
    ...PPS,
  },
  sequenceSetId: { ...sequenceSetId, ...PPS },
  ...CODING_FIELDS,
  lossless: computed('Whether blocks may be sent without loss.', {
    label: 'lossless blocks',
    ...PPS,
  }),
  parallel: computed('How a picture is cut so that several cores can decode it.', {
    label: 'parallel decoding',
    ...PPS,
  }),
};

/**
 * What a picture parameter set says (H.265 §7.3.2.3). `payload` is the NAL unit without its two header bytes.
 * Undefined when it ends too early to tell.
 */
export function hevcPictureParameters(payload: Uint8Array): SetFacts<Key | 'setId'> | undefined {
  const bits = new BitReader(withoutEmulationPrevention(payload));
  const setId = bits.ue();
  const sequence = bits.ue();
  bits.skip(7); // dependent slices, output flag, extra bits of the slice header, hidden signs, CABAC tables
  const defaultReferences = referencesOf(bits);
  const initialQp = 26 + bits.se();
  const constrainedIntra = bits.flag();
  bits.skip(1); // transform_skip_enabled_flag
  if (bits.flag()) bits.ue(); // diff_cu_qp_delta_depth
  bits.se(); // pps_cb_qp_offset
  bits.se(); // pps_cr_qp_offset
  bits.skip(1); // pps_slice_chroma_qp_offsets_present_flag
  const weightedPrediction = weightsOf(bits.flag(), bits.bits(1));
  const lossless = bits.flag();
  const tiles = bits.flag();
  const wavefronts = bits.flag();
  const grid = tiles ? `tiles, ${bits.ue() + 1} × ${bits.ue() + 1}` : '';
  if (bits.short()) return undefined;
  return {
    setId,
    sequenceSetId: sequence,
    initialQp,
    defaultReferences,
    weightedPrediction,
    constrainedIntra,
    lossless,
    parallel:
      [grid, wavefronts ? 'wavefronts' : ''].filter((part) => part !== '').join(' and ') || 'no',
  };
}
