import type { ByteSource } from '../bytes/byte-source.ts';

/** Chunk sizes of a connection when the capture begins, client first; undefined where the bytes are to tell. */
export type ChunkSizes = readonly [number | undefined, number | undefined];

/** What a person knows, or wants, beside the bytes. */
export interface InspectionOptions {
  /** For connections that were under way when the capture began: nothing there says the size. */
  readonly chunkSizes?: ChunkSizes | undefined;
  /** The same for single connections, by number. */
  readonly chunkSizesOf?: Readonly<Record<number, ChunkSizes>> | undefined;
  /** Decode only the connection with this number; the others are listed. */
  readonly connection?: number | undefined;
  /**
   * The capture as far as it was pushed, where it can be read again: segments sent twice are compared with their
   * first copies. Without it, only copies that wait for earlier bytes are.
   */
  readonly source?: ByteSource | undefined;
  /**
   * Packets, by number, that arrived damaged and were sent again: `Inspection.damaged` of an earlier reading of the
   * same file. Their bytes are left out, as their receiver did, and the right ones take their place.
   */
  readonly damaged?: ReadonlySet<number> | undefined;
}

/** What holds for one connection. */
export interface ConnectionOptions {
  readonly chunkSizes: ChunkSizes | undefined;
  /** It is to be listed and not decoded. */
  readonly leftOut: boolean;
}

/** What `options` say about the connection with this number. */
export function optionsOf(options: InspectionOptions, connection: number): ConnectionOptions {
  return {
    chunkSizes: options.chunkSizesOf?.[connection] ?? options.chunkSizes,
    leftOut: options.connection !== undefined && options.connection !== connection,
  };
}
