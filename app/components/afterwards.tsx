import type { ReactNode } from 'react';
import { useTurn } from './use-turn.ts';

/**
 * What need not be there with the first picture: drawn after it, a part at a time, so that the page is never busy for
 * long. Parts of lower `rank` come first.
 */
export function Afterwards({
  rank,
  children,
}: {
  readonly rank: number;
  readonly children: ReactNode;
}): ReactNode {
  return useTurn(rank) && children;
}
