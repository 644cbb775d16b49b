import { lazy, Suspense } from 'react';
import { useInspector, type ViewName } from '../../state/store.ts';
import { ErrorBoundary } from '../failures/error-boundary.tsx';
import { ChunkTable } from '../tables/chunk-table.tsx';
import { CommandTable } from '../tables/command-table.tsx';
import { MessageTable } from '../tables/message-table.tsx';
import { SegmentTable } from '../tables/segment-table.tsx';

const LadderView = lazy(async () => ({
  default: (await import('../ladder/ladder-view.tsx')).LadderView,
}));
const OverviewView = lazy(async () => ({
  default: (await import('../overview/overview-view.tsx')).OverviewView,
}));
const ProblemsView = lazy(async () => ({
  default: (await import('../problems/problems-view.tsx')).ProblemsView,
}));
const TimelineView = lazy(async () => ({
  default: (await import('../timeline/timeline-view.tsx')).TimelineView,
}));

/** What the tabs are called. */
export const VIEW_TITLES: Record<ViewName, string> = {
  overview: 'Overview',
  ladder: 'Ladder',
  messages: 'Messages',
  chunks: 'Chunks',
  commands: 'Commands',
  segments: 'Segments',
  timeline: 'Timeline',
  problems: 'Problems',
};

const VIEW_PARTS = {
  overview: OverviewView,
  ladder: LadderView,
  messages: MessageTable,
  chunks: ChunkTable,
  commands: CommandTable,
  segments: SegmentTable,
  timeline: TimelineView,
  problems: ProblemsView,
} as const;

/** The view chosen, with a heading for those who go by headings. */
export function MainView() {
  const view = useInspector((state) => state.view);
  const View = VIEW_PARTS[view];
  return (
    <div className="main-view" id="view-panel" role="tabpanel" aria-labelledby={`tab-${view}`}>
      <h1 className="visually-hidden">{VIEW_TITLES[view]}</h1>
      <ErrorBoundary key={view} what="This view">
        <Suspense fallback={<p className="part-waiting">Preparing the view.</p>}>
          <View />
        </Suspense>
      </ErrorBoundary>
    </div>
  );
}
