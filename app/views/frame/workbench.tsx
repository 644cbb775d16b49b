import { lazy, Suspense } from 'react';
import { Group, Panel, Separator } from 'react-resizable-panels';
import { Button } from '../../components/button.tsx';
import { useMedia } from '../../components/use-media.ts';
import { cancel } from '../../state/actions.ts';
import { currentConnection, useInspector } from '../../state/store.ts';
import { Afterwards } from '../../components/afterwards.tsx';
import { ConnectionsView } from '../connections/connections-view.tsx';
import { ErrorBoundary } from '../failures/error-boundary.tsx';
import { FailureBanners } from '../failures/failure-banners.tsx';
import { FilterBar } from '../filter/filter-bar.tsx';
import { LoadingProgress } from '../loading/loading-progress.tsx';
import { Drawer, DrawerTabs } from '../drawer/drawer.tsx';
import { DecipheredStrip } from '../source/deciphered-strip.tsx';
import { SideStrip } from '../source/side-strip.tsx';
import { StepperBar } from '../stepper/stepper-bar.tsx';
import { MainView } from './main-view.tsx';
import { NarrowWorkbench } from './narrow-workbench.tsx';
import { TopBar } from './top-bar.tsx';
import './frame.css';
// Of parts that come a moment later. A style sheet that comes while there is a table has all of the page styled anew.
import '../../components/hex/hex.css';
import '../../components/tree/tree.css';
import '../inspector/inspector.css';
import '../state/state.css';
import '../timeline/session-strip.css';

const InspectorPanel = lazy(async () => ({
  default: (await import('../inspector/inspector-panel.tsx')).InspectorPanel,
}));

const LiveBar = lazy(async () => ({ default: (await import('../live/live-bar.tsx')).LiveBar }));
const SessionStrip = lazy(async () => ({
  default: (await import('../timeline/session-strip.tsx')).SessionStrip,
}));

/** The workbench: bar, view and inspector side by side, drawer below, stepper at the bottom. */
export function Workbench() {
  const connection = useInspector((state) => state.connection);
  const loading = useInspector((state) => state.phase === 'loading');
  const isLive = useInspector((state) => state.live !== undefined);
  const narrow = useMedia('(width < 900px)');
  return (
    <div className="workbench">
      <TopBar />
      {connection !== undefined && <FilterBar />}
      {loading && (
        <div className="workbench-loading">
          <LoadingProgress slim />
          <Button onClick={cancel}>Cancel</Button>
        </div>
      )}
      {isLive && (
        <Suspense fallback={null}>
          <LiveBar />
        </Suspense>
      )}
      <FailureBanners />
      <SideStrip />
      <DecipheredStrip />
      {connection === undefined ? (
        <main id="main" className="workbench-main" tabIndex={-1}>
          <ConnectionsView />
        </main>
      ) : (
        <main id="main" className="workbench-main" tabIndex={-1}>
          <Afterwards rank={0}>
            {narrow ? <NarrowWorkbench inspector={<InspectorPart />} /> : <WideWorkbench />}
          </Afterwards>
        </main>
      )}
      {connection !== undefined && <StepperBar />}
    </div>
  );
}

function WideWorkbench() {
  const open = useInspector((state) => state.drawerOpen);
  const sidePanel = useInspector((state) => state.sidePanel);
  return (
    <div className="workbench-wide">
      <StripPlace />
      <Group orientation="vertical" id="rows" className="workbench-rows">
        <Panel id="above" minSize="30%" defaultSize="78%">
          <Group orientation="horizontal" id="columns">
            <Panel id="view" minSize="25%" defaultSize="58%">
              <MainView />
            </Panel>
            {sidePanel && (
              <>
                <Separator
                  className="separator separator-column"
                  aria-label="Width of the inspector"
                />
                <Panel id="inspector" minSize="20%" defaultSize="42%">
                  <InspectorPart />
                </Panel>
              </>
            )}
          </Group>
        </Panel>
        {open && (
          <>
            <Separator className="separator separator-row" aria-label="Height of the drawer" />
            <Panel id="drawer" minSize="80px" defaultSize="22%">
              <Afterwards rank={2}>
                <Drawer />
              </Afterwards>
            </Panel>
          </>
        )}
      </Group>
      {!open && <DrawerTabs />}
    </div>
  );
}

/** Room for the session in a line, kept while it comes. The timeline has a map with handles of its own. */
function StripPlace() {
  const connection = useInspector(currentConnection);
  const isTimeline = useInspector((state) => state.view === 'timeline');
  const wide = useMedia('(width >= 1100px)');
  if (!connection || isTimeline || !wide || !(connection.end > connection.start)) return null;
  return (
    <div className="workbench-strip">
      <ErrorBoundary what="The session in a line" retryOn={connection.connection}>
        <Suspense fallback={null}>
          <Afterwards rank={3}>
            <SessionStrip key={connection.connection} connection={connection} />
          </Afterwards>
        </Suspense>
      </ErrorBoundary>
    </div>
  );
}

function InspectorPart() {
  const selection = useInspector((state) => state.selection);
  return (
    <div className="workbench-part">
      <ErrorBoundary what="The inspector" retryOn={selection}>
        <Suspense fallback={<p className="part-waiting">Preparing the inspector.</p>}>
          <Afterwards rank={1}>
            <InspectorPanel />
          </Afterwards>
        </Suspense>
      </ErrorBoundary>
    </div>
  );
}
