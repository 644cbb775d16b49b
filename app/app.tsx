import { lazy, Suspense, useDeferredValue, useEffect } from 'react';
import { usable } from './state/actions.ts';
import { prepareSession } from './worker/client.ts';
import { openWhatComesFromOutside } from './state/opened-with.ts';
import { useInspector } from './state/store.ts';
import { keepOffline } from './offline/register.ts';
import { UpdateNotice } from './offline/update-notice.tsx';
import { ErrorBoundary } from './views/failures/error-boundary.tsx';
import { Notices } from './views/frame/notices.tsx';
import { DropZone } from './views/landing/drop-zone.tsx';
import { Landing } from './views/landing/landing.tsx';
import { LoadingPage } from './views/loading/loading-page.tsx';
import { QuarterAnnouncer } from './views/loading/loading-progress.tsx';

const loadWorkbench = () => import('./views/frame/workbench.tsx');
const loadDialogs = () => import('./views/frame/dialogs.tsx');
const Workbench = lazy(async () => ({ default: (await loadWorkbench()).Workbench }));
const FailedWorkbench = lazy(async () => ({
  default: (await import('./views/frame/failed-workbench.tsx')).FailedWorkbench,
}));
const Article = lazy(async () => ({
  default: (await import('./learn/article.tsx')).Article,
}));
const Dialogs = lazy(async () => ({ default: (await loadDialogs()).Dialogs }));

/** Fetches what comes after the landing page while nobody waits for it, so that opening does not. */
function prepare(): void {
  void loadWorkbench().catch(() => undefined);
  void loadDialogs().catch(() => undefined);
  void prepareSession().catch(() => undefined);
  void keepOffline().catch(() => undefined);
}

/** The whole page: which of its four states is shown, and what is there in all of them. */
export function App() {
  const page = useInspector((state) =>
    state.phase === 'loading' ? (usable(state) ? 'ready' : 'loading') : state.phase,
  );
  // The workbench is made in pieces between which the page can answer, and takes the place of what was there when it is done.
  const made = useDeferredValue(page);
  const shown = page === 'ready' ? made : page;
  const article = useInspector((state) => state.article);
  const opened = useInspector((state) => state.openedAt);
  const dialog = useInspector((state) => state.dialog);
  useEffect(openWhatComesFromOutside, []);
  useEffect(() => {
    const timer = setTimeout(prepare, 200);
    return () => clearTimeout(timer);
  }, []);
  return (
    <>
      <a className="skip-link visually-hidden" href="#main" onClick={skip}>
        Skip to the content
      </a>
      <DropZone />
      <QuarterAnnouncer />
      <ErrorBoundary what="The page" retryOn={opened}>
        <Suspense fallback={article === undefined ? <LoadingPage /> : <ArticleComing />}>
          {article !== undefined ? (
            <Article page={article} />
          ) : (
            <>
              {shown === 'empty' && <Landing />}
              {shown === 'loading' && <LoadingPage />}
              {shown === 'ready' && <Workbench />}
              {shown === 'failed' && <FailedWorkbench />}
            </>
          )}
        </Suspense>
      </ErrorBoundary>
      <Notices />
      <UpdateNotice />
      {dialog !== undefined && (
        <Suspense fallback={null}>
          <Dialogs dialog={dialog} />
        </Suspense>
      )}
    </>
  );
}

function ArticleComing() {
  return (
    <main id="main" className="part-waiting" tabIndex={-1}>
      Fetching the page.
    </main>
  );
}

/** The part after `#` belongs to the view's state, so the jump is made here. */
function skip(event: React.MouseEvent): void {
  event.preventDefault();
  const main = document.getElementById('main');
  main?.setAttribute('tabindex', '-1');
  main?.focus();
}
