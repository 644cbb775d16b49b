import type { Direction } from '../../src-protocol/bytes/units.ts';
import type { SegmentTable } from '../../src-protocol/tcp/segment-table.ts';

/**
 * The segments of both directions as one list. Each direction keeps the order of its stream; between
 * the two, packet numbers decide, a segment that came late counting as late as those it held up.
 */
export class SegmentSequence {
  readonly #entries: Uint32Array;
  readonly #places: readonly [Uint32Array, Uint32Array];

  constructor(tables: readonly [SegmentTable, SegmentTable]) {
    const [up, down] = tables;
    this.#entries = new Uint32Array(up.length + down.length);
    this.#places = [new Uint32Array(up.length), new Uint32Array(down.length)];
    const rows: [number, number] = [0, 0];
    const latest: [number, number] = [0, 0];
    const packetOf = (direction: Direction): number => {
      const table = tables[direction];
      if (rows[direction] >= table.length) return Infinity;
      return Math.max(latest[direction], table.column.packet.get(rows[direction]));
    };
    for (let place = 0; place < this.#entries.length; place++) {
      const direction = packetOf(0) <= packetOf(1) ? 0 : 1;
      latest[direction] = packetOf(direction);
      const row = rows[direction]++;
      this.#places[direction][row] = place;
      this.#entries[place] = row * 2 + direction;
    }
  }

  get length(): number {
    return this.#entries.length;
  }

  /** Whether the tables have not grown since. */
  fits(tables: readonly [SegmentTable, SegmentTable]): boolean {
    return tables.every((table, direction) => this.#places[direction]!.length === table.length);
  }

  at(place: number): { direction: Direction; row: number } {
    const entry = this.#entries[place]!;
    return { direction: (entry & 1) as Direction, row: entry >>> 1 };
  }

  placeOf(direction: Direction, row: number): number {
    return this.#places[direction][row]!;
  }
}
