import { sections } from 'virtual:chapter-sections';
import { counted } from '../../format/numbers.ts';
import { search } from '../reference/entries.ts';
import { EntryLine, entryPath } from '../reference/entry-line.tsx';
import { PageLink } from '../page-link.tsx';
import { readAlong } from '../read-along.ts';
import { meaningsOf } from './byte-meanings.ts';
import { findChapters, type FoundChapter } from './find-chapters.ts';
import { byteIn, wordsOf } from './query.ts';

/** Entries of the reference that are shown; its own page has them all. */
const MOST_ENTRIES = 6;

/** What chapters and reference have about a question. */
export function SearchResults({ query }: { readonly query: string }) {
  const chapters = findChapters(query, sections);
  const entries = search(wordsOf(query).join(' '));
  const byte = byteIn(query);
  const found = chapters.length + entries.length;
  return (
    <div className="learn-found">
      <p role="status" className="faint">
        {found === 0
          ? 'Nothing has these words. Fewer words find more.'
          : `${counted(chapters.length, 'chapter')}, ${counted(entries.length, 'entry', 'entries')} of the reference`}
      </p>
      {byte !== undefined && <ByteCard byte={byte} />}
      {chapters.length > 0 && (
        <section aria-labelledby="found-chapters">
          <h2 id="found-chapters">Chapters</h2>
          <ol className="learn-found-list">
            {chapters.map((one) => (
              <li key={one.chapter.id}>
                <ChapterResult found={one} />
              </li>
            ))}
          </ol>
        </section>
      )}
      {entries.length > 0 && (
        <section aria-labelledby="found-entries">
          <h2 id="found-entries">Reference</h2>
          <ul className="reference-list">
            {entries.slice(0, MOST_ENTRIES).map((entry) => (
              <li key={entryPath(entry)}>
                <EntryLine entry={entry} withKind />
              </li>
            ))}
          </ul>
          {entries.length > MOST_ENTRIES && (
            <p className="faint">
              {entries.length - MOST_ENTRIES} more: search in the{' '}
              <PageLink to="reference">reference</PageLink>.
            </p>
          )}
        </section>
      )}
    </div>
  );
}

function ChapterResult({ found: { chapter, number, heading, excerpt } }: { found: FoundChapter }) {
  return (
    <PageLink to={`learn/${chapter.id}`} onFollow={() => readAlong.setState({ section: heading })}>
      <strong>
        {number}. {chapter.title}
      </strong>
      <span className="dim">{chapter.teaches}</span>
      {excerpt !== '' && (
        <span className="faint">
          {heading !== undefined && <b>{heading}: </b>}
          {excerpt}
        </span>
      )}
    </PageLink>
  );
}

function ByteCard({ byte }: { readonly byte: number }) {
  const hex = byte.toString(16).padStart(2, '0');
  return (
    <section className="learn-byte" aria-labelledby="found-byte">
      <h2 id="found-byte">
        The byte <code>{hex}</code>
        <span className="faint">
          {' '}
          {byte.toString(2).padStart(8, '0')}, {byte}
        </span>
      </h2>
      <dl>
        {meaningsOf(byte).map(({ where, says, page }) => (
          <div key={where}>
            <dt>{where}</dt>
            <dd>
              {says} <PageLink to={page}>Read about it</PageLink>
            </dd>
          </div>
        ))}
      </dl>
    </section>
  );
}
