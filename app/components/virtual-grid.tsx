import {
  type ColumnDef,
  createColumnHelper,
  flexRender,
  type Row as TableRow,
  tableFeatures,
  useTable,
} from '@tanstack/react-table';
import {
  type CSSProperties,
  type KeyboardEvent,
  memo,
  type MouseEvent,
  type PointerEvent,
  useCallback,
  useEffect,
  useId,
  useLayoutEffect,
  useMemo,
  useRef,
  useState,
} from 'react';
import { type CellPlace, moveInGrid } from './grid-keys.ts';
import { useFirstRows } from './use-first-rows.ts';
import { useRowHeight } from './use-row-height.ts';
import { focusHeader, SortButton, sortOf } from './sort-button.tsx';
import { inTwoLines, TWO_LINES_HEADER } from './two-lines.ts';
import { useScaledScroll } from './use-scaled-scroll.ts';
import './virtual-grid.css';

/** Nothing of the table library's own: order, filter and selection belong to whoever has the rows. */
export const gridFeatures = tableFeatures({});

/** A row in view: its number in the table, and what is in it once that has come. */
export interface GridRow<Row> {
  readonly index: number;
  readonly row: Row | undefined;
}

/** A column. `size` is its width in pixels; `grow` lets it take what is left. */
export interface GridColumn<Row> {
  readonly id: string;
  readonly header: string;
  /** The whole word, where `header` is short. */
  readonly title?: string;
  readonly size: number;
  readonly grow?: boolean;
  readonly align?: 'end';
  readonly mono?: boolean;
  /** Its header is a button that puts the rows in its order. */
  readonly sortable?: boolean;
  /** Where it stands when rows have two lines; not at all when it does not say. */
  readonly narrow?: { readonly line: 1 | 2; readonly size: number; readonly grow?: boolean };
  readonly cell: (row: Row, index: number) => React.ReactNode;
  /** Shown in place of a row that has not come yet. */
  readonly waiting?: (index: number) => React.ReactNode;
}

/** Where a row stands in a table whose rows can be unfolded. */
export interface Nesting {
  /** 1 for the rows of the table, 2 for those under one. */
  readonly level: number;
  /** Absent for a row with nothing to unfold. */
  readonly expanded?: boolean;
  /** Its place among the rows of its level and parent, from 0, and how many these are. */
  readonly place: number;
  readonly of: number;
}

/** What a grid shows, and what it tells. */
export interface VirtualGridProps<Row> {
  readonly label: string;
  readonly rowCount: number;
  readonly columns: readonly GridColumn<Row>[];
  readonly row: (index: number) => Row | undefined;
  /** Rows `[from, to)` are in view. */
  readonly onView?: (from: number, to: number) => void;
  readonly isSelected?: (row: Row, index: number) => boolean;
  /** A row that should come into view when it changes, and take the place focus returns to. */
  readonly follow?: number | undefined;
  readonly onSelect?: (row: Row, index: number) => void;
  /** Extra words for a row's class. */
  readonly rowClass?: (row: Row) => string;
  /** A menu for a cell was asked for, with the pointer or the keyboard. */
  readonly onMenu?: (row: Row, column: string, cell: HTMLElement) => void;
  /** A key the grid itself has no use for, on a row. True when it did something. */
  readonly onRowKey?: (row: Row, index: number, key: string) => boolean;
  /** Given while some row is unfolded: the grid is a tree of rows then, and says so. */
  readonly nesting?: ((row: Row, index: number) => Nesting) | undefined;
  /** A column's edge was dragged. */
  readonly onResize?: (column: string, size: number) => void;
  /** The column whose order the rows are in, where that is not their own. */
  readonly sorted?: { readonly column: string; readonly descending: boolean } | undefined;
  /** The header of a column that says `sortable` was pressed. */
  readonly onSort?: (column: string) => void;
  /** Rows have two lines: there is no room for one. Columns say in which of them they stand. */
  readonly twoLines?: boolean;
  /** What to say when there are no rows. */
  readonly empty: React.ReactNode;
}

/** Pixels of a header in one line. */
export const HEADER_HEIGHT = 30;
const NO_SIZES: readonly undefined[] = [];

/**
 * A table of any length: it draws what is in view, one cell is in the tab order, the arrow keys move
 * it, Enter or Space selects its row. Knows nothing of what is in it.
 */
export function VirtualGrid<Row>(props: VirtualGridProps<Row>) {
  const { label, rowCount, row, onView, isSelected, follow, onSelect, rowClass } = props;
  const { onMenu, onRowKey, onResize, nesting, sorted, onSort, twoLines = false } = props;
  const id = useId();
  const box = useRef<HTMLDivElement>(null);
  const lines = useMemo(
    () => (twoLines ? inTwoLines(props.columns) : undefined),
    [twoLines, props.columns],
  );
  const columns = lines?.columns ?? props.columns;
  const styles = lines?.styles ?? NO_SIZES;
  const rowHeight = useRowHeight(twoLines);
  const headerHeight = twoLines ? TWO_LINES_HEADER : HEADER_HEIGHT;
  const [active, setActive] = useState<CellPlace>({ row: follow ?? 0, column: 0 });
  const [followed, setFollowed] = useState(follow);
  if (followed !== follow) {
    setFollowed(follow);
    if (follow !== undefined) setActive({ ...active, row: follow });
  }
  const wantsFocus = useRef(false);
  const hadFocus = useRef(false);
  const scrolled = useScaledScroll(box, rowCount, rowHeight, headerHeight, active.row);
  const { show, page } = scrolled;

  const filled = rowCount > 0 && row(scrolled.first) !== undefined;
  const drawn = useFirstRows(scrolled.indices, scrolled.first, filled);
  const data = useMemo<GridRow<Row>[]>(
    () => drawn.map((index) => ({ index, row: row(index) })),
    [drawn, row],
  );
  const definitions = useMemo(() => columns.map((column) => definitionOf(column)), [columns]);
  const table = useTable({
    features: gridFeatures,
    columns: definitions,
    data,
    getRowId: ({ index }: GridRow<Row>) => String(index),
  });

  const from = scrolled.indices[0] ?? 0;
  const last = scrolled.indices.findLast((index, at) => index === from + at) ?? from - 1;
  useEffect(() => onView?.(from, last + 1), [onView, from, last, rowCount]);

  useEffect(() => {
    // `page` is in the list so that a row asked for before the first layout is shown after it.
    if (follow !== undefined) show(follow);
  }, [follow, show, page]);

  // The focus goes along with the row that is followed; its old row may be gone by now, and focus with it.
  useLayoutEffect(() => {
    const now = document.activeElement;
    const free = now === document.body || box.current?.contains(now) === true;
    if (follow !== undefined && hadFocus.current && free) wantsFocus.current = true;
  }, [follow]);
  useLayoutEffect(() => {
    if (!wantsFocus.current) return;
    const cell = document.getElementById(cellId(id, active.row, active.column));
    if (!cell) return;
    wantsFocus.current = false;
    cell.focus({ preventScroll: true });
    showColumn(box.current, cell);
  });

  const focusCell = useCallback(
    (to: CellPlace) => {
      wantsFocus.current = true;
      setActive(to);
      show(to.row);
    },
    [show],
  );

  const current = Math.min(active.row, Math.max(0, rowCount - 1));

  const pressed = (event: KeyboardEvent) => {
    if (event.altKey || rowCount === 0) return;
    if (event.key === 'Enter' || event.key === ' ') {
      if ((event.target as HTMLElement).closest('button, a, input')) return;
      const chosen = row(active.row);
      if (chosen !== undefined) onSelect?.(chosen, active.row);
      event.preventDefault();
      return;
    }
    if (!event.ctrlKey && !event.metaKey && onRowKey) {
      const here = row(active.row);
      if (here !== undefined && onRowKey(here, active.row, event.key)) {
        event.preventDefault();
        return;
      }
    }
    if (event.key === 'ArrowUp' && current === 0 && focusHeader(box.current, active.column)) {
      event.preventDefault();
      return;
    }
    const to = moveInGrid(active, event, { rows: rowCount, columns: columns.length, page });
    if (!to) return;
    event.preventDefault();
    focusCell(to);
  };

  const menu = (event: MouseEvent): void => {
    const cell = (event.target as HTMLElement).closest<HTMLElement>('[role=gridcell]');
    const column = columns[Number(cell?.getAttribute('aria-colindex')) - 1];
    const line = Number(cell?.parentElement?.getAttribute('aria-rowindex')) - 2;
    const chosen = cell && column ? row(line) : undefined;
    if (!cell || !column || chosen === undefined || !onMenu) return;
    event.preventDefault();
    onMenu(chosen, column.id, cell);
  };

  const template = columns
    .map(({ size, grow }) => (grow ? `minmax(${size}px, 1fr)` : `${size}px`))
    .join(' ');
  const width = lines?.width ?? columns.reduce((sum, { size }) => sum + size, 0);

  return (
    // The grid is one tab stop (its active cell); the keys are those of the grid pattern.
    // eslint-disable-next-line jsx-a11y/no-static-element-interactions -- it has one of two roles
    <div
      ref={box}
      className={twoLines ? 'grid grid-two' : 'grid'}
      role={nesting ? 'treegrid' : 'grid'}
      aria-label={label}
      aria-rowcount={rowCount + 1}
      aria-colcount={columns.length}
      tabIndex={rowCount === 0 ? 0 : -1}
      onKeyDown={pressed}
      onContextMenu={menu}
      onPointerOver={tellWhole}
      onFocus={() => {
        hadFocus.current = true;
      }}
      onBlur={({ relatedTarget }) => {
        if (relatedTarget !== null)
          hadFocus.current = box.current?.contains(relatedTarget) === true;
      }}
      style={
        {
          '--grid-template': template,
          '--grid-width': `${width}px`,
          ...(twoLines && { '--row-height': `${rowHeight}px` }),
        } as CSSProperties
      }
    >
      <div role="rowgroup" className="grid-head">
        {table.getHeaderGroups().map((group) => (
          <div key={group.id} role="row" aria-rowindex={1} className="grid-row grid-header">
            {group.headers.map((header, at) => (
              <div
                key={header.id}
                role="columnheader"
                aria-colindex={at + 1}
                className={`grid-cell${columns[at]!.align ? ' grid-end' : ''}`}
                style={styles[at]}
                title={columns[at]!.title}
                aria-sort={
                  onSort && columns[at]!.sortable ? sortOf(columns[at]!, sorted) : undefined
                }
              >
                {onSort && columns[at]!.sortable ? (
                  <SortButton
                    column={columns[at]!}
                    way={sortOf(columns[at]!, sorted)}
                    onSort={onSort}
                    onLeave={(to) => {
                      if (to === 'down') focusCell({ row: 0, column: at });
                      else focusHeader(box.current, at, to);
                    }}
                  />
                ) : (
                  flexRender(header.column.columnDef.header, header.getContext())
                )}
                {onResize && !twoLines && <Edge column={columns[at]!.id} onResize={onResize} />}
              </div>
            ))}
          </div>
        ))}
      </div>
      <div
        role="rowgroup"
        className="grid-body"
        style={{ height: scrolled.height }}
        // The row kept for the focus may be far away, and is not asked for there.
        aria-busy={
          drawn !== scrolled.indices ||
          data.some((one) => one.row === undefined && one.index >= from && one.index <= last)
        }
      >
        {table.getRowModel().rows.map((tableRow) => {
          const { index, row: content } = tableRow.original;
          return (
            <Line
              key={tableRow.id}
              grid={id}
              line={tableRow}
              columns={columns}
              styles={styles}
              top={index * rowHeight + scrolled.shift}
              extra={content === undefined ? 'grid-waiting' : (rowClass?.(content) ?? '')}
              selected={onSelect && content !== undefined && isSelected?.(content, index) === true}
              activeColumn={index === current ? active.column : undefined}
              nesting={nesting}
              onSelect={onSelect}
              onFocusCell={setActive}
            />
          );
        })}
      </div>
      {rowCount === 0 && <div className="grid-empty">{props.empty}</div>}
    </div>
  );
}

/** The edge of a column, for the pointer; the menu of columns does the same with the keyboard. */
function Edge({
  column,
  onResize,
}: {
  readonly column: string;
  readonly onResize: (column: string, size: number) => void;
}) {
  const start = useRef<{ readonly x: number; readonly size: number }>(undefined);
  return (
    <span
      className="grid-edge"
      aria-hidden
      onPointerDown={(event) => {
        const size = event.currentTarget.parentElement?.offsetWidth ?? 0;
        start.current = { x: event.clientX, size };
        event.currentTarget.setPointerCapture(event.pointerId);
      }}
      onPointerMove={(event) => {
        if (start.current) onResize(column, start.current.size + event.clientX - start.current.x);
      }}
      onPointerUp={() => {
        start.current = undefined;
      }}
    />
  );
}

interface LineProps<Row> {
  readonly grid: string;
  readonly line: TableRow<typeof gridFeatures, GridRow<Row>>;
  readonly columns: readonly GridColumn<Row>[];
  readonly styles: readonly (CSSProperties | undefined)[];
  readonly top: number;
  readonly extra: string;
  readonly selected: boolean | undefined;
  /** The column in the tab order, when it is in this row. */
  readonly activeColumn: number | undefined;
  readonly nesting: VirtualGridProps<Row>['nesting'];
  readonly onSelect: VirtualGridProps<Row>['onSelect'];
  readonly onFocusCell: (place: CellPlace) => void;
}

/** One row. Remembered: a step changes two of them, not all. */
const Line = memo(function Line<Row>(props: LineProps<Row>) {
  const { grid, line, columns, styles, top, extra, selected, activeColumn, onSelect, onFocusCell } =
    props;
  const { index, row } = line.original;
  const nested = row === undefined ? undefined : props.nesting?.(row, index);
  return (
    // Keys are handled by the grid, for the cell that has the focus.
    // eslint-disable-next-line jsx-a11y/click-events-have-key-events, jsx-a11y/interactive-supports-focus
    <div
      role="row"
      aria-rowindex={index + 2}
      aria-selected={selected}
      aria-level={nested?.level}
      aria-expanded={nested?.expanded}
      aria-posinset={nested && nested.place + 1}
      aria-setsize={nested?.of}
      className={`grid-row ${extra}${index % 2 ? ' grid-odd' : ''}`}
      style={{ transform: `translateY(${top}px)` }}
      onClick={() => {
        if (row !== undefined) onSelect?.(row, index);
      }}
    >
      {line.getAllCells().map((cell, at) => (
        <div
          key={cell.id}
          id={cellId(grid, index, at)}
          role="gridcell"
          aria-colindex={at + 1}
          tabIndex={at === activeColumn ? 0 : -1}
          className={cellClass(columns[at]!)}
          style={styles[at]}
          onFocus={() => {
            if (at !== activeColumn) onFocusCell({ row: index, column: at });
          }}
        >
          {cellContent(cell.column.columnDef.cell, cell.getContext())}
        </div>
      ))}
    </div>
  );
}) as <Row>(props: LineProps<Row>) => React.ReactNode;

function definitionOf<Row>(column: GridColumn<Row>): ColumnDef<typeof gridFeatures, GridRow<Row>> {
  const helper = createColumnHelper<typeof gridFeatures, GridRow<Row>>();
  return helper.display({
    id: column.id,
    header: column.header,
    cell: ({ row }) => {
      const { index, row: content } = row.original;
      return content === undefined
        ? (column.waiting?.(index) ?? null)
        : column.cell(content, index);
    },
  });
}

/** Called, not drawn as a component of its own: else every cell would be thrown away when the columns are made anew. */
function cellContent<Context>(
  cell: ((context: Context) => React.ReactNode) | string | undefined,
  context: Context,
): React.ReactNode {
  return typeof cell === 'function' ? cell(context) : cell;
}

function cellClass<Row>({ align, mono }: GridColumn<Row>): string {
  return `grid-cell${align ? ' grid-end' : ''}${mono ? ' mono' : ''}`;
}

function cellId(id: string, row: number, column: number): string {
  return `${id}-${row}-${column}`;
}

/** A text that its cell cuts off is told whole where the pointer rests on it. */
function tellWhole({ target }: PointerEvent): void {
  const cell = (target as HTMLElement).closest<HTMLElement>('[role=gridcell]');
  const cut = cell?.querySelector<HTMLElement>('.clip');
  if (!cell || cut?.title !== '') return;
  if (cut.scrollWidth > cut.clientWidth) cell.title = cut.textContent;
  else cell.removeAttribute('title');
}

/** Scrolls sideways until the cell is in view. */
function showColumn(box: HTMLElement | null, cell: HTMLElement): void {
  if (!box) return;
  const left = cell.offsetLeft;
  const right = left + cell.offsetWidth;
  if (left < box.scrollLeft) box.scrollLeft = left;
  else if (right > box.scrollLeft + box.clientWidth) box.scrollLeft = right - box.clientWidth;
}
