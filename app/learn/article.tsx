import { ArrowLeft } from 'lucide-react';
import { lazy, Suspense } from 'react';
import { read } from '../state/actions.ts';
import { chapterById } from './chapters.ts';
import { ChapterPage } from './chapter-page.tsx';
import { Contents } from './contents.tsx';
import { useOwnCapture } from './own-capture.ts';
import { PageLink } from './page-link.tsx';
import { Words } from './words.tsx';
import './bound/bound.css';
import './learn.css';
import './print.css';

const SectionMap = lazy(async () => ({ default: (await import('./section-map.tsx')).SectionMap }));
const Reference = lazy(async () => ({
  default: (await import('./reference/reference.tsx')).Reference,
}));

/** The article and the reference: what is read rather than inspected. */
export function Article({ page }: { readonly page: string }) {
  return (
    <div className="learn">
      <header className="learn-bar">
        <strong>
          <button type="button" className="learn-home" onClick={() => read(undefined)}>
            RTMP Inspector
          </button>
        </strong>
        <nav aria-label="Article">
          <PageLink to="learn">Chapters</PageLink>
          <PageLink to="learn/sections">Sections</PageLink>
          <PageLink to="reference">Reference</PageLink>
          <PageLink to="learn/words">Words</PageLink>
        </nav>
        <BackToCapture />
      </header>
      <Suspense fallback={<p className="part-waiting">Preparing the page.</p>}>
        <Page page={page} />
      </Suspense>
    </div>
  );
}

function Page({ page }: { readonly page: string }) {
  const [kind, ...rest] = page.split('/');
  if (kind === 'reference') return <Reference path={rest} />;
  if (rest[0] === 'sections') return <SectionMap />;
  if (rest[0] === 'words') return <Words />;
  const found = rest[0] === undefined ? undefined : chapterById(rest[0]);
  if (found) return <ChapterPage key={found.chapter.id} {...found} />;
  return <Contents missing={rest[0]} />;
}

/** A capture of the reader's own waits behind the article. */
function BackToCapture() {
  const name = useOwnCapture();
  if (name === undefined) return null;
  return (
    <button type="button" className="button button-plain" onClick={() => read(undefined)}>
      <ArrowLeft size={14} aria-hidden /> Back to {name}
    </button>
  );
}
