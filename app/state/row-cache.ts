/** Rows asked for at once. A screen is some 40 rows, so one block nearly always holds it. */
export const BLOCK = 128;
/** Blocks kept. 64 blocks are 8192 rows, a few megabytes. */
const KEEP = 64;

/** Fetches rows `[from, from + count)`. */
export type FetchRows<Row> = (
  from: number,
  count: number,
) => Promise<{ rows: readonly Row[]; total: number }>;

interface Block<Row> {
  rows: readonly Row[];
  /** The cache's generation the rows were asked in; an older one is shown, and asked for again. */
  generation: number;
  asking: number | undefined;
}

/**
 * The rows of a long table that have been looked at lately, in blocks. Nothing is thrown away before
 * something newer is there, so a table never goes blank while it scrolls or grows.
 */
export class RowCache<Row> {
  readonly #fetch: FetchRows<Row>;
  readonly #changed: () => void;
  readonly #blocks = new Map<number, Block<Row>>();
  #generation = 0;
  #from = 0;
  #to = 0;
  #total = 0;

  constructor(fetch: FetchRows<Row>, changed: () => void) {
    this.#fetch = fetch;
    this.#changed = changed;
  }

  /** Rows the table has, as the last answer told. */
  get total(): number {
    return this.#total;
  }

  /** A row, or undefined while it is on its way. */
  row(index: number): Row | undefined {
    return this.#blocks.get(Math.floor(index / BLOCK))?.rows[index % BLOCK];
  }

  /** Rows `[from, to)` are on the screen: asks for what is missing or old. */
  show(from: number, to: number): void {
    this.#from = Math.max(0, from);
    this.#to = to;
    this.#askForVisible();
  }

  /** The table may have grown or changed: what is on the screen is asked for again, the rest when it is shown. */
  refresh(): void {
    this.#generation++;
    this.#askForVisible();
  }

  #askForVisible(): void {
    if (this.#to <= this.#from) return;
    const last = Math.floor((this.#to - 1) / BLOCK);
    for (let block = Math.floor(this.#from / BLOCK); block <= last; block++) this.#ask(block);
  }

  #ask(index: number): void {
    const block = this.#blocks.get(index) ?? { rows: [], generation: -1, asking: undefined };
    // Most lately shown goes last, for the eviction below.
    this.#blocks.delete(index);
    this.#blocks.set(index, block);
    const generation = this.#generation;
    if (block.generation === generation || block.asking === generation) return;
    block.asking = generation;
    this.#fetch(index * BLOCK, BLOCK).then(
      ({ rows, total }) => {
        if (generation >= block.generation) {
          block.rows = rows;
          block.generation = generation;
          this.#total = Math.max(total, this.#total);
        }
        if (block.asking === generation) block.asking = undefined;
        this.#evict();
        this.#changed();
      },
      () => {
        if (block.asking === generation) block.asking = undefined;
      },
    );
  }

  #evict(): void {
    for (const index of this.#blocks.keys()) {
      if (this.#blocks.size <= KEEP) return;
      this.#blocks.delete(index);
    }
  }
}
