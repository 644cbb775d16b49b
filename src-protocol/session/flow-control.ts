import { type Direction, opposite, type StreamOffset } from '../bytes/units.ts';
import { type ChunkRow, directionOf, headerLengthOf } from '../chunk/chunk-table.ts';
import { EFFECTS } from './effect-table.ts';
import type { SessionRows } from './session-rows.ts';
import { TimeBins } from './time-bins.ts';

/** A Window Acknowledgement Size as it came to hold for a direction. */
export interface WindowChange {
  readonly time: number;
  /** Bytes. */
  readonly size: number;
  /** First byte of the message, in the same direction. */
  readonly at: StreamOffset;
}

/** How one direction's bytes were acknowledged. */
export interface DirectionFlow {
  readonly windows: readonly WindowChange[];
  /** Acknowledgements that came from the other side. */
  readonly acknowledgements: number;
  /** Most bytes that were ever sent and not acknowledged. */
  readonly most: number;
  /** First byte of the chunk with which that was so. */
  readonly mostAt: StreamOffset;
  /** Bytes sent and acknowledged by the end. */
  readonly sent: number;
  readonly acknowledged: number;
}

/** Windows kept of a direction; nobody changes it more often and means it. */
const MOST_WINDOWS = 64;
const WRAP = 2 ** 32;

class Flow {
  readonly windows: WindowChange[] = [];
  acknowledgements = 0;
  most = 0;
  mostAt = 0;
  sent = 0;
  acknowledged = 0;
}

/**
 * Bytes under way without an Acknowledgement (§5.4.3), against the window the sender asked to be kept
 * (§5.4.4). A listener: give it each chunk once, in order.
 */
export class FlowControl {
  readonly #rows: SessionRows;
  readonly #bins: TimeBins;
  readonly #flows = [new Flow(), new Flow()] as const;

  /** `start` is the time at which the first bin begins, seconds since 1970. */
  constructor(rows: SessionRows, start: number) {
    this.#rows = rows;
    this.#bins = new TimeBins(start, 'max');
  }

  chunk(row: ChunkRow): void {
    const { column } = this.#rows.chunks;
    const packed = column.header.get(row);
    const direction = directionOf(packed);
    const offset = column.offset.get(row);
    const flow = this.#flows[direction];
    flow.sent = offset + headerLengthOf(packed) + column.payloadLength.get(row);
    const open = flow.sent - flow.acknowledged;
    if (open > flow.most) {
      flow.most = open;
      flow.mostAt = offset;
    }
    const time = this.#rows.timeOf(row);
    this.#bins.add(direction, time, open);
    for (const effect of this.#rows.effects.of(row)) this.#apply(effect, direction, time);
  }

  /** Facts of a direction. */
  of(direction: Direction): DirectionFlow {
    const { windows, acknowledgements, most, mostAt, sent, acknowledged } = this.#flows[direction];
    return { windows: [...windows], acknowledgements, most, mostAt, sent, acknowledged };
  }

  /** The most bytes open in each bin, a series a direction, in at most `most` bins. */
  read(most: number, shortest: number): { width: number; open: [Float64Array, Float64Array] } {
    return {
      width: this.#bins.widthFor(most, shortest),
      open: [held(this.#bins.read(0, most, shortest)), held(this.#bins.read(1, most, shortest))],
    };
  }

  #apply(effect: number, sender: Direction, time: number): void {
    const { column } = this.#rows.effects.table;
    const value = column.value.get(effect);
    switch (column.kind.get(effect)) {
      case EFFECTS.windowAcknowledgementSize: {
        const first = this.#rows.messages.column.firstChunk.get(column.message.get(effect));
        const at = this.#rows.chunks.column.offset.get(first);
        const { windows } = this.#flows[sender];
        if (windows.length < MOST_WINDOWS) windows.push({ time, size: value, at });
        break;
      }
      case EFFECTS.acknowledgement: {
        const flow = this.#flows[opposite(sender)];
        flow.acknowledgements++;
        flow.acknowledged = Math.max(flow.acknowledged, unwrapped(value, flow.sent));
        break;
      }
    }
  }
}

/** The count behind a sequence number of 32 bits: the largest that is not more than what was sent, if there is one. */
function unwrapped(sequenceNumber: number, sent: number): number {
  const rounds = Math.max(0, Math.floor((sent - sequenceNumber) / WRAP));
  return Math.min(sequenceNumber + rounds * WRAP, sent);
}

/** Puts the value before into bins without one: what is open stays open while nothing is sent. */
function held(values: Float64Array): Float64Array {
  for (let bin = 1; bin < values.length; bin++)
    if (values[bin] === 0) values[bin] = values[bin - 1]!;
  return values;
}
