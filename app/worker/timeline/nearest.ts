import type { ChunkRow } from '../../../src-protocol/chunk/chunk-table.ts';
import type { RecordRef } from '../protocol.ts';
import type { View } from '../view.ts';
import type { LaneBook } from './lane-book.ts';
import { isOnLane } from './lane-rows.ts';
import { indexOf } from './timeline.ts';
import type { TimelineQuestions } from './timeline-types.ts';

/** Rows looked at in each direction; a lane that is silent for longer has nothing near. */
const MOST_ROWS = 500_000;

/** The record of a lane that comes nearest to a place. */
export function nearest(
  view: View,
  ask: TimelineQuestions['nearest']['ask'],
): RecordRef | undefined {
  const { book, index } = indexOf(view, ask.axis);
  const lane = book.lanes().findIndex(({ key }) => key === ask.lane);
  if (lane < 0) return undefined;
  if (ask.lane === 'problems') return nearestFinding(view, index.findings, ask.at);
  const { scale } = index;
  const begin = Math.min(scale.rowsIn(ask.at, ask.at).to, Math.max(0, scale.rows - 1));
  const distance = (row: ChunkRow): number =>
    Math.max(0, scale.at(row) - ask.at, ask.at - scale.end(row));
  let best: ChunkRow | undefined;
  for (const by of [-1, 1]) {
    const first = by < 0 ? begin : begin + 1;
    const row = walk(view, book, lane, first, by, scale.rows);
    if (row !== undefined && (best === undefined || distance(row) < distance(best))) best = row;
  }
  if (best === undefined) return undefined;
  return ask.unit === 'chunk'
    ? view.chunkRef(best)
    : view.messageRef(view.session.chunks.column.message.get(best));
}

function walk(
  view: View,
  book: LaneBook,
  lane: number,
  from: ChunkRow,
  by: number,
  end: ChunkRow,
): ChunkRow | undefined {
  for (let row = from, seen = 0; row >= 0 && row < end && seen < MOST_ROWS; row += by, seen++)
    if (isOnLane(view, book, lane, row)) return row;
  return undefined;
}

function nearestFinding(view: View, places: readonly number[], at: number): RecordRef | undefined {
  let best = -1;
  for (const [row, place] of places.entries())
    if (best < 0 || Math.abs(place - at) < Math.abs(places[best]! - at)) best = row;
  if (best < 0) return undefined;
  return view.findingRef(view.rows.finding(best));
}
