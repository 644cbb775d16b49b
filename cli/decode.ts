import type { Direction } from '../src-protocol/bytes/units.ts';
import { type ByteSource, MemorySource } from '../src-protocol/bytes/byte-source.ts';
import type { Connection } from '../src-protocol/inspect/connection.ts';
import { Describer } from '../src-protocol/inspect/describe.ts';
import { summariesOf } from '../src-protocol/inspect/connection-summary.ts';
import { chunkRecord } from '../src-protocol/inspect/chunk-record.ts';
import { messageRecord } from '../src-protocol/inspect/message-record.ts';
import { Rows } from '../src-protocol/inspect/rows.ts';
import { FINISHED } from '../src-protocol/message/message-table.ts';
import { HANDSHAKE_PLACES } from '../src-protocol/handshake/handshake-packet.ts';
import { HANDSHAKE_ORDER } from '../src-protocol/handshake/packet-name.ts';
import type { DecodeRequest } from './arguments.ts';
import { Coverage } from './coverage.ts';
import { DecodeError } from './input.ts';
import type { Output } from './output.ts';
import { noConnection, nothingDecoded, readAll, remarksOf } from './reading.ts';
import { connectionRecord, fieldsRecord, findingRecord, packetRecord } from './records.ts';
import {
  chunkText,
  connectionText,
  fieldsText,
  findingText,
  messageText,
  packetText,
} from './text.ts';

/**
 * Decodes what was asked for and prints it. A file that cannot be decoded does not keep the next one
 * from it; returned is what there is to say about those, a line each.
 */
export async function decode(request: DecodeRequest, output: Output): Promise<string[]> {
  const failures: string[] = [];
  const coverage = new Coverage();
  const tasks = request.pair
    ? [() => decodeFiles(request.files, request, output, coverage)]
    : request.files.map((file) => () => decodeFiles([file], request, output, coverage));
  for (const task of tasks)
    try {
      await task();
    } catch (error) {
      if (!(error instanceof DecodeError)) throw error;
      failures.push(error.message);
    }
  if (!coverage.isEmpty) {
    output.line(request.format === 'text' ? String(coverage) : JSON.stringify({ coverage }));
    await output.flush();
  }
  return failures;
}

/** Decodes one file, or two raw dumps of one connection. */
async function decodeFiles(
  files: readonly string[],
  request: DecodeRequest,
  output: Output,
  coverage: Coverage,
): Promise<void> {
  const printer = new Printer(request, output, coverage);
  const reading = await readAll(files, request, {
    again: request.level === 'fields',
    open: (sourceOf) => printer.read(sourceOf),
    // Nothing is printed any more once it is known that a packet was damaged.
    more: ({ connections }) => printer.print(connections),
  });
  const { inputs, inspection } = reading;
  await printer.print(inspection.connections);
  await printer.finish(inspection.connections);
  for (const input of inputs) input.close();
  const name = files.join(', ');
  if (inspection.connections.some((connection) => connection.session)) {
    const wanted = request.connection;
    if (wanted !== undefined && !inspection.connections.some(({ number }) => number === wanted))
      throw noConnection(name, wanted, inspection);
    for (const text of remarksOf(reading, request))
      process.stderr.write(`rtmp-inspector: ${name}: ${text}\n`);
    return;
  }
  // The list of connections is an answer, too: it says what the file has instead.
  if (request.level === 'connections' && inspection.connections.length > 0) return;
  throw nothingDecoded(name, reading);
}

const NOTHING = new MemorySource(new Uint8Array(0));

/** What was printed of one connection. */
interface Progress {
  readonly connection: Connection;
  readonly rows: Rows;
  readonly describer: Describer;
  next: number;
}

/** Prints rows as soon as nothing more will come of them. Read once more, it goes on where it was. */
class Printer {
  readonly #request: DecodeRequest;
  readonly #output: Output;
  readonly #progress = new Map<number, Progress>();
  readonly #coverage: Coverage;
  #sourceOf: (direction: Direction) => ByteSource = () => NOTHING;

  constructor(request: DecodeRequest, output: Output, coverage: Coverage) {
    this.#request = request;
    this.#output = output;
    this.#coverage = coverage;
  }

  /** Where the bytes of the connections that come next are read back from. */
  read(sourceOf: (direction: Direction) => ByteSource): void {
    this.#sourceOf = sourceOf;
  }

  /** Prints what is new in these connections. */
  async print(connections: readonly Connection[]): Promise<void> {
    if (this.#request.level === 'connections') return;
    for (const connection of connections) {
      if (!this.#wanted(connection.number) || !connection.session) continue;
      const progress = this.#progressOf(connection);
      if (!progress) continue;
      const end = this.#finished(connection, progress.next);
      while (progress.next < end) {
        this.#output.line(this.#row(connection, progress, progress.next++));
        if (this.#output.full) await this.#output.flush();
      }
    }
  }

  /** Prints what can only be said at the end. */
  async finish(connections: readonly Connection[]): Promise<void> {
    if (this.#request.level === 'connections')
      for (const summary of summariesOf(connections)) {
        if (!this.#wanted(summary.connection)) continue;
        this.#output.line(
          this.#request.format === 'text'
            ? connectionText(summary)
            : JSON.stringify(connectionRecord(summary)),
        );
        if (this.#output.full) await this.#output.flush();
      }
    if (this.#request.level === 'fields') await this.#finishFields(connections);
    await this.#output.flush();
  }

  /** The handshakes, which belong to no message; what there is to say about them is known last. */
  async #finishFields(connections: readonly Connection[]): Promise<void> {
    for (const connection of connections) {
      const progress = this.#wanted(connection.number) ? this.#progressOf(connection) : undefined;
      for (const name of HANDSHAKE_ORDER) {
        const packet = progress?.describer.handshake(name);
        if (!packet) continue;
        const { direction } = HANDSHAKE_PLACES[name];
        this.#output.line(
          this.#request.format === 'text'
            ? packetText(connection, name, packet)
            : JSON.stringify(packetRecord(connection.number, direction, name, packet)),
        );
        this.#coverage.add(packet.tree, direction);
        if (this.#output.full) await this.#output.flush();
      }
    }
  }

  #wanted(number: number): boolean {
    return this.#request.connection === undefined || this.#request.connection === number;
  }

  #progressOf(connection: Connection): Progress | undefined {
    const { number, session } = connection;
    const known = this.#progress.get(number);
    if (known?.connection === connection) return known;
    if (!session) return undefined;
    const progress = {
      connection,
      rows: new Rows(connection, session),
      describer: new Describer(connection, session, this.#sourceOf),
      next: known?.next ?? 0,
    };
    this.#progress.set(number, progress);
    return progress;
  }

  /** One past the last row, from `next` on, of which nothing more will come. */
  #finished(connection: Connection, next: number): number {
    const session = connection.session!;
    const { level } = this.#request;
    if (level === 'findings') return session.findings.table.length;
    const { marks } = session.messages.column;
    const isFinished = (message: number): boolean => (marks.get(message) & FINISHED) !== 0;
    let end = next;
    if (level === 'chunks') {
      const { message } = session.chunks.column;
      while (end < session.chunks.length && isFinished(message.get(end))) end++;
    } else while (end < session.messages.length && isFinished(end)) end++;
    return end;
  }

  #row(connection: Connection, { rows, describer }: Progress, row: number): string {
    const { level, format } = this.#request;
    const { number } = connection;
    const text = format === 'text';
    switch (level) {
      case 'chunks': {
        const view = rows.chunk(row);
        return text ? chunkText(connection, view) : JSON.stringify(chunkRecord(number, view));
      }
      case 'findings': {
        const view = rows.finding(row);
        return text ? findingText(connection, view) : JSON.stringify(findingRecord(number, view));
      }
      case 'fields': {
        const view = rows.message(row);
        const described = describer.message(row);
        // The bits of a part are those of its Aggregate.
        if (view.aggregate === undefined)
          for (const tree of [...described.headers, described.body])
            this.#coverage.add(tree, view.direction);
        return text
          ? fieldsText(connection, view, described)
          : JSON.stringify(fieldsRecord(number, view, described));
      }
      default: {
        const view = rows.message(row);
        return text ? messageText(connection, view) : JSON.stringify(messageRecord(number, view));
      }
    }
  }
}
