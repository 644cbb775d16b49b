import { SegmentTable } from '../tcp/segment-table.ts';
import { Connection } from './connection.ts';

/** An FLV file as a session of one side: what its tags carry is what RTMP messages carry. */
export class FlvFile {
  readonly connection: Connection;
  readonly #segments = new SegmentTable();

  constructor(name: string) {
    const segments = this.#segments;
    const timeOf = (row: number): number =>
      segments.length === 0 ? NaN : segments.column.time.get(row);
    this.connection = new Connection(
      0,
      {
        client: name,
        server: '',
        clientPort: 0,
        serverPort: 0,
        startSeen: [true, true],
        fixed: true,
        flv: true,
        get start() {
          return timeOf(0);
        },
        get end() {
          return timeOf(Math.max(0, segments.length - 1));
        },
      },
      [segments, new SegmentTable()],
    );
  }

  push(block: Uint8Array): void {
    this.connection.data(0, block, 0, block.length);
  }

  end(): void {
    // The connection tells of a tag that is cut.
  }
}
