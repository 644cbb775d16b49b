/** The kinds of column, by the array that a window of one is given away in. */
export interface ColumnKinds {
  /** A double, 8 bytes: file offsets, times in seconds. */
  f64: Float64Array;
  /** A whole number, 6 bytes: stream offsets, which pass 2³². From 2⁴⁸ on, a quarter of a petabyte, the largest is kept. */
  u48: Float64Array;
  /** An unsigned 32-bit number, 4 bytes: lengths, timestamps, row numbers. */
  u32: Uint32Array;
  u16: Uint16Array;
  u8: Uint8Array;
  /** A row of the same table before this one, or NO_ROW: 2 bytes while it is near. Set once, row after row. */
  link: Uint32Array;
}

export type ColumnKind = keyof ColumnKinds;

/** The typed arrays that windows of rows are copied into. */
export const WINDOW_ARRAYS = {
  f64: Float64Array,
  u48: Float64Array,
  u32: Uint32Array,
  u16: Uint16Array,
  u8: Uint8Array,
  link: Uint32Array,
};

/** Bytes one value of each kind takes. */
export const COLUMN_BYTES: Readonly<Record<ColumnKind, number>> = {
  f64: 8,
  u48: 6,
  u32: 4,
  u16: 2,
  u8: 1,
  link: 2,
};

/** "No row": what a u32 column that refers to rows holds when there is none. */
export const NO_ROW = 0xffffffff;

export const BLOCK_BITS = 16;
/** Rows a full block holds. Blocks are never copied; only the first grows, by doubling, up to this. */
const BLOCK_ROWS = 1 << BLOCK_BITS;
export const BLOCK_MASK = BLOCK_ROWS - 1;
const SMALLEST = 32;

/** An array that numbers are kept in. */
export type NumberArray = Float64Array | Uint32Array | Uint16Array | Uint8Array;

/**
 * One column of numbers. Rows are made by the table that owns it.
 *
 * Every kind has its own `get` and `set`, since code that serves all kinds asks at every number which array it has:
 * that cost a tenth of the time of decoding a capture.
 */
export interface Column {
  /** The value of `row`, which must exist. */
  get(row: number): number;
  /** Sets the value of `row`, which must exist. */
  set(row: number, value: number): void;
  /** Makes room for `row`; the table calls it before the row is used. */
  grow(row: number): void;
  /**
   * The array that has the value of `row`, at `row & BLOCK_MASK`, and those of its block; for who writes many columns at
   * once. Of `u48` it has the lower 32 bits, of `link` the distance, when that is below FAR.
   */
  arrayOf(row: number): NumberArray;
  /** Bytes taken, room for rows to come included. */
  readonly byteLength: number;
}

/** Numbers in blocks of typed arrays. */
abstract class Blocks {
  protected readonly blocks: NumberArray[];
  readonly #array: new (length: number) => NumberArray;

  protected constructor(array: new (length: number) => NumberArray) {
    this.#array = array;
    this.blocks = [new array(SMALLEST)];
  }

  grow(row: number): void {
    const block = row >>> BLOCK_BITS;
    const array = this.blocks[block];
    if (array === undefined) this.blocks.push(new this.#array(BLOCK_ROWS));
    else if ((row & BLOCK_MASK) >= array.length) {
      const larger = new this.#array(Math.min(array.length * 2, BLOCK_ROWS));
      larger.set(array);
      this.blocks[block] = larger;
    }
  }

  arrayOf(row: number): NumberArray {
    return this.blocks[row >>> BLOCK_BITS]!;
  }

  get byteLength(): number {
    let total = 0;
    for (const block of this.blocks) total += block.byteLength;
    return total;
  }
}

class F64Column extends Blocks implements Column {
  constructor() {
    super(Float64Array);
  }
  get(row: number): number {
    return this.blocks[row >>> BLOCK_BITS]![row & BLOCK_MASK]!;
  }
  set(row: number, value: number): void {
    this.blocks[row >>> BLOCK_BITS]![row & BLOCK_MASK] = value;
  }
}

class U32Column extends Blocks implements Column {
  constructor() {
    super(Uint32Array);
  }
  get(row: number): number {
    return this.blocks[row >>> BLOCK_BITS]![row & BLOCK_MASK]!;
  }
  set(row: number, value: number): void {
    this.blocks[row >>> BLOCK_BITS]![row & BLOCK_MASK] = value;
  }
}

class U16Column extends Blocks implements Column {
  constructor() {
    super(Uint16Array);
  }
  get(row: number): number {
    return this.blocks[row >>> BLOCK_BITS]![row & BLOCK_MASK]!;
  }
  set(row: number, value: number): void {
    this.blocks[row >>> BLOCK_BITS]![row & BLOCK_MASK] = value;
  }
}

class U8Column extends Blocks implements Column {
  constructor() {
    super(Uint8Array);
  }
  get(row: number): number {
    return this.blocks[row >>> BLOCK_BITS]![row & BLOCK_MASK]!;
  }
  set(row: number, value: number): void {
    this.blocks[row >>> BLOCK_BITS]![row & BLOCK_MASK] = value;
  }
}

const TWO_32 = 0x1_0000_0000;
const MOST = 0xffff_ffff_ffff;

class U48Column implements Column {
  readonly #low = new U32Column();
  readonly #high = new U16Column();

  get(row: number): number {
    return this.#high.get(row) * TWO_32 + this.#low.get(row);
  }

  set(row: number, value: number): void {
    const kept = value < MOST ? value : MOST;
    this.#low.set(row, kept);
    this.#high.set(row, kept / TWO_32);
  }

  grow(row: number): void {
    this.#low.grow(row);
    this.#high.grow(row);
  }

  arrayOf(row: number): NumberArray {
    return this.#low.arrayOf(row);
  }

  get byteLength(): number {
    return this.#low.byteLength + this.#high.byteLength;
  }
}

/** Distance of a row that is kept in a list of its own. */
export const FAR = 0xffff;

class LinkColumn implements Column {
  readonly #distance = new U16Column();
  /** By turns a row whose link is far, growing, and where it leads. */
  readonly #far: number[] = [];

  get(row: number): number {
    const distance = this.#distance.get(row);
    if (distance === FAR) return this.#farFrom(row);
    return distance === 0 ? NO_ROW : row - distance;
  }

  set(row: number, value: number): void {
    let distance = value === NO_ROW ? 0 : row - value;
    if (distance >= FAR) {
      this.#far.push(row, value);
      distance = FAR;
    }
    this.#distance.set(row, distance);
  }

  grow(row: number): void {
    this.#distance.grow(row);
  }

  arrayOf(row: number): NumberArray {
    return this.#distance.arrayOf(row);
  }

  get byteLength(): number {
    return this.#distance.byteLength + this.#far.length * 8;
  }

  #farFrom(row: number): number {
    let low = 0;
    let high = this.#far.length / 2;
    while (high - low > 1) {
      const middle = (low + high) >>> 1;
      if (this.#far[2 * middle]! <= row) low = middle;
      else high = middle;
    }
    return this.#far[2 * low + 1]!;
  }
}

const COLUMN_CLASSES = {
  f64: F64Column,
  u48: U48Column,
  u32: U32Column,
  u16: U16Column,
  u8: U8Column,
  link: LinkColumn,
};

/** An empty column of this kind. */
export function newColumn(kind: ColumnKind): Column {
  return new COLUMN_CLASSES[kind]();
}
