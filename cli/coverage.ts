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

  /** Whether anything was counted. */
  get isEmpty(): boolean {
    return this.#bits === 0;
  }

  /** The line that ends the level `fields`. */
  toString(): string {
    const { bits, explained, percent } = this.#count;
    const text = `coverage: ${percent} % of ${bits} bits explained`;
    if (this.#first === undefined) return text;
    return `${text}; ${bits - explained} are not, the first at ${this.#first}`;
  }

  /** The same as an object for a line of JSON. */
  toJSON(): object {
    return { ...this.#count, ...(this.#first !== undefined && { firstUnexplained: this.#first }) };
  }

  get #count(): { bits: number; explained: number; percent: number } {
    const bits = this.#bits;
    const explained = bits - this.#unexplained;
    // Rounded down: 100 is said only when nothing is left.
    const percent = bits === 0 ? 100 : Math.floor((explained * 10_000) / bits) / 100;
    return { bits, explained, percent };
  }
}
