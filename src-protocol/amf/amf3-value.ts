/**
 * One AMF3 value as it was on the wire. References stay references (texts also carry what they stand
 * for), so that writing gives back the bytes. Not kept: a U29 longer than it need be.
 */
export type Amf3Value =
  | Amf3Plain
  | Amf3Number
  | Amf3String
  | Amf3Xml
  | Amf3Date
  | Amf3Array
  | Amf3Object
  | Amf3ByteArray
  | Amf3NumberVector
  | Amf3ObjectVector
  | Amf3Dictionary
  | Amf3Reference
  | Amf3Unknown;

/** Text sent in full, or by its index in the table of strings. */
export interface Amf3Text {
  readonly text: string;
  /** Index in the table of strings, when sent by reference. */
  readonly reference?: number;
}

/** A name and a value. */
export interface Amf3Member {
  readonly name: Amf3Text;
  readonly value: Amf3Value;
}

/** Values that are a marker and nothing more. `missing` is no byte at all: the payload ended. */
export interface Amf3Plain {
  readonly type: 'undefined' | 'null' | 'false' | 'true' | 'missing';
}

export interface Amf3Number {
  readonly type: 'integer' | 'double';
  readonly value: number;
}

export interface Amf3String {
  readonly type: 'string';
  readonly text: Amf3Text;
}

export interface Amf3Xml {
  readonly type: 'xml-document' | 'xml';
  readonly value: string;
}

export interface Amf3Date {
  readonly type: 'date';
  /** Milliseconds since 1970-01-01 UTC. */
  readonly value: number;
  /** The U29 before it, where the bits that mean nothing are set: 1 otherwise. */
  readonly head?: number;
}

/** Named entries first, then the numbered ones. */
export interface Amf3Array {
  readonly type: 'array';
  readonly count: number;
  readonly associative: readonly Amf3Member[];
  readonly items: readonly Amf3Value[];
}

/** What an object's class says about its members. */
export interface Amf3Traits {
  /** Empty for an object without a class. */
  readonly className: Amf3Text;
  readonly dynamic: boolean;
  /** The class writes its own bytes. */
  readonly externalizable: boolean;
  /** Names of the sealed members. */
  readonly members: readonly Amf3Text[];
  /** The U29 before an externalizable class, where the bits that mean nothing are set: 7 otherwise. */
  readonly head?: number;
}

export interface Amf3Object {
  readonly type: 'object';
  readonly traits: Amf3Traits;
  /** Index in the table of traits, when they were sent by reference. */
  readonly traitsReference?: number;
  /** Values of the sealed members, in the order of their names. */
  readonly sealed: readonly Amf3Value[];
  readonly dynamic: readonly Amf3Member[];
  /** The body of an externalizable class that is known to be one value, or of one nobody knows. */
  readonly external?: Amf3Value;
  /** The body of a small message of Flex: what each of its classes wrote, from the most general on. */
  readonly flex?: readonly Amf3FlexPart[];
}

/** What one class of a small message wrote. */
export interface Amf3FlexPart {
  /** Bytes of flags; the highest bit of each but the last is set. */
  readonly flags: readonly number[];
  /** The members whose flags are set, in their order. */
  readonly members: readonly Amf3Value[];
}

export interface Amf3ByteArray {
  readonly type: 'byte-array';
  /** A view of the bytes read. */
  readonly bytes: Uint8Array;
}

export interface Amf3NumberVector {
  readonly type: 'vector-int' | 'vector-uint' | 'vector-double';
  readonly count: number;
  /** The byte on the wire: 1 when the length may not change. */
  readonly fixed: number;
  readonly items: readonly number[];
}

export interface Amf3ObjectVector {
  readonly type: 'vector-object';
  readonly count: number;
  readonly fixed: number;
  /** `*` for any. */
  readonly typeName: Amf3Text;
  readonly items: readonly Amf3Value[];
}

export interface Amf3Dictionary {
  readonly type: 'dictionary';
  readonly count: number;
  /** The byte on the wire: 1 when keys are held weakly. */
  readonly weakKeys: number;
  readonly entries: readonly { readonly key: Amf3Value; readonly value: Amf3Value }[];
}

/** An object of the same value again, by its index in the table of objects. */
export interface Amf3Reference {
  readonly type: 'reference';
  /** The marker of the kind referred to. */
  readonly marker: number;
  readonly index: number;
}

/** A marker or an external body this decoder cannot go on from, and every byte after it. */
export interface Amf3Unknown {
  readonly type: 'unknown';
  /** Undefined for the body of an externalizable object. */
  readonly marker?: number;
  readonly bytes: Uint8Array;
}
