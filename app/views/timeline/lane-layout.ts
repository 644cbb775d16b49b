import type { Lane } from '../../worker/protocol.ts';

/** Where a lane stands, in pixels from the top of all lanes. */
export interface LanePlace {
  readonly lane: Lane;
  /** Its number in the worker's answer. */
  readonly index: number;
  readonly top: number;
}

/** Pixels of one lane. */
export const LANE_HEIGHT = 34;
/** Pixels between the two directions. */
export const DIRECTION_GAP = 10;

/** The lanes top to bottom: client to server first, then server to client, by chunk stream ID. */
export function placeLanes(lanes: readonly Lane[]): LanePlace[] {
  const order = lanes
    .map((lane, index) => ({ lane, index }))
    .sort(
      (a, b) => a.lane.direction - b.lane.direction || a.lane.chunkStreamId - b.lane.chunkStreamId,
    );
  let top = 0;
  return order.map(({ lane, index }, i) => {
    const before = order[i - 1]?.lane;
    if (before && before.direction !== lane.direction) top += DIRECTION_GAP;
    const place = { lane, index, top };
    top += LANE_HEIGHT;
    return place;
  });
}

/** Pixels that all lanes take. */
export function heightOf(places: readonly LanePlace[]): number {
  return (places.at(-1)?.top ?? -LANE_HEIGHT) + LANE_HEIGHT;
}

/** The lane at `y` pixels from the top of all lanes. */
export function laneAt(places: readonly LanePlace[], y: number): LanePlace | undefined {
  return places.find(({ top }) => y >= top && y < top + LANE_HEIGHT);
}

/** What names the lane in any answer. */
export function laneName({ lane }: LanePlace): Pick<Lane, 'direction' | 'chunkStreamId'> {
  return { direction: lane.direction, chunkStreamId: lane.chunkStreamId };
}
