import type { Crumb } from './timeline-store.ts';
import { covers, lengthOf } from './viewport.ts';

/** Times by which a view must be shorter than the last crumb for the way there to be worth keeping. */
const WORTH = 8;
/** Times by which a crumb must be longer than the view to be a way back. */
const LONGER = 2;
const MOST = 6;

/** The crumbs after the view changed from `before` to `after`; all of an axis is a crumb by itself, and never in the list. */
export function crumbsAfter(
  crumbs: readonly Crumb[],
  before: Crumb,
  after: Crumb,
  whole: number,
): readonly Crumb[] {
  if (!after.span) return [];
  const span = after.span;
  const kept = crumbs.filter(
    (crumb) =>
      crumb.axis !== after.axis ||
      (crumb.span && covers(crumb.span, span) && lengthOf(crumb.span) >= LONGER * lengthOf(span)),
  );
  // From one axis to another nothing can be measured: the way is kept.
  if (before.axis !== after.axis) return before.span ? [...kept, before].slice(-MOST) : kept;
  if (!before.span || !covers(before.span, span) || lengthOf(before.span) <= lengthOf(span))
    return kept;
  const last = kept.at(-1);
  const reach = last?.span && last.axis === after.axis ? lengthOf(last.span) : whole;
  return reach >= WORTH * lengthOf(span) && lengthOf(before.span) >= LONGER * lengthOf(span) * 0.99
    ? [...kept, before].slice(-MOST)
    : kept;
}
