import type { ByteSource } from '../../src-protocol/bytes/byte-source.ts';
import { type Packing, packingOf, ZSTD_HEADER } from '../../src-protocol/capture/packing.ts';
import { BlobSource } from './blob-source.ts';
import { GrowingSource } from './growing-source.ts';
import type { OneSource } from './protocol.ts';
import { gunzip, unzstd } from './unpack.ts';

/** The first read is small, so that first rows come at once whatever the size. */
const FIRST_READ = 256 * 1024;
const READ = 8 * 1024 * 1024;

/** Bytes that are enough to tell what a file is, and whose direction a dump. */
const HEAD = 16 * 1024;

/** What the decoder has to know of one of the things that are read together. */
export type ReadPart = Pick<
  Part,
  'name' | 'size' | 'packing' | 'read' | 'broken' | 'source' | 'blocks'
>;

/** One of the files that were opened: its blocks, unpacked, and where they are read back from. */
export class Part {
  readonly name: string;
  /** Bytes of the file as it is, packed or not. */
  readonly size: number;
  readonly packing: Packing | undefined;
  /** Bytes of the file as it is that were read so far. */
  read = 0;
  /** Set when unpacking came no further. */
  broken = false;
  readonly source: ByteSource;
  readonly #blob: Blob;
  readonly #unpacked = new GrowingSource();

  private constructor(name: string, blob: Blob, packing: Packing | undefined) {
    this.name = name;
    this.size = blob.size;
    this.packing = packing;
    this.#blob = blob;
    // A packed file has no places to go back to: what comes out of it is kept in memory.
    this.source = packing ? this.#unpacked : new BlobSource(blob);
  }

  /** Looks at the first bytes of what was opened. */
  static async open(opened: OneSource): Promise<Part> {
    const blob =
      opened.kind === 'file' ? opened.file : new Blob([opened.bytes as Uint8Array<ArrayBuffer>]);
    const name = opened.kind === 'file' ? opened.file.name : opened.name;
    const first = new Uint8Array(await blob.slice(0, ZSTD_HEADER).arrayBuffer());
    return new Part(name, blob, packingOf(first));
  }

  /** The first bytes; of a packed file they tell no more than that. */
  async head(): Promise<Uint8Array> {
    return new Uint8Array(await this.#blob.slice(0, HEAD).arrayBuffer());
  }

  /** The file from front to back. A reader that has seen enough just stops asking. */
  async *blocks(): AsyncGenerator<Uint8Array, undefined> {
    const plain = this.#plain();
    if (!this.packing) return yield* plain;
    const unpack = this.packing === 'gzip' ? gunzip : unzstd;
    try {
      for await (const block of unpack(plain)) {
        this.#unpacked.add(block);
        yield block;
      }
    } catch {
      // Cut or damaged: everything before the damage is there.
      this.broken = true;
    }
    return undefined;
  }

  /** The next block is fetched while the last one is decoded; the second when it is asked for, see `LONGEST_SHOWING`. */
  async *#plain(): AsyncGenerator<Uint8Array<ArrayBuffer>, undefined> {
    const fetchBlock = async (start: number, length: number): Promise<Uint8Array<ArrayBuffer>> =>
      new Uint8Array(await this.#blob.slice(start, start + length).arrayBuffer());
    const first = await fetchBlock(0, FIRST_READ);
    this.read = first.length;
    if (first.length > 0) yield first;
    if (this.read === 0 || this.read >= this.size) return undefined;
    let next = fetchBlock(this.read, READ);
    while (this.read < this.size) {
      const block = await next;
      if (block.length === 0) break;
      this.read += block.length;
      if (this.read < this.size) {
        next = fetchBlock(this.read, READ);
        // Should it fail, that is told where it is waited for; until then it is nobody’s error.
        next.catch(() => undefined);
      }
      yield block;
    }
    return undefined;
  }
}
