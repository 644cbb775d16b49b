import type { Direction } from '../bytes/units.ts';
import { SegmentTable } from '../tcp/segment-table.ts';
import { Connection, type ConnectionEnds } from './connection.ts';
import type { ConnectionOptions } from './inspection-options.ts';

/** What is known of a session that did not come in packets. */
export type DumpEnds = Partial<
  Pick<ConnectionEnds, 'client' | 'server' | 'startSeen' | 'forced' | 'resumed'>
>;

/** A session from raw dumps, one for each direction: no packets, and no times unless the dump has some. */
export class RawDump {
  readonly connection: Connection;
  readonly #segments: readonly [SegmentTable, SegmentTable] = [
    new SegmentTable(),
    new SegmentTable(),
  ];
  /** Bytes of each direction so far, those that are missing included, and bytes that are there. */
  readonly #lengths: [number, number] = [0, 0];
  readonly #there: [number, number] = [0, 0];
  #start = NaN;
  #end = NaN;

  constructor(
    { client = 'client', server = 'server', ...ends }: DumpEnds = {},
    options?: ConnectionOptions,
  ) {
    if (ends.resumed) this.#lengths[ends.resumed.direction] = ends.resumed.from.at;
    const times = { start: (): number => this.#start, end: (): number => this.#end };
    this.connection = new Connection(
      0,
      {
        client,
        server,
        clientPort: portOf(client),
        serverPort: portOf(server),
        startSeen: ends.startSeen ?? [true, true],
        // Whoever made the dump, or this program, has said which side is which.
        fixed: true,
        ...(ends.forced === true && { forced: true }),
        ...(ends.resumed && { resumed: ends.resumed }),
        get start() {
          return times.start();
        },
        get end() {
          return times.end();
        },
      },
      this.#segments,
      options,
    );
  }

  /** The next bytes of `direction`; `time` in seconds since 1970, where it is known. */
  push(direction: Direction, block: Uint8Array, time = NaN): void {
    if (Number.isNaN(this.#start)) this.#start = time;
    if (!Number.isNaN(time)) this.#end = time;
    const at = this.#lengths[direction];
    this.#segments[direction].append(at, this.#there[direction], block.length, 0, time);
    this.#lengths[direction] = at + block.length;
    this.#there[direction] += block.length;
    this.connection.data(direction, block, 0, block.length);
  }

  /** `length` bytes of `direction` are missing in the dump. */
  gap(direction: Direction, length: number): void {
    this.#lengths[direction] += length;
    this.connection.gap(direction, length);
  }
}

function portOf(end: string): number {
  return Number(/:(\d{1,5})$/.exec(end)?.[1] ?? 0);
}
