import { Check } from 'lucide-react';
import { useState } from 'react';
import { Button } from '../components/button.tsx';
import { CHAPTERS } from './chapters.ts';
import { PageLink } from './page-link.tsx';
import { forgetProgress, useProgress } from './progress.ts';

/** The chapters, and what the reader has read. */
export function Contents({ missing }: { readonly missing?: string | undefined }) {
  const done = useProgress(({ read }) => read);
  const minutes = CHAPTERS.reduce((sum, chapter) => sum + chapter.minutes, 0);
  return (
    <main id="main" className="learn-contents" tabIndex={-1}>
      <h1>Learn RTMP from its bytes</h1>
      <p className="learn-lead">
        {CHAPTERS.length} chapters, about {minutes} minutes. Each is bound to a recording: what the
        text says about a byte was checked against it, and the inspector stands beside the text.
        Begin at the beginning, or where you are stuck.
      </p>
      {missing !== undefined && (
        <p role="status" className="learn-missing">
          There is no chapter “{missing}”. These are all there are.
        </p>
      )}
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
      <ForgetButton />
    </main>
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
