import type { Direction, StreamOffset } from '../bytes/units.ts';
import type { Diagnostic } from '../dictionary/diagnostic.ts';
import type { TcpConnection } from './connection.ts';
import type { HalfEnd } from './half-stream.ts';

/** What a reassembler tells, each direction strictly in stream order. */
export interface TcpSink {
  /** The first packet with payload came. */
  opened(connection: TcpConnection): void;
  /**
   * The next bytes of a stream, `bytes[start, end)`: valid until this returns. `row` is theirs in
   * `connection.half[direction].segments`. May come after `closed`, where an RST was not heeded.
   */
  data(
    connection: TcpConnection,
    direction: Direction,
    bytes: Uint8Array,
    start: number,
    end: number,
    row: number,
  ): void;
  /** `length` bytes from stream offset `at` on are missing in the capture, for the reason `cause`. */
  gap(
    connection: TcpConnection,
    direction: Direction,
    length: number,
    at: StreamOffset,
    cause: Diagnostic,
  ): void;
  /** A direction ended; told once. */
  closed(connection: TcpConnection, direction: Direction, how: HalfEnd): void;
  note(
    connection: TcpConnection,
    direction: Direction,
    diagnostic: Diagnostic,
    at: StreamOffset,
  ): void;
}
