import { Button } from '../../components/button.tsx';
import { cancel } from '../../state/actions.ts';
import { useInspector } from '../../state/store.ts';
import { LoadingProgress } from './loading-progress.tsx';
import './loading.css';

/** The page until there is something to look at. */
export function LoadingPage() {
  const name = useInspector((state) => state.sourceName);
  return (
    <main id="main" className="loading-page">
      <h1>Reading {name}</h1>
      <LoadingProgress />
      <p>
        <Button onClick={cancel}>Cancel</Button>
      </p>
    </main>
  );
}
