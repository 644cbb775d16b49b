import { hiddenKeys, maskKeys } from './mask.ts';
import { inspector } from './store.ts';

/** Has the browser save a file under a name. */
export function saveFile(name: string, blob: Blob): void {
  const url = URL.createObjectURL(blob);
  const link = document.createElement('a');
  link.href = url;
  link.download = name;
  link.click();
  // The download has taken its own hold of the bytes by then.
  setTimeout(() => URL.revokeObjectURL(url), 10_000);
}

/** The name of a file with something of a connection. A stream key that is hidden is not in it, even where the capture is called after it. */
export function fileName(connection: number, what: string, ending: string): string {
  const { name = 'capture' } = inspector.getState().capture ?? {};
  const shown = maskKeys(name, hiddenKeys(), 'hidden');
  return `${shown} c${connection} ${what.replace(/[^\p{L}\p{N} ._-]+/gu, '_')}.${ending}`;
}
