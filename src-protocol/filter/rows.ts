/** What a text field of a row holds: nothing, a text, or several of which any may do. */
export type Texts = string | readonly string[] | undefined;

/** A value inside a command or data message: names and places on the way to it, and what it is. */
export interface AmfLeaf {
  readonly path: readonly string[];
  readonly text: string;
  /** For numbers. */
  readonly number?: number;
}

/** Whether a path is the whole of another or its end; upper and lower case are the same. */
export function endsWith(path: readonly string[], end: readonly string[]): boolean {
  const start = path.length - end.length;
  return (
    start >= 0 && end.every((word, at) => path[start + at]!.toLowerCase() === word.toLowerCase())
  );
}

/**
 * The rows a filter looks at, field by field. Whoever has the tables gives the accessors; the filter
 * knows nothing else of them. Fields are named as in `FILTER_FIELDS`.
 */
export interface FilterRows {
  readonly length: number;
  /** Numbers and marks (a mark is 1 or 0); NaN where the row has no such thing. */
  readonly numbers: Readonly<Record<string, (row: number) => number>>;
  readonly texts: Readonly<Record<string, (row: number) => Texts>>;
  /** Rows for which this gives the same number have the same text, so it need be looked at only once. */
  readonly sameText?: Readonly<Record<string, (row: number) => number>>;
  /** The values of a command or data message; empty for other rows. */
  readonly amf: (row: number) => readonly AmfLeaf[];
  readonly bytes: (row: number) => Uint8Array;
}
