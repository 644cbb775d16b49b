import { type ReactNode, useEffect, useEffectEvent, useState } from 'react';
import { DIRECTIONS } from '../../../src-protocol/bytes/units.ts';
import { complain } from '../../state/actions.ts';
import { keyedNodes } from '../../state/field-keys.ts';
import { useFilterProgress } from '../../state/filter.ts';
import { useInspector } from '../../state/store.ts';
import { ask } from '../../worker/client.ts';
import type { RecordRef } from '../../worker/protocol.ts';
import type { Entry } from './entries.ts';
import type { EntrySearch } from './entry-search.ts';
import {
  type CapturePlace,
  countText,
  type FoundPlace,
  linkTo,
  RecordLinks,
  tableOf,
} from './record-links.tsx';

/** Records taken apart to see whether they have an entry, and places told of it. */
const MOST_LOOKED_INTO = 120;
const MOST_TOLD = 3;

/** Structures and fields, which only the bytes of a record tell. */
type InBytes = Pick<Entry, 'kind' | 'id'>;

interface Props extends CapturePlace {
  readonly entry: InBytes;
}

/** Rows that can have it are taken apart, up to a bound. */
export function LookedInto({
  source,
  connection,
  search,
  entry,
}: Props & { readonly search: EntrySearch }): ReactNode {
  const { level, filter } = search;
  const progress = useFilterProgress(level, connection, filter);
  const ready = progress?.done === true;
  const found = useLooked(`${connection} ${filter} ${entry.id} ${ready}`, (isOver) =>
    ready ? lookInto(connection, search, entry, isOver) : undefined,
  );
  if (!found) return <p role="status">Looking for it.</p>;
  const { places, looked, all } = found;
  const among = all ? `the ${level}` : `the first ${looked} ${level}`;
  return (
    <>
      <p role="status">
        {places.length === 0 ? `None of ${among} that can have it does.` : `Seen in ${among}:`}
      </p>
      <RecordLinks found={places} linkOf={(one) => linkTo(source, tableOf(search), one)} />
    </>
  );
}

/** Offsets at which the packets of a handshake begin, in each direction (RTMP 1.0 §5.2). */
const PACKETS = [0, 1, 1 + 1536];

/** Packets of the handshake are in no table. */
export function Packets({ source, connection, entry }: Props): ReactNode {
  const places = useLooked(`${connection} ${entry.id}`, async () => {
    const found: FoundPlace[] = [];
    for (const direction of DIRECTIONS)
      for (const at of PACKETS) {
        const { record } = (await ask('locate', { connection, direction, at })) ?? {};
        const place = record?.kind === 'handshake' && (await placeIn(record, entry));
        if (place) found.push(place);
      }
    return found;
  });
  if (!places) return <p role="status">Looking for it.</p>;
  return (
    <>
      <p role="status">{countText(places.length)}</p>
      <RecordLinks found={places} linkOf={(one) => linkTo(source, { view: 'chunks' }, one)} />
    </>
  );
}

interface Looked {
  readonly places: readonly FoundPlace[];
  readonly looked: number;
  /** Nothing was left out. */
  readonly all: boolean;
}

/** What looking for something comes to; `key` says what is looked for. Asked again with another capture. */
function useLooked<T>(
  key: string,
  look: (isOver: () => boolean) => Promise<T> | undefined,
): T | undefined {
  const opened = useInspector((state) => state.openedAt);
  const whole = `${opened} ${key}`;
  const [found, setFound] = useState<{ key: string; found: T }>();
  const looking = useEffectEvent(look);
  useEffect(() => {
    let over = false;
    looking(() => over)?.then(
      (answer) => over || setFound({ key: whole, found: answer }),
      (error: unknown) => over || complain(error),
    );
    return () => {
      over = true;
    };
  }, [whole]);
  return found?.key === whole ? found.found : undefined;
}

async function lookInto(
  connection: number,
  { level, filter }: EntrySearch,
  entry: InBytes,
  isOver: () => boolean,
): Promise<Looked> {
  const { rows, total } = await ask(level, {
    ...{ connection, from: 0, count: MOST_LOOKED_INTO, filter },
  });
  const places: FoundPlace[] = [];
  let looked = 0;
  for (const { direction, offset: at } of rows) {
    if (isOver() || places.length >= MOST_TOLD) break;
    const kind = level === 'chunks' ? 'chunk' : 'message';
    const place = await placeIn({ connection, direction, at, kind }, entry);
    looked++;
    if (place) places.push(place);
  }
  return { places, looked, all: looked === total };
}

/** Where in a record the first such structure or field is. What a header only inherits is not there. */
async function placeIn(record: RecordRef, { kind, id }: InBytes): Promise<FoundPlace | undefined> {
  const described = await ask('describe', { record });
  if (!described) return undefined;
  const found = keyedNodes(described).find(({ node }) =>
    kind === 'field'
      ? node.id === id && node.origin !== 'inherited'
      : node.id === id || node.id.slice(0, node.id.lastIndexOf('.')) === id,
  );
  if (!found) return undefined;
  return { record: described.record, ...(kind === 'field' && { field: found.key }) };
}
