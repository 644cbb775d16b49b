import type { Wire } from '../wire/wire.ts';
import { NOT_UTF8, ZERO_IN_TEXT } from './diagnostics.ts';

/** Notes what is odd about a text that was just read. */
export function noteText(w: Wire, text: string): void {
  if (text.includes('\ufffd')) w.note(NOT_UTF8);
  if (text.includes('\0')) w.note(ZERO_IN_TEXT);
}
