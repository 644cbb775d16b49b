import { opposite } from '../../../src-protocol/bytes/units.ts';
import {
  type ChunkRow,
  chunkStreamIdOf,
  directionOf,
} from '../../../src-protocol/chunk/chunk-table.ts';
import type { MessageRow } from '../../../src-protocol/message/message-table.ts';
import { EFFECTS } from '../../../src-protocol/session/effect-table.ts';
import type { View } from '../view.ts';
import type { AxisScale } from './axis-scale.ts';
import type { LaneBook } from './lane-book.ts';
import type { Arrow, AxisSpan } from './timeline-types.ts';

/** Causes kept, and arrows drawn in one window; with more of them nobody could follow one. */
const MOST_CAUSES = 50_000;
const MOST_ARROWS = 60;

interface Link {
  readonly kind: Arrow['kind'];
  readonly cause: MessageRow;
  readonly effect: ChunkRow;
  readonly text: string;
}

/** What caused what: commands and their replies, chunk sizes and their first use, acknowledgements and their bytes. */
export class Links {
  readonly #view: View;
  readonly #links: Link[] = [];
  #read = 0;

  constructor(view: View) {
    this.#view = view;
  }

  /** The arrows with an end in the window; none when there are too many. */
  within(scale: AxisScale, book: LaneBook, span: AxisSpan): Arrow[] {
    this.#update();
    const { messages } = this.#view.session;
    const rows = scale.rowsIn(span.from, span.to);
    const isIn = (row: ChunkRow): boolean => row >= rows.from && row < rows.to;
    const found: Arrow[] = [];
    for (const { kind, cause, effect, text } of this.#links) {
      const first = messages.column.firstChunk.get(cause);
      if (!isIn(first) && !isIn(effect)) continue;
      if (found.length >= MOST_ARROWS) return [];
      found.push({
        kind,
        text,
        from: scale.at(first),
        fromLane: this.#laneOf(book, first),
        to: scale.at(effect),
        toLane: this.#laneOf(book, effect),
        cause: this.#view.messageRef(cause),
        effect:
          kind === 'reply'
            ? this.#view.messageRef(this.#view.session.chunks.column.message.get(effect))
            : this.#view.chunkRef(effect),
      });
    }
    return found;
  }

  #laneOf(book: LaneBook, row: ChunkRow): number {
    const packed = this.#view.session.chunks.column.header.get(row);
    return book.laneOf(directionOf(packed), chunkStreamIdOf(packed));
  }

  #update(): void {
    const { table } = this.#view.session.effects;
    for (; this.#read < table.length && this.#links.length < MOST_CAUSES; this.#read++) {
      const link = this.#link(this.#read);
      // The chunk after a Set Chunk Size may not have been read yet; then this is looked at again.
      if (link === 'later') return;
      if (link) this.#links.push(link);
    }
  }

  #link(row: number): Link | 'later' | undefined {
    const { effects, ledger, messages, chunks, chunkRows } = this.#view.session;
    const { column } = effects.table;
    const message = column.message.get(row);
    const value = column.value.get(row);
    const chunk = column.chunk.get(row);
    const direction = directionOf(chunks.column.header.get(chunk));
    switch (column.kind.get(row)) {
      case EFFECTS.answer: {
        const asked = ledger.commandOf(message)?.answers;
        if (!asked) return undefined;
        const effect = messages.column.firstChunk.get(message);
        return { kind: 'reply', cause: asked.message, effect, text: `reply to ${asked.name}` };
      }
      case EFFECTS.chunkSize: {
        const list = chunkRows[direction];
        const next = this.#view.placeOf(direction, chunk) + 1;
        if (next >= list.length)
          return this.#read === effects.table.length - 1 ? 'later' : undefined;
        const text = `first chunk with chunk size ${value}`;
        return { kind: 'chunk size', cause: message, effect: list.get(next), text };
      }
      case EFFECTS.acknowledgement: {
        const other = opposite(direction);
        const effect = value > 0 ? this.#view.chunkAt(other, value - 1) : undefined;
        if (effect === undefined) return undefined;
        const text = `acknowledges the bytes up to ${other === 0 ? 'up' : 'down'}@${value}`;
        return { kind: 'acknowledgement', cause: message, effect, text };
      }
      default:
        return undefined;
    }
  }
}
