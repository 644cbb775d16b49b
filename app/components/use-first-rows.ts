import { useMemo } from 'react';
import { useTurn } from './use-turn.ts';

/**
 * Rows that a table draws in its first frame. To make, lay out and paint a whole screen of them at once, while nothing of
 * their kind has been drawn before, kept the page busy for over 50 ms.
 */
const FIRST = 12;

/**
 * The rows of a table from `first`, the first in view, on until there is something in them (`filled`) and they are on the
 * screen; all of them from the frame after that on.
 */
export function useFirstRows(
  indices: readonly number[],
  first: number,
  filled: boolean,
): readonly number[] {
  const all = useTurn(0, filled);
  return useMemo(() => {
    if (all) return indices;
    const from = Math.max(0, indices.indexOf(first));
    return indices.slice(from, from + FIRST);
  }, [all, indices, first]);
}
