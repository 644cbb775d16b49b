import type { Direction } from '../src-protocol/bytes/units.ts';
import type { ByteSource } from '../src-protocol/bytes/byte-source.ts';
import type { Connection } from '../src-protocol/inspect/connection.ts';
import { Describer } from '../src-protocol/inspect/describe.ts';
import { failuresOf } from '../src-protocol/inspect/inspection-failures.ts';
import { Inspection, RawDump } from '../src-protocol/inspect/inspection.ts';
import { Rows } from '../src-protocol/inspect/rows.ts';
import { FINISHED } from '../src-protocol/message/message-table.ts';
import { HANDSHAKE_PLACES } from '../src-protocol/handshake/handshake-packet.ts';
import type { HandshakePacketName } from '../src-protocol/handshake/packet-name.ts';
import type { DecodeRequest } from './arguments.ts';
import { Coverage } from './coverage.ts';
import { DecodeError, Input } from './input.ts';
import type { Output } from './output.ts';
import {
  chunkRecord,
  connectionRecord,
  fieldsRecord,
  findingRecord,
  messageRecord,
  packetRecord,
} from './records.ts';
import {
  chunkText,
  connectionText,
  fieldsText,
  findingText,
  messageText,
  packetText,
} from './text.ts';

const HANDSHAKE_PACKETS: readonly HandshakePacketName[] = ['C0', 'C1', 'S0', 'S1', 'S2', 'C2'];

/**
 * Decodes what was asked for and prints it. A file that cannot be decoded does not keep the next one
 * from it; returned is what there is to say about those, a line each.
 */
export async function decode(request: DecodeRequest, output: Output): Promise<string[]> {
  const failures: string[] = [];
  const coverage = new Coverage();
  const tasks = request.pair
    ? [() => decodePair(request, output, coverage)]
    : request.files.map((file) => () => decodeCapture(file, request, output, coverage));
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

async function decodeCapture(
  file: string,
  request: DecodeRequest,
  output: Output,
  coverage: Coverage,
): Promise<void> {
  const input = new Input(file, request.level === 'fields');
  const inspection = new Inspection({ chunkSizes: request.chunkSizes });
  const printer = new Printer(request, output, coverage, () => input.source);
  let first = new Uint8Array(0);
  let size = 0;
  for await (const block of input.blocks()) {
    if (size === 0) first = block.slice(0, 64);
    size += block.length;
    inspection.push(block);
    await printer.print(inspection.connections);
  }
  inspection.end();
  await printer.print(inspection.connections);
  await printer.finish(inspection.connections);
  input.close();
  const { damage } = input;
  if (inspection.connections.some((connection) => connection.session)) {
    const wanted = request.connection;
    if (wanted !== undefined && !inspection.connections.some(({ number }) => number === wanted))
      throw new DecodeError(
        `${file}: There is no connection ${wanted}. The capture has ${inspection.connections.length}, numbered from 0.`,
      );
    if (damage !== undefined)
      process.stderr.write(`rtmp-inspector: ${file}: ${damage} Everything before is printed.\n`);
    return;
  }
  // The list of connections is an answer, too: it says what the file has instead.
  if (request.level === 'connections' && inspection.connections.length > 0) return;
  const [failure] = failuresOf(inspection, size, first);
  throw new DecodeError(
    `${file}: ${failure?.text ?? 'Nothing could be decoded.'} ${failure?.help ?? ''}`.trim(),
  );
}

async function decodePair(
  request: DecodeRequest,
  output: Output,
  coverage: Coverage,
): Promise<void> {
  const dump = new RawDump();
  const inputs = request.files.map((file) => new Input(file, request.level === 'fields'));
  const printer = new Printer(request, output, coverage, (direction) => inputs[direction]!.source);
  const connections = [dump.connection];
  const readers = inputs.map((input) => input.blocks());
  // By turns, so that neither direction has to be kept until the other one ends.
  for (let left = true; left;) {
    left = false;
    for (const direction of [0, 1] as const) {
      const { value } = await readers[direction]!.next();
      if (!value) continue;
      left = true;
      dump.push(direction, value);
    }
    await printer.print(connections);
  }
  dump.connection.finish();
  await printer.print(connections);
  await printer.finish(connections);
  for (const input of inputs) input.close();
  if (!dump.connection.session)
    throw new DecodeError(
      `${request.files.join(', ')}: ${dump.connection.detection?.why ?? 'The files are empty.'} Is the client’s dump named first?`,
    );
}

/** What was printed of one connection. */
interface Progress {
  readonly rows: Rows;
  readonly describer: Describer;
  next: number;
}

/** Prints rows as soon as nothing more will come of them. */
class Printer {
  readonly #request: DecodeRequest;
  readonly #output: Output;
  readonly #sourceOf: (direction: Direction) => ByteSource;
  readonly #progress = new Map<Connection, Progress>();
  readonly #coverage: Coverage;

  constructor(
    request: DecodeRequest,
    output: Output,
    coverage: Coverage,
    sourceOf: (direction: Direction) => ByteSource,
  ) {
    this.#request = request;
    this.#output = output;
    this.#coverage = coverage;
    this.#sourceOf = sourceOf;
  }

  /** Prints what is new in these connections. */
  async print(connections: readonly Connection[]): Promise<void> {
    if (this.#request.level === 'connections') return;
    for (const connection of connections) {
      if (!this.#wanted(connection) || !connection.session) continue;
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
      for (const connection of connections) {
        if (!this.#wanted(connection)) continue;
        this.#output.line(
          this.#request.format === 'text'
            ? connectionText(connection)
            : JSON.stringify(connectionRecord(connection)),
        );
        if (this.#output.full) await this.#output.flush();
      }
    if (this.#request.level === 'fields') await this.#finishFields(connections);
    await this.#output.flush();
  }

  /** The handshakes, which belong to no message; what there is to say about them is known last. */
  async #finishFields(connections: readonly Connection[]): Promise<void> {
    for (const connection of connections) {
      const progress = this.#wanted(connection) ? this.#progressOf(connection) : undefined;
      for (const name of HANDSHAKE_PACKETS) {
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

  #wanted(connection: Connection): boolean {
    return this.#request.connection === undefined || this.#request.connection === connection.number;
  }

  #progressOf(connection: Connection): Progress | undefined {
    const known = this.#progress.get(connection);
    if (known || !connection.session) return known;
    const { session } = connection;
    const progress = {
      rows: new Rows(connection, session),
      describer: new Describer(connection, session, this.#sourceOf),
      next: 0,
    };
    this.#progress.set(connection, progress);
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
