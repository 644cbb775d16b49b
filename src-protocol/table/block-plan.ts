/** An array that whole numbers are kept in. */
export type WholeArray = Uint32Array | Uint16Array | Uint8Array;

export const BLOCK_BITS = 14;
/** Rows a full block holds. */
export const BLOCK_ROWS = 1 << BLOCK_BITS;
export const BLOCK_MASK = BLOCK_ROWS - 1;

/** The most bytes a rest may take, more than which there is nothing to save. */
export const WIDEST = 2;

/** Values looked at to find the line, and how wide the rest of most values is. */
const SAMPLES = 64;
/** Samples that may be too far off, and be kept aside. */
const OUTLIERS = 2;

/** Values that may be kept aside of rests this wide: where there are no rests, every look has to search for them. */
export function mostAside(width: number): number {
  return width === 0 ? 32 : (BLOCK_ROWS / SAMPLES) * OUTLIERS;
}

/** How a block is packed. All numbers are modulo 2³², as are those that are packed. */
export interface BlockPlan {
  /** Growth from row to row, times 2 to the power of `shift`. */
  readonly step: number;
  readonly shift: number;
  /** The smallest rest: what is left of a value when the line is taken away. */
  readonly base: number;
  /** Bytes in which a rest is kept. */
  readonly width: number;
}

/** Where the line is at `row`. */
export function lineAt(step: number, shift: number, row: number): number {
  return Math.imul(step, row) >> shift;
}

const sampled = new Uint32Array(SAMPLES);
const spread = new Int32Array(SAMPLES);
const slopes = new Float64Array(SAMPLES / 2);

/** How to pack these values in few bytes; a guess from samples. */
export function planBlock(values: WholeArray): BlockPlan {
  for (let i = 0; i < SAMPLES; i++) sampled[i] = values[sampleRow(i)]!;
  const level = narrowest(0, 0, 0);
  if (level.width === 0) return level;
  const slope = steepness();
  // So many bits behind the point that the last row of a block is below 2³¹.
  const shift = Math.max(0, 16 - Math.ceil(Math.log2(Math.abs(slope) + 1)));
  const sloping = narrowest(Math.round(slope * 2 ** shift), shift, 0);
  return sloping.width < level.width ? sloping : level;
}

/** What to try when too many values did not fit into `plan`. */
export function widerPlan({ step, shift, width }: BlockPlan): BlockPlan {
  return narrowest(step, shift, width + 1);
}

/** The row of a sample. They are not equally far from each other, since columns have periods. */
function sampleRow(sample: number): number {
  const apart = BLOCK_ROWS / SAMPLES;
  return sample * apart + ((sample * 97) & (apart - 1));
}

/** The growth from row to row: the median of what pairs of samples half a block apart say. */
function steepness(): number {
  const half = SAMPLES / 2;
  for (let i = 0; i < half; i++)
    slopes[i] = ((sampled[i + half]! - sampled[i]!) | 0) / (sampleRow(i + half) - sampleRow(i));
  return slopes.sort()[half / 2]!;
}

/** The narrowest plan, of `width` bytes or more, that has room for nearly all samples. */
function narrowest(step: number, shift: number, width: number): BlockPlan {
  const rest = (sample: number) => sampled[sample]! - lineAt(step, shift, sampleRow(sample));
  const middle = rest(SAMPLES / 2) | 0;
  for (let i = 0; i < SAMPLES; i++) spread[i] = rest(i) - middle;
  spread.sort();
  for (; width <= WIDEST; width++) {
    const room = 2 ** (8 * width) - 1;
    const outliers = width === 0 ? 0 : OUTLIERS;
    for (let first = 0; first <= outliers; first++) {
      const smallest = middle + spread[first]!;
      const range = middle + spread[first + SAMPLES - 1 - outliers]! - smallest;
      if (range > room) continue;
      // Without line and base, unpacking is copying. Otherwise more values may lie on both sides.
      const plain = step === 0 && smallest >= 0 && smallest + range <= room;
      const base = plain ? 0 : (smallest - ((room - range) >>> 1)) | 0;
      return { step, shift, base, width };
    }
  }
  return { step, shift, base: 0, width };
}
