import { codec } from '../dictionary/citation.ts';
import { computed, type FieldDeclaration } from '../dictionary/field.ts';
import { BitReader, withoutEmulationPrevention } from './bit-reader.ts';
import { hevcProfileTierLevel } from './hevc-parameter-set.ts';
import { LAYER_FIELDS, type SetFacts } from './parameter-set-facts.ts';
import { frameRate } from './picture-facts.ts';

export const temporalNesting = computed(
  'Whether a player may switch up to a higher temporal layer at any picture.',
  { label: 'temporal nesting', see: codec('h265', '7.3.2.1') },
);

/** Fields that only a video parameter set has. */
export const HEVC_VIDEO_PARAMETER_FIELDS: Readonly<
  Record<'videoParameters' | keyof typeof LAYER_FIELDS, FieldDeclaration>
> = {
  videoParameters: {
    kind: 'bytes',
    bits: 0,
    text: 'The set, packed bit by bit.',
    label: 'video parameters',
    see: codec('h265', '7.3.2.1'),
  },
  ...LAYER_FIELDS,
};

type Key =
  | 'setId'
  | keyof typeof LAYER_FIELDS
  | 'temporalNesting'
  | 'profileName'
  | 'levelName'
  | 'frameRate';

/**
 * What a video parameter set says (H.265 §7.3.2.1). `payload` is the NAL unit without its two header bytes.
 * Undefined when it ends before the level.
 */
export function hevcVideoParameters(payload: Uint8Array): SetFacts<Key> | undefined {
  const bits = new BitReader(withoutEmulationPrevention(payload));
  const setId = bits.bits(4);
  bits.skip(2); // vps_base_layer_internal_flag, vps_base_layer_available_flag
  const layers = bits.bits(6) + 1;
  const higher = bits.bits(3);
  const temporalNesting = bits.flag();
  bits.skip(16); // vps_reserved_0xffff_16bits
  const { profile, level } = hevcProfileTierLevel(bits, higher);
  if (bits.short()) return undefined;
  const facts = {
    setId,
    layers,
    subLayers: higher + 1,
    temporalNesting,
    profileName: profile,
    levelName: level,
  };
  const rate = timing(bits, higher);
  return rate === undefined ? facts : { ...facts, frameRate: rate };
}

/** The rate of pictures, where timing is told behind buffers and sets of layers. */
function timing(bits: BitReader, higher: number): number | undefined {
  for (let i = bits.flag() ? 0 : higher; i <= higher; i++) {
    bits.ue(); // vps_max_dec_pic_buffering_minus1
    bits.ue(); // vps_max_num_reorder_pics
    bits.ue(); // vps_max_latency_increase_plus1
  }
  const highestLayer = bits.bits(6);
  const sets = bits.ue();
  if (sets > 1023) return undefined;
  bits.skip(sets * (highestLayer + 1)); // layer_id_included_flag
  if (!bits.flag()) return undefined;
  const ticks = bits.bits(32);
  const rate = frameRate(bits.bits(32), ticks);
  return bits.short() ? undefined : rate;
}
