import { lazy, Suspense } from 'react';
import { Group, Panel, Separator } from 'react-resizable-panels';
import { Button } from '../../components/button.tsx';
import { useMedia } from '../../components/use-media.ts';
import { cancel } from '../../state/actions.ts';
import { useInspector } from '../../state/store.ts';
import { ConnectionsView } from '../connections/connections-view.tsx';
import { ErrorBoundary } from '../failures/error-boundary.tsx';
import { FailureBanners } from '../failures/failure-banners.tsx';
import { LiveBar } from '../live/live-bar.tsx';
import { LoadingProgress } from '../loading/loading-progress.tsx';
import { StepperBar } from '../stepper/stepper-bar.tsx';
import { MainView } from './main-view.tsx';
import { NarrowWorkbench } from './narrow-workbench.tsx';
import { TopBar } from './top-bar.tsx';
import './frame.css';

const InspectorPanel = lazy(async () => ({
  default: (await import('../inspector/inspector-panel.tsx')).InspectorPanel,
}));
const StatePanel = lazy(async () => ({
  default: (await import('../state/state-panel.tsx')).StatePanel,
}));

/** The workbench: bar, view and inspector side by side, state below, stepper at the bottom. */
export function Workbench() {
  const connection = useInspector((state) => state.connection);
  const loading = useInspector((state) => state.phase === 'loading');
  const narrow = useMedia('(width < 900px)');
  return (
    <div className="workbench">
      <TopBar />
      {loading && (
        <div className="workbench-loading">
          <LoadingProgress slim />
          <Button onClick={cancel}>Cancel</Button>
        </div>
      )}
      <LiveBar />
      <FailureBanners />
      {connection === undefined ? (
        <main id="main" className="workbench-main" tabIndex={-1}>
          <ConnectionsView />
        </main>
      ) : (
        <main id="main" className="workbench-main" tabIndex={-1}>
          {narrow ? (
            <NarrowWorkbench inspector={<InspectorPart />} state={<StatePart />} />
          ) : (
            <WideWorkbench />
          )}
        </main>
      )}
      {connection !== undefined && <StepperBar />}
    </div>
  );
}

function WideWorkbench() {
  return (
    <Group orientation="vertical" id="rows">
      <Panel id="above" minSize="30%" defaultSize="74%">
        <Group orientation="horizontal" id="columns">
          <Panel id="view" minSize="25%" defaultSize="58%">
            <MainView />
          </Panel>
          <Separator className="separator separator-column" aria-label="Width of the inspector" />
          <Panel id="inspector" minSize="20%" defaultSize="42%">
            <InspectorPart />
          </Panel>
        </Group>
      </Panel>
      <Separator className="separator separator-row" aria-label="Height of the state" />
      <Panel id="state" minSize="32px" defaultSize="26%" collapsible collapsedSize="32px">
        <StatePart />
      </Panel>
    </Group>
  );
}

function InspectorPart() {
  const selection = useInspector((state) => state.selection);
  return (
    <div className="workbench-part">
      <ErrorBoundary what="The inspector" retryOn={selection}>
        <Suspense fallback={<p className="part-waiting">Preparing the inspector.</p>}>
          <InspectorPanel />
        </Suspense>
      </ErrorBoundary>
    </div>
  );
}

function StatePart() {
  const selection = useInspector((state) => state.selection);
  return (
    <div className="workbench-part">
      <ErrorBoundary what="The state panel" retryOn={selection}>
        <Suspense fallback={<p className="part-waiting">Preparing the state.</p>}>
          <StatePanel />
        </Suspense>
      </ErrorBoundary>
    </div>
  );
}
