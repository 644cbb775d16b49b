import { useInspector } from '../../state/store.ts';
import { ConnectionsView } from '../connections/connections-view.tsx';
import { FailurePage } from '../failures/failure-page.tsx';
import { TopBar } from './top-bar.tsx';
import './frame.css';

/** Nothing could be decoded: why, and the connections there are all the same. */
export function FailedWorkbench() {
  const some = useInspector((state) => state.connections.length > 0);
  return (
    <>
      <TopBar />
      <main id="main" tabIndex={-1}>
        <FailurePage />
        {some && (
          <div className="failed-connections">
            <ConnectionsView />
          </div>
        )}
      </main>
    </>
  );
}
