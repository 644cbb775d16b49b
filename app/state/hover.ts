import { createStore } from 'zustand/vanilla';

/**
 * The field under the pointer. Apart from the big store on purpose: it changes with every movement of
 * the mouse, and only tree and hex pane care, outside React where they can.
 */
export const hover = createStore<{ field?: string }>(() => ({}));
