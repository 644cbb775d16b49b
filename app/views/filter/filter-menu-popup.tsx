import { Menu } from '@base-ui/react/menu';
import { quoted } from '../../../src-protocol/filter/print.ts';
import { filterField } from '../../../src-protocol/filter/field.ts';
import { count } from '../../format/numbers.ts';
import { applyFilter, levelOf, stepHit } from '../../state/filter.ts';
import { useInspector } from '../../state/store.ts';
import { canShowColumn, showColumn } from '../tables/use-columns.ts';
import { fieldOf, withCondition } from './combine.ts';
import { closeFilterMenu, type FilterMenuSubject } from './filter-menu-state.ts';
import { useValueCounts } from './use-value-counts.ts';

/** Values listed in the menu. */
const MOST_VALUES = 8;

/** The menu that makes a filter of the value of a cell or a field. */
export function FilterMenuPopup({ subject }: { readonly subject: FilterMenuSubject }) {
  const { condition, of, anchor, focus = anchor } = subject;
  return (
    <Menu.Root open onOpenChange={(open) => !open && closeFilterMenu()}>
      <Menu.Portal>
        <Menu.Positioner anchor={anchor} side="bottom" align="start" className="popover-place">
          <Menu.Popup className="popover filter-menu" finalFocus={() => focus}>
            <div className="popover-title">
              {of}
              {condition !== undefined && <code className="filter-condition">{condition}</code>}
            </div>
            {condition === undefined ? (
              <Menu.Item className="menu-item" disabled>
                There is no filter for this value.
              </Menu.Item>
            ) : (
              <Conditions condition={condition} />
            )}
          </Menu.Popup>
        </Menu.Positioner>
      </Menu.Portal>
    </Menu.Root>
  );
}

function Conditions({ condition }: { readonly condition: string }) {
  const filter = useInspector((state) => state.filter);
  const level = useInspector((state) => levelOf(state.view));
  const connection = useInspector((state) => state.connection);
  const field = fieldOf(condition);
  const values = useValueCounts(level, connection, field).slice(0, MOST_VALUES);
  const apply = (negated: boolean, to: string) => () =>
    applyFilter(withCondition(to, condition, negated));
  const column = filterField(field ?? '')?.column;
  return (
    <>
      <Menu.Item className="menu-item" onClick={apply(false, '')}>
        Only this
      </Menu.Item>
      <Menu.Item className="menu-item" onClick={apply(true, '')}>
        Not this
      </Menu.Item>
      {filter !== '' && (
        <>
          <Menu.Item className="menu-item" onClick={apply(false, filter)}>
            And this
          </Menu.Item>
          <Menu.Item className="menu-item" onClick={apply(true, filter)}>
            And not this
          </Menu.Item>
        </>
      )}
      <Menu.Item className="menu-item" onClick={() => void stepHit(1, condition)}>
        Find next like this
      </Menu.Item>
      {column !== undefined && canShowColumn(level, column) && (
        <Menu.Item className="menu-item" onClick={() => showColumn(level, column)}>
          As column
        </Menu.Item>
      )}
      {values.length > 1 && field !== undefined && (
        <Menu.Group>
          <Menu.GroupLabel className="menu-label">Values of {field}</Menu.GroupLabel>
          {values.map(({ value, rows }) => (
            <Menu.Item
              key={value}
              className="menu-item"
              onClick={() => applyFilter(`${field}:${quoted(value)}`)}
            >
              <span className="clip">{value}</span>
              <span className="menu-count">{count(rows)}</span>
            </Menu.Item>
          ))}
        </Menu.Group>
      )}
    </>
  );
}
