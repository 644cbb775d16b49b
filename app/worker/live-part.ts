import { GrowingSource } from './growing-source.ts';
import type { ReadPart } from './part.ts';

/** A live connection: a capture of which more comes, kept in memory. */
export class LivePart implements ReadPart {
  readonly name: string;
  readonly packing = undefined;
  readonly broken = false;
  readonly source = new GrowingSource();

  constructor(name: string) {
    this.name = name;
  }

  /** All there is has been read. */
  get size(): number {
    return this.source.size;
  }

  get read(): number {
    return this.source.size;
  }

  /** Nothing to ask for: the blocks are brought. */
  async *blocks(): AsyncGenerator<Uint8Array, undefined> {
    await Promise.resolve();
    return undefined;
    yield new Uint8Array(0);
  }
}
