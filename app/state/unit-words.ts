import type { Unit } from '../worker/protocol.ts';

/** What is stepped over, in words, in the order in which it is offered. */
export const UNIT_WORDS: Readonly<Record<Unit, string>> = {
  field: 'field',
  chunk: 'chunk',
  message: 'message',
  command: 'command',
  control: 'control message',
  segment: 'TCP segment',
  problem: 'problem',
  note: 'note',
};
