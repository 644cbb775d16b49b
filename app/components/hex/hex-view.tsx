import { useVirtualizer } from '@tanstack/react-virtual';
import {
  type KeyboardEvent,
  memo,
  type PointerEvent,
  type ReactNode,
  useEffect,
  useId,
  useLayoutEffect,
  useRef,
  useState,
} from 'react';
import { flushSync } from 'react-dom';
import { FIRST_RECT, observeRect } from '../observe-rect.ts';
import { showRow } from '../show-row.ts';
import {
  type Bits,
  bytesOf,
  characterOf,
  columnsFor,
  coverOf,
  cursorMove,
  rowCount,
  toDigits,
} from './rows.ts';
import './hex.css';

const ROW_HEIGHT = 22;

/** What the view shows. A new object means: draw again. */
export interface HexModel {
  /** First byte shown, and the one after the last. */
  readonly start: number;
  readonly end: number;
  /** The byte at `offset`; undefined while it is not known, -1 where there is none, -2 where it is hidden. */
  readonly byteAt: (offset: number) => number | undefined;
  /** How the byte is tinted: becomes `data-tone`. */
  readonly toneAt: (offset: number) => string | undefined;
  /** A rule before this byte: becomes `data-rule`. */
  readonly ruleAt: (offset: number) => string | undefined;
  /** What stands before a row that begins with `offset`; the offset itself when left out. */
  readonly labelAt?: (offset: number) => string;
  readonly selected: readonly Bits[];
}

export interface HexViewProps {
  /** What bytes these are, for screen readers. */
  readonly label: string;
  readonly model: HexModel;
  /** The byte the keyboard is at. */
  readonly cursor: number;
  /** Bytes a row; as many as fit when left out. */
  readonly columns?: number | undefined;
  /** A byte was clicked, or reached with the arrow keys; `again` when the cursor was there already. */
  readonly onPick: (offset: number, again: boolean) => void;
  /** With the element that shows it. */
  readonly onHover?: (offset: number | undefined, cell?: Element) => void;
  /** Somebody wants to hear the row of the cursor: `Shift+Enter`. */
  readonly onRead?: (label: string, bytes: readonly (number | undefined)[]) => void;
  /** Which bytes are in view, so that they can be fetched. */
  readonly onVisible?: (start: number, end: number) => void;
  /** Calls back with the bits to light, from outside React; returns how to stop. */
  readonly subscribeLit?: (light: (ranges: readonly Bits[]) => void) => () => void;
}

/**
 * Bytes in rows of 16, 8 or 4, or of as many as asked for: offset, hexadecimal digits, characters. A grid with one tab stop; only
 * rows in view are in the document.
 */
export function HexView(props: HexViewProps): ReactNode {
  const { model, cursor, onVisible, onHover, subscribeLit } = props;
  const { start, end } = model;
  const id = useId();
  const scroller = useRef<HTMLDivElement>(null);
  const labels = [start, Math.max(start, end - 1)].map(
    (offset) => (model.labelAt?.(offset) ?? String(offset)).length,
  );
  const digits = Math.max(...labels, String(Math.max(0, end - 1)).length);
  const fitting = useColumns(scroller, digits);
  const columns = props.columns ?? fitting;
  const count = rowCount(start, end, columns);
  const virtualizer = useVirtualizer({
    count,
    getScrollElement: () => scroller.current,
    estimateSize: () => ROW_HEIGHT,
    overscan: 4,
    initialRect: FIRST_RECT,
    observeElementRect: observeRect,
  });
  const items = virtualizer.getVirtualItems();
  const from = start + (items[0]?.index ?? 0) * columns;
  const to = Math.min(end, start + ((items.at(-1)?.index ?? -1) + 1) * columns);

  useEffect(() => {
    if (to > from) onVisible?.(from, to);
  }, [from, to, onVisible]);

  const anchor = model.selected[0] ? Math.floor(model.selected[0].start / 8) : cursor;
  const show = (offset: number): void =>
    showRow(virtualizer, Math.max(0, Math.floor((offset - start) / columns)));
  useEffect(() => {
    // Show where the selection begins, and its end too when both fit.
    const last = model.selected.at(-1);
    if (last && last.end / 8 <= end) show(Math.ceil(last.end / 8) - 1);
    show(anchor);
    // eslint-disable-next-line react-hooks/exhaustive-deps
  }, [anchor, start, end, columns]);

  useEffect(() => {
    show(cursor);
    // eslint-disable-next-line react-hooks/exhaustive-deps
  }, [cursor]);

  const view = useRef({ from, to });
  useEffect(() => {
    view.current = { from, to };
  });
  useEffect(
    () =>
      subscribeLit?.((ranges) => light(id, bytesOf(ranges, view.current.from, view.current.to))),
    [subscribeLit, id],
  );

  const onKeyDown = (event: KeyboardEvent): void => {
    if (event.altKey || event.metaKey) return;
    if (event.key === 'Enter' && event.shiftKey) read();
    else if (event.key === 'Enter' || event.key === ' ') props.onPick(cursor, true);
    else {
      const page = Math.floor((scroller.current?.clientHeight ?? 0) / ROW_HEIGHT) - 1;
      const space = { start, end, columns, page, control: event.ctrlKey };
      const next = end > start ? cursorMove(cursor, event.key, space) : undefined;
      if (next === undefined) return;
      if (next !== cursor) props.onPick(next, false);
    }
    event.preventDefault();
    event.stopPropagation();
  };

  const read = (): void => {
    const first = cursor - ((cursor - start) % columns);
    const row = Array.from({ length: Math.min(columns, end - first) }, (_, i) =>
      model.byteAt(first + i),
    );
    props.onRead?.(model.labelAt?.(first) ?? String(first), row);
  };

  const shown = cursor >= from && cursor < to;
  return (
    <div
      ref={scroller}
      className="hex"
      role="grid"
      aria-label={props.label}
      aria-rowcount={count}
      aria-colcount={columns + 1}
      aria-readonly
      tabIndex={0}
      aria-activedescendant={shown ? `${id}-${cursor}` : undefined}
      onKeyDown={onKeyDown}
      onClick={(event) => {
        const offset = offsetOf(event.target);
        if (offset !== undefined) props.onPick(offset, offset === cursor);
      }}
      onPointerOver={({ target }: PointerEvent) =>
        onHover?.(offsetOf(target), target instanceof Element ? target : undefined)
      }
      onPointerLeave={() => onHover?.(undefined)}
    >
      <div className="hex-rows" role="presentation" style={{ height: count * ROW_HEIGHT }}>
        {items.map((item) => (
          <Row
            key={item.index}
            id={id}
            index={item.index}
            columns={columns}
            digits={digits}
            model={model}
            cursor={cursor}
          />
        ))}
      </div>
      <span className="hex-probe" aria-hidden="true">
        0000000000
      </span>
    </div>
  );
}

interface RowProps {
  readonly id: string;
  readonly index: number;
  readonly columns: number;
  readonly digits: number;
  readonly model: HexModel;
  readonly cursor: number;
}

const Row = memo(
  function Row({ id, index, columns, digits, model, cursor }: RowProps): ReactNode {
    const first = model.start + index * columns;
    const offsets = Array.from(
      { length: Math.min(columns, model.end - first) },
      (_, i) => first + i,
    );
    // Cells are known by their place in the row, not by their byte: those of another record are written into the same ones.
    return (
      <div
        className="hex-row"
        role="row"
        aria-rowindex={index + 1}
        style={{ transform: `translateY(${index * ROW_HEIGHT}px)`, height: ROW_HEIGHT }}
      >
        <span className="hex-offset" role="rowheader" style={{ width: `${digits + 2}ch` }}>
          {model.labelAt?.(first) ?? first}
        </span>
        <span className="hex-bytes" role="presentation" style={{ width: `${columns * 3}ch` }}>
          {offsets.map((offset, i) => {
            const byte = model.byteAt(offset);
            const cover = coverOf(model.selected, offset);
            return (
              <span
                key={i}
                id={`${id}-${offset}`}
                className="hex-byte"
                role="gridcell"
                aria-colindex={i + 2}
                aria-selected={cover !== 'none'}
                data-offset={offset}
                data-tone={toneOf(byte, model, offset)}
                data-rule={model.ruleAt(offset)}
                data-cover={cover === 'none' ? undefined : cover}
                data-edge={cover === 'none' ? undefined : edgesOf(model, offset, i, columns)}
                data-cursor={offset === cursor || undefined}
                {...(byte !== undefined &&
                  byte < 0 && { 'aria-label': toneOf(byte, model, offset) })}
              >
                {digitsOf(byte)}
              </span>
            );
          })}
        </span>
        <span className="hex-text" aria-hidden="true">
          {offsets.map((offset, i) => {
            const byte = model.byteAt(offset);
            const cover = coverOf(model.selected, offset);
            return (
              <span
                key={i}
                id={`${id}-${offset}t`}
                data-offset={offset}
                data-tone={toneOf(byte, model, offset)}
                data-cover={cover === 'none' ? undefined : cover}
                data-edge={cover === 'none' ? undefined : edgesOf(model, offset, i, columns)}
              >
                {byte === undefined ? ' ' : byte < 0 ? digitsOf(byte)[0] : characterOf(byte)}
              </span>
            );
          })}
        </span>
      </div>
    );
  },
  // The cursor only matters to the row that has it, or had it.
  (before, after) => {
    if (before.model !== after.model || before.columns !== after.columns) return false;
    if (before.index !== after.index || before.digits !== after.digits) return false;
    const holds = ({ cursor, columns, index, model }: RowProps): number =>
      Math.floor((cursor - model.start) / columns) === index ? cursor : -1;
    return holds(before) === holds(after);
  },
);

function digitsOf(byte: number | undefined): string {
  if (byte === undefined) return '  ';
  if (byte < 0) return byte === -1 ? '··' : '••';
  return toDigits(byte);
}

function toneOf(byte: number | undefined, model: HexModel, offset: number): string | undefined {
  if (byte === undefined || byte >= 0) return model.toneAt(offset);
  return byte === -1 ? 'missing' : 'hidden';
}

/** On which sides the selection ends at this byte: some of `t`, `b`, `l`, `r`. */
function edgesOf(
  { selected, start, end }: HexModel,
  offset: number,
  column: number,
  columns: number,
) {
  const outside = (other: number): boolean =>
    other < start || other >= end || coverOf(selected, other) === 'none';
  return [
    outside(offset - columns) ? 't' : '',
    outside(offset + columns) ? 'b' : '',
    column === 0 || outside(offset - 1) ? 'l' : '',
    column === columns - 1 || outside(offset + 1) ? 'r' : '',
  ].join('');
}

function offsetOf(target: EventTarget): number | undefined {
  const found = target instanceof Element ? target.closest<HTMLElement>('[data-offset]') : null;
  return found ? Number(found.dataset['offset']) : undefined;
}

/** Lights these bytes and no others: digits and characters. */
function light(id: string, offsets: readonly number[]): void {
  for (const lit of document.querySelectorAll(`[id^="${CSS.escape(id)}-"][data-lit]`))
    lit.removeAttribute('data-lit');
  for (const offset of offsets) {
    document.getElementById(`${id}-${offset}`)?.setAttribute('data-lit', '');
    document.getElementById(`${id}-${offset}t`)?.setAttribute('data-lit', '');
  }
}

/** How many bytes a row takes, by the view's size and its font's. */
function useColumns(scroller: React.RefObject<HTMLElement | null>, digits: number): number {
  const [size, setSize] = useState<{ readonly width: number; readonly character: number }>();
  useLayoutEffect(() => {
    const element = scroller.current;
    const probe = element?.querySelector('.hex-probe');
    if (!element || !probe) return;
    // It tells the size at once, when the page has been laid out anyway; the rows are drawn with that same frame.
    const observer = new ResizeObserver(() => {
      const width = element.clientWidth;
      const character = probe.getBoundingClientRect().width / 10;
      if (character > 0) flushSync(() => setSize({ width, character }));
    });
    observer.observe(element);
    observer.observe(probe);
    return () => observer.disconnect();
  }, [scroller]);
  return size ? columnsFor(size.width, size.character, digits) : 16;
}
