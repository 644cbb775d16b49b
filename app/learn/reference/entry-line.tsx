import { PageLink } from '../page-link.tsx';
import { type Entry, KIND_TITLES } from './entries.ts';

/** An entry in a list: its name, where it belongs, and what it is. */
export function EntryLine({
  entry,
  withKind = false,
}: {
  readonly entry: Entry;
  /** Set where entries of several kinds stand in one list. */
  readonly withKind?: boolean;
}) {
  const { kind, title, text } = entry;
  const home =
    kind === 'field' ? `in ${entry.structure.label}` : withKind ? KIND_TITLES[kind] : undefined;
  return (
    <>
      <PageLink to={entryPath(entry)}>{title}</PageLink>{' '}
      {home !== undefined && <span className="faint">{home}</span>}{' '}
      <span className="dim">{text}</span>
    </>
  );
}

/** The page of an entry, as links name it. */
export function entryPath({ kind, id }: Pick<Entry, 'kind' | 'id'>): string {
  return `reference/${kind}/${encodeURIComponent(id)}`;
}
