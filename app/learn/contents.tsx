import { Check } from 'lucide-react';
import { lazy, Suspense, useDeferredValue, useState } from 'react';
import { Button } from '../components/button.tsx';
import { CHAPTERS } from './chapters.ts';
import { PageLink } from './page-link.tsx';
import { forgetProgress, useProgress } from './progress.ts';
import { QUESTIONS } from './questions.ts';

// All the words of all chapters, for whoever searches.
const SearchResults = lazy(async () => ({
  default: (await import('./search/search-results.tsx')).SearchResults,
}));

/** The chapters, and what the reader has read. */
export function Contents({ missing }: { readonly missing?: string | undefined }) {
  const minutes = CHAPTERS.reduce((sum, chapter) => sum + chapter.minutes, 0);
  const [text, setText] = useState('');
  const query = useDeferredValue(text.trim());
  return (
    <main id="main" className="learn-contents" tabIndex={-1}>
      <h1>Learn RTMP from its bytes</h1>
      <p className="learn-lead">
        {CHAPTERS.length} chapters, about {minutes} minutes. Each is bound to a recording: what the
        text says about a byte was checked against it, and the inspector stands beside the text.
        Begin at the beginning, or with what you want to know.
      </p>
      {missing !== undefined && (
        <p role="status" className="learn-missing">
          There is no chapter “{missing}”. These are all there are.
        </p>
      )}
      <label className="learn-search">
        Search chapters and reference
        <input
          type="search"
          className="text-field"
          value={text}
          placeholder="c3 in the middle of a string, 0x14, createStream …"
          onChange={({ currentTarget }) => setText(currentTarget.value)}
        />
      </label>
      {query === '' ? (
        <>
          <Questions />
          <ChapterList />
        </>
      ) : (
        <Suspense fallback={<p className="part-waiting">Looking through the chapters.</p>}>
          <SearchResults query={query} />
        </Suspense>
      )}
      <ForgetButton />
    </main>
  );
}

/** Ways in for those who have a question rather than an hour. */
function Questions() {
  return (
    <section aria-labelledby="learn-questions" className="learn-questions">
      <h2 id="learn-questions">Begin with a question</h2>
      <ul>
        {QUESTIONS.map(({ question, chapter }) => (
          <li key={question}>
            <PageLink to={`learn/${chapter}`}>{question}</PageLink>
          </li>
        ))}
      </ul>
    </section>
  );
}

function ChapterList() {
  const done = useProgress(({ read }) => read);
  return (
    <section aria-labelledby="learn-chapters">
      <h2 id="learn-chapters">Or at the beginning</h2>
      <ol className="learn-list">
        {CHAPTERS.map(({ id, title, teaches, minutes }) => (
          <li key={id}>
            <PageLink to={`learn/${id}`}>
              <strong>{title}</strong>
              <span>{teaches}</span>
              <span className="faint">
                {minutes} minutes
                {done.includes(id) && (
                  <>
                    {' · '}
                    <Check size={13} aria-hidden /> read
                  </>
                )}
              </span>
            </PageLink>
          </li>
        ))}
      </ol>
    </section>
  );
}

function ForgetButton() {
  const some = useProgress(
    ({ read, answers, score }) => read.length + Object.keys(answers).length + score.asked > 0,
  );
  const [undo, setUndo] = useState<() => void>();
  if (!some && !undo) return null;
  return (
    <p className="learn-forget" role="status">
      {undo
        ? 'Your progress was forgotten. '
        : 'What you read and answered is kept in this browser only. '}
      <Button
        onClick={() => {
          if (undo) {
            undo();
            setUndo(undefined);
          } else {
            const back = forgetProgress();
            setUndo(() => back);
          }
        }}
      >
        {undo ? 'Bring it back' : 'Forget it'}
      </Button>
    </p>
  );
}
