import { Popover } from '@base-ui/react/popover';
import { ArrowDown, ArrowUp, Minus, Plus } from 'lucide-react';
import { useId } from 'react';
import { Button, Choice } from '../../components/button.tsx';
import { closing, type PopupProps } from '../../components/popup-button.tsx';
import { inspector, useInspector } from '../../state/store.ts';
import { clampSize, type ColumnChoice, type Times } from '../../state/table-choice.ts';
import type { Level } from '../../worker/protocol.ts';
import { choiceOf, setColumns } from './use-columns.ts';
import { reasonAgainstSort, setSort, useSort } from './use-sort.ts';

/** What the menu has to know of a column. */
export interface ColumnWords {
  readonly id: string;
  readonly name: string;
  readonly size: number;
  readonly optional?: true;
  readonly sort?: string;
}

/** How much wider or narrower a press makes a column, in pixels. */
const STEP = 20;

/** Which columns a table shows, in which order and how wide, and what its times count from. */
export function ColumnPopup({
  level,
  all,
  rows,
  ...popup
}: PopupProps & {
  readonly level: Level;
  readonly all: readonly ColumnWords[];
  readonly rows: number;
}) {
  const chosen = useInspector((state) => state.columns[level]);
  const times = useInspector((state) => state.times);
  const now = chosen ?? choiceOf(all);
  const change = (columns: readonly ColumnChoice[]): void => {
    if (columns.length > 0) setColumns(level, columns);
  };
  const move = (at: number, by: number): void => {
    const columns = [...now];
    const [one] = columns.splice(at, 1);
    if (one) columns.splice(at + by, 0, one);
    change(columns);
  };
  return (
    <Popover.Root open onOpenChange={closing(popup)}>
      <Popover.Portal>
        <Popover.Positioner
          anchor={popup.anchor}
          sideOffset={4}
          align="end"
          className="popover-place"
        >
          <Popover.Popup className="popover column-menu" finalFocus={() => popup.anchor}>
            <Popover.Title className="popover-title">Columns, times and order</Popover.Title>
            <Choice<Times>
              label="Times"
              value={times}
              options={[
                { value: 'relative', text: 'since start' },
                { value: 'absolute', text: 'UTC' },
                { value: 'delta', text: 'Δ row above' },
              ]}
              onChange={(value) => inspector.setState({ times: value })}
            />
            <Order level={level} all={all} rows={rows} />
            <ul className="column-list">
              {now.map(({ id, size }, at) => {
                const column = all.find((one) => one.id === id);
                if (!column) return null;
                const width = size ?? column.size;
                const resize = (to: number): void =>
                  change(now.map((one) => (one.id === id ? { id, size: clampSize(to) } : one)));
                return (
                  <li key={id} className="column-line">
                    <label className="column-name">
                      <input
                        type="checkbox"
                        checked
                        disabled={now.length === 1}
                        onChange={() => change(now.filter((one) => one.id !== id))}
                      />
                      {column.name}
                    </label>
                    <Button
                      look="icon"
                      aria-label={`Narrower: ${column.name}`}
                      onClick={() => resize(width - STEP)}
                    >
                      <Minus size={14} aria-hidden />
                    </Button>
                    <Button
                      look="icon"
                      aria-label={`Wider: ${column.name}`}
                      onClick={() => resize(width + STEP)}
                    >
                      <Plus size={14} aria-hidden />
                    </Button>
                    <Button
                      look="icon"
                      aria-label={`Further left: ${column.name}`}
                      disabled={at === 0}
                      onClick={() => move(at, -1)}
                    >
                      <ArrowUp size={14} aria-hidden />
                    </Button>
                    <Button
                      look="icon"
                      aria-label={`Further right: ${column.name}`}
                      disabled={at === now.length - 1}
                      onClick={() => move(at, 1)}
                    >
                      <ArrowDown size={14} aria-hidden />
                    </Button>
                  </li>
                );
              })}
              {all
                .filter(({ id }) => !now.some((one) => one.id === id))
                .map(({ id, name }) => (
                  <li key={id} className="column-line">
                    <label className="column-name">
                      <input
                        type="checkbox"
                        checked={false}
                        onChange={() => change([...now, { id }])}
                      />
                      {name}
                    </label>
                  </li>
                ))}
            </ul>
            <Button disabled={chosen === undefined} onClick={() => setColumns(level, undefined)}>
              As they were
            </Button>
          </Popover.Popup>
        </Popover.Positioner>
      </Popover.Portal>
    </Popover.Root>
  );
}

/** What the rows are in order by; the same as a press on a column's header. */
function Order({
  level,
  all,
  rows,
}: {
  readonly level: Level;
  readonly all: readonly ColumnWords[];
  readonly rows: number;
}) {
  const id = useId();
  const sort = useSort(level);
  const against = reasonAgainstSort(rows);
  if (against !== undefined) return <p className="dim column-order">{against}</p>;
  return (
    <div className="column-order">
      <label htmlFor={id}>Order</label>
      <select
        id={id}
        className="select"
        value={sort?.by ?? ''}
        onChange={({ currentTarget: { value } }) =>
          setSort(level, value === '' ? undefined : { ...sort, by: value })
        }
      >
        <option value="">of the capture</option>
        {all.map(
          ({ id, name, sort: by }) =>
            by !== undefined && (
              <option key={id} value={by}>
                by {name}
              </option>
            ),
        )}
      </select>
      {sort && (
        <Choice<'up' | 'down'>
          label="Direction of the order"
          value={sort.descending ? 'down' : 'up'}
          options={[
            { value: 'up', text: 'smallest first' },
            { value: 'down', text: 'largest first' },
          ]}
          onChange={(way) =>
            setSort(level, { by: sort.by, ...(way === 'down' && { descending: true }) })
          }
        />
      )}
    </div>
  );
}
