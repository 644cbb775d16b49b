import { type ReactNode, useMemo } from 'react';
import { TWO_LINES, TWO_LINES_HEADER } from '../../components/two-lines.ts';
import {
  HEADER_HEIGHT,
  VirtualGrid,
  type VirtualGridProps,
} from '../../components/virtual-grid.tsx';
import { useMedia } from '../../components/use-media.ts';
import { counted } from '../../format/numbers.ts';
import { useInspector } from '../../state/store.ts';
import type { FilterProgress, Level, Marked } from '../../worker/protocol.ts';
import { openFilterMenu } from '../filter/filter-menu-state.ts';
import { ColumnMenu } from './column-menu.tsx';
import { Gutter } from './gutter.tsx';
import { LevelSwitch } from './level-switch.tsx';
import type { TableColumn } from './table-column.ts';
import { useColumns } from './use-columns.ts';
import { nextSort, reasonAgainstSort, setSort, useSort } from './use-sort.ts';
import './tables.css';

export interface TableFrameProps<Row> extends Omit<VirtualGridProps<Row>, 'columns' | 'empty'> {
  readonly level: Level;
  readonly connection: number;
  readonly all: readonly TableColumn<Row>[];
  readonly progress: FilterProgress | undefined;
  readonly mark: string | undefined;
  /** Rows of the level, where the table has lines beside these. */
  readonly counted?: number;
  /** What to say when there are no rows and no filter. */
  readonly nothing: ReactNode;
}

/** A table with what stands around it: levels, columns, marks at the scrollbar, the menu of a cell. */
export function TableFrame<Row extends Marked>(props: TableFrameProps<Row>) {
  const { level, connection, all, progress, mark, nothing, rowClass, ...grid } = props;
  const rows = grid.counted ?? grid.rowCount;
  const { columns, resize } = useColumns(level, all);
  const mode = useInspector((state) => state.filterMode);
  const filter = useInspector((state) => state.filter);
  const hides = filter !== '' && mode === 'hide';
  const narrow = useMedia(TWO_LINES);
  const sort = useSort(level);
  const sortable = reasonAgainstSort(rows) === undefined;
  const headed = useMemo(
    () => columns.map((column) => ({ ...column, sortable: column.sort !== undefined })),
    [columns],
  );
  const sortColumn = sort && columns.find((column) => column.sort === sort.by)?.id;
  const onSort = (id: string): void => {
    const by = all.find((one) => one.id === id)?.sort;
    if (by !== undefined) setSort(level, nextSort(sort, by));
  };
  return (
    <div className="table-frame">
      <div className="table-bar">
        <LevelSwitch level={level} />
        <span className="table-count">{counted(rows, nounOf(level))}</span>
        <ColumnMenu level={level} all={all} rows={rows} />
      </div>
      <div className={narrow ? 'table-body table-narrow' : 'table-body'}>
        <VirtualGrid
          {...grid}
          columns={headed}
          twoLines={narrow}
          sorted={
            sortable && sort && sortColumn !== undefined
              ? { column: sortColumn, descending: sort.descending === true }
              : undefined
          }
          {...(sortable && rows > 0 && { onSort })}
          onResize={resize}
          rowClass={(row) =>
            [
              'finding' in row && typeof row.finding === 'string' ? `row-${row.finding}` : '',
              mark !== undefined && row.hit === true ? 'row-hit' : '',
              mark !== undefined && mode === 'dim' && row.hit === false ? 'row-dim' : '',
              rowClass?.(row) ?? '',
            ].join(' ')
          }
          onMenu={(row, id, cell) => {
            const column = all.find((one) => one.id === id);
            const condition = column?.condition?.(row);
            if (column) openFilterMenu({ condition, of: column.name, anchor: cell });
          }}
          empty={hides ? nothingMatches(progress) : nothing}
        />
        <Gutter
          level={level}
          connection={connection}
          filter={hides && !progress?.problem ? filter : undefined}
          mark={mark}
          sort={sortable ? sort : undefined}
          header={narrow ? TWO_LINES_HEADER : HEADER_HEIGHT}
          ready={filter === '' ? rows > 0 : progress?.done === true}
        />
      </div>
    </div>
  );
}

function nounOf(level: Level): string {
  return level.slice(0, -1);
}

function nothingMatches(progress: FilterProgress | undefined): string {
  if (progress?.problem) return 'The filter cannot be read, so nothing is left out.';
  if (!progress?.done) return 'The filter is looking.';
  return 'No row matches the filter. Esc in its box clears it.';
}
