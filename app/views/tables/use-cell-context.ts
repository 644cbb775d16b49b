import { useMemo } from 'react';
import { numberWidth } from '../../components/number-width.ts';
import { useMask } from '../../state/mask.ts';
import { useInspector } from '../../state/store.ts';
import type { CellContext } from './table-column.ts';

/** What the cells of a table need. `row` is remembered by whoever has the rows. */
export function useCellContext(
  start: number,
  rowCount: number,
  row: (index: number) => { readonly time: number } | undefined,
): CellContext {
  const times = useInspector((state) => state.times);
  const mask = useMask();
  const width = numberWidth(rowCount);
  // Only times since the row above need to know the rows; the other columns stay the same as rows come.
  const above = times === 'delta' ? row : undefined;
  return useMemo(
    () => ({
      start,
      times,
      numberWidth: width,
      mask,
      timeBefore: (index) => above?.(index - 1)?.time,
    }),
    [start, times, width, mask, above],
  );
}
