import type { ReactNode } from 'react';
import { addressOf } from '../../../src-protocol/bytes/address.ts';
import { formatLocation, type Location, type SourceName } from '../../state/location.ts';
import type { RecordRef } from '../../worker/protocol.ts';
import type { EntrySearch } from './entry-search.ts';

/** A connection of the capture that is open. */
export interface CapturePlace {
  readonly source: SourceName;
  readonly connection: number;
}

/** A record that has an entry, and the field that it is about. */
export interface FoundPlace {
  readonly record: RecordRef;
  /** As links keep it. */
  readonly field?: string;
}

/** Links to records, by their addresses. */
export function RecordLinks({
  found,
  linkOf,
}: {
  readonly found: readonly FoundPlace[];
  readonly linkOf: (found: FoundPlace) => string;
}): ReactNode {
  if (found.length === 0) return null;
  return (
    <ul>
      {found.map((one) => (
        <li key={nameOf(one.record)}>
          <a href={linkOf(one)}>{nameOf(one.record)}</a>
        </li>
      ))}
    </ul>
  );
}

/** How often something is there, in words. */
export function countText(count: number): string {
  if (count === 0) return 'It is not in there.';
  return count === 1 ? 'Once.' : `${count} times.`;
}

/** A record's address. */
export function nameOf({ direction, at }: RecordRef): string {
  return addressOf(direction, at);
}

/** The table that a search goes through, as a link sets it. */
export function tableOf({ level, filter }: EntrySearch): Pick<Location, 'view' | 'filter'> {
  return { view: level, filter };
}

/** The link that selects a record, and its field, in a table. */
export function linkTo(
  source: SourceName,
  table: Pick<Location, 'view' | 'filter'>,
  { record, field }: FoundPlace,
): string {
  return formatLocation({
    ...{ source, connection: record.connection, ...table },
    at: addressOf(record.direction, record.at),
    ...(record.kind === 'message' && { kind: record.kind }),
    ...(field !== undefined && { field }),
  });
}
