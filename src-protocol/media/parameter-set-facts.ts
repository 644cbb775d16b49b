import { computed, type Field } from '../dictionary/field.ts';
import type { Wire } from '../wire/wire.ts';
import type { BitReader } from './bit-reader.ts';

/** What was worked out from a parameter set, by the key of its field. What could not be told is left out. */
export type SetFacts<Key extends string> = Readonly<
  Partial<Record<Key, number | string | boolean | undefined>>
>;

/** Fields for the numbers by which parameter sets know one another. */
export const setId = computed('The number of this set.', { label: 'parameter set id' });
export const sequenceSetId = computed('The sequence parameter set that this one adds to.', {
  label: 'sequence parameter set id',
});
export const videoSetId = computed('The video parameter set that holds for this one.', {
  label: 'video parameter set id',
});

/** Fields for layers, of HEVC and VVC. */
export const LAYER_FIELDS = {
  layers: computed('How many layers there may be: the picture, and more of it.', {
    label: 'layers',
  }),
  subLayers: computed('How many temporal layers there may be.', { label: 'temporal layers' }),
};

/** Fields for how pictures are predicted and packed, of AVC and HEVC. */
export const CODING_FIELDS = {
  initialQp: computed('How coarsely slices are coded at first.', { label: 'initial QP' }),
  defaultReferences: computed('How many pictures a slice may look at, when it does not say so.', {
    label: 'default reference pictures',
  }),
  weightedPrediction: computed('Whether what is taken from other pictures may be made darker.', {
    label: 'weighted prediction',
  }),
  constrainedIntra: computed('Whether blocks that stand alone keep clear of those that do not.', {
    label: 'constrained intra prediction',
  }),
};

/** Shows the facts as calculated values; none of them for undefined. */
export function setFacts<Key extends string>(
  w: Wire,
  f: Readonly<Record<Key, Field>>,
  facts: SetFacts<Key> | undefined,
): void {
  for (const key in facts) {
    const value = facts[key];
    if (value !== undefined) w.calculated(f[key], value);
  }
}

/** Two numbers of reference pictures, less one each, as people say them. */
export function referencesOf(bits: BitReader): string {
  const back = bits.ue() + 1;
  return `${back} and ${bits.ue() + 1}`;
}

/** Which slices may have weights: P slices by a flag, B slices by another or a kind. */
export function weightsOf(p: boolean, b: number): string {
  if (!p && b === 0) return 'no';
  return [p ? 'P slices' : '', ['', 'B slices', 'B slices, by distance'][b] ?? `kind ${b}`]
    .filter((part) => part !== '')
    .join(' and ');
}
