import type { BitRange } from '../../../src-protocol/bytes/units.ts';
import type { FieldItem, FieldItems } from './field-items.ts';

interface Place {
  readonly start: number;
  readonly end: number;
  readonly item: FieldItem;
  readonly depth: number;
}

/** Finds the field that has a bit of the stream; made once for each described record. */
export class FieldPlaces {
  readonly #places: readonly Place[];

  constructor(items: FieldItems) {
    const places: Place[] = [];
    const add = (item: FieldItem, depth: number): void => {
      for (const { start, end } of item.node?.ranges ?? [])
        if (end > start) places.push({ start, end, item, depth });
      for (const child of item.children) add(child, depth + 1);
    };
    // The message explains its bytes better than the chunk that only carries them.
    for (const root of items.roots) add(root, root.part === 'body' ? 1000 : 0);
    this.#places = places.sort((a, b) => a.start - b.start || b.end - a.end || a.depth - b.depth);
  }

  /** The deepest field that covers bit `bit` of the stream. */
  at(bit: number): FieldItem | undefined {
    return this.#deepest(bit)?.item;
  }

  /** The fields of the byte at `offset`, each with the bits it has there, in order. */
  inByte(offset: number): { readonly item: FieldItem; readonly bits: BitRange }[] {
    const found: { item: FieldItem; bits: BitRange }[] = [];
    const end = offset * 8 + 8;
    for (let bit = offset * 8; bit < end;) {
      const place = this.#deepest(bit);
      const next = Math.min(end, place ? place.end : bit + 1);
      if (place) found.push({ item: place.item, bits: { start: bit, end: next } });
      bit = Math.max(bit + 1, next);
    }
    return found;
  }

  /** The field a click on the byte at `offset` means; clicking again goes on to the next field in it. */
  pick(offset: number, current: string | undefined, again: boolean): FieldItem | undefined {
    const fields = this.inByte(offset);
    const at = fields.findIndex(({ item }) => item.key === current);
    if (at < 0) return fields[0]?.item;
    return fields[again ? (at + 1) % fields.length : at]?.item;
  }

  #deepest(bit: number): Place | undefined {
    let best: Place | undefined;
    // Everything that starts at or before the bit may cover it; parents come before their children.
    for (let i = this.#firstAfter(bit) - 1; i >= 0; i--) {
      const place = this.#places[i]!;
      if (place.end <= bit) continue;
      if (!best || place.depth > best.depth) best = place;
      // A leaf of the message: nothing further left can be deeper and still reach this bit.
      if (best.depth >= 1000 && best.item.children.length === 0) break;
    }
    return best;
  }

  #firstAfter(bit: number): number {
    let low = 0;
    let high = this.#places.length;
    while (low < high) {
      const middle = (low + high) >>> 1;
      if (this.#places[middle]!.start <= bit) low = middle + 1;
      else high = middle;
    }
    return low;
  }
}
