import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { MemorySource } from '../src-protocol/bytes/byte-source.ts';
import { Describer } from '../src-protocol/inspect/describe.ts';
import { Inspection } from '../src-protocol/inspect/inspection.ts';
import { Rows } from '../src-protocol/inspect/rows.ts';
import type { Connection } from '../src-protocol/inspect/connection.ts';

/** The folder of captures and truth. */
export const CORPUS = import.meta.dirname;

/** The bytes of a file of the corpus. */
export function corpusFile(path: string): Uint8Array {
  return new Uint8Array(readFileSync(join(CORPUS, path)));
}

/** Decodes bytes pushed in blocks of `cut` bytes. */
export function inspect(bytes: Uint8Array, cut = 65_536): Inspection {
  const inspection = new Inspection({ source: new MemorySource(bytes) });
  for (let at = 0; at < bytes.length; at += cut) inspection.push(bytes.subarray(at, at + cut));
  inspection.end();
  return inspection;
}

/** Rows and explanations of a connection, for tests. */
export function look(
  connection: Connection,
  bytes: Uint8Array,
): { rows: Rows; describer: Describer } {
  const session = connection.session!;
  const source = new MemorySource(bytes);
  return {
    rows: new Rows(connection, session),
    describer: new Describer(connection, session, () => source),
  };
}
