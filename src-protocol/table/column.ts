/** The kinds of column, by what one value takes. */
export interface ColumnKinds {
  /** A double, 8 bytes: stream and file offsets (which pass 2³²), times in seconds. */
  f64: Float64Array;
  /** An unsigned 32-bit number, 4 bytes: lengths, timestamps, row numbers. */
  u32: Uint32Array;
  u16: Uint16Array;
  u8: Uint8Array;
}

export type ColumnKind = keyof ColumnKinds;

const ARRAYS = { f64: Float64Array, u32: Uint32Array, u16: Uint16Array, u8: Uint8Array };

/** Bytes one value of each kind takes. */
export const COLUMN_BYTES: Readonly<Record<ColumnKind, number>> = { f64: 8, u32: 4, u16: 2, u8: 1 };

/** "No row": what a u32 column that refers to rows holds when there is none. */
export const NO_ROW = 0xffffffff;

const BLOCK_BITS = 16;
/** Rows a full block holds. Blocks are never copied; only the first grows, by doubling, up to this. */
const BLOCK_ROWS = 1 << BLOCK_BITS;
const BLOCK_MASK = BLOCK_ROWS - 1;
const SMALLEST = 32;

type AnyArray = Float64Array | Uint32Array | Uint16Array | Uint8Array;

/**
 * One column: numbers in blocks of typed arrays. Rows are made by the table that owns it.
 *
 * Every kind has its own `get` and `set`, since code that serves all kinds asks at every number which array it has:
 * that cost a tenth of the time of decoding a capture.
 */
export abstract class Column {
  readonly kind: ColumnKind;
  protected readonly blocks: AnyArray[];

  protected constructor(kind: ColumnKind) {
    this.kind = kind;
    this.blocks = [new ARRAYS[kind](SMALLEST)];
  }

  /** The value of `row`, which must exist. */
  abstract get(row: number): number;

  /** Sets the value of `row`, which must exist. */
  abstract set(row: number, value: number): void;

  /** Makes room for `row`; the table calls it before the row is used. */
  grow(row: number): void {
    const block = row >>> BLOCK_BITS;
    const array = this.blocks[block];
    if (array === undefined) this.blocks.push(new ARRAYS[this.kind](BLOCK_ROWS));
    else if ((row & BLOCK_MASK) >= array.length) {
      const larger = new ARRAYS[this.kind](Math.min(array.length * 2, BLOCK_ROWS));
      larger.set(array);
      this.blocks[block] = larger;
    }
  }

  /** Bytes taken, room for rows to come included. */
  get byteLength(): number {
    let total = 0;
    for (const block of this.blocks) total += block.byteLength;
    return total;
  }
}

class F64Column extends Column {
  constructor() {
    super('f64');
  }
  override get(row: number): number {
    return this.blocks[row >>> BLOCK_BITS]![row & BLOCK_MASK]!;
  }
  override set(row: number, value: number): void {
    this.blocks[row >>> BLOCK_BITS]![row & BLOCK_MASK] = value;
  }
}

class U32Column extends Column {
  constructor() {
    super('u32');
  }
  override get(row: number): number {
    return this.blocks[row >>> BLOCK_BITS]![row & BLOCK_MASK]!;
  }
  override set(row: number, value: number): void {
    this.blocks[row >>> BLOCK_BITS]![row & BLOCK_MASK] = value;
  }
}

class U16Column extends Column {
  constructor() {
    super('u16');
  }
  override get(row: number): number {
    return this.blocks[row >>> BLOCK_BITS]![row & BLOCK_MASK]!;
  }
  override set(row: number, value: number): void {
    this.blocks[row >>> BLOCK_BITS]![row & BLOCK_MASK] = value;
  }
}

class U8Column extends Column {
  constructor() {
    super('u8');
  }
  override get(row: number): number {
    return this.blocks[row >>> BLOCK_BITS]![row & BLOCK_MASK]!;
  }
  override set(row: number, value: number): void {
    this.blocks[row >>> BLOCK_BITS]![row & BLOCK_MASK] = value;
  }
}

const COLUMN_CLASSES = { f64: F64Column, u32: U32Column, u16: U16Column, u8: U8Column };

/** An empty column of this kind. */
export function newColumn(kind: ColumnKind): Column {
  return new COLUMN_CLASSES[kind]();
}

/** The typed arrays, for code that copies windows of rows. */
export { ARRAYS as COLUMN_ARRAYS };
