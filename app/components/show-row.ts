import type { Virtualizer } from '@tanstack/react-virtual';

/**
 * Brings a row into view. One that is there already is left alone: to ask the virtualizer all the same would have
 * the whole page laid out in the middle of drawing it, only to find that nothing is to be done.
 */
export function showRow(virtualizer: Virtualizer<HTMLDivElement, Element>, index: number): void {
  const { scrollOffset, scrollRect } = virtualizer;
  const size = virtualizer.options.estimateSize(index);
  const top = index * size - (scrollOffset ?? 0);
  if (scrollRect !== null && scrollRect.height > 0 && top >= 0 && top + size <= scrollRect.height)
    return;
  virtualizer.scrollToIndex(index);
}
