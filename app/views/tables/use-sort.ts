import { count } from '../../format/numbers.ts';
import { inspector, useInspector } from '../../state/store.ts';
import { type Level, MOST_SORTED, type Sort } from '../../worker/protocol.ts';

/** The order of a table, where it has another one than the capture. */
export function useSort(level: Level): Sort | undefined {
  return useInspector((state) => state.sorts[level]);
}

/** Puts a table in another order; undefined brings back that of the capture. */
export function setSort(level: Level, sort: Sort | undefined): void {
  const others = Object.entries(inspector.getState().sorts).filter(([one]) => one !== level);
  inspector.setState({
    sorts: { ...Object.fromEntries(others), ...(sort && { [level]: sort }) },
  });
}

/** What a press on a column's header does: smallest first, largest first, as captured. */
export function nextSort(now: Sort | undefined, by: string): Sort | undefined {
  if (now?.by !== by) return { by };
  return now.descending ? undefined : { by, descending: true };
}

/** Why a table of so many rows keeps the order of the capture; undefined when it can have another. */
export function reasonAgainstSort(rows: number): string | undefined {
  if (rows <= MOST_SORTED) return undefined;
  return `Up to ${count(MOST_SORTED)} rows can be sorted, and these are ${count(rows)}. A filter makes them fewer.`;
}
