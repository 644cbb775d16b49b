import { defaultRangeExtractor, useVirtualizer } from '@tanstack/react-virtual';
import { ChevronDown, ChevronRight } from 'lucide-react';
import { type KeyboardEvent, type ReactNode, useEffect, useId, useMemo, useRef } from 'react';
import { FIRST_RECT, observeRect } from '../observe-rect.ts';
import { showRow } from '../show-row.ts';
import { flatten, type TreeItem, type TreeRow } from './flatten.ts';
import { treeMove, typeAhead } from './tree-keys.ts';
import './tree.css';

/** Pixels of one row. */
const ROW_HEIGHT = 26;
/** Letters typed within this many milliseconds of each other are one word. */
const TYPING_PAUSE = 700;

export interface TreeProps<Item extends TreeItem<Item>> {
  /** What the tree shows, for screen readers. Another label is another tree, shown from its top. */
  readonly label: string;
  readonly roots: readonly Item[];
  readonly expanded: ReadonlySet<string>;
  readonly selected: string | undefined;
  readonly onExpandedChange: (expanded: ReadonlySet<string>) => void;
  readonly onSelect: (key: string) => void;
  readonly onHover?: (key: string | undefined) => void;
  /** Calls back with the key to light, from outside React; returns how to stop. */
  readonly subscribeLit?: (light: (key: string | undefined) => void) => () => void;
  /** What stands in the row, after the indent and the arrow. */
  readonly children: (item: Item, row: TreeRow<Item>) => ReactNode;
}

/**
 * A tree with one tab stop: arrows, Home, End, `*` and letters move, and selection follows. Only rows
 * in view are in the document, so thousands of items cost what a screenful costs.
 */
export function Tree<Item extends TreeItem<Item>>(props: TreeProps<Item>): ReactNode {
  const { roots, expanded, selected, subscribeLit, onHover, onSelect } = props;
  const id = useId();
  const scroller = useRef<HTMLDivElement>(null);
  const rows = useMemo(() => flatten(roots, expanded), [roots, expanded]);
  const found = rows.findIndex((row) => row.item.key === selected);
  const current = found >= 0 ? found : 0;
  const typing = useTyping();

  const virtualizer = useVirtualizer({
    count: rows.length,
    getScrollElement: () => scroller.current,
    estimateSize: () => ROW_HEIGHT,
    overscan: 8,
    initialRect: FIRST_RECT,
    observeElementRect: observeRect,
    // The current row stays in the document, so that it can be named as the active descendant.
    rangeExtractor: (range) => {
      const shown = defaultRangeExtractor(range);
      return current < rows.length && !shown.includes(current) ? [...shown, current] : shown;
    },
  });

  useEffect(() => {
    showRow(virtualizer, Math.max(0, found));
    // Only another selection or another tree scrolls; opening a branch must not move what is looked at.
    // eslint-disable-next-line react-hooks/exhaustive-deps
  }, [selected, props.label]);

  useEffect(() => subscribeLit?.((key) => light(scroller.current, key)), [subscribeLit]);

  const onKeyDown = (event: KeyboardEvent): void => {
    if (event.ctrlKey || event.metaKey || event.altKey) return;
    const move = treeMove(rows, current, event.key);
    if (move) {
      if ('to' in move) {
        const row = rows[move.to];
        if (row) onSelect(row.item.key);
      } else if ('expand' in move) open(move.expand);
      else close(move.collapse);
    } else if (/^\p{L}$/u.test(event.key)) {
      const row = rows[typeAhead(rows, current, typing(event.key)) ?? -1];
      if (row) onSelect(row.item.key);
    } else return;
    event.preventDefault();
    event.stopPropagation();
  };

  const open = (keys: readonly string[]): void =>
    props.onExpandedChange(new Set([...expanded, ...keys]));
  const close = (key: string): void =>
    props.onExpandedChange(new Set([...expanded].filter((one) => one !== key)));

  return (
    <div
      ref={scroller}
      className="tree"
      role="tree"
      aria-label={props.label}
      tabIndex={0}
      aria-activedescendant={rows.length > 0 ? `${id}${current}` : undefined}
      onKeyDown={onKeyDown}
      onPointerLeave={() => onHover?.(undefined)}
    >
      <div className="tree-rows" role="presentation" style={{ height: virtualizer.getTotalSize() }}>
        {virtualizer.getVirtualItems().map(({ index, start }) => {
          const row = rows[index];
          if (!row) return null;
          const { key } = row.item;
          return (
            // The tree has the keys; a row only needs the pointer.
            // eslint-disable-next-line jsx-a11y/click-events-have-key-events
            <div
              key={key}
              id={`${id}${index}`}
              className="tree-row"
              role="treeitem"
              data-key={key}
              data-current={index === current || undefined}
              aria-level={row.level}
              aria-setsize={row.setSize}
              aria-posinset={row.place}
              aria-expanded={row.expanded}
              aria-selected={key === selected}
              tabIndex={-1}
              style={{ transform: `translateY(${start}px)`, height: ROW_HEIGHT }}
              onClick={() => {
                onSelect(key);
                scroller.current?.focus({ preventScroll: true });
              }}
              onDoubleClick={() => {
                if (row.expanded === true) close(key);
                else if (row.expanded === false) open([key]);
              }}
              onPointerEnter={() => onHover?.(key)}
            >
              <span className="tree-indent" style={{ width: (row.level - 1) * 14 }} />
              {row.expanded === undefined ? (
                <span className="tree-arrow" />
              ) : (
                <span
                  className="tree-arrow"
                  data-opens
                  aria-hidden="true"
                  onClick={(event) => {
                    event.stopPropagation();
                    if (row.expanded) close(key);
                    else open([key]);
                  }}
                >
                  {row.expanded ? <ChevronDown size={14} /> : <ChevronRight size={14} />}
                </span>
              )}
              {props.children(row.item, row)}
            </div>
          );
        })}
      </div>
    </div>
  );
}

/** Lights the row of `key`, and no other. */
function light(root: HTMLElement | null, key: string | undefined): void {
  for (const row of root?.querySelectorAll('[data-lit]') ?? []) row.removeAttribute('data-lit');
  if (key === undefined) return;
  root?.querySelector(`[data-key="${CSS.escape(key)}"]`)?.setAttribute('data-lit', '');
}

/** Gathers letters typed in quick succession. */
function useTyping(): (letter: string) => string {
  const typed = useRef({ text: '', at: 0 });
  return (letter) => {
    const now = performance.now();
    const { text, at } = typed.current;
    const same = text.length > 0 && text === letter.repeat(text.length / letter.length);
    const next = now - at > TYPING_PAUSE || same ? letter : text + letter;
    typed.current = { text: next, at: now };
    return next;
  };
}
