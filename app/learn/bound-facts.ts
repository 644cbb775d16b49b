import type { Address } from '../../src-protocol/bytes/address.ts';
import type { ViewName } from '../state/store.ts';

/**
 * What the components of a chapter are given at build time: facts that the decoder found in a sample. A
 * chapter names an address and a field; `scripts/learn/bind.ts` looks them up, and the build fails when
 * they are not there, or not what the chapter says.
 */

/** A place in a sample: what the workbench beside the text is led to. */
export interface Place {
  readonly sample: string;
  readonly connection: number;
  readonly at: Address;
  /** Set when the message is meant rather than the chunk. */
  readonly kind?: 'message';
  /** Key of a field, as links carry it. */
  readonly field?: string;
  readonly view?: ViewName;
}

/** Bytes in a row that the same fields claim. */
export interface ByteGroup {
  /** Hexadecimal, a byte each; cut in the middle of long stretches. */
  readonly hex: readonly string[];
  /** Bytes left out of `hex`. */
  readonly omitted: number;
  /** What claims them: one field, or several that share a byte. */
  readonly fields: readonly {
    readonly label: string;
    readonly text: string;
    /** The field's bits, when it has a part of a byte only. */
    readonly bits?: string;
    readonly place: Place;
  }[];
  /** Bytes of a header, of a message's payload, or of the handshake. */
  readonly part: 'header' | 'payload' | 'handshake';
}

/** Bytes of a stream, and what each of them is. */
export interface BoundBytes {
  readonly place: Place;
  readonly start: Address;
  readonly length: number;
  readonly groups: readonly ByteGroup[];
}

/** A field of a record, and its value. */
export interface BoundField {
  readonly place: Place;
  readonly label: string;
  readonly text: string;
  readonly name?: string;
  /** The bytes it lies in, or its bits; empty when it is not on the wire. */
  readonly hex: string;
  /** The section, in words. */
  readonly see: string;
}

/** A record in one sentence. */
export interface BoundRecord {
  readonly place: Place;
  readonly sentence: string;
}

/** What a record changes in the state of the connection. */
export interface BoundState {
  readonly place: Place;
  readonly rows: readonly {
    readonly group: string;
    readonly label: string;
    readonly before?: string;
    readonly after?: string;
  }[];
}

/** Messages in a row, from both sides. */
export interface BoundLadder {
  readonly rows: readonly (BoundRecord & {
    readonly from: 'client' | 'server';
    readonly title: string;
    /** Seconds since the first message of the connection. */
    readonly seconds: number;
  })[];
}

/** A question that the bytes themselves answer. */
export interface BoundQuestion {
  readonly place: Place;
  readonly question: string;
  readonly options: readonly string[];
  /** Index into `options`. */
  readonly answer: number;
  readonly reason: string;
}

/** A sum that the reader can do with other tools, and what comes out. */
export interface BoundSum {
  readonly place: Place;
  readonly steps: readonly string[];
  readonly command: string;
  readonly result: string;
}

/** What each component is given, by its name. */
export interface BoundFacts {
  readonly Bytes: BoundBytes;
  readonly Field: BoundField;
  readonly Show: BoundRecord;
  readonly Record: BoundRecord;
  readonly State: BoundState;
  readonly Ladder: BoundLadder;
  readonly Quiz: BoundQuestion;
  readonly Compute: BoundSum;
}
