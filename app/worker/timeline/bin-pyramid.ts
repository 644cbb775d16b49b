/** Bins of all strands together, at the finest level: 13 bytes each, and as many again for the coarser levels. */
const MOST_CELLS = 1 << 20;
/** Bins of one strand. */
const MOST_BINS = 1 << 16;
const FEWEST_BINS = 1 << 10;

/** What one strand has in each bin of one level. */
export interface Bins {
  readonly counts: Uint32Array;
  readonly bytes: Float64Array;
  /** The worst finding: a maximum, so that none is ever lost. */
  readonly findings: Uint8Array;
}

/**
 * Counts in bins of `2 ** exponent` units, and the coarser levels above them, each half as many bins
 * of twice the width. When the axis outgrows the bins, pairs of them are added up and the exponent
 * grows: memory has a bound whatever the length, and adding stays cheap. Coarser levels are made when
 * they are first asked for.
 */
export class BinPyramid {
  /** Width of the finest bins, as a power of two. */
  exponent: number;
  /** Bins in a unit of the axis. */
  #perUnit: number;
  #bins = FEWEST_BINS;
  #strands: Bins[] = [];
  #levels: Bins[][] = [];

  constructor(exponent: number) {
    this.exponent = exponent;
    this.#perUnit = 2 ** -exponent;
  }

  /** Adds something at a place of a strand. */
  add(strand: number, at: number, bytes: number, finding: number): void {
    this.#levels = NO_LEVELS;
    while (strand >= this.#strands.length) this.#addStrand();
    let bin = Math.floor(at * this.#perUnit);
    while (bin >= this.#bins) {
      this.#widen();
      bin = Math.floor(at * this.#perUnit);
    }
    const { counts, bytes: sizes, findings } = this.#strands[strand]!;
    counts[bin]! += 1;
    sizes[bin]! += bytes;
    if (finding > findings[bin]!) findings[bin] = finding;
  }

  /** Raises the worst finding at a place, and counts nothing. */
  raise(strand: number, at: number, finding: number): void {
    this.#levels = NO_LEVELS;
    const bin = Math.floor(at * this.#perUnit);
    const findings = this.#strands[strand]?.findings;
    if (findings && bin < findings.length && finding > findings[bin]!) findings[bin] = finding;
  }

  /** The bins of every strand at a level; undefined below the finest. */
  level(exponent: number): readonly Bins[] | undefined {
    const steps = exponent - this.exponent;
    if (steps < 0) return undefined;
    if (this.#levels === NO_LEVELS) this.#levels = [this.#strands];
    while (this.#levels.length <= steps) this.#levels.push(this.#levels.at(-1)!.map(halved));
    return this.#levels[steps];
  }

  #addStrand(): void {
    this.#strands.push(empty(this.#bins));
    while (this.#strands.length * this.#bins > MOST_CELLS && this.#bins > 16) {
      this.#strands = this.#strands.map(halved);
      this.#bins /= 2;
      this.#coarser();
    }
  }

  /** Twice the reach: by more bins while there is room for them, by wider ones after that. */
  #widen(): void {
    const room = Math.min(MOST_BINS, MOST_CELLS / Math.max(1, this.#strands.length));
    if (this.#bins * 2 <= room) {
      this.#bins *= 2;
      this.#strands = this.#strands.map((bins) => copied(bins, this.#bins));
      return;
    }
    this.#strands = this.#strands.map((bins) => copied(halved(bins), this.#bins));
    this.#coarser();
  }

  #coarser(): void {
    this.exponent++;
    this.#perUnit /= 2;
  }
}

const NO_LEVELS: Bins[][] = [];

function empty(length: number): Bins {
  return {
    counts: new Uint32Array(length),
    bytes: new Float64Array(length),
    findings: new Uint8Array(length),
  };
}

/** The same in half as many bins. */
function halved({ counts, bytes, findings }: Bins): Bins {
  const half = empty(Math.max(1, Math.ceil(counts.length / 2)));
  for (let bin = 0; bin < counts.length; bin++) {
    const into = bin >>> 1;
    half.counts[into]! += counts[bin]!;
    half.bytes[into]! += bytes[bin]!;
    if (findings[bin]! > half.findings[into]!) half.findings[into] = findings[bin]!;
  }
  return half;
}

function copied(bins: Bins, length: number): Bins {
  const larger = empty(length);
  larger.counts.set(bins.counts);
  larger.bytes.set(bins.bytes);
  larger.findings.set(bins.findings);
  return larger;
}
