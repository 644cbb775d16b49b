import type { Direction } from '../../../src-protocol/bytes/units.ts';
import { messageTypeName } from '../../../src-protocol/message/message-types.ts';
import type { Lane } from './timeline-types.ts';

/** Lanes of chunk streams, at most; a hostile capture has 131 000 of them, and nobody reads so many. */
const MOST_STREAMS = 96;
/** Kinds of message told apart in bins, over all lanes. */
const MOST_STRANDS = 400;

/** The first lanes are always there. */
export const PROBLEMS = 0;
export const CONTROL = 1;
const SEGMENTS = [2, 3] as const;

/** What is binned apart: the messages of one type on one lane. Lanes are sums of strands. */
export interface Strand {
  readonly lane: number;
  readonly messageTypeId: number;
  /** Messages, for the words that say what the lane carries. */
  messages: number;
}

/** The lanes of a connection in the order in which they were met, and their strands. */
export class LaneBook {
  readonly strands: Strand[] = [];
  readonly #lanes: { kind: Lane['kind']; direction?: Direction; chunkStreamId?: number }[] = [
    { kind: 'problems' },
    { kind: 'control' },
    { kind: 'segments', direction: 0 },
    { kind: 'segments', direction: 1 },
  ];
  /** Lane of each chunk stream and direction, plus one. */
  readonly #laneOf = new Uint16Array(1 << 18);
  readonly #strandOf: Int16Array[] = [];
  readonly #others = new Map<Direction, number>();
  #streams = 0;

  constructor() {
    for (let lane = 0; lane < this.#lanes.length; lane++) this.#strand(lane, 0);
  }

  /** How many lanes there are. */
  get size(): number {
    return this.#lanes.length;
  }

  /** The lane of a chunk stream, a new one when it is met first. */
  laneOf(direction: Direction, chunkStreamId: number): number {
    const place = direction * (1 << 17) + chunkStreamId;
    const known = this.#laneOf[place]!;
    if (known > 0) return known - 1;
    const lane = this.#newLane(direction, chunkStreamId);
    this.#laneOf[place] = lane + 1;
    return lane;
  }

  /** What a lane is for. */
  kindOf(lane: number): Pick<Lane, 'kind' | 'direction'> {
    return this.#lanes[lane]!;
  }

  segmentsLane(direction: Direction): number {
    return SEGMENTS[direction];
  }

  /** The strand of a type on a lane. */
  strandOf(lane: number, messageTypeId: number): number {
    const known = this.#strandOf[lane]?.[messageTypeId] ?? -1;
    return known >= 0 ? known : this.#strand(lane, messageTypeId);
  }

  #newLane(direction: Direction, chunkStreamId: number): number {
    if (this.#streams < MOST_STREAMS) {
      this.#streams++;
      return this.#lanes.push({ kind: 'stream', direction, chunkStreamId }) - 1;
    }
    const others = this.#others.get(direction);
    if (others !== undefined) return others;
    const lane = this.#lanes.push({ kind: 'stream', direction }) - 1;
    this.#others.set(direction, lane);
    return lane;
  }

  #strand(lane: number, messageTypeId: number): number {
    const table = (this.#strandOf[lane] ??= new Int16Array(256).fill(-1));
    // Beyond the limit a type is binned with the lane's first.
    const first = this.strands.findIndex((strand) => strand.lane === lane);
    const strand =
      this.strands.length >= MOST_STRANDS && first >= 0
        ? first
        : this.strands.push({ lane, messageTypeId, messages: 0 }) - 1;
    return (table[messageTypeId] = strand);
  }

  /** The lanes as the page has them. */
  lanes(): Lane[] {
    return this.#lanes.map(({ kind, direction, chunkStreamId }, lane): Lane => {
      if (direction === undefined) return { key: kind, kind, role: ROLES_OF_ALL[kind] ?? kind };
      if (kind === 'segments')
        return { key: `tcp:${direction}`, kind, direction, role: 'TCP segments' };
      if (chunkStreamId === undefined)
        return { key: `${direction}:others`, kind, direction, role: 'other chunk streams' };
      const role = this.#roleOf(lane);
      return { key: `${direction}:${chunkStreamId}`, kind, direction, chunkStreamId, role };
    });
  }

  #roleOf(lane: number): string {
    const roles = this.strands
      .filter((strand) => strand.lane === lane)
      .sort((a, b) => b.messages - a.messages)
      .map(({ messageTypeId }) => roleOf(messageTypeId));
    return [...new Set(roles)].slice(0, 3).join(', ');
  }
}

const ROLES_OF_ALL: Partial<Record<Lane['kind'], string>> = {
  problems: 'problems',
  control: 'protocol control',
};

const ROLES: Readonly<Record<number, string>> = {
  8: 'audio',
  9: 'video',
  15: 'data',
  18: 'data',
  17: 'commands',
  20: 'commands',
  16: 'shared objects',
  19: 'shared objects',
  22: 'aggregates',
};

function roleOf(messageTypeId: number): string {
  return (
    ROLES[messageTypeId] ?? (isControl(messageTypeId) ? 'control' : messageTypeName(messageTypeId))
  );
}

/** Protocol control and user control messages (RTMP 1.0 §5.4, §6.2). */
export function isControl(messageTypeId: number): boolean {
  return messageTypeId >= 1 && messageTypeId <= 6;
}
