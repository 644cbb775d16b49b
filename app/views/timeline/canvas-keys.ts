/** What a key does in the picture. */
export type CanvasAction =
  | 'zoom-in'
  | 'zoom-out'
  | 'fit'
  | 'left'
  | 'right'
  | 'page-left'
  | 'page-right'
  | 'start'
  | 'end'
  | 'centre'
  | 'drag'
  | 'next'
  | 'previous'
  | 'lane-up'
  | 'lane-down'
  | 'extend-next'
  | 'extend-previous'
  | 'fill'
  | 'back'
  | 'clear';

type Press = Pick<KeyboardEvent, 'key' | 'code' | 'shiftKey' | 'ctrlKey' | 'metaKey' | 'altKey'>;

const BY_KEY: Readonly<Record<string, CanvasAction>> = {
  '+': 'zoom-in',
  '=': 'zoom-in',
  '-': 'zoom-out',
  _: 'zoom-out',
  '0': 'fit',
  ArrowRight: 'next',
  ArrowLeft: 'previous',
  ArrowUp: 'lane-up',
  ArrowDown: 'lane-down',
  PageUp: 'page-left',
  PageDown: 'page-right',
  Home: 'start',
  End: 'end',
  Enter: 'fill',
  Backspace: 'back',
  Escape: 'clear',
};

/** Where the letters w, a, s and d are on an American keyboard, whatever is printed there. */
const BY_PLACE: Readonly<Record<string, CanvasAction>> = {
  KeyW: 'zoom-in',
  KeyS: 'zoom-out',
  KeyA: 'left',
  KeyD: 'right',
};

const BY_LETTER: Readonly<Record<string, CanvasAction>> = { f: 'centre', v: 'drag' };

/** What a key press means while the picture has the focus; letters only where single keys are allowed. */
export function canvasAction(press: Press, singleKeys: boolean): CanvasAction | undefined {
  if (press.ctrlKey || press.metaKey || press.altKey) return undefined;
  if (press.shiftKey && press.key === 'ArrowRight') return 'extend-next';
  if (press.shiftKey && press.key === 'ArrowLeft') return 'extend-previous';
  const found = BY_KEY[press.key];
  if (found) return found;
  if (!singleKeys || press.shiftKey) return undefined;
  return BY_PLACE[press.code] ?? BY_LETTER[press.key.toLowerCase()];
}
