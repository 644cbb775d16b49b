import { BLOCK_BITS, BLOCK_MASK, BLOCK_ROWS, type WholeArray } from './block-plan.ts';
import { PackedBlock } from './packed-block.ts';

/** The kinds of column, by the array that a window of one is given away in. */
export interface ColumnKinds {
  /** A double, 8 bytes. */
  f64: Float64Array;
  /** A double, seconds since 1970, of which full blocks mostly take 4 bytes. */
  time: Float64Array;
  /** A whole number, 4 bytes, or 6 once one passes 2³²: offsets. From 2⁴⁸ on, a quarter of a petabyte, the largest is kept. */
  u48: Float64Array;
  /** An unsigned 32-bit number, 4 bytes: lengths, timestamps, row numbers. */
  u32: Uint32Array;
  u16: Uint16Array;
  u8: Uint8Array;
  /** A row of the same table before this one, or NO_ROW: 2 bytes while it is near, and never packed. Set once, row after row. */
  link: Uint32Array;
}

export type ColumnKind = keyof ColumnKinds;

/** The typed arrays that windows of rows are copied into. */
export const WINDOW_ARRAYS = {
  f64: Float64Array,
  time: Float64Array,
  u48: Float64Array,
  u32: Uint32Array,
  u16: Uint16Array,
  u8: Uint8Array,
  link: Uint32Array,
};

/** Bytes one value of each kind takes at most, until its block is packed. */
export const COLUMN_BYTES: Readonly<Record<ColumnKind, number>> = {
  f64: 8,
  time: 8,
  u48: 6,
  u32: 4,
  u16: 2,
  u8: 1,
  link: 2,
};

/** "No row": what a u32 column that refers to rows holds when there is none. */
export const NO_ROW = 0xffffffff;

/** An array that numbers are kept in. */
export type NumberArray = Float64Array | WholeArray;

const SMALLEST = 32;

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
   * The array that has the value of `row`, which must be in the last block, at `row & BLOCK_MASK`, and those of its block;
   * for who writes many columns at once. Of `u48` it has the lower 32 bits, of `link` the distance, when that is below FAR.
   */
  arrayOf(row: number): NumberArray;
  /** Bytes taken, room for rows to come included. */
  readonly byteLength: number;
}

/** Numbers in blocks of typed arrays. */
abstract class Blocks<A extends NumberArray> {
  /** Arrays that may be written to. Undefined where the block is packed. */
  protected readonly writable: (A | undefined)[];
  protected readonly newArray: new (length: number) => A;

  protected constructor(array: new (length: number) => A) {
    this.newArray = array;
    this.writable = [new array(SMALLEST)];
  }

  grow(row: number): void {
    const number = row >>> BLOCK_BITS;
    const at = row & BLOCK_MASK;
    if (number >= this.writable.length) this.put(number, this.begin(number - 1));
    else if (number === this.writable.length - 1 && at >= this.writable[number]!.length)
      this.#enlarge(number);
  }

  arrayOf(row: number): NumberArray {
    return this.writable[row >>> BLOCK_BITS]!;
  }

  get byteLength(): number {
    let total = 0;
    for (const array of this.writable) if (array) total += array.byteLength;
    return total;
  }

  /** An array of zeros for the block after `full`. */
  protected begin(_full: number): A {
    return new this.newArray(BLOCK_ROWS);
  }

  protected put(number: number, array: A | undefined): void {
    this.writable[number] = array;
  }

  #enlarge(number: number): void {
    const array = this.writable[number]!;
    const larger = new this.newArray(Math.min(array.length * 2, BLOCK_ROWS));
    larger.set(array);
    this.put(number, larger);
  }
}

class F64Column extends Blocks<Float64Array> implements Column {
  constructor() {
    super(Float64Array);
  }
  get(row: number): number {
    return this.writable[row >>> BLOCK_BITS]![row & BLOCK_MASK]!;
  }
  set(row: number, value: number): void {
    this.writable[row >>> BLOCK_BITS]![row & BLOCK_MASK] = value;
  }
}

/** What any double between 2³⁰ and 2³¹ is a multiple of: any time from 2004 to 2038 in seconds, however fine the clock. */
const FINEST_TIME = 2 ** -22;
const PER_SECOND = 2 ** 22;
/** Seconds from the first time of a block that times before it may have, after reordering; 768 are left for those after. */
const BEFORE = 256;

/** Times of a full block, counted in FINEST_TIME since `start`. */
interface PackedTimes {
  readonly start: number;
  readonly since: Uint32Array;
}

class TimeColumn extends Blocks<Float64Array> implements Column {
  readonly #packed: (PackedTimes | undefined)[] = [];

  constructor() {
    super(Float64Array);
  }

  get(row: number): number {
    const array = this.writable[row >>> BLOCK_BITS];
    if (array !== undefined) return array[row & BLOCK_MASK]!;
    const { start, since } = this.#packed[row >>> BLOCK_BITS]!;
    return start + since[row & BLOCK_MASK]! * FINEST_TIME;
  }

  set(row: number, value: number): void {
    const number = row >>> BLOCK_BITS;
    if (this.writable[number] === undefined) this.#unpack(number);
    this.writable[number]![row & BLOCK_MASK] = value;
  }

  override get byteLength(): number {
    let total = super.byteLength;
    for (const block of this.#packed) if (block) total += block.since.byteLength;
    return total;
  }

  protected override begin(full: number): Float64Array {
    const array = this.writable[full]!;
    const start = Math.floor(array[0]!) - BEFORE;
    const since = new Uint32Array(BLOCK_ROWS);
    for (let row = 0; row < BLOCK_ROWS; row++) {
      since[row] = (array[row]! - start) * PER_SECOND;
      // Times that count from zero are finer, and long pauses do not fit.
      if (start + since[row]! * FINEST_TIME !== array[row]) return super.begin(full);
    }
    this.#packed[full] = { start, since };
    this.put(full, undefined);
    return array.fill(0);
  }

  #unpack(number: number): void {
    const first = number << BLOCK_BITS;
    this.put(
      number,
      Float64Array.from({ length: BLOCK_ROWS }, (_, at) => this.get(first + at)),
    );
    this.#packed[number] = undefined;
  }
}

/** Looks at a packed block, one after the other, from which on it is unpacked for reading. */
const LOOKS = 64;

/** Whole numbers in blocks that are packed when they are full. */
abstract class PackingBlocks<A extends WholeArray> extends Blocks<A> {
  /** Arrays that may be read: those that may be written to, and what is unpacked of a packed block. */
  protected readonly readable: (A | undefined)[] = [];
  readonly #packed: (PackedBlock | undefined)[] = [];
  /** The block that is unpacked for reading: whoever walks through a table reads it row after row. -1 for none. */
  #unpacked = -1;
  /** The packed block looked at last, and how often. */
  #near = -1;
  #looks = 0;
  readonly #kept: A;

  protected constructor(array: new (length: number) => A) {
    super(array);
    this.#kept = new array(1);
    this.put(0, this.writable[0]);
  }

  override get byteLength(): number {
    let total = super.byteLength + (this.readable[this.#unpacked]?.byteLength ?? 0);
    for (const block of this.#packed) if (block) total += block.byteLength;
    return total;
  }

  protected override put(number: number, array: A | undefined): void {
    super.put(number, array);
    this.readable[number] = array;
  }

  /** Packs the full block, if it can be; then its array is free. */
  protected override begin(full: number): A {
    const array = this.writable[full]!;
    const packed = PackedBlock.of(array);
    if (!packed) return super.begin(full);
    this.#packed[full] = packed;
    this.put(full, undefined);
    array.fill(0);
    return array;
  }

  /** The value of a row in a packed block. */
  protected look(row: number): number {
    const number = row >>> BLOCK_BITS;
    const packed = this.#packed[number]!;
    if (number !== this.#near) {
      this.#near = number;
      this.#looks = 0;
    } else if (++this.#looks === LOOKS) this.#unpack(number, packed);
    return packed.get(row & BLOCK_MASK);
  }

  /** Sets a value in a packed block. One that has no room for it any more is packed again, wider. */
  protected amend(row: number, value: number): void {
    const number = row >>> BLOCK_BITS;
    const at = row & BLOCK_MASK;
    const packed = this.#packed[number]!;
    // As a typed array of this kind would keep it.
    this.#kept[0] = value;
    const kept = this.#kept[0];
    const read = this.readable[number];
    if (read) read[at] = kept;
    if (packed.set(at, kept)) return;
    const array = this.#unpack(number, packed);
    array[at] = kept;
    const again = PackedBlock.of(array);
    this.#packed[number] = again;
    if (again) return;
    // Nothing is saved by packing it: from now on it is like the last block.
    this.put(number, array);
    this.#unpacked = -1;
  }

  /** Makes a packed block the one that is unpacked for reading. */
  #unpack(number: number, packed: PackedBlock): A {
    const there = this.readable[number];
    if (there) return there;
    const array = this.readable[this.#unpacked] ?? new this.newArray(BLOCK_ROWS);
    if (this.#unpacked >= 0) this.readable[this.#unpacked] = undefined;
    packed.unpack(array);
    this.readable[number] = array;
    this.#unpacked = number;
    this.#near = -1;
    return array;
  }
}

class U32Column extends PackingBlocks<Uint32Array> implements Column {
  constructor() {
    super(Uint32Array);
  }
  get(row: number): number {
    const array = this.readable[row >>> BLOCK_BITS];
    return array === undefined ? this.look(row) : array[row & BLOCK_MASK]!;
  }
  set(row: number, value: number): void {
    const array = this.writable[row >>> BLOCK_BITS];
    if (array === undefined) this.amend(row, value);
    else array[row & BLOCK_MASK] = value;
  }
}

class U16Column extends PackingBlocks<Uint16Array> implements Column {
  constructor() {
    super(Uint16Array);
  }
  get(row: number): number {
    const array = this.readable[row >>> BLOCK_BITS];
    return array === undefined ? this.look(row) : array[row & BLOCK_MASK]!;
  }
  set(row: number, value: number): void {
    const array = this.writable[row >>> BLOCK_BITS];
    if (array === undefined) this.amend(row, value);
    else array[row & BLOCK_MASK] = value;
  }
}

class U8Column extends PackingBlocks<Uint8Array> implements Column {
  constructor() {
    super(Uint8Array);
  }
  get(row: number): number {
    const array = this.readable[row >>> BLOCK_BITS];
    return array === undefined ? this.look(row) : array[row & BLOCK_MASK]!;
  }
  set(row: number, value: number): void {
    const array = this.writable[row >>> BLOCK_BITS];
    if (array === undefined) this.amend(row, value);
    else array[row & BLOCK_MASK] = value;
  }
}

const TWO_32 = 0x1_0000_0000;
const MOST = 0xffff_ffff_ffff;

class U48Column implements Column {
  readonly #low = new U32Column();
  /** What is above 32 bits; most captures have nothing there. */
  #high: U16Column | undefined;
  #last = 0;

  get(row: number): number {
    const low = this.#low.get(row);
    return this.#high === undefined ? low : this.#high.get(row) * TWO_32 + low;
  }

  set(row: number, value: number): void {
    const kept = value < MOST ? value : MOST;
    this.#low.set(row, kept);
    if (kept >= TWO_32) this.#high ??= this.#newHigh();
    this.#high?.set(row, kept / TWO_32);
  }

  grow(row: number): void {
    this.#low.grow(row);
    this.#high?.grow(row);
    this.#last = row;
  }

  arrayOf(row: number): NumberArray {
    return this.#low.arrayOf(row);
  }

  get byteLength(): number {
    return this.#low.byteLength + (this.#high?.byteLength ?? 0);
  }

  #newHigh(): U16Column {
    const high = new U16Column();
    for (let row = 0; row <= this.#last; row++) high.grow(row);
    return high;
  }
}

/** Distance of a row that is kept in a list of its own. */
export const FAR = 0xffff;

/** Distances are so small that packing them would save little, and take longer than with other columns. */
class LinkColumn extends Blocks<Uint16Array> implements Column {
  /** By turns a row whose link is far, growing, and where it leads. */
  readonly #far: number[] = [];

  constructor() {
    super(Uint16Array);
  }

  get(row: number): number {
    const distance = this.writable[row >>> BLOCK_BITS]![row & BLOCK_MASK]!;
    if (distance === FAR) return this.#farFrom(row);
    return distance === 0 ? NO_ROW : row - distance;
  }

  set(row: number, value: number): void {
    let distance = value === NO_ROW ? 0 : row - value;
    if (distance >= FAR) {
      this.#far.push(row, value);
      distance = FAR;
    }
    this.writable[row >>> BLOCK_BITS]![row & BLOCK_MASK] = distance;
  }

  override get byteLength(): number {
    return super.byteLength + this.#far.length * 8;
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
  time: TimeColumn,
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
