import * as v from 'valibot';
import { create } from 'zustand';

const KEY = 'rtmp-inspector.filters';
const MOST_HISTORY = 20;
const MOST_NAMED = 50;

const Text = v.pipe(v.string(), v.minLength(1), v.maxLength(4000));
const Kept = v.object({
  history: v.fallback(v.pipe(v.array(Text), v.maxLength(MOST_HISTORY)), []),
  named: v.fallback(
    v.pipe(
      v.array(
        v.object({ name: v.pipe(v.string(), v.minLength(1), v.maxLength(80)), filter: Text }),
      ),
      v.maxLength(MOST_NAMED),
    ),
    [],
  ),
});

/** A filter with a name somebody gave it. */
export interface NamedFilter {
  readonly name: string;
  readonly filter: string;
}

/** Filters used before, newest first, and those that were given names. */
export interface KeptFilters {
  readonly history: readonly string[];
  readonly named: readonly NamedFilter[];
}

/** Reads what was kept. Storage may be blocked, and what is in it may be anything. */
export function loadFilters(storage: () => Pick<Storage, 'getItem'>): KeptFilters {
  try {
    return v.parse(Kept, JSON.parse(storage().getItem(KEY) ?? '{}'));
  } catch {
    return { history: [], named: [] };
  }
}

/** Keeps filters, where that is allowed. */
export function saveFilters(storage: () => Pick<Storage, 'setItem'>, kept: KeptFilters): void {
  try {
    storage().setItem(KEY, JSON.stringify(kept));
  } catch {
    // Blocked or full: the filters last as long as the page.
  }
}

/** With one more in the history, which has each filter once. */
export function remembered(kept: KeptFilters, filter: string): KeptFilters {
  if (filter === '') return kept;
  const others = kept.history.filter((one) => one !== filter);
  return { ...kept, history: [filter, ...others].slice(0, MOST_HISTORY) };
}

/** With a filter under a name, in place of the one that had it. */
export function named(kept: KeptFilters, name: string, filter: string): KeptFilters {
  const trimmed = name.trim().slice(0, 80);
  if (trimmed === '' || filter === '') return kept;
  const others = kept.named.filter((one) => one.name !== trimmed);
  return { ...kept, named: [{ name: trimmed, filter }, ...others].slice(0, MOST_NAMED) };
}

/** Without the filter of that name. */
export function unnamed(kept: KeptFilters, name: string): KeptFilters {
  return { ...kept, named: kept.named.filter((one) => one.name !== name) };
}

const storage = (): Storage => localStorage;

/** The filters kept in this browser. */
export const useKeptFilters = create<KeptFilters>(() => loadFilters(storage));

/** Changes what is kept, on the page and in the browser. */
export function keepFilters(change: (kept: KeptFilters) => KeptFilters): void {
  useKeptFilters.setState(change(useKeptFilters.getState()));
  saveFilters(storage, useKeptFilters.getState());
}
