/** Characters collected before they are written. */
const BATCH = 1 << 16;

/** Standard output in batches, waiting when the reader is slower. */
export class Output {
  readonly #stream: NodeJS.WriteStream;
  #text = '';

  constructor(stream: NodeJS.WriteStream) {
    this.#stream = stream;
  }

  /** Adds a line. */
  line(text: string): void {
    this.#text += text;
    this.#text += '\n';
  }

  /** Whether enough is collected that `flush` should be awaited. */
  get full(): boolean {
    return this.#text.length >= BATCH;
  }

  /** Writes what was collected. */
  async flush(): Promise<void> {
    if (this.#text === '') return;
    const text = this.#text;
    this.#text = '';
    await writeTo(this.#stream, text);
  }
}

/** Writes to a pipe, and waits when its reader is slower. */
export async function writeTo(
  stream: NodeJS.WriteStream,
  piece: string | Uint8Array,
): Promise<void> {
  if (stream.write(piece)) return;
  await new Promise<void>((resume) => stream.once('drain', resume));
}
