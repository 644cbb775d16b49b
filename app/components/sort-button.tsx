import { ArrowDown, ArrowUp } from 'lucide-react';
import type { KeyboardEvent } from 'react';
import type { GridColumn, VirtualGridProps } from './virtual-grid.tsx';

type Sorted = VirtualGridProps<never>['sorted'];
export type SortWay = 'ascending' | 'descending' | 'none';

/** How a grid is sorted as far as a column is concerned, as `aria-sort` says it. */
export function sortOf(column: Pick<GridColumn<never>, 'id'>, sorted: Sorted): SortWay {
  if (sorted?.column !== column.id) return 'none';
  return sorted.descending ? 'descending' : 'ascending';
}

const WAYS: Readonly<Record<string, 'down' | 1 | -1>> = {
  ArrowDown: 'down',
  ArrowRight: 1,
  ArrowLeft: -1,
};

/**
 * The header of a column as a button. It is not in the tab order, as the grid is one stop of it: the arrow that leads up from
 * the first row leads here, those to the sides to the next such header, and the one down back to the rows.
 */
export function SortButton<Row>({
  column,
  way,
  onSort,
  onLeave,
}: {
  readonly column: GridColumn<Row>;
  readonly way: SortWay;
  readonly onSort: (column: string) => void;
  readonly onLeave: (to: 'down' | 1 | -1) => void;
}) {
  const pressed = (event: KeyboardEvent): void => {
    const to = WAYS[event.key];
    // Enter and Space are the button’s own; the grid would take them for its active cell.
    event.stopPropagation();
    if (to === undefined) return;
    event.preventDefault();
    onLeave(to);
  };
  const Icon = way === 'descending' ? ArrowDown : ArrowUp;
  return (
    <button
      type="button"
      tabIndex={-1}
      className="grid-sort"
      onClick={() => onSort(column.id)}
      onKeyDown={pressed}
    >
      <span className="clip">{column.header}</span>
      {way !== 'none' && <Icon size={12} aria-hidden />}
    </button>
  );
}

/** Puts the focus on the header of a column, or the next one to a side that can be pressed; false when there is none. */
export function focusHeader(box: HTMLElement | null, column: number, by: 0 | 1 | -1 = 0): boolean {
  const headers = [...(box?.querySelectorAll('[role=columnheader]') ?? [])];
  const buttons = headers.map((header) => header.querySelector<HTMLElement>('.grid-sort'));
  const nearest = by === 0 ? (buttons[column] ?? buttons.find(Boolean)) : undefined;
  const beside =
    by > 0 ? buttons.slice(column + 1).find(Boolean) : buttons.slice(0, column).findLast(Boolean);
  const button = by === 0 ? nearest : beside;
  button?.focus();
  return button !== undefined && button !== null;
}
