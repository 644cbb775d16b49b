/** Everything that can be done from the keyboard, the palette or a button by name. */
export type CommandId =
  | 'next'
  | 'previous'
  | 'next-chunk'
  | 'previous-chunk'
  | 'next-message'
  | 'previous-message'
  | 'next-command'
  | 'previous-command'
  | 'next-control'
  | 'previous-control'
  | 'next-segment'
  | 'previous-segment'
  | 'next-field'
  | 'previous-field'
  | 'next-problem'
  | 'previous-problem'
  | 'next-note'
  | 'previous-note'
  | 'next-on-stream'
  | 'previous-on-stream'
  | 'step-in'
  | 'step-out'
  | 'other-half'
  | 'play'
  | 'go-to'
  | 'view-overview'
  | 'view-ladder'
  | 'view-messages'
  | 'view-chunks'
  | 'view-commands'
  | 'view-segments'
  | 'filter'
  | 'clear-filter'
  | 'next-hit'
  | 'previous-hit'
  | 'view-timeline'
  | 'view-problems'
  | 'connections'
  | 'drawer'
  | 'drawer-state'
  | 'drawer-decoder'
  | 'drawer-compare'
  | 'drawer-notes'
  | 'drawer-video'
  | 'side-panel'
  | 'part-fields'
  | 'part-bytes'
  | 'part-explanation'
  | 'field-lens'
  | 'mark'
  | 'note'
  | 'copy-link'
  | 'share'
  | 'save-stream'
  | 'session-story'
  | 'quiz'
  | 'learn'
  | 'back'
  | 'forward'
  | 'reveal-keys'
  | 'colours'
  | 'palette'
  | 'settings'
  | 'open'
  | 'close'
  | 'help'
  | 'escape';

/** A command: what it is called, and the key that runs it. What it does is in `commands.ts`. */
export interface Shortcut {
  readonly command: CommandId;
  /** `Mod` is Command on Apple's keyboards and Control elsewhere; a letter or sign is `event.key`. */
  readonly keys?: string;
  /** A second key for the same. */
  readonly also?: string;
  readonly text: string;
  readonly group: 'Stepping' | 'Views' | 'Page';
  /** Other words people look for it by. */
  readonly words?: string;
}

/** The one list: the listener, the palette, the help, the settings and the tooltips of buttons read it. */
export const SHORTCUTS: readonly Shortcut[] = [
  { command: 'next-chunk', keys: '.', text: 'Next chunk', group: 'Stepping' },
  { command: 'previous-chunk', keys: ',', text: 'Previous chunk', group: 'Stepping' },
  { command: 'next-message', keys: '>', text: 'Next message', group: 'Stepping' },
  { command: 'previous-message', keys: '<', text: 'Previous message', group: 'Stepping' },
  { command: 'next-command', keys: ']', text: 'Next command', group: 'Stepping' },
  { command: 'previous-command', keys: '[', text: 'Previous command', group: 'Stepping' },
  {
    command: 'next-on-stream',
    keys: 'Alt+.',
    text: 'Next chunk on this chunk stream',
    group: 'Stepping',
    words: 'csid',
  },
  {
    command: 'previous-on-stream',
    keys: 'Alt+,',
    text: 'Previous chunk on this chunk stream',
    group: 'Stepping',
    words: 'csid',
  },
  { command: 'next-problem', keys: 'F8', text: 'Next problem', group: 'Stepping' },
  { command: 'previous-problem', keys: 'Shift+F8', text: 'Previous problem', group: 'Stepping' },
  {
    command: 'next-note',
    keys: 'n',
    text: 'Next bookmark or note',
    group: 'Stepping',
    words: 'mark comment',
  },
  {
    command: 'previous-note',
    keys: 'N',
    text: 'Previous bookmark or note',
    group: 'Stepping',
    words: 'mark comment',
  },
  {
    command: 'next',
    keys: 'F10',
    text: 'Next in the unit and scope chosen',
    group: 'Stepping',
    words: 'step over',
  },
  { command: 'previous', text: 'Previous in the unit and scope chosen', group: 'Stepping' },
  { command: 'step-in', keys: 'i', text: 'Step in: to the first field', group: 'Stepping' },
  {
    command: 'step-out',
    keys: 'o',
    text: 'Step out: to the last chunk of the message',
    group: 'Stepping',
  },
  {
    command: 'other-half',
    keys: 't',
    text: 'To the other half: request and reply, chunk size and first use, header and its source',
    group: 'Stepping',
    words: 'response answer transaction corresponding inherits',
  },
  {
    command: 'play',
    keys: 'p',
    text: 'Play or pause',
    group: 'Stepping',
    words: 'run automatic speed',
  },
  {
    command: 'go-to',
    keys: 'g',
    text: 'Go to an address, a chunk, a packet or a time',
    group: 'Stepping',
    words: 'jump offset run to',
  },
  { command: 'next-field', text: 'Next field', group: 'Stepping' },
  { command: 'previous-field', text: 'Previous field', group: 'Stepping' },
  { command: 'next-control', text: 'Next control message', group: 'Stepping' },
  { command: 'previous-control', text: 'Previous control message', group: 'Stepping' },
  { command: 'next-segment', text: 'Next TCP segment', group: 'Stepping', words: 'packet' },
  { command: 'previous-segment', text: 'Previous TCP segment', group: 'Stepping', words: 'packet' },
  { command: 'view-overview', keys: '1', text: 'Overview', group: 'Views' },
  { command: 'view-messages', keys: '2', text: 'Messages', group: 'Views' },
  { command: 'view-chunks', keys: '3', text: 'Chunks', group: 'Views' },
  { command: 'view-commands', text: 'Commands', group: 'Views', words: 'table calls' },
  { command: 'view-segments', text: 'TCP segments', group: 'Views', words: 'table packets' },
  { command: 'filter', keys: '/', text: 'Filter', group: 'Page', words: 'search find query' },
  { command: 'clear-filter', text: 'Clear the filter', group: 'Page', words: 'show everything' },
  { command: 'next-hit', text: 'Next row that matches the filter', group: 'Stepping' },
  { command: 'previous-hit', text: 'Previous row that matches the filter', group: 'Stepping' },
  { command: 'view-timeline', keys: '4', text: 'Timeline', group: 'Views' },
  { command: 'view-problems', keys: '5', text: 'Problems', group: 'Views' },
  // After the others had theirs: those are in people's fingers.
  { command: 'view-ladder', keys: '6', text: 'Ladder', group: 'Views' },
  {
    command: 'connections',
    text: 'All connections of the capture',
    group: 'Views',
    words: 'list tcp',
  },
  {
    command: 'drawer',
    keys: 'b',
    text: 'Show or hide the drawer below',
    group: 'Views',
    words: 'before after panel state decoder notes',
  },
  { command: 'drawer-state', text: 'State before and after', group: 'Views' },
  { command: 'drawer-decoder', text: 'What the decoder did', group: 'Views', words: 'steps list' },
  {
    command: 'drawer-compare',
    text: 'Compare with the message before of the same kind',
    group: 'Views',
    words: 'diff difference',
  },
  { command: 'drawer-notes', text: 'Bookmarks and notes', group: 'Views' },
  { command: 'drawer-video', text: 'The video', group: 'Views', words: 'picture play watch' },
  { command: 'side-panel', keys: 'Mod+B', text: 'Show or hide the inspector', group: 'Views' },
  { command: 'part-fields', text: 'Show or hide the fields of the inspector', group: 'Views' },
  {
    command: 'part-bytes',
    text: 'Show or hide the bytes of the inspector',
    group: 'Views',
    words: 'hex',
  },
  {
    command: 'part-explanation',
    text: 'Show or hide the explanation of the inspector',
    group: 'Views',
  },
  {
    command: 'field-lens',
    keys: 'w',
    text: 'Fields on the wire, of the message, or both',
    group: 'Views',
    words: 'lens tree segment header payload',
  },
  { command: 'palette', keys: 'Mod+K', also: 'F1', text: 'Find a command', group: 'Page' },
  { command: 'mark', keys: 'm', text: 'Bookmark this place, or remove it', group: 'Page' },
  { command: 'note', keys: 'M', text: 'Write a note here', group: 'Page', words: 'comment' },
  { command: 'copy-link', keys: 'y', text: 'Copy a link to this', group: 'Page', words: 'share' },
  {
    command: 'share',
    text: 'Share this record: link, frame, HTML, picture',
    group: 'Page',
    words: 'embed iframe markdown svg export article',
  },
  {
    command: 'save-stream',
    text: 'Save a stream as FLV, H.264, HEVC, AAC or MP3',
    group: 'Page',
    words: 'export download recording video audio elementary',
  },
  {
    command: 'session-story',
    text: 'Tell this session as Markdown',
    group: 'Page',
    words: 'save export download story report commands problems',
  },
  {
    command: 'quiz',
    text: 'Quiz me on this capture',
    group: 'Page',
    words: 'question predict test exercise learn',
  },
  {
    command: 'learn',
    text: 'Chapters and reference',
    group: 'Page',
    words: 'learn article tutorial specification dictionary',
  },
  { command: 'back', text: 'Back to the place before', group: 'Page', words: 'history' },
  { command: 'forward', text: 'Forward again', group: 'Page', words: 'history' },
  {
    command: 'reveal-keys',
    text: 'Reveal or hide stream keys',
    group: 'Page',
    words: 'mask secret',
  },
  {
    command: 'colours',
    text: 'Other colours: system, light, dark, high contrast',
    group: 'Page',
    words: 'theme colors',
  },
  {
    command: 'settings',
    text: 'Settings',
    group: 'Page',
    words: 'preferences keys density numbers',
  },
  { command: 'open', keys: 'Mod+O', text: 'Open a capture', group: 'Page', words: 'file' },
  { command: 'close', text: 'Close the capture', group: 'Page' },
  { command: 'help', keys: '?', text: 'Keys and help', group: 'Page' },
  {
    command: 'escape',
    keys: 'Escape',
    text: 'Close a dialog; clear the selected field',
    group: 'Page',
  },
];

/** Keys that somebody gave to commands in place of the usual ones; an empty one takes the key away. */
export type KeyMap = Readonly<Partial<Record<CommandId, string>>>;

/** When keys without a modifier do something: everywhere, only when the focus is in the workbench, never. */
export type SingleKeys = 'on' | 'workbench' | 'off';

/** The keys of a command, as remapped; none when it has none. */
export function keysOf(shortcut: Shortcut, map: KeyMap = {}): readonly string[] {
  const own = map[shortcut.command];
  if (own !== undefined) return own === '' ? [] : [own];
  return [shortcut.keys, shortcut.also].filter((keys) => keys !== undefined);
}

/** The part of a keyboard event that decides. */
export interface KeyPress {
  readonly key: string;
  /** The key's place on the keyboard: with Alt, `key` is whatever the layout makes of it. */
  readonly code?: string;
  readonly ctrlKey: boolean;
  readonly metaKey: boolean;
  readonly altKey: boolean;
  readonly shiftKey: boolean;
  readonly isComposing: boolean;
  /** Whether a modifier without a property of its own, such as `AltGraph`, is down. */
  getModifierState?(modifier: string): boolean;
}

/** Where the key was pressed, and what the person allows. */
export interface KeyContext {
  /** Focus is where text is written. */
  readonly editable: boolean;
  /** Keys without a modifier are allowed here and now (WCAG 2.1.4). */
  readonly singleKeys: boolean;
  readonly apple: boolean;
  readonly map?: KeyMap;
}

/** What a key press means here; undefined when it is none of ours. */
export function commandOf(press: KeyPress, context: KeyContext): CommandId | undefined {
  if (press.isComposing) return undefined;
  return SHORTCUTS.find((shortcut) =>
    keysOf(shortcut, context.map).some((keys) => matches(keys, press, context)),
  )?.command;
}

const ALT_CODES: Readonly<Record<string, string>> = { '.': 'Period', ',': 'Comma' };

/** Many layouts have signs such as `[` on AltGr, which some systems tell as Control and Alt. */
function withAltGr(press: KeyPress): boolean {
  return isSign(press.key) && press.getModifierState?.('AltGraph') === true;
}

function isSign(key: string): boolean {
  return /^[^\p{L}\p{N}\s]$/u.test(key);
}

function matches(keys: string, press: KeyPress, context: KeyContext): boolean {
  if (isSingleKey(keys) && withAltGr(press))
    return !context.editable && context.singleKeys && press.key === keys;
  const mod = context.apple ? press.metaKey : press.ctrlKey;
  const otherMod = context.apple ? press.ctrlKey : press.metaKey;
  if (otherMod) return false;
  if (keys.startsWith('Alt+')) {
    if (!press.altKey || mod || context.editable) return false;
    const key = keys.slice(4);
    if (press.key === key) return true;
    // What Option makes of a key says nothing of it; what Alt leaves as it is does.
    const altered = !/^[ -~]$/.test(press.key);
    return altered && press.code === (ALT_CODES[key] ?? `Key${key.toUpperCase()}`);
  }
  // On Apple's keyboards Option is how such signs are typed.
  if (press.altKey && !(context.apple && isSign(press.key))) return false;
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
  if (/^\p{Lu}$/u.test(keys)) return `${apple ? '⇧' : 'Shift+'}${keys.toLowerCase()}`;
  return keys
    .replace('Mod+', apple ? '⌘' : 'Ctrl+')
    .replace('Shift+', apple ? '⇧' : 'Shift+')
    .replace('Alt+', apple ? '⌥' : 'Alt+')
    .replace('Escape', 'Esc');
}

/** A command's words and keys for a tooltip, and its keys as `aria-keyshortcuts` has them. */
export function hintOf(
  command: CommandId,
  context: Pick<KeyContext, 'apple' | 'singleKeys' | 'map'>,
): { title: string; 'aria-keyshortcuts'?: string } {
  const shortcut = SHORTCUTS.find((one) => one.command === command)!;
  const keys = keysOf(shortcut, context.map).filter(
    (one) => context.singleKeys || !isSingleKey(one),
  );
  if (keys.length === 0) return { title: shortcut.text };
  return {
    title: `${shortcut.text} (${keys.map((one) => keysText(one, context.apple)).join(', ')})`,
    'aria-keyshortcuts': keys
      .map((one) => one.replace('Mod', context.apple ? 'Meta' : 'Control'))
      .join(' '),
  };
}

/** Whether keys are one letter, digit or sign, which WCAG 2.1.4 wants to be optional. */
export function isSingleKey(keys: string): boolean {
  return keys.length === 1;
}

/** What was pressed, as `keys` writes it; undefined for a modifier alone and for keys that are not given away. */
export function keysOfPress(press: KeyPress, apple: boolean): string | undefined {
  const mod = apple ? press.metaKey : press.ctrlKey;
  if ((apple ? press.ctrlKey : press.metaKey) || press.isComposing) return undefined;
  if (/^F\d+$/.test(press.key)) return `${press.shiftKey ? 'Shift+' : ''}${press.key}`;
  if (withAltGr(press)) return press.key;
  if (press.key.length !== 1 || press.key === ' ') return undefined;
  if (press.altKey) return mod ? undefined : `Alt+${press.key}`;
  return mod ? `Mod+${press.key.toUpperCase()}` : press.key;
}

/** The command that has these keys already; undefined when they are free. */
export function commandWith(keys: string, map: KeyMap): Shortcut | undefined {
  return SHORTCUTS.find((shortcut) => keysOf(shortcut, map).includes(keys));
}
