import { useEffect, useMemo, useState } from 'react';
import { ask } from '../worker/client.ts';
import type { FindingChoice, Questions, Sort } from '../worker/protocol.ts';
import { firstRow } from './first-row.ts';
import { RowCache } from './row-cache.ts';
import { useInspector } from './store.ts';

/** The tables that are asked for in windows. */
export type TableQuestion = 'chunks' | 'messages' | 'commands' | 'segments' | 'findings';
type Row<Q extends TableQuestion> = Questions[Q]['answer']['rows'][number];

/** A long table, a window at a time. */
export interface Rows<R> {
  /** Changes whenever any row does. */
  readonly edition: number;
  readonly row: (index: number) => R | undefined;
  /** To be told which rows `[from, to)` are on the screen. */
  readonly show: (from: number, to: number) => void;
  /** Rows there are, as far as the last answer knew. */
  readonly total: number;
}

/** What of a table is asked for, beside which findings; `edition` changes when the same question may have another answer. */
export interface RowFilter {
  readonly filter?: string | undefined;
  readonly mark?: string | undefined;
  readonly sort?: Sort | undefined;
  readonly edition?: number | undefined;
}

/** The rows of one of a connection's tables, for as long as they are on the screen. */
export function useRows<Q extends TableQuestion>(
  question: Q,
  connection: number,
  asked: RowFilter & FindingChoice = {},
): Rows<Row<Q>> {
  const { edition: found, ...choice } = asked;
  // Choices are made anew with each drawing: what they say decides, not which object says it.
  const chosen = JSON.stringify(choice);
  const version = useInspector((state) => state.version);
  const opened = useInspector((state) => state.openedAt);
  const [edition, setEdition] = useState(0);

  const cache = useMemo(
    () =>
      new RowCache<Row<Q>>(
        async (from, count) => {
          const answer = await ask(question, {
            ...(JSON.parse(chosen) as object),
            connection,
            from,
            count,
          });
          if (answer.rows.length > 0) firstRow(opened);
          return answer;
        },
        () => setEdition((before) => before + 1),
      ),
    [question, connection, opened, chosen],
  );
  useEffect(() => {
    cache.refresh();
    // A table that nobody knows the length of tells it with its first rows.
    if (cache.total === 0) cache.show(0, 1);
  }, [cache, version, found]);

  return useMemo(() => {
    // A new object with each edition is what tells the grid to draw again.
    return {
      edition,
      row: (index) => cache.row(index),
      show: (from, to) => cache.show(from, to),
      total: cache.total,
    };
  }, [cache, edition]);
}
