import type { ProblemGroup, Questions, RecordRef } from './protocol.ts';
import type { View } from './view.ts';

const MOST_BINS = 200;

/** What was found, by code: how often, where first, and when, in equal columns over the connection's time. */
export function problemGroups(view: View, wanted: number): Questions['problem-groups']['answer'] {
  const bins = Math.max(1, Math.min(MOST_BINS, Math.floor(wanted)));
  const { start, end } = view.connection;
  const scale = bins / Math.max(end - start, 1e-9);
  const groups = new Map<string, Mutable>();
  const order = view.findingsInOrder();
  for (const row of order) {
    const finding = view.rows.finding(row);
    const { code, severity, time } = finding;
    let group = groups.get(code);
    if (!group) {
      const first = view.findingRef(finding);
      group = { code, severity, count: 0, first, bins: new Array<number>(bins).fill(0) };
      groups.set(code, group);
    }
    group.count++;
    // Raw dumps have no times: all of it is one column then.
    const bin = Number.isNaN(time) ? 0 : Math.floor((time - start) * scale);
    group.bins[Math.max(0, Math.min(bins - 1, bin || 0))]! += 1;
  }
  const rank = { error: 0, warning: 1, note: 2 };
  return [...groups.values()].sort(
    (a, b) => rank[a.severity] - rank[b.severity] || b.count - a.count,
  );
}

interface Mutable extends ProblemGroup {
  count: number;
  readonly first: RecordRef | undefined;
  readonly bins: number[];
}
