import {
  addDirection,
  openFiles,
  selectField,
  setDialog,
  setView,
  step,
  stepProblem,
} from './actions.ts';
import { type CommandId, commandOf, hintOf } from './shortcuts.ts';
import { inspector, useInspector } from './store.ts';

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
  else openFiles(files);
  picksOther = false;
}

const COMMANDS: Record<CommandId, (held: boolean) => void> = {
  'next-chunk': (held) => void step('chunk', 1, held),
  'previous-chunk': (held) => void step('chunk', -1, held),
  'next-message': (held) => void step('message', 1, held),
  'previous-message': (held) => void step('message', -1, held),
  'next-command': (held) => void step('command', 1, held),
  'previous-command': (held) => void step('command', -1, held),
  'next-problem': () => void stepProblem(1),
  'previous-problem': () => void stepProblem(-1),
  'go-to': () => setDialog('go-to'),
  'view-overview': () => setView('overview'),
  'view-messages': () => setView('messages'),
  'view-chunks': () => setView('chunks'),
  'view-timeline': () => setView('timeline'),
  'view-problems': () => setView('problems'),
  open: pick,
  help: () => setDialog('help'),
  escape: () => selectField(undefined),
};

/** What works without a connection to look at. */
const ANYWHERE: readonly CommandId[] = ['open', 'help'];

/** Apple's keyboards have Command where others have Control. */
export const apple = typeof navigator !== 'undefined' && /Mac|iPhone|iPad/.test(navigator.platform);

/** Runs a command, if it makes sense now; `held` when a key that stays down repeats it. True when it did. */
export function run(command: CommandId, held = false): boolean {
  const { connection, dialog } = inspector.getState();
  if (dialog !== undefined) return false;
  if (connection === undefined && !ANYWHERE.includes(command)) return false;
  COMMANDS[command](held);
  return true;
}

/** Listens for keys on the whole page. */
export function listenForKeys(): void {
  window.addEventListener('keydown', (event) => {
    if (event.defaultPrevented) return;
    const { singleKeys } = inspector.getState();
    const editable = isEditable(event.target);
    const command = commandOf(event, { editable, singleKeys, apple });
    if (command !== undefined && run(command, event.repeat)) event.preventDefault();
  });
}

const WRITTEN_IN =
  'input:not([type=checkbox], [type=radio], [type=button], [type=file]), textarea, select';

function isEditable(target: EventTarget | null): boolean {
  return target instanceof HTMLElement && (target.isContentEditable || target.matches(WRITTEN_IN));
}

/** Tooltip and `aria-keyshortcuts` of a button that runs `command`. */
export function useHint(command: CommandId): ReturnType<typeof hintOf> {
  const singleKeys = useInspector((state) => state.singleKeys);
  return hintOf(command, { apple, singleKeys });
}
