import type { AmfValue } from './amf-value.ts';
import type { Amf3Text, Amf3Traits, Amf3Value } from './amf3-value.ts';
import type { Wire } from '../wire/wire.ts';

/** Values nested deeper than this are not taken apart: the format has no bound, the stack has. */
export const DEEPEST = 64;

/** The tables that AMF3 references point into. Objects are only counted. */
export interface Amf3Tables {
  readonly strings: Amf3Text[];
  readonly traits: Amf3Traits[];
  objects: number;
}

/**
 * Says what a value means that is just read: `names` leads to it from the outermost value, by the names of
 * properties and the places in arrays. It may add `calculated` nodes, which stand beside the value.
 */
export type ExplainValue = (w: Wire, names: readonly (string | number)[], value: AmfValue) => void;

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

  /** Told of each value that has a name or a place; only of those that are read. */
  readonly #explain: ExplainValue | undefined;
  readonly #names: (string | number)[] = [];

  constructor(end = Infinity, explain?: ExplainValue) {
    this.end = end;
    this.#explain = explain;
  }

  /** Goes into the value with this name. */
  enter(name: string | number): void {
    this.#names.push(name);
  }

  /** Comes back from the value entered last. */
  leave(w: Wire, value: AmfValue | Amf3Value, isAmf3 = false): void {
    if (this.#explain && !w.writing)
      this.#explain(
        w,
        this.#names,
        isAmf3 ? { type: 'amf3', value: value as Amf3Value } : (value as AmfValue),
      );
    this.#names.pop();
  }

  /** Bytes left for values; Infinity for a writer. */
  left(w: Wire): number {
    return w.writing ? Infinity : Math.max(0, Math.min(w.remaining, this.end - w.position));
  }
}

/** Names of items are part of paths; a hostile name must not make every path under it long. */
export function itemName(name: string): string {
  return name.length <= 48 ? name : `${name.slice(0, 47)}…`;
}
