import { ArrowDown, ArrowUp, CircleAlert } from 'lucide-react';
import { useId } from 'react';
import { Button, Choice } from '../../components/button.tsx';
import { count, counted, percent } from '../../format/numbers.ts';
import { levelOf, setFilterMode, stepHit, useFilterProgress } from '../../state/filter.ts';
import { type FilterMode, useInspector } from '../../state/store.ts';
import { FilterBox } from './filter-box.tsx';
import { FilterMenu } from './filter-menu.tsx';
import { SavedFilters } from './saved-filters.tsx';
import './filter.css';

/** The filter: its box, what it does with other rows, how much it found, and the way from hit to hit. */
export function FilterBar() {
  const statusId = useId();
  const filter = useInspector((state) => state.filter);
  const mode = useInspector((state) => state.filterMode);
  return (
    <search className="filter-bar">
      <FilterBox statusId={statusId} />
      <SavedFilters />
      <p id={statusId} role="status" className="filter-status">
        {filter !== '' && <Status />}
      </p>
      {filter !== '' && (
        <>
          <Button
            look="icon"
            aria-label="Previous hit"
            title="Previous hit (Shift+Enter in the box)"
            onClick={() => void stepHit(-1)}
          >
            <ArrowUp size={15} aria-hidden />
          </Button>
          <Button
            look="icon"
            aria-label="Next hit"
            title="Next hit (Enter in the box)"
            onClick={() => void stepHit(1)}
          >
            <ArrowDown size={15} aria-hidden />
          </Button>
          <Choice<FilterMode>
            label="Other rows are"
            value={mode}
            options={[
              { value: 'hide', text: 'Hide', title: 'Leave out the rows that do not match' },
              { value: 'dim', text: 'Dim', title: 'Grey the rows that do not match' },
              {
                value: 'find',
                text: 'Find',
                title: 'Leave the rows as they are, mark those that match',
              },
            ]}
            onChange={setFilterMode}
          />
        </>
      )}
      <FilterMenu />
    </search>
  );
}

function Status() {
  const filter = useInspector((state) => state.filter);
  const connection = useInspector((state) => state.connection);
  const level = useInspector((state) => levelOf(state.view));
  const progress = useFilterProgress(level, connection, filter);
  if (!progress) return 'Looking.';
  const { problem, hits, looked, total, done } = progress;
  if (problem)
    return (
      <>
        <CircleAlert size={14} aria-hidden /> {problem.text}
      </>
    );
  const found = counted(hits, level.slice(0, -1));
  if (!done) return `${found} so far, ${percent(looked, total)} % looked at`;
  return level === 'commands' ? found : `${found} of ${count(total)}`;
}
