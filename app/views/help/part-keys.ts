/** A key of a part of the page, as it is called or, for a letter by its place, as `event.code` names the place. */
export interface PartKey {
  readonly keys: readonly string[];
  readonly text: string;
}

/** Keys that work while one part has the focus; the parts themselves know what they do. */
export const PART_KEYS: readonly { readonly part: string; readonly keys: readonly PartKey[] }[] = [
  {
    part: 'In a table',
    keys: [
      { keys: ['↑', '↓', '←', '→'], text: 'Move by cell' },
      { keys: ['PgUp', 'PgDn'], text: 'Move by screen' },
      { keys: ['Ctrl+Home', 'Ctrl+End'], text: 'First and last row' },
      { keys: ['Enter'], text: 'Select the row' },
      { keys: ['Shift+F10'], text: 'Filter by the value of the cell' },
      { keys: ['↑'], text: 'From the first row to the headers, which sort' },
    ],
  },
  {
    part: 'In the fields',
    keys: [
      { keys: ['↑', '↓', 'Home', 'End'], text: 'Move, and select' },
      { keys: ['→', '←'], text: 'Open and enter, close and leave' },
      { keys: ['*'], text: 'Open all beside this one' },
      { keys: ['a…z'], text: 'To the next field that begins so' },
      { keys: ['Shift+F10'], text: 'Filter by the value of the field' },
    ],
  },
  {
    part: 'In the bytes',
    keys: [
      { keys: ['↑', '↓', '←', '→'], text: 'Move by byte and row' },
      { keys: ['Home', 'End'], text: 'Begin and end of the row; with Ctrl, of the record' },
      { keys: ['Enter'], text: 'The next field in this byte' },
      { keys: ['Shift+Enter'], text: 'Have a screen reader read the row' },
    ],
  },
  {
    part: 'In the timeline',
    keys: [
      { keys: ['KeyW', 'KeyS'], text: 'Zoom in and out' },
      { keys: ['KeyA', 'KeyD'], text: 'Move left and right' },
      { keys: ['+', '-', '0'], text: 'Zoom in, out, to everything' },
      { keys: ['←', '→', '↑', '↓'], text: 'Record and lane; with Shift, choose an area' },
      { keys: ['f'], text: 'Bring the selection to the middle, then fit it' },
      { keys: ['Enter', 'Backspace'], text: 'Fill the view with it, and back' },
      { keys: ['v'], text: 'Drag to move, or to choose an area' },
    ],
  },
];

/** What is printed on keys by their place, where the browser tells; `KeyboardLayoutMap` of the Keyboard Map API. */
type Layout = ReadonlyMap<string, string>;

declare global {
  interface Navigator {
    /** Chromium has it; no other browser tells what is printed on the keys. */
    readonly keyboard?: { getLayoutMap?(): Promise<Layout> };
  }
}

/** The keyboard's layout; undefined where it is not told. */
export async function keyboardLayout(): Promise<Layout | undefined> {
  try {
    return await navigator.keyboard?.getLayoutMap?.();
  } catch {
    // A frame may be forbidden to ask.
    return undefined;
  }
}

/** What stands on a key: for one named by its place, what the layout has there, else what an American one has. */
export function keyCap(key: string, layout?: Layout): string {
  const letter = /^Key([A-Z])$/.exec(key)?.[1];
  return letter === undefined ? key : (layout?.get(key) ?? letter.toLowerCase());
}

/** Whether a key is one of the letters that can be switched off (WCAG 2.1.4). */
export function isLetter(key: string): boolean {
  return /^(?:Key[A-Z]|[a-z])$/.test(key);
}
