import { describe, expect, it } from 'vitest';
import { BLOCK_ROWS, mostAside, type WholeArray } from './block-plan.ts';
import { PackedBlock } from './packed-block.ts';

describe('PackedBlock', () => {
  it('takes no bytes for values that are the same, and for those on a line', () => {
    expect(packed((row) => row * 0 + 7)?.byteLength).toBe(0);
    expect(packed((row) => 5_000_000 + row)?.byteLength).toBe(0);
    expect(packed((row) => 4096 * (BLOCK_ROWS - row))?.byteLength).toBe(0);
  });

  it('takes one or two bytes for values that are near each other, or near a line', () => {
    expect(packed((row) => 4_000_000_000 + noise(row, 200))?.byteLength).toBe(BLOCK_ROWS);
    expect(packed((row) => 4_000_000 + noise(row, 60_000))?.byteLength).toBe(2 * BLOCK_ROWS);
    expect(packed((row) => 21.33 * row + noise(row, 100))?.byteLength).toBe(BLOCK_ROWS);
    expect(packed((row) => 3_000_000 - 130.7 * row + noise(row, 9000))?.byteLength).toBe(
      2 * BLOCK_ROWS,
    );
  });

  it('goes on where offsets begin again at 2³²', () => {
    expect(packed((row) => 0xffff_0000 + 1000 * row + noise(row, 200))?.byteLength).toBe(
      BLOCK_ROWS,
    );
  });

  it('keeps few values aside, wherever they are, so that others stay narrow', () => {
    const outliers = [0, 255, 256, 5000, BLOCK_ROWS - 1];
    const block = packed((row) => (outliers.includes(row) ? 2e9 + row : row & 63));
    expect(block?.byteLength).toBe(BLOCK_ROWS + outliers.length * 16);
  });

  it('finds more values too far off than its samples said, and takes more bytes', () => {
    // A burst of as many values as may not be kept aside, with one sample among them.
    const block = packed((row) => (row > 0 && row < 600 ? 300 : 8));
    expect(block?.byteLength).toBe(2 * BLOCK_ROWS);
  });

  it('is not made where it would save nothing', () => {
    expect(PackedBlock.of(filled(Uint32Array, (row) => noise(row, 2 ** 32)))).toBeUndefined();
    expect(PackedBlock.of(filled(Uint16Array, (row) => noise(row, 2 ** 16)))).toBeUndefined();
    expect(PackedBlock.of(filled(Uint8Array, (row) => noise(row, 2 ** 8)))).toBeUndefined();
    expect(PackedBlock.of(filled(Uint16Array, (row) => noise(row, 200)))).toBeDefined();
    expect(PackedBlock.of(filled(Uint8Array, () => 3))).toBeDefined();
  });

  it('takes what it is given later in place, or aside, until there is no room', () => {
    const values = filled(Uint32Array, (row) => row & 63);
    const block = PackedBlock.of(values)!;
    const set = (row: number, value: number): boolean => {
      const taken = block.set(row, value);
      if (taken) values[row] = value;
      return taken;
    };
    expect(set(700, 200)).toBe(true);
    expect(block.byteLength).toBe(BLOCK_ROWS);
    for (let row = 0; row < 2 * mostAside(1); row++)
      expect(set(row * 3, 0xffff_ffff - row)).toBe(true);
    expect(block.byteLength).toBe(BLOCK_ROWS + 2 * mostAside(1) * 16);
    expect(set(1, 1_000_000)).toBe(false);
    // What is aside can be set again, what fits still fits.
    expect(set(3, 5)).toBe(true);
    expect(set(1, 0)).toBe(true);
    expectAll(block, values);
  });
});

const noise = (row: number, most: number): number =>
  Number((BigInt(row) * 2654435761n) % 4294967291n) % most;

function filled(array: new (length: number) => WholeArray, value: (row: number) => number) {
  const values = new array(BLOCK_ROWS);
  for (let row = 0; row < BLOCK_ROWS; row++) values[row] = value(row);
  return values;
}

/** A block of these values, all of which have been read from it. */
function packed(value: (row: number) => number): PackedBlock | undefined {
  const values = filled(Uint32Array, value);
  const block = PackedBlock.of(values);
  if (block) expectAll(block, values);
  return block;
}

function expectAll(block: PackedBlock, values: WholeArray): void {
  expect(values.findIndex((value, row) => block.get(row) !== value)).toBe(-1);
  const unpacked = new Uint32Array(BLOCK_ROWS);
  block.unpack(unpacked);
  expect(values.findIndex((value, row) => unpacked[row] !== value)).toBe(-1);
}
