import { isCommand, isData } from '../../../src-protocol/message/message-types.ts';
import { directionOf } from '../../../src-protocol/chunk/chunk-table.ts';
import type { MessageRow } from '../../../src-protocol/message/message-table.ts';
import type { View } from '../view.ts';
import type { ByteStretch } from './timeline-types.ts';

/** Payload looked through, at most; texts with a stream's name stand in small messages. */
const SEARCHED = 64 * 1024;

/**
 * Finds the bytes of texts that must not be shown. The message is looked through as a whole, since chunk
 * headers may cut a text in two, and a window may begin in the middle of one.
 */
export class HiddenTexts {
  readonly #view: View;
  readonly #texts: readonly Uint8Array[];
  readonly #known = new Map<MessageRow, readonly ByteStretch[]>();

  constructor(view: View, texts: readonly string[]) {
    this.#view = view;
    const encoder = new TextEncoder();
    this.#texts = texts.filter((text) => text !== '').map((text) => encoder.encode(text));
  }

  /** Where in the direction's stream a message has such texts. */
  of(message: MessageRow): readonly ByteStretch[] {
    if (this.#texts.length === 0) return [];
    let found = this.#known.get(message);
    if (!found) this.#known.set(message, (found = this.#search(message)));
    return found;
  }

  #search(row: MessageRow): ByteStretch[] {
    const { messages, chunks } = this.#view.session;
    const type = messages.column.messageTypeId.get(row);
    // Shared objects (16, 19) hold values as data messages do.
    if (!isCommand(type) && !isData(type) && type !== 16 && type !== 19) return [];
    const direction = directionOf(chunks.column.header.get(messages.column.firstChunk.get(row)));
    const { pieces } = this.#view.describer.message(row);
    /** Bytes of the payload, and where in the stream each of them is. */
    const bytes: number[] = [];
    const places: number[] = [];
    for (const { lower, length } of pieces) {
      if (bytes.length >= SEARCHED) break;
      for (const [i, byte] of this.#view.describer
        .read(direction, lower, lower + length)
        .bytes.entries()) {
        bytes.push(byte);
        places.push(lower + i);
      }
    }
    return this.#texts.flatMap((text) =>
      occurrences(bytes, text).flatMap((at) =>
        Array.from(text, (_, i) => ({ start: places[at + i]!, end: places[at + i]! + 1 })),
      ),
    );
  }
}

function occurrences(bytes: readonly number[], text: Uint8Array): number[] {
  const found: number[] = [];
  for (let at = 0; at + text.length <= bytes.length; at++)
    if (text.every((byte, i) => bytes[at + i] === byte)) found.push(at);
  return found;
}
