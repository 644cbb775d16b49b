import type { Direction } from '../../src-protocol/bytes/units.ts';
import { useEffect, useState } from 'react';
import { ask } from '../worker/client.ts';
import type { FilterProgress, Level } from '../worker/protocol.ts';
import { complain, select } from './actions.ts';
import { jump } from './history.ts';
import { measureSince } from './measure.ts';
import { inspector, type FilterMode, useInspector, type ViewName } from './store.ts';

const { getState, setState } = inspector;

/** When the filter now in force was asked for, until its first hits have been measured. */
let pressed: number | undefined;
let focusBox: (() => void) | undefined;

/** Tells how the filter's box gets the focus; undefined when there is none any more. */
export function provideFilterBox(focus: (() => void) | undefined): void {
  focusBox = focus;
}

/** Puts the focus into the filter's box. */
export function focusFilter(): void {
  focusBox?.();
}

/** Filters the tables; the empty filter shows everything. */
export function applyFilter(text: string): void {
  const filter = text.trim();
  if (filter === getState().filter) return;
  pressed = performance.now();
  jump();
  setState({ filter });
}

/** Chooses what happens to rows that do not match. */
export function setFilterMode(filterMode: FilterMode): void {
  setState({ filterMode });
}

/** The table that a view shows; for the others, that of chunks. */
export function levelOf(view: ViewName): Level {
  return view === 'messages' || view === 'commands' || view === 'segments' ? view : 'chunks';
}

/** Selects the next (1) or previous (-1) row that matches the filter, and says which of how many it is. */
export async function stepHit(by: 1 | -1, filter = getState().filter): Promise<void> {
  const { connection, view, selection } = getState();
  if (connection === undefined || filter === '') return;
  try {
    const level = levelOf(view);
    const found = await ask('filterStep', { connection, level, filter, from: selection, by });
    if (!found) {
      setState({ said: `There is no ${by > 0 ? 'further' : 'earlier'} row that matches.` });
      return;
    }
    select(found.record);
    setState({ said: `Hit ${found.place + 1} of ${found.hits}.` });
  } catch (error) {
    complain(error);
  }
}

/** How far the worker has come with a filter; it is asked until every row has been looked at. */
export function useFilterProgress(
  level: Level,
  connection: number | undefined,
  filter: string | undefined,
): FilterProgress | undefined {
  const version = useInspector((state) => state.version);
  const opened = useInspector((state) => state.openedAt);
  const key = `${opened} ${connection ?? ''} ${level} ${filter ?? ''}`;
  const [known, setKnown] = useState<{ key: string; progress: FilterProgress }>();

  useEffect(() => {
    if (connection === undefined || filter === undefined) return;
    let over = false;
    const goOn = async (): Promise<void> => {
      for (;;) {
        const progress = await ask('filter', { connection, level, filter });
        if (over) return;
        setKnown({ key, progress });
        if (pressed !== undefined && (progress.hits > 0 || progress.done)) {
          measureSince('filter', pressed);
          pressed = undefined;
        }
        if (progress.done) return;
      }
    };
    goOn().catch((error: unknown) => {
      if (!over) complain(error);
    });
    return () => {
      over = true;
    };
  }, [connection, level, filter, key, version]);

  return filter !== undefined && known?.key === key ? known.progress : undefined;
}

/** Selects what begins at a place, or within `length` bytes after it, and says so when there is nothing. */
export async function selectAt(
  connection: number,
  direction: Direction,
  at: number,
  length: number,
): Promise<void> {
  try {
    const found = length > 0 ? await ask('locate', { connection, direction, at }) : undefined;
    if (found) select(found.record);
    else setState({ said: 'Nothing that could be decoded is in this segment.' });
  } catch (error) {
    complain(error);
  }
}
