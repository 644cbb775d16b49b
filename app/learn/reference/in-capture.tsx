import { type ReactNode, useEffect, useEffectEvent, useState } from 'react';
import { addressOf } from '../../../src-protocol/bytes/address.ts';
import { DIRECTIONS } from '../../../src-protocol/bytes/units.ts';
import type { FieldNode } from '../../../src-protocol/wire/field-tree.ts';
import { complain } from '../../state/actions.ts';
import { useFilterProgress } from '../../state/filter.ts';
import { formatLocation, type Location, type SourceName } from '../../state/location.ts';
import { currentConnection, decodedConnections, useInspector } from '../../state/store.ts';
import { useAnswer } from '../../state/use-answer.ts';
import { ask } from '../../worker/client.ts';
import type { RecordRef } from '../../worker/protocol.ts';
import type { Entry } from './entries.ts';
import { type EntrySearch, searchFor } from './entry-search.ts';

/** Messages taken apart to see whether they have a structure, and places told of it. */
const MOST_LOOKED_INTO = 120;
const MOST_TOLD = 3;

/** Where the capture that is open has an entry: how often, and links to it that set the filter. */
export function InCapture({ entry }: { readonly entry: Entry }): ReactNode {
  const source = useInspector((state) => (state.phase === 'ready' ? state.source : undefined));
  const name = useInspector((state) => state.sourceName);
  const connection = useInspector(
    (state) => (currentConnection(state) ?? decodedConnections(state)[0])?.connection,
  );
  if (!source || connection === undefined) return null;
  const inside = partOf(entry, { source, connection });
  if (!inside) return null;
  return (
    <section aria-label="In the open capture">
      <h2>In the open capture</h2>
      <p className="faint">{name}</p>
      {inside}
    </section>
  );
}

function partOf(entry: Entry, place: Place): ReactNode {
  if (entry.kind === 'finding') return <Findings {...place} code={entry.id} />;
  if (entry.id.startsWith('handshake')) return <Packets {...place} id={entry.id} />;
  const search = searchFor(entry);
  if (!search) return null;
  return search.exact ? (
    <Counted {...place} search={search} />
  ) : (
    <LookedInto {...place} search={search} id={entry.id} />
  );
}

interface Place {
  readonly source: SourceName;
  readonly connection: number;
}

interface Inside extends Place {
  readonly search: EntrySearch;
}

/** A filter knows all of them. */
function Counted({ source, connection, search }: Inside): ReactNode {
  const { level, filter } = search;
  const progress = useFilterProgress(level, connection, filter);
  const selection = useInspector((state) => state.selection);
  const asked = progress?.done ? { connection, level, filter, by: 1 as const } : undefined;
  const { answer: first } = useAnswer('filterStep', asked && { ...asked, from: undefined });
  const { answer: next } = useAnswer(
    'filterStep',
    asked && selection?.connection === connection ? { ...asked, from: selection } : undefined,
  );
  if (progress?.problem) return <p role="status">{progress.problem.text}</p>;
  if (!progress?.done) return <p role="status">Looking for it.</p>;
  const { hits } = progress;
  const rows = level === 'chunks' ? 'chunks' : 'messages';
  return (
    <>
      <p role="status">
        {countText(hits)}{' '}
        {hits > 0 && (
          <span className="faint">
            Counted are {rows} that match <code>{filter}</code>, in the connection looked at.
          </span>
        )}
      </p>
      {hits > 0 && (
        <ul>
          {first && (
            <li>
              <a href={linkTo(source, tableOf(search), first.record)}>
                The first, {nameOf(first.record)}
              </a>
            </li>
          )}
          {next && selection && next.place > 0 && (
            <li>
              <a href={linkTo(source, tableOf(search), next.record)}>
                The next after {nameOf(selection)}, {nameOf(next.record)}
              </a>
            </li>
          )}
        </ul>
      )}
    </>
  );
}

/** What was found about the session is counted already. */
function Findings({ source, connection, code }: Place & { readonly code: string }): ReactNode {
  const { answer } = useAnswer('findings', { connection, code, from: 0, count: MOST_TOLD });
  if (!answer) return <p role="status">Looking for it.</p>;
  const { rows, total } = answer;
  return (
    <>
      <p role="status">{countText(total)}</p>
      <Links
        records={rows.flatMap(({ record }) => (record ? [record] : []))}
        linkOf={(record) => linkTo(source, { view: 'problems' }, record)}
      />
    </>
  );
}

/** Offsets at which the packets of a handshake begin, in each direction (RTMP 1.0 §5.2). */
const PACKETS = [0, 1, 1 + 1536];

/** Packets of the handshake are in no table. */
function Packets({ source, connection, id }: Place & { readonly id: string }): ReactNode {
  const records = useLooked(`${connection} ${id}`, async () => {
    const found: RecordRef[] = [];
    for (const direction of DIRECTIONS)
      for (const at of PACKETS) {
        const { record } = (await ask('locate', { connection, direction, at })) ?? {};
        if (record?.kind !== 'handshake') continue;
        const described = await ask('describe', { record });
        if (described?.headers.some((tree) => has(tree, id))) found.push(record);
      }
    return found;
  });
  if (!records) return <p role="status">Looking for it.</p>;
  return (
    <>
      <p role="status">{countText(records.length)}</p>
      <Links records={records} linkOf={(record) => linkTo(source, { view: 'chunks' }, record)} />
    </>
  );
}

function Links({
  records,
  linkOf,
}: {
  readonly records: readonly RecordRef[];
  readonly linkOf: (record: RecordRef) => string;
}): ReactNode {
  if (records.length === 0) return null;
  return (
    <ul>
      {records.map((record) => (
        <li key={nameOf(record)}>
          <a href={linkOf(record)}>{nameOf(record)}</a>
        </li>
      ))}
    </ul>
  );
}

function countText(count: number): string {
  if (count === 0) return 'It is not in there.';
  return count === 1 ? 'Once.' : `${count} times.`;
}

/** Messages that can have it are taken apart, up to a bound. */
function LookedInto({
  source,
  connection,
  search,
  id,
}: Inside & { readonly id: string }): ReactNode {
  const progress = useFilterProgress(search.level, connection, search.filter);
  const ready = progress?.done === true;
  const found = useLooked(`${connection} ${search.filter} ${id} ${ready}`, (isOver) =>
    ready ? lookInto(connection, search.filter, id, isOver) : undefined,
  );
  if (!found) return <p role="status">Looking for it.</p>;
  const { records, looked, all } = found;
  const among = all ? 'the messages' : `the first ${looked} messages`;
  return (
    <>
      <p role="status">
        {records.length === 0 ? `None of ${among} that can have it does.` : `Seen in ${among}:`}
      </p>
      <Links records={records} linkOf={(record) => linkTo(source, tableOf(search), record)} />
    </>
  );
}

interface Found {
  readonly records: readonly RecordRef[];
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
  filter: string,
  id: string,
  isOver: () => boolean,
): Promise<Found> {
  const asked = { connection, from: 0, count: MOST_LOOKED_INTO, filter };
  const { rows, total } = await ask('messages', asked);
  const records: RecordRef[] = [];
  let looked = 0;
  for (const { direction, offset: at } of rows) {
    if (isOver() || records.length >= MOST_TOLD) break;
    const record: RecordRef = { connection, direction, at, kind: 'message' };
    const described = await ask('describe', { record });
    looked++;
    if (described?.body && has(described.body, id)) records.push(described.record);
  }
  return { records, looked, all: looked === total };
}

/** Whether a structure, or a field of it, is in a tree. */
function has(node: FieldNode, id: string): boolean {
  const own = node.id === id || node.id.slice(0, node.id.lastIndexOf('.')) === id;
  return own || (node.children ?? []).some((child) => has(child, id));
}

function nameOf({ direction, at }: RecordRef): string {
  return addressOf(direction, at);
}

/** The table that a search goes through, as a link sets it. */
function tableOf({ level, filter }: EntrySearch): Pick<Location, 'view' | 'filter'> {
  return { view: level, filter };
}

function linkTo(
  source: SourceName,
  table: Pick<Location, 'view' | 'filter'>,
  record: RecordRef,
): string {
  return formatLocation({
    ...{ source, connection: record.connection, ...table },
    at: addressOf(record.direction, record.at),
    ...(record.kind === 'message' && { kind: record.kind }),
  });
}
