import { useSyncExternalStore } from 'react';

const coarse = () => window.matchMedia('(pointer: coarse)');
const root = () => document.documentElement;

function subscribe(changed: () => void): () => void {
  const query = coarse();
  query.addEventListener('change', changed);
  const observer = new MutationObserver(changed);
  observer.observe(root(), { attributeFilter: ['data-density'] });
  return () => {
    query.removeEventListener('change', changed);
    observer.disconnect();
  };
}

/**
 * Height of a row in pixels, the same as `--row-height`: by the density chosen, and more where fingers point. A row of two lines
 * is high enough for fingers by itself.
 */
export function useRowHeight(twoLines = false): number {
  return useSyncExternalStore(subscribe, () => {
    const { density } = root().dataset;
    if (twoLines) return density === 'touch' ? 56 : density === 'compact' ? 44 : 48;
    if (density === 'touch') return 40;
    if (density === 'compact') return 24;
    return coarse().matches ? 34 : 26;
  });
}
