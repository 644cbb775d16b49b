import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { Direction } from '../bytes/units.ts';
import { NO_ROW } from '../table/column.ts';
import {
  ChunkTable,
  chunkStreamIdOf,
  directionOf,
  fmtOf,
  hasExtendedTimestampOf,
  headerLengthOf,
  isCut,
  isFoundAgain,
  isGuessed,
  markCut,
  packHeader,
  raiseSeverity,
  severityOf,
  startsMessageOf,
} from './chunk-table.ts';

const values = fc.record({
  chunkStreamId: fc.integer({ min: 0, max: 65599 }),
  fmt: fc.integer({ min: 0, max: 3 }),
  headerLength: fc.integer({ min: 1, max: 18 }),
  direction: fc.constantFrom<Direction>(0, 1),
  extended: fc.boolean(),
  starts: fc.boolean(),
  confidence: fc.integer({ min: 0, max: 2 }),
});

describe('a packed chunk header', () => {
  it('gives back what was packed, whatever is marked later', () => {
    fc.assert(
      fc.property(
        values,
        fc.boolean(),
        fc.array(fc.integer({ min: 1, max: 3 })),
        (v, cut, ranks) => {
          let packed = packHeader(
            v.chunkStreamId,
            v.fmt,
            v.headerLength,
            v.direction,
            v.extended,
            v.starts,
            v.confidence,
          );
          if (cut) packed = markCut(packed);
          for (const rank of ranks) packed = raiseSeverity(packed, rank);
          // Columns of 32 bits must be able to hold it.
          expect(packed).toBe(packed >>> 0);
          expect({
            chunkStreamId: chunkStreamIdOf(packed),
            fmt: fmtOf(packed),
            headerLength: headerLengthOf(packed),
            direction: directionOf(packed),
            extended: hasExtendedTimestampOf(packed),
            starts: startsMessageOf(packed),
            confidence: isGuessed(packed) ? 2 : isFoundAgain(packed) ? 1 : 0,
          }).toEqual(v);
          expect(isCut(packed)).toBe(cut);
          expect(severityOf(packed)).toBe(Math.max(0, ...ranks));
        },
      ),
    );
  });
});

it('a row that is filled is the row that is read, in every block and beyond four gigabytes', () => {
  const table = new ChunkTable();
  const facts = (row: number) => ({
    offset: row * 100_000,
    header: 0xffff_0000 + (row % 0xffff),
    payloadLength: row % 129,
    messageOffset: row % 0xff_ffff,
    message: row >>> 2,
    previousOnStream: row % 70_000 === 0 ? (row === 0 ? NO_ROW : row - 70_000) : row - 1,
  });
  for (let row = 0; row < 150_000; row++) {
    const f = facts(row);
    table.fill(
      table.add(),
      f.offset,
      f.header,
      f.payloadLength,
      f.messageOffset,
      f.message,
      f.previousOnStream,
    );
  }
  for (const row of [0, 31, 32, 33, 65_535, 65_536, 70_000, 131_072, 140_000, 149_999])
    expect(table.row(row)).toEqual(facts(row));
  expect(table.bytesPerRow).toBe(24);
});
