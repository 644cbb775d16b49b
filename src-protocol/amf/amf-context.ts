import type { Amf3Text, Amf3Traits } from './amf3-value.ts';
import type { Wire } from '../wire/wire.ts';

/** Values nested deeper than this are not taken apart: the format has no bound, the stack has. */
export const DEEPEST = 64;

/** The tables that AMF3 references point into. Objects are only counted. */
export interface Amf3Tables {
  readonly strings: Amf3Text[];
  readonly traits: Amf3Traits[];
  objects: number;
}

/** What a value needs to know about the message it is in. One for each message. */
export class AmfContext {
  /** Position of the wire at which the values end, when that is before the end of its bytes. */
  readonly end: number;
  /** How many values enclose the current one. */
  depth = 0;
  /** Objects and arrays begun so far: what AMF0 references count. */
  complexValues = 0;
  /** Set once the rest could not be taken apart; then no further complaint about missing ends. */
  cut = false;
  /** Tables of the current AMF3 value. */
  amf3: Amf3Tables = { strings: [], traits: [], objects: 0 };
  /** Tables kept over the whole message, for senders that do not start afresh with each AMF3 value. */
  readonly amf3Message: Amf3Tables = { strings: [], traits: [], objects: 0 };

  constructor(end = Infinity) {
    this.end = end;
  }

  /** Bytes left for values; Infinity for a writer. */
  left(w: Wire): number {
    return w.writing ? Infinity : Math.max(0, Math.min(w.remaining, this.end - w.position));
  }
}
