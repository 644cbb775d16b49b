import type { ConnectionSummary, Sort } from '../../worker/protocol.ts';

/** What connections can be put in order by, under the names of the columns of their table. */
const KEYS: Readonly<Record<string, (connection: ConnectionSummary) => number>> = {
  duration: ({ start, end }) => end - start,
  up: ({ directions }) => directions[0].bytes,
  down: ({ directions }) => directions[1].bytes,
  chunks: ({ chunks }) => chunks,
  messages: ({ messages }) => messages,
  // The gravest count most: one error is more than any number of warnings.
  findings: ({ findings: { error, warning, note } }) => error * 2 ** 40 + warning * 2 ** 20 + note,
};

/** Whether a column can order the table. */
export function isOrder(column: string): boolean {
  return Object.hasOwn(KEYS, column);
}

/** Those that can be looked at first, then by the column; equal ones, and all without one, in the order of the capture. */
export function inOrder(
  connections: readonly ConnectionSummary[],
  sort: Sort | undefined,
): ConnectionSummary[] {
  const key = sort && isOrder(sort.by) ? KEYS[sort.by] : undefined;
  const way = sort?.descending ? -1 : 1;
  return [...connections].sort((a, b) => {
    const decoded = Number(b.decoded) - Number(a.decoded);
    // Without a clock there is no difference of times to tell.
    return decoded || (key ? way * (key(a) - key(b) || 0) : 0);
  });
}
