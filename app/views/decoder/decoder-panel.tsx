import type { ReactNode } from 'react';

/** What the decoder did with the selected chunk. */
export function DecoderPanel(): ReactNode {
  return null;
}
