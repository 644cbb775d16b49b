import { startTransition, useEffect, useRef, useState } from 'react';
import { takeTurn } from './turns.ts';

/**
 * False until the turn of a part has come to be drawn: see `takeTurn`. It is asked for once the part is `wanted`, and
 * what was due stays due.
 */
export function useTurn(rank: number, wanted = true): boolean {
  const [due, setDue] = useState(false);
  const over = useRef<() => void>(undefined);
  useEffect(() => {
    if (!wanted) return;
    over.current = takeTurn(rank, () => startTransition(() => setDue(true)));
    return () => over.current?.();
  }, [rank, wanted]);
  useEffect(() => {
    if (due) over.current?.();
  }, [due]);
  return due;
}
