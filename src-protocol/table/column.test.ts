import fc from 'fast-check';
import { afterEach, describe, expect, it, vi } from 'vitest';
import { BLOCK_ROWS } from './block-plan.ts';
import { type Column, type ColumnKind, newColumn, NO_ROW } from './column.ts';
import { PackedBlock } from './packed-block.ts';

afterEach(() => vi.restoreAllMocks());

describe('a column', () => {
  it('reads as what was written, whatever is packed and amended', () => {
    fc.assert(
      fc.property(
        fc.constantFrom<ColumnKind>('u8', 'u16', 'u32', 'u48', 'f64', 'time'),
        fc.array(fc.record({ slope: fc.integer({ min: -9, max: 5000 }), noise: NOISE }), {
          minLength: 2,
          maxLength: 3,
        }),
        fc.array(fc.record({ at: fc.nat(3 * BLOCK_ROWS), value: VALUE, run: fc.nat(1500) }), {
          maxLength: 12,
        }),
        fc.nat(1000),
        (kind, blocks, amendments, seed) => {
          const column = newColumn(kind);
          const model: number[] = [];
          const random = generator(seed);
          for (const { slope, noise } of blocks)
            for (let row = 0; row < BLOCK_ROWS; row++)
              model.push(kept(kind, 2e8 + slope * model.length + random() * noise));
          // So that the last block is full and packed as well.
          model.push(1, 2);
          write(column, model);
          for (const { at, value, run } of amendments) {
            for (let row = at; row < Math.min(at + run, model.length); row += 1 + (value & 3)) {
              model[row] = kept(kind, value + row);
              column.set(row, model[row]!);
              expect(column.get(row)).toBe(model[row]);
            }
            // Whoever walks reads what is unpacked, whoever jumps what is packed.
            expectSame(column, model, at % 2 === 0 ? 1 : 7919);
          }
          expectSame(column, model, 1);
        },
      ),
      { numRuns: 25 },
    );
  }, 30_000);

  it('counts the block being filled, packed ones, and the one unpacked for whoever walks', () => {
    const column = newColumn('u32');
    write(
      column,
      Array.from({ length: 3 * BLOCK_ROWS }, (_, row) => row % 200),
    );
    const last = 4 * BLOCK_ROWS;
    expect(column.byteLength).toBe(last + 2 * BLOCK_ROWS);
    // A look here and there unpacks nothing.
    for (let row = 0; row < 500; row++) column.get((row % 2) * BLOCK_ROWS + row);
    expect(column.byteLength).toBe(last + 2 * BLOCK_ROWS);
    for (let row = 0; row < 2 * BLOCK_ROWS; row++) expect(column.get(row)).toBe(row % 200);
    expect(column.byteLength).toBe(last + 2 * BLOCK_ROWS + 4 * BLOCK_ROWS);
  });

  it('is not packed again and again when it is amended all over', () => {
    const column = newColumn('u32');
    const model = Array.from({ length: 4 * BLOCK_ROWS }, () => 9);
    write(column, model);
    const pack = vi.spyOn(PackedBlock, 'of');
    const random = generator(5);
    for (let i = 0; i < 60_000; i++) {
      const row = Math.floor(random() * 3 * BLOCK_ROWS);
      model[row] = Math.floor(random() * 2 ** 32);
      column.set(row, model[row]);
    }
    expectSame(column, model, 1);
    expect(pack.mock.calls.length).toBeGreaterThan(0);
    expect(pack.mock.calls.length).toBeLessThan(20);
  });

  it('takes four bytes for a time since 1970, to the last bit, and eight for others', () => {
    const column = newColumn('time');
    const since1970 = (row: number): number => 1_764_590_400.123_456_7 + row * 0.023;
    const fromZero = (row: number): number => (row - BLOCK_ROWS) * 0.023;
    const model = Array.from({ length: 2 * BLOCK_ROWS + 1 }, (_, row) =>
      row < BLOCK_ROWS ? since1970(row) : fromZero(row),
    );
    write(column, model);
    expectSame(column, model, 1);
    expect(column.byteLength).toBe((4 + 8 + 8) * BLOCK_ROWS);
    column.set(3, (model[3] = 0.1));
    expectSame(column, model, 1);
    expect(column.byteLength).toBe((8 + 8 + 8) * BLOCK_ROWS);
  });

  it('leads to rows before, however far, from packed blocks as well', () => {
    const column = newColumn('link');
    const model = Array.from({ length: 6 * BLOCK_ROWS }, (_, row) => {
      if (row % 7000 === 0) return NO_ROW;
      return row % 900 === 7 ? 0 : row - 1 - (row % 3);
    });
    write(column, model);
    expectSame(column, model, 1);
    expectSame(column, model, 7919);
  });
});

const NOISE = fc.constantFrom(0, 1, 200, 255, 40_000, 2 ** 17, 2 ** 34);
const VALUE = fc.oneof(fc.nat(300), fc.nat(2 ** 31 - 1));

/** What a column of this kind keeps of a value that may be too large for it, or no whole number. */
function kept(kind: ColumnKind, value: number): number {
  if (kind === 'f64' || kind === 'time') return value;
  if (kind === 'u48') return Math.max(0, Math.floor(value));
  return Math.floor(value) % { u8: 2 ** 8, u16: 2 ** 16, u32: 2 ** 32, link: NO_ROW }[kind];
}

/** Numbers from 0 to 1 that are the same for the same seed. */
function generator(seed: number): () => number {
  let state = seed + 1;
  return () => (state = (state * 48_271) % 2_147_483_647) / 2_147_483_647;
}

function write(column: Column, values: readonly number[]): void {
  for (let row = 0; row < values.length; row++) {
    column.grow(row);
    column.set(row, values[row]!);
  }
}

/** Reads rows so far apart from each other, around and around. */
function expectSame(column: Column, model: readonly number[], apart: number): void {
  let wrong = -1;
  for (let i = 0, row = 0; i < model.length; i++, row = (row + apart) % model.length)
    if (column.get(row) !== model[row]) wrong = row;
  expect(wrong).toBe(-1);
}
