import { ExternalLink, Link2Off, X } from 'lucide-react';
import { lazy, Suspense } from 'react';
import { Button } from '../components/button.tsx';
import { formatLocation } from '../state/location.ts';
import { locationOf } from '../state/history.ts';
import { inspector, useInspector } from '../state/store.ts';
import { closeBeside, follow, useReadAlong } from './read-along.ts';

const BesideWorkbench = lazy(async () => ({
  default: (await import('./beside-workbench.tsx')).BesideWorkbench,
}));

/** The workbench beside the text: led by the paragraph in view, until somebody touches it. */
export function Beside({ sample }: { readonly sample: string }) {
  const ready = useInspector(({ phase, source }) => phase === 'ready' && source?.kind === 'sample');
  const failed = useInspector(({ phase }) => phase === 'failed');
  const following = useReadAlong((state) => state.following);
  const away = () => follow(false);
  return (
    <aside className="learn-beside" aria-label={`The sample ${sample}`}>
      <div className="learn-beside-bar">
        {following ? (
          <span className="faint">follows the text</span>
        ) : (
          <Button onClick={() => follow(true)}>
            <Link2Off size={14} aria-hidden /> Back to the text
          </Button>
        )}
        <Button onClick={openFull}>
          <span className="learn-beside-more">Open in the </span>full workbench
          <ExternalLink size={13} aria-hidden />
        </Button>
        <Button aria-label="Hide the bytes beside the text" onClick={closeBeside}>
          <X size={14} aria-hidden />
        </Button>
      </div>
      <div
        className="learn-beside-parts"
        onPointerDownCapture={away}
        onKeyDownCapture={(event) => {
          // Passing through with Tab is no touch.
          if (event.key !== 'Tab' && event.key !== 'Shift') away();
        }}
      >
        {failed ? (
          <p role="alert">The sample could not be opened here.</p>
        ) : (
          <Suspense fallback={<p className="part-waiting">Preparing the workbench.</p>}>
            {ready ? <BesideWorkbench /> : <p className="part-waiting">Opening the sample.</p>}
          </Suspense>
        )}
      </div>
    </aside>
  );
}

function openFull(): void {
  location.hash = formatLocation(locationOf({ ...inspector.getState(), article: undefined }));
}
