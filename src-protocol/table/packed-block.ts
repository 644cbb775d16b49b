import {
  BLOCK_ROWS,
  type BlockPlan,
  lineAt,
  mostAside,
  planBlock,
  WIDEST,
  widerPlan,
  type WholeArray,
} from './block-plan.ts';

/** What is kept of rests in no bytes; all blocks share it. */
const NO_RESTS = new Uint8Array(BLOCK_ROWS);
const REST_ARRAYS = [Uint8Array, Uint8Array, Uint16Array] as const;

/** The values or rests of the block at work: one array for all, since new memory costs more time than packing. */
const work = new Int32Array(BLOCK_ROWS);
/** Rests are looked at in runs, so that one that does not fit makes no work with all. */
const RUN = 1024;
const RUNS = Array.from({ length: BLOCK_ROWS / RUN }, (_, run) =>
  work.subarray(run * RUN, (run + 1) * RUN),
);

/**
 * A full block of whole numbers in little room. Most columns stay the same or grow steadily: what is kept is a straight
 * line, how far each value is above it in 0, 1 or 2 bytes, and the few values that are further off, aside. So one
 * offset of the other direction, or NO_ROW, does not make the others wider.
 */
export class PackedBlock {
  readonly #step: number;
  readonly #shift: number;
  readonly #base: number;
  readonly #mask: number;
  readonly #mostAside: number;
  /** The lower bits of each rest. */
  readonly #rests: Uint8Array | Uint16Array;
  /** Rows of the values kept aside, growing, and those values. Their rests are 0. */
  readonly #rows: number[] = [];
  readonly #values: number[] = [];

  private constructor({ step, shift, base, width }: BlockPlan) {
    this.#step = step;
    this.#shift = shift;
    this.#base = base;
    this.#mask = 2 ** (8 * width) - 1;
    this.#mostAside = mostAside(width);
    this.#rests = width === 0 ? NO_RESTS : new REST_ARRAYS[width]!(BLOCK_ROWS);
  }

  /** Packs the values of a full block; undefined when that would save nothing. */
  static of(values: WholeArray): PackedBlock | undefined {
    const widest = Math.min(WIDEST, values.BYTES_PER_ELEMENT - 1);
    for (let plan = planBlock(values); plan.width <= widest; plan = widerPlan(plan)) {
      const block = new PackedBlock(plan);
      if (block.#pack(values)) return block;
    }
    return undefined;
  }

  get(row: number): number {
    const rest = this.#rests[row]!;
    if (rest === 0 && this.#rows.length > 0) {
      const place = this.#placeOf(row);
      if (this.#rows[place] === row) return this.#values[place]!;
    }
    const above = (rest - this.#base) & this.#mask;
    return (lineAt(this.#step, this.#shift, row) + this.#base + above) >>> 0;
  }

  /** Sets a value; false, and nothing is changed, when there is no room for it. */
  set(row: number, value: number): boolean {
    const rest = value - lineAt(this.#step, this.#shift, row);
    const place = this.#placeOf(row);
    if (this.#rows[place] === row) this.#values[place] = value;
    else if (((rest - this.#base) & ~this.#mask) === 0) this.#keep(row, rest);
    else if (this.#rows.length >= 2 * this.#mostAside) return false;
    else {
      this.#rows.splice(place, 0, row);
      this.#values.splice(place, 0, value);
      this.#keep(row, 0);
    }
    return true;
  }

  /** Writes all values into `array`. */
  unpack(array: WholeArray): void {
    work.set(this.#rests);
    if (this.#step !== 0 || this.#base !== 0)
      addLine(work, this.#step, this.#shift, this.#base, this.#mask);
    for (let i = 0; i < this.#rows.length; i++) work[this.#rows[i]!] = this.#values[i]!;
    array.set(work);
  }

  get byteLength(): number {
    const kept = this.#rests === NO_RESTS ? 0 : this.#rests.byteLength;
    return kept + (this.#rows.length + this.#values.length) * 8;
  }

  /** Takes these values; false when too many do not fit. */
  #pack(values: WholeArray): boolean {
    work.set(values);
    for (let run = 0; run < RUNS.length; run++) {
      const fits = (this.#bitsAbove(run) & ~this.#mask) === 0;
      if (!fits && !this.#putAside(run, values)) return false;
    }
    if (this.#rests !== NO_RESTS) this.#rests.set(work);
    return true;
  }

  /** Takes the line away from a run; the bits in which any rest is above the base. */
  #bitsAbove(run: number): number {
    const step = this.#step;
    if (step === 0) return bitsAbove(RUNS[run]!, this.#base);
    return slope(RUNS[run]!, Math.imul(step, run * RUN), step, this.#shift, this.#base);
  }

  /** Puts aside what does not fit of a run; false when that is too much. */
  #putAside(run: number, values: WholeArray): boolean {
    const base = this.#base;
    const above = ~this.#mask;
    for (let row = run * RUN, end = row + RUN; row < end; row++) {
      if (((work[row]! - base) & above) === 0) continue;
      if (this.#rows.length >= this.#mostAside) return false;
      this.#rows.push(row);
      this.#values.push(values[row]!);
      work[row] = 0;
    }
    return true;
  }

  #keep(row: number, rest: number): void {
    if (this.#rests !== NO_RESTS) this.#rests[row] = rest;
  }

  /** The place of `row` among those kept aside, or where it would be. */
  #placeOf(row: number): number {
    let low = 0;
    let high = this.#rows.length;
    while (low < high) {
      const middle = (low + high) >>> 1;
      if (this.#rows[middle]! < row) low = middle + 1;
      else high = middle;
    }
    return low;
  }
}

// In these three the compiler is told that all are integers, which halves the time; every value passes through them. The
// line is `lineAt`, added up.

/** Makes values of the lower bits of rests. */
function addLine(
  values: Int32Array,
  step: number,
  shift: number,
  base: number,
  mask: number,
): void {
  const [rise, right, lowest, bits] = [step | 0, shift | 0, base | 0, mask | 0];
  for (let row = 0, line = 0; row < BLOCK_ROWS; row++) {
    values[row] = ((((line >> right) + lowest) | 0) + ((values[row]! - lowest) & bits)) | 0;
    line = (line + rise) | 0;
  }
}

/** Makes rests of values, on a line that begins at `line`; the bits in which any is above `base`. */
function slope(run: Int32Array, line: number, step: number, shift: number, base: number): number {
  const [rise, right, lowest] = [step | 0, shift | 0, base | 0];
  let bits = 0;
  for (let i = 0, at = line | 0; i < RUN; i++) {
    const rest = (run[i]! - (at >> right)) | 0;
    run[i] = rest;
    bits |= rest - lowest;
    at = (at + rise) | 0;
  }
  return bits;
}

/** The bits in which any of these is above `base`. Four at once, which takes a fifth less. */
function bitsAbove(run: Int32Array, base: number): number {
  const lowest = base | 0;
  let [a, b, c, d] = [0, 0, 0, 0];
  for (let i = 0; i < RUN; i += 4) {
    a |= run[i]! - lowest;
    b |= run[i + 1]! - lowest;
    c |= run[i + 2]! - lowest;
    d |= run[i + 3]! - lowest;
  }
  return a | b | c | d;
}
