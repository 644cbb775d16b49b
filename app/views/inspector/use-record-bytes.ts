import { useEffect, useMemo, useSyncExternalStore } from 'react';
import type { BitRange } from '../../../src-protocol/bytes/units.ts';
import { useInspector } from '../../state/store.ts';
import { ask } from '../../worker/client.ts';
import type { Described } from '../../worker/protocol.ts';
import { type FieldItem, type FieldItems, itemRanges } from './field-items.ts';
import { hiddenBytes, hiddenFields } from './hidden-bytes.ts';
import { StreamBytes } from './stream-bytes.ts';

/** The bytes of a record's direction, as far as they have come, and which of them must not be shown. */
export interface RecordBytes {
  readonly bytes: StreamBytes;
  /** Grows whenever bytes have come. */
  readonly version: number;
  readonly hidden: readonly BitRange[];
  /** A byte that may be shown; undefined where it may not, or has not come; -1 where the capture has none. */
  readonly shownAt: (offset: number) => number | undefined;
  /** How much of a field the capture missed, as far as is known: such bytes read as zero. */
  readonly missing: (ranges: readonly BitRange[]) => Missing;
}

/** How many of a field's bytes the capture does not have. */
export type Missing = 'none' | 'some' | 'all';

/** The same of a field; of a structure its fields tell. */
export function missingOf(item: FieldItem, read: RecordBytes): Missing {
  return item.children.length === 0 ? read.missing(itemRanges(item)) : 'none';
}

/** The record's bytes; `keys` are texts that must not be readable: stream keys nobody asked to see. */
export function useRecordBytes(
  described: Described,
  items: FieldItems,
  keys: readonly string[],
): RecordBytes {
  const opened = useInspector((state) => state.openedAt);
  const { connection, direction } = described.record;
  // Kept while the direction and the capture stay the same.
  const bytes = useMemo(
    () => new StreamBytes(connection, direction, (question) => ask('bytes', question)),
    // Another capture has other bytes at the same place.
    // eslint-disable-next-line react-hooks/exhaustive-deps
    [connection, direction, opened],
  );
  const version = useSyncExternalStore(bytes.subscribe, bytes.version);
  const grown = useInspector((state) => state.version);
  useEffect(() => bytes.grown(), [bytes, grown]);
  return useMemo(() => {
    const hidden = described.body
      ? hiddenFields(items.roots, keys)
      : hiddenBytes((at) => bytes.at(at), described.start, described.end, keys);
    const isHidden = (offset: number): boolean =>
      hidden.some(({ start, end }) => offset * 8 < end && offset * 8 + 8 > start);
    const shownAt = (offset: number) => (isHidden(offset) ? undefined : bytes.at(offset));
    const missing = (ranges: readonly BitRange[]): Missing => {
      let [gone, there] = [0, 0];
      for (const range of ranges) {
        const [start, end] = [Math.floor(range.start / 8), Math.ceil(range.end / 8)];
        const without = bytes.missingIn(start, end);
        gone += without;
        there += end - start - without;
      }
      return gone === 0 ? 'none' : there === 0 ? 'all' : 'some';
    };
    return { bytes, version, hidden, shownAt, missing };
    // `version` stands for the bytes that have come.
  }, [described, items, keys, bytes, version]);
}
