import { type KeyboardEvent, useEffect, useRef } from 'react';
import { count } from '../../format/numbers.ts';
import { setView } from '../../state/actions.ts';
import { useHint } from '../../state/commands.ts';
import { currentConnection, useInspector, type ViewName, VIEWS } from '../../state/store.ts';
import { VIEW_TITLES } from './main-view.tsx';

/** The views as tabs: one tab stop, arrow keys move and choose. */
export function ViewTabs() {
  const view = useInspector((state) => state.view);
  const pressed = (event: KeyboardEvent) => {
    const by = { ArrowRight: 1, ArrowLeft: -1 }[event.key];
    const at = VIEWS.indexOf(view);
    const to =
      event.key === 'Home'
        ? VIEWS[0]
        : event.key === 'End'
          ? VIEWS.at(-1)
          : by && VIEWS[(at + by + VIEWS.length) % VIEWS.length];
    if (!to) return;
    event.preventDefault();
    setView(to);
    document.getElementById(`tab-${to}`)?.focus();
  };
  return (
    // The keys bubble up from the tabs, which have the focus.
    // eslint-disable-next-line jsx-a11y/interactive-supports-focus
    <div role="tablist" aria-label="Views" className="tabs" onKeyDown={pressed}>
      {VIEWS.map((name) => (
        <Tab key={name} name={name} selected={name === view} />
      ))}
    </div>
  );
}

function Tab({ name, selected }: { readonly name: ViewName; readonly selected: boolean }) {
  const hint = useHint(`view-${name}`);
  const problems = useInspector((state) => {
    const findings = currentConnection(state)?.findings;
    return name === 'problems' && findings ? findings.error + findings.warning : 0;
  });
  const button = useRef<HTMLButtonElement>(null);
  // On a small screen the tabs are a strip that scrolls: the chosen one must not be beyond its edge.
  useEffect(() => {
    if (!selected) return undefined;
    // With the next frame: to ask for places now would lay out a page that is still being put together.
    const frame = requestAnimationFrame(() =>
      button.current?.scrollIntoView({ block: 'nearest', inline: 'nearest' }),
    );
    return () => cancelAnimationFrame(frame);
  }, [selected]);
  return (
    <button
      ref={button}
      {...hint}
      id={`tab-${name}`}
      type="button"
      role="tab"
      className="tab"
      aria-selected={selected}
      aria-controls="view-panel"
      tabIndex={selected ? 0 : -1}
      onClick={() => setView(name)}
    >
      {VIEW_TITLES[name]}
      {problems > 0 && (
        <span className="tab-count" title={`Errors and warnings: ${count(problems)}`}>
          {count(problems)}
        </span>
      )}
    </button>
  );
}
