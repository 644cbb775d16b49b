import type { ReactNode } from 'react';
import { useFilterProgress } from '../../state/filter.ts';
import { currentConnection, decodedConnections, useInspector } from '../../state/store.ts';
import { useAnswer } from '../../state/use-answer.ts';
import type { RecordRef } from '../../worker/protocol.ts';
import type { Entry } from './entries.ts';
import { type EntrySearch, searchFor } from './entry-search.ts';
import { LookedInto, Packets } from './looked-into.tsx';
import {
  type CapturePlace,
  countText,
  linkTo,
  nameOf,
  RecordLinks,
  tableOf,
} from './record-links.tsx';

/** Findings told of. */
const MOST_TOLD = 3;

/** Where the capture that is open has an entry: how often, and links to it that set the filter. */
export function InCapture({ entry }: { readonly entry: Entry }): ReactNode {
  const source = useInspector((state) => (state.phase === 'ready' ? state.source : undefined));
  const name = useInspector((state) => state.sourceName);
  const several = useInspector((state) => decodedConnections(state).length > 1);
  const connection = useInspector(
    (state) => (currentConnection(state) ?? decodedConnections(state)[0])?.connection,
  );
  if (!source || connection === undefined) return null;
  const inside = partOf(entry, { source, connection });
  if (!inside) return null;
  return (
    <section aria-label="In the open capture">
      <h2>In the open capture</h2>
      <p className="faint">
        {name}
        {several && `, connection ${connection}`}
      </p>
      {inside}
    </section>
  );
}

function partOf(entry: Entry, place: CapturePlace): ReactNode {
  const { kind, id } = entry;
  if (kind === 'finding') return <Findings {...place} code={id} />;
  if (id.startsWith('handshake')) return <Packets {...place} entry={entry} />;
  const search = searchFor(entry);
  if (!search) return null;
  return search.exact ? (
    <Counted {...place} search={search} {...(kind === 'field' && { field: id })} />
  ) : (
    <LookedInto {...place} search={search} entry={entry} />
  );
}

interface CountedProps extends CapturePlace {
  readonly search: EntrySearch;
  /** The field to select; in a chunk's header its path is its id. */
  readonly field?: string;
}

/** A filter knows all of them. */
function Counted({ source, connection, search, field }: CountedProps): ReactNode {
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
  const linkOf = (record: RecordRef) =>
    linkTo(source, tableOf(search), { record, ...(field !== undefined && { field }) });
  return (
    <>
      <p role="status">
        {countText(hits)}{' '}
        {hits > 0 && (
          <span className="faint">
            Counted are {level} that match <code>{filter}</code>, in the connection looked at.
          </span>
        )}
      </p>
      {hits > 0 && (
        <ul>
          {first && (
            <li>
              <a href={linkOf(first.record)}>The first, {nameOf(first.record)}</a>
            </li>
          )}
          {next && selection && next.place > 0 && (
            <li>
              <a href={linkOf(next.record)}>
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
function Findings({
  source,
  connection,
  code,
}: CapturePlace & { readonly code: string }): ReactNode {
  const { answer } = useAnswer('findings', { connection, code, from: 0, count: MOST_TOLD });
  if (!answer) return <p role="status">Looking for it.</p>;
  const { rows, total } = answer;
  return (
    <>
      <p role="status">{countText(total)}</p>
      <RecordLinks
        found={rows.flatMap(({ record }) => (record ? [{ record }] : []))}
        linkOf={(one) => linkTo(source, { view: 'problems' }, one)}
      />
    </>
  );
}
