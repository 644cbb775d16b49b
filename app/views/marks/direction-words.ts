/** Directions in words, by their number. */
export const DIRECTION_WORDS = ['client to server', 'server to client'] as const;
