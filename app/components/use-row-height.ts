import { useSyncExternalStore } from 'react';

const coarse = () => window.matchMedia('(pointer: coarse)');

function subscribe(changed: () => void): () => void {
  const query = coarse();
  query.addEventListener('change', changed);
  return () => query.removeEventListener('change', changed);
}

/** Height of a row in pixels, the same as `--row-height`: more where fingers point. */
export function useRowHeight(): number {
  return useSyncExternalStore(subscribe, () => (coarse().matches ? 34 : 26));
}
