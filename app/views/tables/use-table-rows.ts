import { useMemo } from 'react';
import { useFilterProgress } from '../../state/filter.ts';
import { useInspector } from '../../state/store.ts';
import { useAnswerAbout } from '../../state/use-answer.ts';
import { type Rows, useRows } from '../../state/use-rows.ts';
import type {
  ChunkRowView,
  CommandRowView,
  FilterProgress,
  Level,
  Marked,
  MessageRowView,
  SegmentRowView,
} from '../../worker/protocol.ts';

/** What a row of each table is. */
export interface LevelRows {
  segments: SegmentRowView;
  chunks: ChunkRowView;
  messages: MessageRowView;
  commands: CommandRowView;
}

/** A table through the filter in force. */
export interface TableRows<L extends Level> {
  readonly rows: Rows<LevelRows[L] & Marked>;
  readonly rowCount: number;
  /** The place of the selected record, when it is in the table. */
  readonly follow: number | undefined;
  /** How far the filter has come; undefined without one. */
  readonly progress: FilterProgress | undefined;
  /** The filter whose matches are marked, not picked out. */
  readonly mark: string | undefined;
}

/** First rows of a filter are shown as they come; after so many, the rest when it is through. */
const SHOWN_AT_ONCE = 200;

/** The rows of a level as the filter and its mode leave them; `least` is how many there are known to be. */
export function useTableRows<L extends Level>(
  level: L,
  connection: number,
  least: number,
): TableRows<L> {
  const filter = useInspector((state) => state.filter);
  const mode = useInspector((state) => state.filterMode);
  const progress = useFilterProgress(level, connection, filter === '' ? undefined : filter);
  // Commands are found among the messages, by the empty filter.
  const all = useFilterProgress(level, connection, level === 'commands' ? '' : undefined);
  const sort = useInspector((state) => state.sorts[level]);
  const wrong = progress?.problem !== undefined;
  const hides = filter !== '' && mode === 'hide' && !wrong;
  const mark = filter !== '' && mode !== 'hide' && !wrong ? filter : undefined;
  const found = hides ? progress : all;
  const edition =
    found === undefined ? 0 : found.done ? -found.total - 1 : Math.min(found.hits, SHOWN_AT_ONCE);
  const filtered = useMemo(
    () => ({ filter: hides ? filter : undefined, mark, sort, edition }),
    [hides, filter, mark, sort, edition],
  );
  const rows = useRows(level, connection, filtered) as unknown as Rows<LevelRows[L] & Marked>;
  const known = found === undefined || found.done;
  const { answer, waiting } = useAnswerAbout('place', (record) =>
    known && (!hides || found)
      ? { connection, level, record, ...(hides && { filter }), ...(sort && { sort }) }
      : undefined,
  );
  const rowCount = found ? found.hits : hides ? 0 : Math.max(least, rows.total);
  return { rows, rowCount, follow: waiting ? undefined : answer, progress, mark };
}
