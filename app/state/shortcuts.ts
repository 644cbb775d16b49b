/** Everything a key can do. */
export type CommandId =
  | 'next-chunk'
  | 'previous-chunk'
  | 'next-message'
  | 'previous-message'
  | 'next-command'
  | 'previous-command'
  | 'next-problem'
  | 'previous-problem'
  | 'go-to'
  | 'view-overview'
  | 'view-ladder'
  | 'view-messages'
  | 'view-chunks'
  | 'view-timeline'
  | 'view-problems'
  | 'open'
  | 'help'
  | 'escape';

/** A key, and what it does. */
export interface Shortcut {
  readonly command: CommandId;
  /** `Mod` is Command on Apple's keyboards and Control elsewhere; a letter or sign is `event.key`. */
  readonly keys: string;
  readonly text: string;
  readonly group: 'Stepping' | 'Views' | 'Page';
}

/** The one list: the listener, the help dialog and the tooltips of buttons read it. */
export const SHORTCUTS: readonly Shortcut[] = [
  { command: 'next-chunk', keys: '.', text: 'Next chunk', group: 'Stepping' },
  { command: 'previous-chunk', keys: ',', text: 'Previous chunk', group: 'Stepping' },
  { command: 'next-message', keys: '>', text: 'Next message', group: 'Stepping' },
  { command: 'previous-message', keys: '<', text: 'Previous message', group: 'Stepping' },
  { command: 'next-command', keys: ']', text: 'Next command', group: 'Stepping' },
  { command: 'previous-command', keys: '[', text: 'Previous command', group: 'Stepping' },
  { command: 'next-problem', keys: 'F8', text: 'Next problem', group: 'Stepping' },
  { command: 'previous-problem', keys: 'Shift+F8', text: 'Previous problem', group: 'Stepping' },
  { command: 'go-to', keys: 'g', text: 'Go to an address, a chunk or a time', group: 'Stepping' },
  { command: 'view-overview', keys: '1', text: 'Overview', group: 'Views' },
  { command: 'view-messages', keys: '2', text: 'Messages', group: 'Views' },
  { command: 'view-chunks', keys: '3', text: 'Chunks', group: 'Views' },
  { command: 'view-timeline', keys: '4', text: 'Timeline', group: 'Views' },
  { command: 'view-problems', keys: '5', text: 'Problems', group: 'Views' },
  // After the others had theirs: those are in people's fingers.
  { command: 'view-ladder', keys: '6', text: 'Ladder', group: 'Views' },
  { command: 'open', keys: 'Mod+O', text: 'Open a capture', group: 'Page' },
  { command: 'help', keys: '?', text: 'Keys and help', group: 'Page' },
  {
    command: 'escape',
    keys: 'Escape',
    text: 'Close a dialog; clear the selected field',
    group: 'Page',
  },
];

/** The part of a keyboard event that decides. */
export interface KeyPress {
  readonly key: string;
  readonly ctrlKey: boolean;
  readonly metaKey: boolean;
  readonly altKey: boolean;
  readonly shiftKey: boolean;
  readonly isComposing: boolean;
}

/** Where the key was pressed, and what the person allows. */
export interface KeyContext {
  /** Focus is where text is written. */
  readonly editable: boolean;
  /** Keys without a modifier are allowed (WCAG 2.1.4). */
  readonly singleKeys: boolean;
  readonly apple: boolean;
}

/** What a key press means here; undefined when it is none of ours. */
export function commandOf(press: KeyPress, context: KeyContext): CommandId | undefined {
  if (press.isComposing || press.altKey) return undefined;
  return SHORTCUTS.find((shortcut) => matches(shortcut.keys, press, context))?.command;
}

function matches(keys: string, press: KeyPress, context: KeyContext): boolean {
  const mod = context.apple ? press.metaKey : press.ctrlKey;
  const otherMod = context.apple ? press.ctrlKey : press.metaKey;
  if (otherMod) return false;
  if (keys.startsWith('Mod+'))
    return mod && !press.shiftKey && press.key.toLowerCase() === keys.slice(4).toLowerCase();
  if (mod) return false;
  // Function keys and Escape type nothing, so they work everywhere but Escape in a field, which is the field's.
  if (/^(Shift\+)?F\d+$/.test(keys))
    return press.key === keys.replace('Shift+', '') && press.shiftKey === keys.startsWith('Shift+');
  if (context.editable) return false;
  if (keys === 'Escape') return press.key === 'Escape';
  // Shift is part of how a sign such as `>` is typed: the sign decides, not the modifier.
  return context.singleKeys && press.key === keys;
}

/** Keys as people read them: `⌘O` or `Ctrl+O`. */
export function keysText(keys: string, apple: boolean): string {
  return keys
    .replace('Mod+', apple ? '⌘' : 'Ctrl+')
    .replace('Shift+', apple ? '⇧' : 'Shift+')
    .replace('Escape', 'Esc');
}

/** A command's words and keys for a tooltip, and its keys as `aria-keyshortcuts` has them. */
export function hintOf(
  command: CommandId,
  context: Pick<KeyContext, 'apple' | 'singleKeys'>,
): { title: string; 'aria-keyshortcuts'?: string } {
  const shortcut = SHORTCUTS.find((one) => one.command === command)!;
  if (!context.singleKeys && isSingleKey(shortcut)) return { title: shortcut.text };
  return {
    title: `${shortcut.text} (${keysText(shortcut.keys, context.apple)})`,
    'aria-keyshortcuts': shortcut.keys.replace('Mod', context.apple ? 'Meta' : 'Control'),
  };
}

/** Whether a shortcut is one letter, digit or sign. */
export function isSingleKey({ keys }: Shortcut): boolean {
  return keys.length === 1;
}
