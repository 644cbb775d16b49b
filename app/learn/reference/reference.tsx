import { useDeferredValue, useState } from 'react';
import { entryOf, ENTRIES, KIND_TITLES, KINDS, search } from './entries.ts';
import { EntryLine } from './entry-line.tsx';
import { EntryPage } from './entry-page.tsx';

/** The reference: everything the dictionary has, searchable, a page for each. */
export function Reference({ path }: { readonly path: readonly string[] }) {
  const [kind = '', id = ''] = path;
  const entry = entryOf(kind, decoded(id));
  if (entry) return <EntryPage entry={entry} />;
  return <EntryList missing={path.length > 0 ? path.join('/') : undefined} />;
}

const WITHOUT_FIELDS = ENTRIES.filter(({ kind }) => kind !== 'field');

function EntryList({ missing }: { readonly missing: string | undefined }) {
  const [text, setText] = useState('');
  const wanted = useDeferredValue(text);
  // Fields are many, and stand on the pages of their structures; a search finds them by themselves.
  const found = wanted.trim() === '' ? WITHOUT_FIELDS : search(wanted);
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
        {found === WITHOUT_FIELDS && '. The others are fields: a search finds them, too.'}
      </p>
      {KINDS.map((kind) => {
        const entries = found.filter((entry) => entry.kind === kind);
        if (entries.length === 0) return null;
        return (
          <section key={kind} aria-labelledby={`reference-${kind}`}>
            <h2 id={`reference-${kind}`}>{KIND_TITLES[kind]}</h2>
            <ul className="reference-list">
              {entries.map((entry) => (
                <li key={entry.id}>
                  <EntryLine entry={entry} />
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
