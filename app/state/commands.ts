import {
  addDirection,
  close,
  read,
  say,
  selectField,
  setConnection,
  setDialog,
  setDrawer,
  setRevealKeys,
  setSidePanel,
  setTheme,
  setView,
  step,
} from './actions.ts';
import { applyFilter, focusFilter, stepHit } from './filter.ts';
import { otherHalf, stepIn, stepOnStream, stepOut } from './moves.ts';
import { copyLink } from './copy-link.ts';
import { nextFieldLens, togglePart } from './inspector-parts.ts';
import { hasNotedPlaces } from './noted-places.ts';
import { takeFiles } from './decipher.ts';
import { toggleMark } from './notes.ts';
import { togglePlay } from './play.ts';
import { nextTheme } from './settings.ts';
import { type CommandId, commandOf, hintOf, type SingleKeys } from './shortcuts.ts';
import { inspector, type InspectorState, useInspector } from './store.ts';

/** The file input of the page, once it is there. */
let pickFiles: (() => void) | undefined;

/** Tells how the file picker is opened. */
export function providePicker(pick: () => void): void {
  pickFiles = pick;
}

/** Whether the next file that is picked is the other direction of the one that is open. */
let picksOther = false;

/** Opens the file picker. */
export function pick(): void {
  picksOther = false;
  pickFiles?.();
}

/** Opens the file picker for the dump of the other direction. */
export function pickOtherDirection(): void {
  picksOther = true;
  pickFiles?.();
}

/** Takes what was picked. */
export function picked(files: readonly File[]): void {
  const [file] = files;
  if (picksOther && file) addDirection(file);
  else void takeFiles(files);
  picksOther = false;
}

const state = inspector.getState;

const COMMANDS: Record<CommandId, (held: boolean) => void> = {
  next: (held) => void step(state().unit, 1, held),
  previous: (held) => void step(state().unit, -1, held),
  'next-chunk': (held) => void step('chunk', 1, held),
  'previous-chunk': (held) => void step('chunk', -1, held),
  'next-message': (held) => void step('message', 1, held),
  'previous-message': (held) => void step('message', -1, held),
  'next-command': (held) => void step('command', 1, held),
  'previous-command': (held) => void step('command', -1, held),
  'next-control': (held) => void step('control', 1, held),
  'previous-control': (held) => void step('control', -1, held),
  'next-segment': (held) => void step('segment', 1, held),
  'previous-segment': (held) => void step('segment', -1, held),
  'next-field': (held) => void step('field', 1, held),
  'previous-field': (held) => void step('field', -1, held),
  'next-problem': (held) => void step('problem', 1, held),
  'previous-problem': (held) => void step('problem', -1, held),
  'next-note': (held) => void step('note', 1, held),
  'previous-note': (held) => void step('note', -1, held),
  'next-on-stream': (held) => void stepOnStream(1, held),
  'previous-on-stream': (held) => void stepOnStream(-1, held),
  'step-in': () => void stepIn(),
  'step-out': () => void stepOut(),
  'other-half': () => void otherHalf(),
  play: togglePlay,
  'go-to': () => setDialog('go-to'),
  'view-overview': () => setView('overview'),
  'view-ladder': () => setView('ladder'),
  'view-messages': () => setView('messages'),
  'view-chunks': () => setView('chunks'),
  'view-commands': () => setView('commands'),
  'view-segments': () => setView('segments'),
  filter: focusFilter,
  'clear-filter': () => applyFilter(''),
  'next-hit': () => void stepHit(1),
  'previous-hit': () => void stepHit(-1),
  'view-timeline': () => setView('timeline'),
  'view-problems': () => setView('problems'),
  connections: () => setConnection(undefined),
  drawer: () => setDrawer(state().drawer, !state().drawerOpen),
  'drawer-state': () => setDrawer('state', true),
  'drawer-decoder': () => setDrawer('decoder', true),
  'drawer-compare': () => setDrawer('compare', true),
  'drawer-notes': () => setDrawer('notes', true),
  'drawer-video': () => setDrawer('video', true),
  'side-panel': () => setSidePanel(!state().sidePanel),
  'part-fields': () => togglePart('fields'),
  'part-bytes': () => togglePart('bytes'),
  'part-explanation': () => togglePart('explanation'),
  'field-lens': nextFieldLens,
  mark: toggleMark,
  note: () => setDialog('note'),
  'copy-link': () => void copyLink(),
  share: () => setDialog('share'),
  'save-stream': () => setDialog('save'),
  'session-story': () => setDialog('story'),
  quiz: () => setDialog('quiz'),
  learn: () => read('learn'),
  back: () => history.back(),
  forward: () => history.forward(),
  'reveal-keys': () => setRevealKeys(!state().revealKeys),
  colours: () => setTheme(nextTheme(state().theme)),
  palette: () => setDialog('palette'),
  settings: () => setDialog('settings'),
  open: pick,
  close,
  help: () => setDialog('help'),
  escape: () => selectField(undefined),
};

/** What works without a capture. */
const ANYWHERE: readonly CommandId[] = [
  'learn',
  'open',
  'help',
  'palette',
  'settings',
  'colours',
  'back',
  'forward',
];
/** What works without a connection to look at. */
const WITH_CAPTURE: readonly CommandId[] = ['close', 'connections', 'copy-link'];
/** What works only with a record selected. */
const WITH_RECORD: readonly CommandId[] = [
  'share',
  'next-on-stream',
  'previous-on-stream',
  'step-in',
  'step-out',
  'other-half',
  'mark',
  'note',
];

/** Apple's keyboards have Command where others have Control. */
export const apple = typeof navigator !== 'undefined' && /Mac|iPhone|iPad/.test(navigator.platform);

/** Whether a command makes sense now. */
export function makesSense(command: CommandId, now: InspectorState = state()): boolean {
  if (ANYWHERE.includes(command)) return true;
  if (WITH_CAPTURE.includes(command)) return now.phase !== 'empty';
  if (now.connection === undefined) return false;
  return !WITH_RECORD.includes(command) || now.selection !== undefined;
}

/** Why a command that would make sense can do nothing now; undefined when it can. */
export function reasonAgainst(
  command: CommandId,
  now: InspectorState = state(),
): string | undefined {
  if (command !== 'next-note' && command !== 'previous-note') return undefined;
  return hasNotedPlaces(now) ? undefined : 'Nothing is bookmarked or noted in this connection.';
}

/** Runs a command, if it makes sense now; `held` when a key that stays down repeats it. True when it did. */
export function run(command: CommandId, held = false): boolean {
  if (state().dialog !== undefined || !makesSense(command)) return false;
  const reason = reasonAgainst(command);
  if (reason === undefined) COMMANDS[command](held);
  else say(reason);
  return true;
}

/** Listens for keys on the whole page. */
export function listenForKeys(): void {
  window.addEventListener('keydown', (event) => {
    if (event.defaultPrevented) return;
    const { singleKeys, keyMap } = state();
    const command = commandOf(event, {
      editable: isEditable(event.target) && !leavesSigns(event.target, event.key),
      singleKeys: allowsSingleKeys(singleKeys, event.target),
      apple,
      map: keyMap,
    });
    if (command !== undefined && run(command, event.repeat)) event.preventDefault();
  });
}

function allowsSingleKeys(when: SingleKeys, target: EventTarget | null): boolean {
  if (when !== 'workbench') return when === 'on';
  return target instanceof Element && target.closest('.workbench') !== null;
}

const WRITTEN_IN =
  'input:not([type=checkbox], [type=radio], [type=button], [type=file]), textarea, select';

function isEditable(target: EventTarget | null): boolean {
  return target instanceof HTMLElement && (target.isContentEditable || target.matches(WRITTEN_IN));
}

/** A list takes letters, digits and space to find its entries by; signs such as `.` are free there. */
function leavesSigns(target: EventTarget | null, key: string): boolean {
  return target instanceof HTMLSelectElement && /^[^\p{L}\p{N} ]$/u.test(key);
}

/** Tooltip and `aria-keyshortcuts` of a button that runs `command`. */
export function useHint(command: CommandId): ReturnType<typeof hintOf> {
  const singleKeys = useInspector((now) => now.singleKeys !== 'off');
  const map = useInspector((now) => now.keyMap);
  return hintOf(command, { apple, singleKeys, map });
}
