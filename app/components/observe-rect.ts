import type { Rect, Virtualizer } from '@tanstack/react-virtual';

/** Taken for the height of a list until the page has been laid out: a screenful, so that its rows are there with it. */
export const FIRST_RECT = { width: 0, height: 320 } as const satisfies Rect;

/**
 * Tells a virtualizer the size of its element once the page has been laid out anyway. Its own way is to measure while
 * the page is being put together, which has all of it laid out at that moment.
 */
export function observeRect(
  { scrollElement }: Virtualizer<HTMLDivElement, Element>,
  changed: (rect: Rect) => void,
): (() => void) | undefined {
  if (!scrollElement) return undefined;
  const observer = new ResizeObserver(() =>
    changed({ width: scrollElement.offsetWidth, height: scrollElement.offsetHeight }),
  );
  observer.observe(scrollElement);
  return () => observer.disconnect();
}
