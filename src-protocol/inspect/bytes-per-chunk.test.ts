import { describe, expect, it } from 'vitest';
import { ChunkTable, packHeader } from '../chunk/chunk-table.ts';
import { COMPLETE, FINISHED, MESSAGE_COLUMNS } from '../message/message-table.ts';
import { NO_ROW } from '../table/column.ts';
import { Table } from '../table/table.ts';
import { SegmentTable } from '../tcp/segment-table.ts';

/** What a chunk may take of memory, with its part of what messages and segments take. */
const MOST = 40;
const CHUNKS = 200_000;

describe('the memory of a chunk', () => {
  it('is 40 bytes at most where every message is one chunk in a segment of its own', () => {
    const tables = new Tables(65_536);
    while (tables.chunks.length < CHUNKS) tables.sound();
    expect(tables.messages.length).toBe(tables.chunks.length);
    const { chunks, messages, segments } = tables;
    expect(bytesPerChunk(chunks, messages, segments)).toBeLessThanOrEqual(MOST);
  });

  it.each([128, 4096])(
    'is 40 bytes at most in a publication with a chunk size of %i, beside its packets',
    (chunkSize) => {
      const tables = new Tables(chunkSize);
      for (let frame = 0; tables.chunks.length < CHUNKS; frame++) {
        tables.sound();
        if (frame % 3 !== 0) tables.picture(frame % 90 === 1);
      }
      expect(bytesPerChunk(tables.chunks, tables.messages)).toBeLessThanOrEqual(MOST);
    },
  );

  /** What tables take for each of these chunks. */
  function bytesPerChunk(...tables: { length: number; byteLength: number }[]): number {
    return tables.reduce((sum, { byteLength }) => sum + byteLength, 0) / tables[0]!.length;
  }
});

/** The tables of a publisher that sends what it is told, with a clock and lengths that vary as they do. */
class Tables {
  readonly chunks = new ChunkTable();
  readonly messages = new Table(MESSAGE_COLUMNS);
  readonly segments = new SegmentTable();
  readonly #chunkSize: number;
  readonly #last = new Map<number, number>();
  #state = 1;
  #offset = 3073;
  #acknowledged = 0;
  #sent = 3073;
  #fileOffset = 24;
  #packet = 0;
  #time = 1_764_590_400;
  #timestamp = 0;

  constructor(chunkSize: number) {
    this.#chunkSize = chunkSize;
  }

  /** A message of a frame of AAC. */
  sound(): void {
    this.#time += 0.0232 + this.#random() * 0.002;
    this.#timestamp += 22 + (this.#random() < 0.3 ? 1 : 0);
    this.#message(8, 4, 200 + Math.floor(this.#random() * 220));
  }

  /** A message of a picture. */
  picture(key: boolean): void {
    this.#message(9, 6, Math.floor((key ? 90_000 : 8000) * (1 + this.#random())));
  }

  #message(messageTypeId: number, chunkStreamId: number, length: number): void {
    const firstChunk = this.chunks.length;
    const message = this.messages.length;
    let chunks = 0;
    for (let at = 0; at < length; at += this.#chunkSize, chunks++)
      this.#chunk(message, chunkStreamId, at, Math.min(this.#chunkSize, length - at));
    this.messages.push({
      firstChunk,
      lastChunk: this.chunks.length - 1,
      timestamp: this.#timestamp,
      timestampDelta: 22,
      messageTypeId,
      messageStreamId: 1,
      length,
      received: length,
      chunks,
      summary: length % 3000,
      marks: COMPLETE | FINISHED,
    });
    this.#send();
    if (this.#offset - this.#acknowledged > 2_500_000) this.#acknowledge();
  }

  #chunk(message: number, chunkStreamId: number, at: number, length: number): void {
    const fmt = at === 0 ? 1 : 3;
    const header = at === 0 ? 8 : 1;
    const row = this.chunks.add();
    const packed = packHeader(chunkStreamId, fmt, header, 0, false, at === 0, 0);
    const before = this.#last.get(chunkStreamId) ?? NO_ROW;
    this.chunks.fill(row, this.#offset, packed, length, at, message, before);
    this.#last.set(chunkStreamId, row);
    this.#offset += header + length;
  }

  /** What the other side says from time to time, at offsets of its own. */
  #acknowledge(): void {
    this.#acknowledged = this.#offset;
    const row = this.chunks.add();
    const message = this.messages.add();
    this.messages.column.firstChunk.set(message, row);
    this.chunks.fill(row, 3500, packHeader(2, 0, 12, 1, false, true, 0), 4, 0, message, NO_ROW);
  }

  /** Packets of what has not been sent yet. */
  #send(): void {
    while (this.#sent < this.#offset) {
      const length = Math.min(1448, this.#offset - this.#sent);
      this.#packet += this.#random() < 0.3 ? 2 : 1;
      this.#fileOffset += 82;
      this.#time += 0.00011;
      this.segments.append(this.#sent, this.#fileOffset, length, this.#packet, this.#time, 24, 502);
      this.#fileOffset += length;
      this.#sent += length;
    }
  }

  #random(): number {
    return (this.#state = (this.#state * 48_271) % 2_147_483_647) / 2_147_483_647;
  }
}
