import { createHash } from 'node:crypto';
import { DIRECTIONS } from '../src-protocol/bytes/units.ts';
import { summaryOf } from '../src-protocol/inspect/connection-summary.ts';
import type { Connection } from '../src-protocol/inspect/connection.ts';
import { failuresOf } from '../src-protocol/inspect/inspection-failures.ts';
import type { Inspection } from '../src-protocol/inspect/inspection.ts';
import type { Describer } from '../src-protocol/inspect/describe.ts';
import { SegmentRows } from '../src-protocol/inspect/segment-rows.ts';
import { SessionAnalyses } from '../src-protocol/inspect/session-analyses.ts';
import { OverviewMaker } from '../src-protocol/inspect/session-overview.ts';
import type { Columns, Table } from '../src-protocol/table/table.ts';
import { type FieldNode, walk } from '../src-protocol/wire/field-tree.ts';
import { expectFullCoverage } from '../src-protocol/wire/coverage.test-support.ts';
import { look } from './inspect-file.ts';

/** A digest of every column of every table, so that two inspections compare in one go and a difference has a name. */
export function fingerprint(inspection: Inspection): Record<string, unknown> {
  const print: Record<string, unknown> = {
    notes: inspection.notes.map(({ diagnostic, fileOffset }) => [diagnostic.code, fileOffset]),
  };
  for (const connection of inspection.connections) {
    const { number, session } = connection;
    print[`${number}`] = summaryOf(connection);
    for (const direction of DIRECTIONS)
      addColumns(print, `${number}.segments${direction}`, connection.segmentsOf(direction));
    if (!session) continue;
    addColumns(print, `${number}.chunks`, session.chunks);
    addColumns(print, `${number}.messages`, session.messages);
    addColumns(print, `${number}.findings`, session.findings.table);
    addColumns(print, `${number}.effects`, session.effects.table);
    print[`${number}.codes`] = session.findings.diagnostics.map(({ code }) => code);
    const summaries = createHash('sha1');
    for (let row = 0; row < session.messages.length; row++)
      summaries.update(`${session.strings.get(session.messages.column.summary.get(row))}\n`);
    print[`${number}.summaries`] = summaries.digest('hex');
  }
  return print;
}

/** A digest of the bytes of each column. */
function addColumns<C extends Columns>(
  print: Record<string, unknown>,
  name: string,
  table: Pick<Table<C>, 'length' | 'block'>,
): void {
  print[`${name}.length`] = table.length;
  const block = table.block(0, table.length) as Record<string, Float64Array>;
  for (const [column, values] of Object.entries(block))
    print[`${name}.${column}`] = createHash('sha1')
      .update(new Uint8Array(values.buffer))
      .digest('hex');
}

/**
 * Looks at an inspection in every way there is: rows, explanations of at most `most` chunks and as many
 * messages, the state before and after, what there is to say about the file. Throws where a record is
 * not covered to the last bit, or a range leaves the record.
 */
export function exercise(inspection: Inspection, bytes: Uint8Array, most = 50): void {
  failuresOf(inspection, bytes.length, bytes.subarray(0, 64));
  for (const connection of inspection.connections) {
    summaryOf(connection);
    if (connection.session) exerciseSession(connection, bytes, most);
  }
}

function exerciseSession(connection: Connection, bytes: Uint8Array, most: number): void {
  const session = connection.session!;
  const { rows, describer } = look(connection, bytes);
  for (const row of spread(session.chunks.length, most)) {
    rows.chunk(row);
    const { tree, start, end } = describer.chunk(row);
    expectSound(tree, start, end);
    session.state.after(row);
  }
  for (const row of spread(session.messages.length, most)) {
    rows.message(row);
    const { headers, body, start, end } = describer.message(row);
    for (const tree of [...headers, body]) expectSound(tree, start, end);
  }
  for (const row of spread(session.findings.table.length, most)) rows.finding(row);
  exerciseAnalyses(new SessionAnalyses(connection, session, describer), connection, describer);
  new SegmentRows(connection).rows(0, most);
  for (const name of ['C0', 'C1', 'C2', 'S0', 'S1', 'S2'] as const) {
    const packet = describer.handshake(name);
    if (packet) expectSound(packet.tree, packet.start, packet.end);
  }
}

/** Everything that is worked out of the session as a whole. */
function exerciseAnalyses(
  analyses: SessionAnalyses,
  connection: Connection,
  describer: Describer,
): void {
  const session = connection.session!;
  // Each step takes a thousand rows; one more finds that there are none left.
  const steps = 2 + Math.ceil(Math.max(session.chunks.length, session.messages.length) / 1000);
  const finishes = (advance: () => boolean): boolean =>
    Array.from({ length: steps }).some(() => advance());
  if (!finishes(() => analyses.advance(1000)) || !finishes(() => analyses.advanceLadder(1000)))
    throw new Error('the analyses do not come to an end');
  const { coverage } = new OverviewMaker(connection, session, describer, analyses).overview();
  for (const { bytes, missing, notDecoded } of coverage)
    if (notDecoded < 0 || missing + notDecoded > bytes)
      throw new Error(`${notDecoded} bytes of ${bytes} are not read, and ${missing} missing`);
}

function expectSound(tree: FieldNode, start: number, end: number): void {
  expectFullCoverage(tree);
  walk(tree, ({ path, ranges }) => {
    for (const range of ranges)
      if (range.start < start * 8 || range.end > end * 8 || range.start > range.end)
        throw new Error(`${path} is at bits ${range.start} to ${range.end}, outside its record`);
  });
}

/** At most `most` of the numbers below `count`, spread evenly, the last one among them. */
export function spread(count: number, most: number): number[] {
  const step = Math.max(1, Math.ceil(count / most));
  const chosen: number[] = [];
  for (let row = count - 1; row >= 0; row -= step) chosen.push(row);
  return chosen;
}
