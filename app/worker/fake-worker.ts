import { addressOf } from '../../src-protocol/bytes/address.ts';
import type { Direction } from '../../src-protocol/bytes/units.ts';
import type {
  ChunkRowView,
  ConnectionSummary,
  FromWorker,
  MessageRowView,
  Question,
  Questions,
  RecordRef,
  ToWorker,
} from './protocol.ts';
import type { WorkerLike } from './session-client.ts';

const HANDSHAKE = 3073;
const CHUNK = 100;

/** What a made-up capture should be like. */
export interface FakeCapture {
  /** Chunks of each RTMP connection. */
  readonly connections: readonly number[];
  /** Progress messages before the last one. */
  readonly steps?: number;
}

/**
 * Test support, never shipped: a worker that answers in made-up rows, so that the page can be tried
 * without a decoder and with more rows than anybody has a capture for. Every chunk is a message of
 * 100 bytes in all; even chunks go to the server, odd ones to the client; every 10th is a command.
 */
export class FakeWorker implements WorkerLike {
  readonly #capture: FakeCapture;
  #session = 0;
  #cancelled = false;
  onmessage: WorkerLike['onmessage'] = null;
  onerror: WorkerLike['onerror'] = null;
  onmessageerror: WorkerLike['onmessageerror'] = null;

  constructor(capture: FakeCapture) {
    this.#capture = capture;
  }

  postMessage(message: ToWorker): void {
    if (message.type === 'open') {
      this.#session = message.session;
      void this.#read(message.session);
    } else if (message.type === 'cancel') {
      this.#cancelled = true;
    } else if (message.type === 'ask') {
      const { session, request, question, ask } = message;
      const answer = this.#answer(question, ask as never);
      queueMicrotask(() =>
        this.#say({ type: 'answer', session, request, question, answer } as FromWorker),
      );
    }
  }

  terminate(): void {
    this.#session = -1;
  }

  async #read(session: number): Promise<void> {
    const { connections, steps = 1 } = this.#capture;
    for (let step = 1; step <= steps; step++) {
      await Promise.resolve();
      if (session !== this.#session) return;
      const last = step === steps || this.#cancelled;
      const share = step / steps;
      this.#say({
        type: 'progress',
        session,
        read: Math.floor(1000 * share),
        size: 1000,
        capture: {
          name: 'made up',
          size: 1000,
          format: 'made up',
          kind: 'capture',
          leftOut: [],
          sides: [],
          hasKeyLog: false,
          remarks: [],
          comments: [],
          packets: 1,
          cutPackets: 0,
          others: [],
        },
        connections: connections.map((chunks, connection) =>
          summary(connection, Math.floor(chunks * share)),
        ),
        failures: [],
        ...(last ? { done: this.#cancelled ? 'cancelled' : 'complete' } : {}),
      });
      if (last) return;
    }
  }

  #say(message: FromWorker): void {
    this.onmessage?.({ data: message } as MessageEvent<FromWorker>);
  }

  #answer(question: Question, ask: never): unknown {
    const answers: { [Key in Question]?: (ask: Questions[Key]['ask']) => unknown } = {
      chunks: ({ connection, from, count }) => this.#window(connection, from, count, chunkRow),
      messages: ({ connection, from, count }) => this.#window(connection, from, count, messageRow),
      findings: () => ({ rows: [], total: 0 }),
      locate: ({ connection, direction, at, kind = 'chunk' }) => {
        const row = rowAt(direction, at);
        if (row === undefined || row >= this.#total(connection)) return undefined;
        const record: RecordRef = { connection, direction, kind, at: offsetOf(row) };
        return { record, chunk: row, message: row, positionInDirection: Math.floor(row / 2) };
      },
      step: ({ from, connection, unit, scope, by }) => {
        const direction = scope === 'direction' ? (from?.direction ?? 0) : undefined;
        const start = from ? (rowAt(from.direction, from.at) ?? -1) : -1;
        for (let row = start + by; row >= 0 && row < this.#total(connection); row += by) {
          if (direction !== undefined && directionOf(row) !== direction) continue;
          if (unit === 'command' && row % 10 !== 0) continue;
          const kind = unit === 'chunk' ? 'chunk' : 'message';
          return { connection, direction: directionOf(row), kind, at: offsetOf(row) };
        }
        return undefined;
      },
    };
    return answers[question]?.(ask);
  }

  #total(connection: number): number {
    return this.#capture.connections[connection] ?? 0;
  }

  #window<Row>(connection: number, from: number, count: number, make: (row: number) => Row) {
    const total = this.#total(connection);
    const length = Math.max(0, Math.min(count, total - from));
    return { rows: Array.from({ length }, (_, at) => make(from + at)), total };
  }
}

function directionOf(row: number): Direction {
  return (row % 2) as Direction;
}

function offsetOf(row: number): number {
  return HANDSHAKE + Math.floor(row / 2) * CHUNK;
}

function rowAt(direction: Direction, at: number): number | undefined {
  return at < HANDSHAKE ? undefined : Math.floor((at - HANDSHAKE) / CHUNK) * 2 + direction;
}

function chunkRow(row: number): ChunkRowView {
  const direction = directionOf(row);
  const offset = offsetOf(row);
  return {
    row,
    direction,
    offset,
    address: addressOf(direction, offset),
    time: 1_700_000_000 + row / 1000,
    packet: row + 1,
    fmt: row % 4,
    chunkStreamId: 3 + (row % 3),
    headerLength: 12,
    payloadLength: 88,
    timestamp: row,
    hasExtendedTimestamp: false,
    message: row,
    messageAddress: addressOf(direction, offset),
    messageTypeId: row % 10 === 0 ? 20 : 8 + (row % 2),
    messageStreamId: 1,
    messageLength: 88,
    messageOffset: 0,
    complete: true,
    foundAgain: false,
    summary: `row ${row}`,
  };
}

function messageRow(row: number): MessageRowView {
  const { messageTypeId, ...chunk } = chunkRow(row);
  return {
    ...chunk,
    messageTypeId,
    messageType: 'made up',
    length: 88,
    received: 88,
    chunks: 1,
    firstChunk: row,
  };
}

function summary(connection: number, chunks: number): ConnectionSummary {
  const half = {
    bytes: HANDSHAKE + chunks * 50,
    missing: 0,
    chunks: chunks / 2,
    messages: chunks / 2,
  };
  return {
    connection,
    client: `10.0.0.1:${50_000 + connection}`,
    server: '10.0.0.2:1935',
    start: 1_700_000_000,
    end: 1_700_000_000 + chunks / 1000,
    transport: 'rtmp',
    tls: false,
    why: 'Made up.',
    decoded: true,
    midstream: false,
    handshake: 'simple',
    app: 'live',
    streams: [{ name: 'key0', role: 'publish', messageStreamId: 1 }],
    directions: [half, half],
    chunks,
    messages: chunks,
    findings: { error: 0, warning: 0, note: 0 },
  };
}
