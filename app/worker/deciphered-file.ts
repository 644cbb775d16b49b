import type { ByteSource } from '../../src-protocol/bytes/byte-source.ts';
import type { Direction } from '../../src-protocol/bytes/units.ts';
import type { Connection } from '../../src-protocol/inspect/connection.ts';
import { decipher, tlsConnections } from '../../src-protocol/inspect/decipher.ts';
import { KeyLog } from '../../src-protocol/tls/key-log.ts';
import type { DecipheredAnswer } from './protocol.ts';

/** Bytes gathered before they are handed to the browser, which keeps them where it likes. */
const GATHERED = 4 * 1024 * 1024;
/** Sentences about connections that could not be read; people read no more. */
const MOST_PROBLEMS = 5;

const NO_KEYS =
  'There is no secret of a TLS connection in it. A key log has lines such as “CLIENT_RANDOM 5a5b… 0102…”: a program writes them to the file that SSLKEYLOGFILE names, if it was started so and its TLS library can.';
const NO_TLS = 'No connection of this capture looks like TLS.';

/** The plain bytes of all TLS connections that the key log has secrets of, as one capture. `turn` lets others have theirs. */
export async function decipheredFile(
  connections: readonly Connection[],
  keyLog: string,
  sourceOf: (direction: Direction) => ByteSource,
  turn: () => Promise<void>,
): Promise<DecipheredAnswer> {
  const keys = new KeyLog(keyLog);
  const encrypted = tlsConnections(connections);
  if (keys.connections === 0) return { problems: [NO_KEYS] };
  if (encrypted.length === 0) return { problems: [NO_TLS] };
  const file = new GatheredFile();
  const unread: string[] = [];
  const cut: string[] = [];
  for (const connection of encrypted) {
    const pieces = decipher(connection, keys, sourceOf);
    let next = pieces.next();
    for (; !next.done; next = pieces.next()) if (file.add(next.value)) await turn();
    const { bytes, problem } = next.value;
    if (problem !== undefined)
      (bytes > 0 ? cut : unread).push(`Connection ${connection.number}: ${problem}`);
  }
  // Of a browser’s hundred connections the key log has one: the others are no news, unless nothing could be read.
  if (file.size === 0) return { problems: unread.slice(0, MOST_PROBLEMS) };
  return { problems: cut.slice(0, MOST_PROBLEMS), file: file.blob };
}

/** A file put together from pieces; what there is of it is not held here. */
class GatheredFile {
  size = 0;
  readonly #parts: Blob[] = [];
  #pieces: Uint8Array<ArrayBuffer>[] = [];
  #gathered = 0;

  /** True when it was time to hand pieces to the browser. */
  add(piece: Uint8Array): boolean {
    // Pieces of a blob are copied from where they lie; none of ours is shared between threads.
    this.#pieces.push(piece as Uint8Array<ArrayBuffer>);
    this.size += piece.length;
    this.#gathered += piece.length;
    if (this.#gathered < GATHERED) return false;
    this.#handOn();
    return true;
  }

  get blob(): Blob {
    this.#handOn();
    return new Blob(this.#parts);
  }

  #handOn(): void {
    this.#parts.push(new Blob(this.#pieces));
    this.#pieces = [];
    this.#gathered = 0;
  }
}
