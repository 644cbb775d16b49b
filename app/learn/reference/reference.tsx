import { useDeferredValue, useState } from 'react';
import { entryOf, ENTRIES, KIND_TITLES, KINDS, search } from './entries.ts';
import { EntryPage } from './entry-page.tsx';
import { PageLink } from '../page-link.tsx';

/** The reference: everything the dictionary has, searchable, a page for each. */
export function Reference({ path }: { readonly path: readonly string[] }) {
  const [kind = '', id = ''] = path;
  const entry = entryOf(kind, decoded(id));
  if (entry) return <EntryPage entry={entry} />;
  return <EntryList missing={path.length > 0 ? path.join('/') : undefined} />;
}

function EntryList({ missing }: { readonly missing: string | undefined }) {
  const [text, setText] = useState('');
  const wanted = useDeferredValue(text);
  const found = wanted.trim() === '' ? ENTRIES : search(wanted);
  return (
    <main id="main" className="reference" tabIndex={-1}>
      <h1>Reference</h1>
      <p className="learn-lead">
        Every structure, field, message, command, status code and finding that this inspector knows,
        with the section it comes from.
      </p>
      {missing !== undefined && (
        <p role="status">
          There is no entry “{missing}”. Search for it, or look through the lists.
        </p>
      )}
      <label className="reference-search">
        Search
        <input
          type="search"
          className="text-field"
          value={text}
          placeholder="timestamp, createStream, 0x14, NetStream.Play …"
          onChange={({ currentTarget }) => setText(currentTarget.value)}
        />
      </label>
      <p role="status" className="faint">
        {found.length === 0
          ? 'Nothing has all of these words. Fewer words find more.'
          : `${found.length} of ${ENTRIES.length} entries`}
      </p>
      {KINDS.map((kind) => {
        const entries = found.filter((entry) => entry.kind === kind);
        if (entries.length === 0) return null;
        return (
          <section key={kind} aria-labelledby={`reference-${kind}`}>
            <h2 id={`reference-${kind}`}>{KIND_TITLES[kind]}</h2>
            <ul className="reference-list">
              {entries.map(({ id, title, text }) => (
                <li key={id}>
                  <PageLink to={`reference/${kind}/${encodeURIComponent(id)}`}>{title}</PageLink>{' '}
                  <span className="dim">{text}</span>
                </li>
              ))}
            </ul>
          </section>
        );
      })}
    </main>
  );
}

/** Links may be cut or edited by hand. */
function decoded(text: string): string {
  try {
    return decodeURIComponent(text);
  } catch {
    return text;
  }
}
