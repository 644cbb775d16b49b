import {
  type ChunkRow,
  chunkStreamIdOf,
  directionOf,
} from '../../../src-protocol/chunk/chunk-table.ts';
import type { View } from '../view.ts';
import { isControl, type LaneBook } from './lane-book.ts';

/** Whether a chunk is shown on a lane: its own, that of its direction's segments, or that of control messages. */
export function isOnLane(view: View, book: LaneBook, lane: number, row: ChunkRow): boolean {
  const { chunks, messages } = view.session;
  const packed = chunks.column.header.get(row);
  const { kind, direction } = book.kindOf(lane);
  if (kind === 'segments') return directionOf(packed) === direction;
  if (kind === 'control')
    return isControl(messages.column.messageTypeId.get(chunks.column.message.get(row)));
  return book.laneOf(directionOf(packed), chunkStreamIdOf(packed)) === lane;
}
