import { type ReactNode, startTransition, useEffect, useRef, useState } from 'react';
import { takeTurn } from './turns.ts';

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
  const [due, setDue] = useState(false);
  const over = useRef<() => void>(undefined);
  useEffect(() => {
    over.current = takeTurn(rank, () => startTransition(() => setDue(true)));
    return () => over.current?.();
  }, [rank]);
  useEffect(() => {
    if (due) over.current?.();
  }, [due]);
  return due && children;
}
