import type { Questions, RecordRef, Scope, StepUnit } from '../worker/protocol.ts';
import { inspector } from './store.ts';

type StepAsk = Questions['step']['ask'];

/** What the scope of the steps under way means: the record they began at, for as long as only steps move. */
let anchored: { readonly at: RecordRef; readonly anchor: RecordRef } | undefined;

/** What a scope means now: of which connection, and seen from which record. */
export type ScopeAsk = Omit<Questions['in-scope']['ask'], 'records'>;

/** The scope as the worker is asked about it; undefined while no connection is looked at. */
export function scopeAsk(scope: Scope): ScopeAsk | undefined {
  const { connection, selection, filter } = inspector.getState();
  if (connection === undefined) return undefined;
  const anchor = anchored && anchored.at === selection ? anchored.anchor : selection;
  return { connection, scope, ...(scope === 'filter' && { filter }), ...(anchor && { anchor }) };
}

/** The question where a step from the selected record leads; undefined while no connection is looked at. */
export function stepAsk(unit: StepUnit, by: 1 | -1, scope: Scope): StepAsk | undefined {
  const { selection: from, muted } = inspector.getState();
  const around = scopeAsk(scope);
  return around && { ...around, from, unit, by, ...(unit === 'problem' && { without: muted }) };
}

/** A step led to `record`: the next one means by its scope what this one did. */
export function steppedTo(record: RecordRef, { anchor }: Pick<StepAsk, 'anchor'>): void {
  if (anchor) anchored = { at: record, anchor };
}

/** The next step begins anew: its scope is what is selected then. */
export function forgetAnchor(): void {
  anchored = undefined;
}
