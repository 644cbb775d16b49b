import { MemorySource } from '../../src-protocol/bytes/byte-source.ts';
import {
  type ConnectionSummary,
  summaryOf,
} from '../../src-protocol/inspect/connection-summary.ts';
import { Inspection } from '../../src-protocol/inspect/inspection.ts';
import { answer } from '../worker/answers.ts';
import type { Question, Questions } from '../worker/protocol.ts';
import { View } from '../worker/view.ts';

/**
 * What the page has its worker for, in the frame's own thread: a frame in a sandbox has an opaque origin,
 * where browsers refuse workers made from blobs, and a sample or a few kilobytes are decoded in a moment.
 */
export class Decoder {
  readonly #inspection = new Inspection();
  readonly #source: MemorySource;
  readonly #views = new Map<number, View | undefined>();

  constructor(bytes: Uint8Array) {
    this.#source = new MemorySource(bytes);
    this.#inspection.push(bytes);
    this.#inspection.end();
  }

  get connections(): ConnectionSummary[] {
    return this.#inspection.connections.map((connection) => summaryOf(connection));
  }

  /** Answers as the page's worker would. */
  ask<Q extends Question>(
    question: Q,
    ask: Questions[Q]['ask'],
    connection: number,
  ): Questions[Q]['answer'] {
    return answer(this.#view(connection), question, ask).value as Questions[Q]['answer'];
  }

  #view(number: number): View | undefined {
    if (!this.#views.has(number)) {
      const found = this.#inspection.connections.find((one) => one.number === number);
      this.#views.set(
        number,
        found?.session &&
          new View(found, found.session, (direction) =>
            this.#inspection.source(direction, [this.#source]),
          ),
      );
    }
    return this.#views.get(number);
  }
}
