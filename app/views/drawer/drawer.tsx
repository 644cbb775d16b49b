import { ChevronDown, ChevronUp } from 'lucide-react';
import { type KeyboardEvent, lazy, type ReactNode, Suspense } from 'react';
import { Button } from '../../components/button.tsx';
import { setDrawer } from '../../state/actions.ts';
import { useHint } from '../../state/commands.ts';
import { type DrawerTab, useInspector } from '../../state/store.ts';
import { ErrorBoundary } from '../failures/error-boundary.tsx';
import './drawer.css';

const PARTS = {
  state: lazy(async () => ({ default: (await import('../state/state-panel.tsx')).StatePanel })),
  decoder: lazy(async () => ({
    default: (await import('../decoder/decoder-panel.tsx')).DecoderPanel,
  })),
  compare: lazy(async () => ({
    default: (await import('../compare/compare-panel.tsx')).ComparePanel,
  })),
  notes: lazy(async () => ({ default: (await import('../notes/notes-panel.tsx')).NotesPanel })),
  video: lazy(async () => ({ default: (await import('../live/video-panel.tsx')).VideoPanel })),
} as const;

/** What the tabs are called. */
const TITLES: Record<DrawerTab, string> = {
  state: 'State',
  decoder: 'Decoder',
  compare: 'Compare',
  notes: 'Notes',
  video: 'Video',
};
const TABS = Object.keys(TITLES) as DrawerTab[];

/** One part of the drawer. */
export function DrawerPart({ part }: { readonly part: DrawerTab }): ReactNode {
  const selection = useInspector((state) => state.selection);
  const Part = PARTS[part];
  return (
    <div className="workbench-part">
      <ErrorBoundary key={part} what="This part" retryOn={selection}>
        <Suspense fallback={<p className="part-waiting">Preparing this part.</p>}>
          <Part />
        </Suspense>
      </ErrorBoundary>
    </div>
  );
}

/** The drawer, open. */
export function Drawer(): ReactNode {
  const drawer = useInspector((state) => state.drawer);
  return (
    <div className="drawer">
      <DrawerTabs />
      <div
        className="drawer-panel"
        id="drawer-panel"
        role="tabpanel"
        aria-labelledby={`drawer-${drawer}`}
      >
        <DrawerPart part={drawer} />
      </div>
    </div>
  );
}

/** The tabs of the drawer: one tab stop, arrow keys move and choose. */
export function DrawerTabs(): ReactNode {
  const drawer = useInspector((state) => state.drawer);
  const open = useInspector((state) => state.drawerOpen);
  const hint = useHint('drawer');
  const pressed = (event: KeyboardEvent) => {
    const by = { ArrowRight: 1, ArrowLeft: -1 }[event.key];
    if (by === undefined) return;
    const to = TABS[(TABS.indexOf(drawer) + by + TABS.length) % TABS.length]!;
    event.preventDefault();
    setDrawer(to, true);
    document.getElementById(`drawer-${to}`)?.focus();
  };
  return (
    <div className="drawer-bar">
      {/* The keys bubble up from the tabs, which have the focus. */}
      {/* eslint-disable-next-line jsx-a11y/interactive-supports-focus */}
      <div role="tablist" aria-label="Drawer" className="tabs" onKeyDown={pressed}>
        {TABS.map((name) => (
          <button
            key={name}
            id={`drawer-${name}`}
            type="button"
            role="tab"
            className="tab drawer-tab"
            aria-selected={open && name === drawer}
            aria-controls={open ? 'drawer-panel' : undefined}
            tabIndex={name === drawer ? 0 : -1}
            onClick={() => setDrawer(name, true)}
          >
            {TITLES[name]}
            {name === 'notes' && <NoteCount />}
          </button>
        ))}
      </div>
      <Button
        look="icon"
        {...hint}
        aria-label={open ? 'Hide the drawer' : 'Show the drawer'}
        aria-expanded={open}
        onClick={() => setDrawer(drawer, !open)}
      >
        {open ? <ChevronDown size={16} aria-hidden /> : <ChevronUp size={16} aria-hidden />}
      </Button>
    </div>
  );
}

function NoteCount(): ReactNode {
  const count = useInspector((state) => state.notes.length);
  return count > 0 && <span className="drawer-count">{count}</span>;
}
