import { addressOf } from '../../src-protocol/bytes/address.ts';
import { formatLocation, type Location, sameReading, sameSource } from './location.ts';
import { inspector, type InspectorState, NOTHING_OPEN } from './store.ts';

/** How long stepping may go on before the address bar follows; browsers allow some 200 changes in 30 s. */
const REPLACE_AFTER = 150;

let jumping = false;

/** The next change of the store is a jump: the browser's Back will undo it. Anything else replaces. */
export function jump(): void {
  jumping = true;
}

/** The part of the state that links carry. */
export function locationOf(state: InspectorState): Location {
  const { article, source, reading, connection, view, selection, field, axis, window } = state;
  if (!source) return article === undefined ? {} : { article };
  return {
    ...(article === undefined ? {} : { article }),
    source,
    ...(sameReading(reading) ? {} : { reading }),
    ...(connection === undefined ? {} : { connection, view }),
    ...(selection === undefined ? {} : { at: addressOf(selection.direction, selection.at) }),
    ...(selection?.kind === 'message' ? { kind: selection.kind } : {}),
    ...(field === undefined ? {} : { field }),
    ...(axis === 'time' ? {} : { axis }),
    ...(window === undefined ? {} : { window }),
    ...(connection === undefined ? {} : tablesOf(state)),
  };
}

/** What of the tables differs from how they are at first. */
function tablesOf({ filter, filterMode, columns, sorts, times }: InspectorState): Location {
  return {
    ...(filter !== '' && { filter }),
    ...(filter !== '' && filterMode !== NOTHING_OPEN.filterMode && { filterMode }),
    ...(Object.keys(columns).length > 0 && { columns }),
    ...(Object.keys(sorts).length > 0 && { sorts }),
    ...(times !== NOTHING_OPEN.times && { times }),
  };
}

/**
 * Lets the address bar follow the store, and `follow` be called when the person goes back, forward, or
 * edits it. Returns nothing to undo: it lasts as long as the page.
 */
export function startHistory(follow: (hash: string) => void): void {
  let timer: ReturnType<typeof setTimeout> | undefined;
  let written = location.hash;
  let settled = false;

  const hashNow = () => formatLocation(locationOf(inspector.getState()));
  const replace = () => {
    clearTimeout(timer);
    timer = undefined;
    const hash = hashNow();
    if (hash === written) return;
    written = hash;
    history.replaceState(null, '', hash || location.pathname + location.search);
  };

  inspector.subscribe((state, before) => {
    if (!settled) return;
    const push = jumping;
    jumping = false;
    // While a link's place is still being looked for, the link itself stays in the address bar.
    if (
      state.phase === 'loading' &&
      sameSource(state.source, before.source) &&
      state.selection === undefined
    )
      return;
    const hash = hashNow();
    if (hash === written) return;
    if (!push) {
      timer ??= setTimeout(replace, REPLACE_AFTER);
      return;
    }
    clearTimeout(timer);
    timer = undefined;
    written = hash;
    history.pushState(null, '', hash || location.pathname + location.search);
  });

  window.addEventListener('popstate', () => {
    if (location.hash === written) return;
    clearTimeout(timer);
    timer = undefined;
    written = location.hash;
    settled = false;
    follow(written);
    settled = true;
    jumping = false;
  });

  follow(written);
  settled = true;
  jumping = false;
}
