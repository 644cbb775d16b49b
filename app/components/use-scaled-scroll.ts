import { useVirtualizer, type Virtualizer } from '@tanstack/react-virtual';
import {
  type RefObject,
  useCallback,
  useEffect,
  useLayoutEffect,
  useMemo,
  useRef,
  useState,
} from 'react';
import { offsetToShow, ScaledScroll, STRETCH, stretchStart } from './scaled-scroll.ts';

/** What a grid needs to draw its rows. */
export interface ScrolledRows {
  /** Height of the element that holds the rows. */
  readonly height: number;
  /** Numbers of the rows to draw; the same array as long as they are the same. */
  readonly indices: readonly number[];
  /** The first row in view; some before it are drawn as well. */
  readonly first: number;
  /** Added to a row's place in the table, it is its distance from the top of that element. */
  readonly shift: number;
  /** Rows that fit into the view. */
  readonly page: number;
  /** Brings a row into view, without moving when it is. */
  readonly show: (row: number) => void;
}

/**
 * Rows in view of a table of any length, in an element that scrolls. The virtualizer works on a
 * stretch of the table; between it and the element stands the proportional scrollbar.
 */
export function useScaledScroll(
  element: RefObject<HTMLDivElement | null>,
  rowCount: number,
  rowHeight: number,
  headerHeight: number,
  keep: number | undefined,
): ScrolledRows {
  'use no memo';
  const [viewport, setViewport] = useState(0);
  const [offset, setOffset] = useState(0);
  const scroll = new ScaledScroll(rowCount, rowHeight, viewport);
  const latest = useRef({ scroll, offset, viewport });
  useLayoutEffect(() => {
    latest.current = { scroll, offset, viewport };
  });

  const place = scroll.clamp(offset);
  const base = stretchStart(Math.floor(place / rowHeight));
  const tell = useRef<(at: number, scrolling: boolean) => void>(undefined);
  const tellSize = useRef<(size: { width: number; height: number }) => void>(undefined);
  const stretch = useVirtualizer<HTMLDivElement, HTMLDivElement>({
    count: Math.max(0, Math.min(STRETCH, rowCount - base)),
    getScrollElement: () => element.current,
    estimateSize: () => rowHeight,
    overscan: 8,
    observeElementOffset: (_: Virtualizer<HTMLDivElement, HTMLDivElement>, callback) => {
      tell.current = callback;
      callback(0, false);
      return undefined;
    },
    // The size is known from below; to measure it here would lay out the page in the middle of drawing it.
    observeElementRect: (_: Virtualizer<HTMLDivElement, HTMLDivElement>, callback) => {
      tellSize.current = callback;
      callback({ width: 0, height: latest.current.viewport });
      return undefined;
    },
    scrollToFn: () => undefined,
  });
  useLayoutEffect(() => {
    tellSize.current?.({ width: 0, height: viewport });
  }, [viewport]);
  useLayoutEffect(() => {
    tell.current?.(place - base * rowHeight, false);
  }, [place, base, rowHeight, rowCount]);

  // A table that grows changes what a place on the scrollbar means; the rows in view stay.
  useLayoutEffect(() => {
    const now = latest.current;
    // At the top nothing moves, and writing it all the same would have everything laid out at once.
    if (now.scroll.scaled && now.offset > 0 && element.current)
      element.current.scrollTop = now.scroll.toScrollTop(now.offset);
  }, [element, rowCount, viewport]);

  /** Moves the rows, and the scrollbar after them. */
  const moveTo = useCallback(
    (to: number) => {
      const now = latest.current;
      const next = now.scroll.clamp(to);
      now.offset = next;
      setOffset(next);
      if (element.current) element.current.scrollTop = now.scroll.toScrollTop(next);
    },
    [element],
  );

  useEffect(() => {
    const box = element.current;
    if (!box) return;
    // It tells the size at once, when the page has been laid out anyway.
    const observer = new ResizeObserver(() =>
      setViewport(Math.max(0, box.clientHeight - headerHeight)),
    );
    observer.observe(box);
    const scrolled = () => {
      const now = latest.current;
      // Our own writing of scrollTop comes back here, rounded to the screen's pixels: not a movement.
      if (Math.abs(now.scroll.toScrollTop(now.offset) - box.scrollTop) <= 1) {
        if (!now.scroll.scaled) setOffset(box.scrollTop);
        return;
      }
      const next = now.scroll.toOffset(box.scrollTop);
      now.offset = next;
      setOffset(next);
    };
    // With a proportional scrollbar one notch of the wheel would skip hundreds of rows.
    const wheeled = (event: WheelEvent) => {
      const now = latest.current;
      if (!now.scroll.scaled || event.ctrlKey || event.deltaY === 0 || event.shiftKey) return;
      event.preventDefault();
      const unit = event.deltaMode === 1 ? rowHeight : event.deltaMode === 2 ? now.viewport : 1;
      moveTo(now.offset + event.deltaY * unit);
    };
    box.addEventListener('scroll', scrolled, { passive: true });
    box.addEventListener('wheel', wheeled, { passive: false });
    return () => {
      observer.disconnect();
      box.removeEventListener('scroll', scrolled);
      box.removeEventListener('wheel', wheeled);
    };
  }, [element, headerHeight, rowHeight, moveTo]);

  const show = useCallback(
    (row: number) => {
      const now = latest.current;
      if (now.viewport === 0) return;
      const to = offsetToShow(row, rowHeight, now.offset, now.viewport);
      if (to !== now.offset) moveTo(to);
    },
    [rowHeight, moveTo],
  );

  const items = stretch.getVirtualItems();
  const from = base + (items[0]?.index ?? 0);
  const to = Math.min(rowCount, base + (items.at(-1)?.index ?? -1) + 1);
  const indices = useMemo(() => indicesOf(from, to, keep, rowCount), [from, to, keep, rowCount]);
  return {
    height: scroll.height,
    indices,
    first: Math.floor(place / rowHeight),
    // Rows stand where the browser would have them; when scaled, at their distance from what is in view.
    shift: scroll.scaled ? scroll.toScrollTop(place) - place : 0,
    page: Math.max(1, Math.floor(viewport / rowHeight)),
    show,
  };
}

/** The rows in view, and the one that has to be there all the same. */
function indicesOf(from: number, to: number, keep: number | undefined, rowCount: number): number[] {
  const indices = Array.from({ length: Math.max(0, to - from) }, (_, at) => from + at);
  if (keep !== undefined && keep < rowCount && (keep < from || keep >= to)) indices.push(keep);
  return indices;
}
