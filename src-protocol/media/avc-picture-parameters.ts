import { codec } from '../dictionary/citation.ts';
import { computed, type FieldDeclaration } from '../dictionary/field.ts';
import { BitReader, withoutEmulationPrevention } from './bit-reader.ts';
import {
  CODING_FIELDS,
  referencesOf,
  sequenceSetId,
  type SetFacts,
  setId,
  weightsOf,
} from './parameter-set-facts.ts';

const PPS = { see: codec('h264', '7.3.2.2') };

type Key =
  | 'setId'
  | 'sequenceSetId'
  | 'entropyCoding'
  | 'sliceGroups'
  | keyof typeof CODING_FIELDS
  | 'transform8x8';

/** Fields for what is worked out from a picture parameter set. */
export const AVC_PICTURE_PARAMETER_FIELDS: Readonly<Record<Key, FieldDeclaration>> = {
  setId,
  sequenceSetId: { ...sequenceSetId, ...PPS },
  entropyCoding: computed('How the bits of pictures are packed.', {
    label: 'entropy coding',
    ...PPS,
  }),
  sliceGroups: computed('Into how many groups the blocks of a picture are sorted.', {
    label: 'slice groups',
    ...PPS,
  }),
  ...CODING_FIELDS,
  transform8x8: computed('Whether blocks of 8 × 8 may be transformed as one.', {
    label: 'transform 8 × 8',
    ...PPS,
  }),
};

/**
 * What a picture parameter set says (H.264 §7.3.2.2), as far as its bits go. `payload` is the NAL unit without
 * its first byte. Undefined when it ends before the entropy coding.
 */
export function avcPictureParameters(payload: Uint8Array): SetFacts<Key> | undefined {
  const bits = new BitReader(withoutEmulationPrevention(payload));
  const own = bits.ue();
  const sequence = bits.ue();
  const arithmetic = bits.flag();
  if (bits.short()) return undefined;
  const start = {
    setId: own,
    sequenceSetId: sequence,
    entropyCoding: arithmetic ? 'CABAC' : 'CAVLC',
  };
  bits.skip(1); // bottom_field_pic_order_in_frame_present_flag
  const sliceGroups = bits.ue() + 1;
  if (bits.short()) return start;
  // Groups are told by maps of many forms, which no encoder for streams has.
  if (sliceGroups > 1) return { ...start, sliceGroups };
  const defaultReferences = referencesOf(bits);
  const weightedPrediction = weightsOf(bits.flag(), bits.bits(2));
  const initialQp = 26 + bits.se();
  bits.se(); // pic_init_qs_minus26
  bits.se(); // chroma_qp_index_offset
  bits.skip(1); // deblocking_filter_control_present_flag
  const constrainedIntra = bits.flag();
  bits.skip(1); // redundant_pic_cnt_present_flag
  if (bits.short()) return { ...start, sliceGroups };
  return {
    ...start,
    sliceGroups,
    initialQp,
    defaultReferences,
    weightedPrediction,
    constrainedIntra,
    // Only the High profiles go on.
    ...(bits.more() && { transform8x8: bits.flag() }),
  };
}
