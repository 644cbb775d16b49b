import type { ChunkRowView, MessageRowView } from '../../../app/worker/protocol.ts';
import type { View } from '../../../app/worker/view.ts';
import { type Address, parseAddress } from '../../../src-protocol/bytes/address.ts';
import { toHex } from '../../../src-protocol/bytes/hex.ts';
import { ask } from '../record-fields.ts';
import { sampleView } from '../sample-view.ts';

/** What a sample says, for sentences that are about more than one field. */
export class ClaimedSample {
  readonly #view: View;

  constructor(sample: string, connection: number) {
    this.#view = sampleView(sample, connection);
  }

  get messages(): MessageRowView[] {
    const { session, rows } = this.#view;
    return Array.from({ length: session.messages.length }, (_, row) => rows.message(row));
  }

  message(at: Address): MessageRowView {
    const { direction, offset } = parseAddress(at)!;
    const row = this.#view.messageAt(direction, offset);
    if (row === undefined) throw new Error(`there is no message at ${at}`);
    return this.#view.rows.message(row);
  }

  chunk(at: Address): ChunkRowView {
    const { direction, offset } = parseAddress(at)!;
    return this.#view.rows.chunk(this.#view.chunkAt(direction, offset)!);
  }

  bytes(at: Address, length: number): Uint8Array {
    const { direction, offset } = parseAddress(at)!;
    return this.#view.describer.read(direction, offset, offset + length).bytes;
  }

  /** Bytes in hexadecimal, with spaces between. */
  hex(at: Address, length: number): string {
    return toHex(this.bytes(at, length), ' ');
  }

  /** Bytes as letters, one each. */
  letters(at: Address, length: number): string {
    return Buffer.from(this.bytes(at, length)).toString('latin1');
  }

  payload(at: Address): Uint8Array {
    const { direction, offset } = parseAddress(at)!;
    return this.#view.describer.payload(this.#view.messageAt(direction, offset)!);
  }

  /** A message's payload in hexadecimal, with spaces between. */
  payloadHex(at: Address): string {
    return toHex(this.payload(at), ' ');
  }

  /** Bytes that are missing from `at` on, up to the next that are there. */
  hole(at: Address): number {
    const { direction, offset } = parseAddress(at)!;
    const [first] = this.#view.describer.read(direction, offset, offset + 100_000).missing;
    return first?.start === 0 ? first.end : 0;
  }

  /** What is remembered after the chunk at `at`. */
  after(at: Address): ReadonlyMap<string, unknown> {
    const { direction, offset } = parseAddress(at)!;
    const record = this.#view.ref('chunk', direction, offset);
    const { after } = ask(this.#view, 'state', { record })!;
    return new Map(after.map(({ path, value }) => [path, value]));
  }

  /** The size by which the client's chunks were read at the end. */
  get lastChunkSize(): number {
    return this.#view.session.chunkSize(0);
  }

  /** Codes of what was found at `at`. */
  findings(at: Address): string[] {
    const { rows, session } = this.#view;
    return Array.from({ length: session.findings.table.length }, (_, row) => rows.finding(row))
      .filter(({ address }) => address === at)
      .map(({ code }) => code);
  }

  parts(at: Address): number {
    const { row } = this.message(at);
    return this.messages.filter(({ aggregate }) => aggregate === row).length;
  }
}
