import { type ChunkRow, chunkStreamIdOf, fmtOf } from '../../src-protocol/chunk/chunk-table.ts';
import type { Direction } from '../../src-protocol/bytes/units.ts';
import type { MessageRow } from '../../src-protocol/message/message-table.ts';
import { NO_ROW } from '../../src-protocol/table/column.ts';
import type { HalfKind, Questions, RecordRef } from './protocol.ts';
import type { View } from './view.ts';

const SET_CHUNK_SIZE = 1;

/**
 * The record that belongs to `record`, by the first of these that holds: a command and its answer; a Set
 * Chunk Size and the first chunk read with it; a header and the one it takes values from.
 */
export function otherHalf(view: View, record: RecordRef): Questions['other-half']['answer'] {
  const message = view.messageOf(record);
  if (message === undefined) return undefined;
  const chunk = view.chunkAt(record.direction, record.at)!;
  const answer = (kind: HalfKind, to: RecordRef | undefined) => to && { kind, record: to };
  return (
    commandHalf(view, message) ??
    answer('first-chunk-of-size', firstOfSize(view, message, record.direction)) ??
    answer('chunk-size-set', setBefore(view, chunk, record.direction)) ??
    answer('inherits-from', inheritsFrom(view, chunk, record.direction)) ??
    answer('inherited-by', inheritedBy(view, chunk, record.direction))
  );
}

function commandHalf(view: View, message: MessageRow): Questions['other-half']['answer'] {
  const both = view.session.ledger.transactionOf(message);
  if (both?.length !== 2) return undefined;
  const [request, reply] = both as [MessageRow, MessageRow];
  return message === request
    ? { kind: 'reply', record: view.messageRef(reply) }
    : { kind: 'request', record: view.messageRef(request) };
}

/** The chunk after the one that completes a Set Chunk Size, in the same direction. */
function firstOfSize(view: View, message: MessageRow, direction: Direction): RecordRef | undefined {
  const { column } = view.session.messages;
  if (column.messageTypeId.get(message) !== SET_CHUNK_SIZE) return undefined;
  const place = view.placeOf(direction, column.lastChunk.get(message)) + 1;
  const rows = view.session.chunkRows[direction];
  return place < rows.length ? view.chunkRef(rows.get(place)) : undefined;
}

/** The Set Chunk Size that the chunk before, in the same direction, completed. */
function setBefore(view: View, chunk: ChunkRow, direction: Direction): RecordRef | undefined {
  const place = view.placeOf(direction, chunk) - 1;
  if (place < 0) return undefined;
  const before = view.session.chunkRows[direction].get(place);
  const message = view.session.chunks.column.message.get(before);
  const { column } = view.session.messages;
  const sets =
    column.messageTypeId.get(message) === SET_CHUNK_SIZE &&
    column.lastChunk.get(message) === before;
  return sets ? view.messageRef(message) : undefined;
}

/** The last header that stated what this one leaves out: type 0 for a type 1, type 0 or 1 for types 2 and 3. */
function inheritsFrom(view: View, chunk: ChunkRow, direction: Direction): RecordRef | undefined {
  const { column } = view.session.chunks;
  const fmt = fmtOf(column.header.get(chunk));
  if (fmt === 0) return undefined;
  const past = view.session.state.before(chunk).directions[direction];
  const stream = past.chunkStreams.get(chunkStreamIdOf(column.header.get(chunk)));
  const at = fmt === 1 ? stream?.messageStreamIdBy : stream?.messageLengthBy;
  return at === undefined ? undefined : view.ref('chunk', direction, at);
}

/** The next chunk on the same chunk stream that leaves something out. */
function inheritedBy(view: View, chunk: ChunkRow, direction: Direction): RecordRef | undefined {
  const { column } = view.session.chunks;
  const rows = view.session.chunkRows[direction];
  for (let place = view.placeOf(direction, chunk) + 1; place < rows.length; place++) {
    const row = rows.get(place);
    if (column.previousOnStream.get(row) !== chunk) continue;
    return fmtOf(column.header.get(row)) > 0 ? view.chunkRef(row) : undefined;
  }
  return undefined;
}

/** The record that begins first in a packet, or else holds its bytes. */
export function seekPacket(view: View, packet: number): RecordRef | undefined {
  for (const direction of [0, 1] as const) {
    const segments = view.connection.segmentsOf(direction);
    for (let row = 0; row < segments.length; row++) {
      if (segments.column.packet.get(row) !== packet) continue;
      const start = segments.column.streamOffset.get(row);
      const begins = view
        .chunkRowsIn(direction, start, segments.endOf(row))
        .find((chunk) => view.session.offsetOf(chunk) >= start);
      return begins === undefined ? view.locate(direction, start) : view.chunkRef(begins);
    }
  }
  return undefined;
}

/** The last chunk of the message that a record is, or belongs to. */
export function lastChunkOf(view: View, record: RecordRef): RecordRef | undefined {
  const message = view.messageOf(record);
  if (message === undefined) return undefined;
  const last = view.session.messages.column.lastChunk.get(message);
  return last === NO_ROW ? undefined : view.chunkRef(last);
}
