import { severityOfRank } from '../session/finding-table.ts';
import { NO_ROW } from '../table/column.ts';
import type { RtmpSession } from './rtmp-session.ts';

/** Which findings there are about each chunk and each message, as words filters compare: severities and codes. */
export class ProblemIndex {
  readonly #session: RtmpSession;
  readonly #chunks = new Map<number, Set<string>>();
  readonly #messages = new Map<number, Set<string>>();
  #seen = 0;

  constructor(session: RtmpSession) {
    this.#session = session;
  }

  /** Findings about a chunk; `rank` is the worst one noted in its row, which is there even when the finding was only counted. */
  ofChunk(chunk: number, rank: number): readonly string[] | undefined {
    return rank === 0 ? undefined : this.#words(this.#chunks, chunk, rank);
  }

  /** Findings about a message or any of its chunks; `rank` is that of its first chunk. */
  ofMessage(message: number, rank: number): readonly string[] | undefined {
    return this.#words(this.#messages, message, rank);
  }

  #words(
    index: ReadonlyMap<number, ReadonlySet<string>>,
    row: number,
    rank: number,
  ): readonly string[] | undefined {
    this.#update();
    const found = index.get(row);
    const worst = severityOfRank(rank);
    if (!found) return worst === undefined ? undefined : [worst];
    return worst === undefined || found.has(worst) ? [...found] : [worst, ...found];
  }

  #update(): void {
    const { findings } = this.#session;
    const { chunk, message } = findings.table.column;
    for (; this.#seen < findings.table.length; this.#seen++) {
      const { code, severity } = findings.diagnosticOf(this.#seen);
      const chunkRow = chunk.get(this.#seen);
      const messageRow =
        message.get(this.#seen) === NO_ROW && chunkRow !== NO_ROW
          ? this.#session.chunks.column.message.get(chunkRow)
          : message.get(this.#seen);
      for (const word of [severity, code]) {
        add(this.#chunks, chunkRow, word);
        add(this.#messages, messageRow, word);
      }
    }
  }
}

function add(index: Map<number, Set<string>>, row: number, word: string): void {
  if (row === NO_ROW) return;
  const words = index.get(row);
  if (words) words.add(word);
  else index.set(row, new Set([word]));
}
