import type { Resumption } from './resumption.ts';

/**
 * What a file is to be read as, whatever its bytes look like: a capture; the bytes a client or a server
 * sent (of two files, that is said of the first); text that stands for bytes; an FLV file.
 */
export const READ_AS = ['capture', 'client', 'server', 'text', 'flv'] as const;
/** One of `READ_AS`. */
export type ReadAs = (typeof READ_AS)[number];

/** How a file is to be read where its bytes are not to decide alone. */
export interface ReadingOptions {
  readonly as?: ReadAs | undefined;
  /** Two raw dumps of one connection, pushed by turns. */
  readonly pair?: boolean;
  /** What the files are called: tcpflow puts both addresses in it. */
  readonly names?: readonly string[];
  /** The file is bytes of the middle of one direction, and this is known of what came before them. */
  readonly resume?: Resumption | undefined;
  /** Number of a connection that is to be read as RTMP, whatever it looks like. */
  readonly force?: number | undefined;
}
