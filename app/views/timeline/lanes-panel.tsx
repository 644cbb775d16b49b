import { ChevronDown, ChevronUp, Filter, FoldVertical, Pin } from 'lucide-react';
import { type ReactNode, useId } from 'react';
import type { Lane } from '../../worker/timeline/timeline-types.ts';
import { openFilterMenu } from '../filter/filter-menu-state.ts';
import { laneCondition } from './lane-condition.ts';
import { ALL_LANES, type LaneChoices, laneWords, moved, orderLanes } from './lane-layout.ts';
import { timelineStore, useTimeline } from './timeline-store.ts';
import { TimelineTool } from './timeline-tool.tsx';

/** Lanes listed at once; the filter finds the others. */
const MOST_LISTED = 60;

/** The lanes as a list: what clicking and dragging does to them, for everybody. */
export function LanesPanel({ lanes }: { readonly lanes: readonly Lane[] }): ReactNode {
  const choices = useTimeline((state) => state.choices);
  const id = useId();
  const change = (part: Partial<LaneChoices>): void =>
    timelineStore.setState({ choices: { ...choices, ...part } });
  const filter = choices.filter.trim().toLowerCase();
  const all = orderLanes(lanes, choices.order).map(({ lane }) => lane);
  const found = all.filter((lane) => laneWords(lane).toLowerCase().includes(filter));
  const listed = found.slice(0, MOST_LISTED);
  return (
    <section className="lanes-panel" aria-label="Lanes">
      <div className="lanes-filter">
        <label htmlFor={id}>Lanes named</label>
        <input
          id={id}
          type="search"
          value={choices.filter}
          placeholder="audio, control, server …"
          onChange={({ target }) => change({ filter: target.value })}
        />
        <button type="button" className="timeline-tool" onClick={() => change(ALL_LANES)}>
          As at first
        </button>
      </div>
      {found.length === 0 && <p className="lanes-none">No lane has this in its name.</p>}
      <ul className="lanes-list">
        {listed.map((lane) => {
          const words = laneWords(lane);
          const condition = laneCondition(lane);
          return (
            <li key={lane.key}>
              <span className="lanes-name">{words}</span>
              {condition !== undefined && (
                <TimelineTool
                  label={`Filter to ${words}`}
                  onClick={(event) =>
                    openFilterMenu({ condition, of: words, anchor: event.currentTarget })
                  }
                >
                  <Filter size={14} />
                </TimelineTool>
              )}
              <TimelineTool
                label={`Pin ${words} at the top`}
                on={choices.pinned.has(lane.key)}
                onClick={() => change({ pinned: toggled(choices.pinned, lane.key) })}
              >
                <Pin size={14} />
              </TimelineTool>
              <TimelineTool
                label={`Fold ${words}`}
                on={choices.folded.has(lane.key)}
                onClick={() => change({ folded: toggled(choices.folded, lane.key) })}
              >
                <FoldVertical size={14} />
              </TimelineTool>
              <TimelineTool
                label={`Move ${words} up`}
                onClick={() => change({ order: moved(lanes, choices.order, lane.key, -1) })}
              >
                <ChevronUp size={14} />
              </TimelineTool>
              <TimelineTool
                label={`Move ${words} down`}
                onClick={() => change({ order: moved(lanes, choices.order, lane.key, 1) })}
              >
                <ChevronDown size={14} />
              </TimelineTool>
            </li>
          );
        })}
      </ul>
      {found.length > listed.length && (
        <p className="lanes-none">
          {found.length - listed.length} more; write a part of a name to find them.
        </p>
      )}
    </section>
  );
}

/** Folds a lane, or unfolds it. */
export function toggleFold(key: string): void {
  const { choices } = timelineStore.getState();
  timelineStore.setState({ choices: { ...choices, folded: toggled(choices.folded, key) } });
}

function toggled(keys: ReadonlySet<string>, key: string): ReadonlySet<string> {
  const next = new Set(keys);
  if (!next.delete(key)) next.add(key);
  return next;
}
