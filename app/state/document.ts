import { percent } from '../format/numbers.ts';
import { listen } from '../worker/client.ts';
import { loadSettings, saveSettings, settingsDiffer } from './settings.ts';
import { inspector, type InspectorState } from './store.ts';

const NAME = 'RTMP Inspector';

/** Keeps what is outside React in step with the store: attributes of <html>, the title, the settings. */
export function startDocument(): void {
  const root = document.documentElement;
  const storage = () => localStorage;
  const moreContrast = window.matchMedia('(prefers-contrast: more)');
  inspector.setState(loadSettings(storage));

  // Whoever watches an attribute is called for every write, also for that of the value it has.
  const set = (name: string, value: string) => {
    if (root.dataset[name] !== value) root.dataset[name] = value;
  };
  const show = (state: InspectorState) => {
    set('inspectorState', state.phase);
    set('theme', state.theme === 'system' && moreContrast.matches ? 'contrast' : state.theme);
    set('density', state.density);
    const title = titleOf(state);
    if (document.title !== title) document.title = title;
  };
  show(inspector.getState());
  moreContrast.addEventListener('change', () => show(inspector.getState()));
  inspector.subscribe((state, before) => {
    show(state);
    if (settingsDiffer(state, before)) saveSettings(storage, state);
  });
  showBusy(root);
}

/** `data-inspector-busy` while a question is open, and through the moment between an answer and the question it leads to. */
function showBusy(root: HTMLElement): void {
  let timer: ReturnType<typeof setTimeout> | undefined;
  listen({
    progress: () => undefined,
    died: () => undefined,
    busy(busy) {
      clearTimeout(timer);
      if (busy) root.dataset['inspectorBusy'] = '';
      else timer = setTimeout(() => delete root.dataset['inspectorBusy'], 60);
    },
  });
}

function titleOf({ phase, sourceName, progress }: InspectorState): string {
  if (sourceName === undefined) return NAME;
  const share =
    phase === 'loading' && progress ? `${percent(progress.read, progress.size)} % · ` : '';
  return `${share}${sourceName} – ${NAME}`;
}
