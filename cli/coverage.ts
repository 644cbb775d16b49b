import { type Address, addressOf } from '../src-protocol/bytes/address.ts';
import type { Direction } from '../src-protocol/bytes/units.ts';
import { Chunk } from '../src-protocol/chunk/chunk-header.ts';
import { type FieldNode, leaves } from '../src-protocol/wire/field-tree.ts';

/** How many of the bits that were printed a field explains. What a chunk carries is counted with its message. */
export class Coverage {
  #bits = 0;
  #unexplained = 0;
  #first: Address | undefined;

  add(tree: FieldNode, direction: Direction): void {
    for (const leaf of leaves(tree)) {
      if (leaf.id === Chunk.fields.data.id) continue;
      this.#bits += leaf.end - leaf.start;
      if (leaf.origin !== 'unexplained') continue;
      this.#unexplained += leaf.end - leaf.start;
      this.#first ??= addressOf(direction, Math.floor((leaf.ranges[0]?.start ?? 0) / 8));
    }
  }

  /** The line that ends the level `fields`. */
  toString(): string {
    if (this.#first === undefined) return `coverage: 100 % of ${this.#bits} bits explained`;
    const explained = this.#bits - this.#unexplained;
    // Rounded down: 100 is said only when nothing is left.
    const percent = Math.floor((explained * 10_000) / this.#bits) / 100;
    return `coverage: ${percent} % of ${this.#bits} bits explained; ${this.#unexplained} are not, the first at ${this.#first}`;
  }
}
