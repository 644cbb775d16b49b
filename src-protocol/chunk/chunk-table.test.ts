import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { Direction } from '../bytes/units.ts';
import {
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
