import type { Lane } from '../../worker/timeline/timeline-types.ts';

/** What the person did to the lanes. */
export interface LaneChoices {
  /** Keys of lanes that are only a thin line. */
  readonly folded: ReadonlySet<string>;
  /** Keys of lanes that stay at the top. */
  readonly pinned: ReadonlySet<string>;
  /** Keys in the order wanted; lanes that are not named stand where they belong. */
  readonly order: readonly string[];
  /** Only lanes with this text in their name. */
  readonly filter: string;
}

/** Lanes as they come. */
export const ALL_LANES: LaneChoices = {
  folded: new Set(),
  pinned: new Set(),
  order: [],
  filter: '',
};

/** Where a lane stands, in pixels from the top of its part. */
export interface LanePlace {
  readonly lane: Lane;
  /** Its number in the worker's answer. */
  readonly index: number;
  readonly top: number;
  readonly height: number;
  readonly folded: boolean;
}

/** Lanes in two parts: those that stay, and those that are scrolled. */
export interface LaneLayout {
  readonly pinned: readonly LanePlace[];
  readonly scrolled: readonly LanePlace[];
  readonly pinnedHeight: number;
  readonly scrolledHeight: number;
}

/** Pixels of a lane of a chunk stream, of the thin lanes, and of a folded one. */
export const LANE_HEIGHT = 38;
export const THIN_HEIGHT = 18;
export const FOLDED_HEIGHT = 11;
/** Pixels between the two directions. */
export const DIRECTION_GAP = 8;

const KINDS: readonly Lane['kind'][] = ['problems', 'notes', 'control', 'segments', 'stream'];

/** What a lane is called: `4 audio`. */
export function laneName(lane: Lane): string {
  return lane.chunkStreamId === undefined ? lane.role : `${lane.chunkStreamId} ${lane.role}`;
}

/** The same with its direction, for those who hear it. */
export function laneWords(lane: Lane): string {
  const name =
    lane.chunkStreamId === undefined
      ? lane.role
      : `chunk stream ${lane.chunkStreamId}, ${lane.role}`;
  if (lane.direction === undefined) return name;
  return `${name}, ${lane.direction === 0 ? 'client to server' : 'server to client'}`;
}

/** The lanes top to bottom: what is of both directions, then the client's, then the server's, by chunk stream ID. */
export function orderLanes(
  lanes: readonly Lane[],
  order: readonly string[],
): { lane: Lane; index: number }[] {
  const all = lanes.map((lane, index) => ({ lane, index }));
  all.sort(
    (a, b) =>
      (a.lane.direction ?? -1) - (b.lane.direction ?? -1) ||
      KINDS.indexOf(a.lane.kind) - KINDS.indexOf(b.lane.kind) ||
      (a.lane.chunkStreamId ?? Infinity) - (b.lane.chunkStreamId ?? Infinity),
  );
  const wanted = order.flatMap((key) => all.filter(({ lane }) => lane.key === key));
  return [...wanted, ...all.filter((one) => !wanted.includes(one))];
}

/** Where every lane stands. Pinned lanes take a third of `room` at most; those that do not fit are scrolled with the others. */
export function layOut(lanes: readonly Lane[], choices: LaneChoices, room: number): LaneLayout {
  const filter = choices.filter.trim().toLowerCase();
  const shown = orderLanes(lanes, choices.order).filter(({ lane }) =>
    laneWords(lane).toLowerCase().includes(filter),
  );
  const pinned: LanePlace[] = [];
  const scrolled: LanePlace[] = [];
  let [pinnedHeight, scrolledHeight] = [0, 0];
  for (const { lane, index } of shown) {
    const folded = choices.folded.has(lane.key);
    const height = folded ? FOLDED_HEIGHT : lane.kind === 'stream' ? LANE_HEIGHT : THIN_HEIGHT;
    if (choices.pinned.has(lane.key) && pinnedHeight + height <= room / 3) {
      pinned.push({ lane, index, top: pinnedHeight, height, folded });
      pinnedHeight += height;
      continue;
    }
    const before = scrolled.at(-1)?.lane;
    if (before && before.direction !== lane.direction) scrolledHeight += DIRECTION_GAP;
    scrolled.push({ lane, index, top: scrolledHeight, height, folded });
    scrolledHeight += height;
  }
  return { pinned, scrolled, pinnedHeight, scrolledHeight };
}

/** A lane with its place on the canvas. */
export interface ShownLane extends LanePlace {
  /** Pixels from the top of the canvas, below the axis. */
  readonly y: number;
  readonly isPinned: boolean;
}

/** The lanes of which something can be seen, with the lanes scrolled by `scroll` pixels. */
export function shownLanes(
  layout: LaneLayout,
  axisHeight: number,
  height: number,
  scroll: number,
): ShownLane[] {
  const pinned = layout.pinned.map((place) => ({
    ...place,
    y: axisHeight + place.top,
    isPinned: true,
  }));
  const top = axisHeight + layout.pinnedHeight;
  const scrolled = layout.scrolled
    .map((place) => ({ ...place, y: top + place.top - scroll, isPinned: false }))
    .filter(({ y, height: own }) => y + own > top && y < height);
  return [...pinned, ...scrolled];
}

/** The lane at `y` pixels from the top of the canvas. */
export function laneAt(shown: readonly ShownLane[], y: number): ShownLane | undefined {
  return shown.find((place) => y >= place.y && y < place.y + place.height);
}

/** How far lanes must be scrolled for one of them to be seen in full; as they are when it is. */
export function scrollTo(layout: LaneLayout, key: string, room: number, scroll: number): number {
  const place = layout.scrolled.find(({ lane }) => lane.key === key);
  if (!place) return scroll;
  if (place.top < scroll) return place.top;
  const needed = place.top + place.height - (room - layout.pinnedHeight);
  return Math.max(scroll, needed);
}

/** The order of lanes after one was moved by one place. */
export function moved(
  lanes: readonly Lane[],
  order: readonly string[],
  key: string,
  by: 1 | -1,
): string[] {
  const keys = orderLanes(lanes, order).map(({ lane }) => lane.key);
  const at = keys.indexOf(key);
  const to = at + by;
  if (at < 0 || to < 0 || to >= keys.length) return keys;
  keys.splice(at, 1);
  keys.splice(to, 0, key);
  return keys;
}
