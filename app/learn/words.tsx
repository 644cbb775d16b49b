import { chapterById } from './chapters.ts';
import { GLOSSARY } from './glossary.ts';
import { PageLink } from './page-link.tsx';

/** The glossary as a page: every word that a text may use before it is explained. */
export function Words() {
  return (
    <main id="main" className="learn-words-page" tabIndex={-1}>
      <h1>Words</h1>
      <p className="learn-lead">
        The first time that a chapter uses one of these words it is underlined with dots, and says
        what it means when it is pressed.
      </p>
      <dl className="learn-words">
        {GLOSSARY.map(({ id, word, says, chapter }) => (
          <div key={id}>
            <dt>{word}</dt>
            <dd>
              {says} <ChapterLink id={chapter} />
            </dd>
          </div>
        ))}
      </dl>
    </main>
  );
}

function ChapterLink({ id }: { readonly id: string | undefined }) {
  const chapter = id === undefined ? undefined : chapterById(id)?.chapter;
  if (!chapter) return null;
  return <PageLink to={`learn/${chapter.id}`}>{chapter.title}</PageLink>;
}
