import { Fragment, useEffect, useRef, useState } from 'react';
import { Button } from '../components/button.tsx';
import { useMedia } from '../components/use-media.ts';
import { messageOf } from '../worker/session-client.ts';
import { Beside } from './beside.tsx';
import { chapterById, type Chapter } from './chapters.ts';
import { type ChapterText, COMPONENTS, loadChapter } from './chapter-text.tsx';
import { CoveredList } from './covered-list.tsx';
import { PageLink } from './page-link.tsx';
import { markRead, useProgress } from './progress.ts';
import { useOwnCapture } from './own-capture.ts';
import { beginReading, openBeside, readAlong, useReadAlong } from './read-along.ts';

/** A chapter, with the workbench beside it where there is room. */
export function ChapterPage({
  chapter,
  number,
  before,
  after,
}: {
  readonly chapter: Chapter;
  readonly number: number;
  readonly before?: Chapter;
  readonly after?: Chapter;
}) {
  const { id, title, teaches, minutes, sample } = chapter;
  const text = useChapterText(id);
  const opened = useReadAlong((state) => state.opened);
  const wide = useMedia('(width >= 1100px)');
  const own = useOwnCapture();
  const article = useRef<HTMLElement>(null);
  useEffect(beginReading, []);
  useEffect(() => {
    // The text comes first; the bytes follow when the browser has a moment. A capture of the reader's own is not put
    // aside for them unasked.
    const unasked = wide && own === undefined && text !== undefined;
    const timer = unasked ? setTimeout(() => openBeside(sample), 300) : undefined;
    return () => clearTimeout(timer);
  }, [wide, own, sample, text]);
  useEffect(() => {
    const { section } = readAlong.getState();
    if (!text || section === undefined) return;
    readAlong.setState({ section: undefined });
    const headings = article.current?.querySelectorAll('h2, h3') ?? [];
    [...headings].find(({ textContent }) => textContent === section)?.scrollIntoView();
  }, [text]);

  return (
    <div className={`learn-chapter${opened ? ' learn-with-bytes' : ''}`}>
      <main id="main" tabIndex={-1} className="learn-text">
        <article aria-labelledby="chapter-title" ref={article}>
          <p className="learn-number">
            Chapter {number} · {minutes} minutes
            <BuildsOn chapters={chapter.after ?? []} />
          </p>
          <h1 id="chapter-title">{title}</h1>
          <p className="learn-lead">{teaches}</p>
          {!opened && (
            <Button className="learn-open" onClick={() => openBeside(sample)}>
              {own === undefined
                ? 'Show the bytes beside the text'
                : `Close ${own} and show the bytes beside the text`}
            </Button>
          )}
          {typeof text === 'string' ? (
            <p role="alert">{text}</p>
          ) : (
            text && <text.Text components={COMPONENTS} />
          )}
          <Ending chapter={chapter} />
        </article>
        <nav className="learn-neighbours" aria-label="Chapters before and after">
          {before && <PageLink to={`learn/${before.id}`}>← {before.title}</PageLink>}
          {after && <PageLink to={`learn/${after.id}`}>{after.title} →</PageLink>}
        </nav>
      </main>
      {opened && <Beside sample={sample} />}
    </div>
  );
}

/** What to have read before. */
function BuildsOn({ chapters }: { readonly chapters: readonly string[] }) {
  return chapters.map((id, index) => {
    const found = chapterById(id);
    return (
      found && (
        <Fragment key={id}>
          {index === 0 ? ' · builds on ' : ', '}
          <PageLink to={`learn/${id}`}>{found.chapter.title}</PageLink>
        </Fragment>
      )
    );
  });
}

/** The text, as soon as it is there; a sentence when it does not come. */
function useChapterText(id: string): { Text: ChapterText } | string | undefined {
  const [text, setText] = useState<{ Text: ChapterText } | string>();
  useEffect(() => {
    let gone = false;
    loadChapter(id).then(
      (Text) => gone || setText({ Text }),
      (error: unknown) => gone || setText(`The chapter could not be loaded: ${messageOf(error)}`),
    );
    return () => {
      gone = true;
    };
  }, [id]);
  return text;
}

/** What was covered; a chapter whose end was seen counts as read. */
function Ending({ chapter }: { readonly chapter: Chapter }) {
  const end = useRef<HTMLElement>(null);
  const isRead = useProgress(({ read }) => read.includes(chapter.id));
  useEffect(() => {
    const { current } = end;
    if (!current) return undefined;
    const observer = new IntersectionObserver(([entry]) => {
      if (entry?.isIntersecting && window.scrollY > 0) markRead(chapter.id, true);
    });
    observer.observe(current);
    return () => observer.disconnect();
  }, [chapter.id]);
  return (
    <footer className="learn-ending" ref={end}>
      <h2>Covered here</h2>
      <CoveredList covers={chapter.covers} />
      <Button onClick={() => markRead(chapter.id, !isRead)} aria-pressed={isRead}>
        {isRead ? 'Read' : 'Mark as read'}
      </Button>
    </footer>
  );
}
