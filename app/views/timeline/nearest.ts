import type { Direction } from '../../../src-protocol/bytes/units.ts';
import { ask } from '../../worker/client.ts';
import type { RecordRef, TimelineAnswer } from '../../worker/protocol.ts';
import type { Span } from './viewport.ts';

type Box = NonNullable<TimelineAnswer['boxes']>[number];

/** A lane, by what names it in any answer. */
export interface LaneName {
  readonly direction: Direction;
  readonly chunkStreamId: number;
}

/** The box of `lane` nearest to `time`; a box that spans it is at distance 0. */
export function nearestBox(
  answer: TimelineAnswer,
  lane: LaneName | undefined,
  time: number,
): Box | undefined {
  let best: Box | undefined;
  let least = Infinity;
  for (const box of answer.boxes ?? []) {
    const its = answer.lanes[box.lane];
    if (lane && (its?.direction !== lane.direction || its.chunkStreamId !== lane.chunkStreamId))
      continue;
    const distance = Math.max(0, box.from - time, time - box.to);
    if (distance < least) {
      least = distance;
      best = box;
    }
  }
  return best;
}

/**
 * The record of `lane` nearest to `time`. Where the picture is too coarse to have boxes, ever shorter
 * stretches around the time are asked for until one has; each question costs the worker little.
 */
export async function nearestRecord(
  connection: number,
  lane: LaneName | undefined,
  time: number,
  span: Span,
): Promise<RecordRef | undefined> {
  let half = (span.to - span.from) / 40;
  let found: Box | undefined;
  for (let tries = 0; tries < 10; tries++) {
    const window = { connection, from: time - half, to: time + half, columns: 1 };
    const answer = await ask('timeline', window);
    if (answer.boxes) {
      found = nearestBox(answer, lane, time);
      if (found || half > span.to - span.from) return found?.ref;
      half *= 3;
    } else half /= 4;
  }
  return found?.ref;
}
