import type { Field } from '../dictionary/field.ts';
import type { Structure } from '../dictionary/structure.ts';
import type { Wire } from '../wire/wire.ts';
import { CONFIGURATION_CUT } from './diagnostics.ts';
import type { NalCodec, NalUnit } from './nal-unit.ts';

/** Parameter sets of one type, as the records of HEVC and VVC have them. */
export interface ParameterSetArray {
  /** 1: no more sets of the type come within the stream. */
  readonly completeness: number;
  /** Normally 0. */
  readonly reserved: number;
  readonly type: number;
  /** Declared count; undefined for the types that VVC always has one of. */
  readonly count?: number;
  readonly units: readonly NalUnit[];
}

/** The fields of an array. */
export type ParameterSetArrayStructure = Structure<
  Record<'completeness' | 'reserved' | 'type' | 'count' | 'length', Field>
>;

/** Units of one type that are taken apart; a stream has a handful. */
const MOST_UNITS = 256;

/**
 * The layout of `count` arrays of parameter sets up to the position `end`. The second result is true where
 * the bytes ended before the arrays did. `single` are types that come without a count.
 */
export function parameterSetArrays(
  w: Wire,
  end: number,
  count: number,
  declared: ParameterSetArrayStructure,
  units: NalCodec,
  single: readonly number[],
  given: readonly ParameterSetArray[] | undefined,
): [ParameterSetArray[], boolean] {
  const left = (): number => (w.writing ? Infinity : end - w.position);
  const arrays: ParameterSetArray[] = [];
  const most = w.writing ? given!.length : count;
  while (arrays.length < most) {
    const before = given?.[arrays.length];
    const hasCount = (type: number): boolean => !single.includes(type);
    if (left() < 3) {
      w.note(CONFIGURATION_CUT);
      return [arrays, true];
    }
    w.item(arrays.length);
    const f = w.open(declared);
    const completeness = w.uint(f.completeness, before?.completeness ?? 0);
    const reserved = w.uint(f.reserved, before?.reserved ?? 0);
    const type = w.uint(f.type, before?.type ?? 0);
    const number = hasCount(type) ? w.uint(f.count, before?.count ?? 0) : undefined;
    const list: NalUnit[] = [];
    const size = w.writing ? before!.units.length : (number ?? 1);
    let cut = false;
    while (list.length < size) {
      const unit = before?.units[list.length];
      const tooMany = !w.writing && list.length >= MOST_UNITS;
      if (tooMany || left() < 2 || (!w.writing && left() < 2 + w.peek(2))) {
        w.note(CONFIGURATION_CUT);
        cut = true;
        break;
      }
      const length = w.uint(f.length, unit?.length ?? 0);
      w.item(list.length);
      list.push(units.unit(w, length, unit));
    }
    w.close();
    const array = { completeness, reserved, type, units: list };
    arrays.push(number === undefined ? array : { ...array, count: number });
    if (cut) return [arrays, true];
  }
  return [arrays, false];
}
