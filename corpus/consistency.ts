import { MemorySource } from '../src-protocol/bytes/byte-source.ts';
import { Inspection } from '../src-protocol/inspect/inspection.ts';
import { Rows } from '../src-protocol/inspect/rows.ts';
import { severityOf } from '../src-protocol/chunk/chunk-table.ts';
import type { Chance } from './mutate.ts';

/** Everything about a decoded file that must not depend on how its bytes came, a line a row. */
function linesOf(inspection: Inspection): string[][] {
  return inspection.connections.map((connection) => {
    const { session } = connection;
    if (!session) return [connection.detection?.why ?? ''];
    const rows = new Rows(connection, session);
    const chunks = Array.from({ length: session.chunks.length }, (_, row) => {
      const { offset, fmt, chunkStreamId, headerLength, payloadLength, message, packet } =
        rows.chunk(row);
      return `chunk ${offset} ${fmt} ${chunkStreamId} ${headerLength}+${payloadLength} of ${message} in ${packet}, ${severityOf(session.chunks.column.header.get(row))}`;
    });
    const messages = Array.from({ length: session.messages.length }, (_, row) =>
      JSON.stringify(rows.message(row)),
    );
    const findings = Array.from({ length: session.findings.table.length }, (_, row) => {
      const { address, code } = rows.finding(row);
      return `${address} ${code}`;
    });
    return [...chunks, ...messages, ...findings];
  });
}

/** What stays of a chunk's row once it is there: marks and findings may be added later. */
function settledChunks(inspection: Inspection): string[][] {
  return inspection.connections.map(({ session }) => {
    if (!session) return [];
    const { offset, message, messageOffset } = session.chunks.column;
    return Array.from(
      { length: session.chunks.length },
      (_, row) => `${offset.get(row)} ${message.get(row)} ${messageOffset.get(row)}`,
    );
  });
}

function push(inspection: Inspection, bytes: Uint8Array, cuts: readonly number[]): void {
  let at = 0;
  for (const cut of [...cuts, bytes.length]) {
    if (cut > at) inspection.push(bytes.slice(at, cut));
    at = Math.max(at, cut);
  }
}

/**
 * Throws when the same bytes in other cuts give other rows, or when rows that were there before the
 * end of a file is reached are other ones, or gone, when the file goes on.
 */
export function checkConsistency(bytes: Uint8Array, chance: Chance): void {
  const source = new MemorySource(bytes);
  const whole = new Inspection({ source });
  const half = chance.below(bytes.length + 1);
  whole.push(bytes.slice(0, half));
  const before = settledChunks(whole);
  whole.push(bytes.slice(half));
  whole.end();

  const inPieces = new Inspection({ source });
  const count = 1 + chance.below(20);
  const cuts = Array.from({ length: count }, () => chance.below(bytes.length + 1));
  push(
    inPieces,
    bytes,
    cuts.sort((a, b) => a - b),
  );
  inPieces.end();
  expectSame(linesOf(inPieces), linesOf(whole), 'in other cuts');

  const cut = new Inspection({ source });
  cut.push(bytes.slice(0, half));
  cut.end();
  expectPrefix(before, settledChunks(whole), 'when the file goes on');
  expectPrefix(before, settledChunks(cut), 'when the file ends');
}

function expectSame(found: string[][], wanted: string[][], when: string): void {
  for (const [connection, lines] of wanted.entries())
    for (const [at, line] of lines.entries())
      if (found[connection]?.[at] !== line)
        throw new Error(`a row differs ${when}: ${found[connection]?.[at]} instead of ${line}`);
  if (found.flat().length !== wanted.flat().length) throw new Error(`more rows ${when}`);
}

function expectPrefix(before: string[][], after: string[][], when: string): void {
  for (const [connection, lines] of before.entries())
    for (const [at, line] of lines.entries())
      if (after[connection]?.[at] !== line)
        throw new Error(`a row changed ${when}: ${line} became ${after[connection]?.[at]}`);
}
