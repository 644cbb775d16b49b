import { createStore } from 'zustand/vanilla';

/** A byte under the pointer, by its offset in the stream, and where its tip stands. */
export interface HoveredByte {
  readonly offset: number;
  readonly x: number;
  readonly y: number;
  /** `x` counts from the right. */
  readonly toLeft: boolean;
}

/**
 * The field under the pointer, and the byte where the pointer is among bytes. Apart from the big store on purpose:
 * it changes with every movement of the mouse, and only tree and hex pane care, outside React where they can.
 */
export const hover = createStore<{ field?: string; byte?: HoveredByte }>(() => ({}));
