import type { Address } from '../../../src-protocol/bytes/address.ts';
import type { Direction, StreamOffset } from '../../../src-protocol/bytes/units.ts';
import type { RecordRef } from '../protocol.ts';

/**
 * What the timeline counts along: seconds since the connection's first packet, bytes of chunks in the
 * order of the capture (both directions, so that no two chunks share a byte), or chunks.
 */
export type Axis = 'time' | 'bytes' | 'index';

/** A stretch of an axis, in its unit. */
export interface AxisSpan {
  readonly from: number;
  readonly to: number;
}

/** A lane of the timeline. */
export interface Lane {
  /** Names the lane in every answer: `0:4` for chunk stream 4 of the client, `tcp:1`, `problems`. */
  readonly key: string;
  /** Notes are the page's own: no answer of the worker has a lane of them. */
  readonly kind: 'stream' | 'segments' | 'control' | 'problems' | 'notes';
  /** Absent for lanes of both directions. */
  readonly direction?: Direction;
  /** Absent for the lane that takes what more chunk streams there are than lanes. */
  readonly chunkStreamId?: number;
  /** What it carries, in words: "audio", "commands", "audio, video". */
  readonly role: string;
}

/** Columns asked for: bins of `2 ** exponent` units, the first one number `first`. */
export interface TimelineAsk {
  readonly connection: number;
  readonly axis: Axis;
  readonly exponent: number;
  readonly first: number;
  readonly columns: number;
  /** Texts whose bytes are marked as hidden, wherever a message has them: stream keys. */
  readonly hide?: readonly string[];
}

/** A message in the window. */
export interface MessageBox {
  readonly lane: number;
  readonly row: number;
  readonly from: number;
  readonly to: number;
  readonly messageTypeId: number;
  readonly length: number;
  readonly chunks: number;
  /** 0 none, 1 note, 2 warning, 3 error. */
  readonly finding: number;
  readonly ref: RecordRef;
  readonly summary: string;
}

/** A chunk in the window. */
export interface ChunkBox {
  readonly lane: number;
  readonly row: number;
  /** Row of its message. */
  readonly message: number;
  readonly messageTypeId: number;
  readonly from: number;
  readonly to: number;
  readonly direction: Direction;
  readonly offset: StreamOffset;
  readonly fmt: number;
  readonly headerLength: number;
  readonly payloadLength: number;
  /** Bytes of the message before it. */
  readonly messageOffset: number;
  readonly finding: number;
  /** The part of its bytes that is in the window, when the window is short enough to show bytes. */
  readonly strip?: ChunkStrip;
}

/** Bytes of a chunk, header first. */
export interface ChunkStrip {
  /** Number of the first byte in the chunk. */
  readonly start: number;
  readonly bytes: Uint8Array;
  /** Stretches of `bytes` that the capture missed. */
  readonly missing: readonly ByteStretch[];
  /** Stretches of `bytes` that are of a text to hide. */
  readonly hidden: readonly ByteStretch[];
}

/** Bytes `[start, end)`. */
export interface ByteStretch {
  readonly start: number;
  readonly end: number;
}

/** A TCP segment in the window. */
export interface SegmentBox {
  readonly lane: number;
  readonly from: number;
  readonly to: number;
  readonly packet: number;
  readonly length: number;
  readonly direction: Direction;
  readonly offset: StreamOffset;
}

/** A finding in the window. */
export interface ProblemMark {
  readonly at: number;
  readonly severity: number;
  readonly code: string;
  readonly address: Address;
  readonly record: RecordRef | undefined;
}

/** From a cause to its effect. */
export interface Arrow {
  readonly kind: 'reply' | 'chunk size' | 'acknowledgement';
  readonly from: number;
  readonly fromLane: number;
  readonly to: number;
  readonly toLane: number;
  /** Address of the message that is the cause, and of the record that is the effect. */
  readonly cause: RecordRef;
  readonly effect: RecordRef;
  readonly text: string;
}

/** A window of the timeline. Arrays are lane by lane, `columns` values each. */
export interface TimelineAnswer extends Omit<TimelineAsk, 'connection' | 'hide'> {
  /** Length of the whole axis by now. */
  readonly length: number;
  readonly lanes: readonly Lane[];
  /** Chunks that begin in the column; of the lanes of segments, segments; of problems, findings. */
  readonly counts: Uint32Array;
  /** Their bytes, headers included. */
  readonly bytes: Float64Array;
  /** Message type ID with the most bytes; 0 where there is none. */
  readonly types: Uint8Array;
  /** 0 none, 1 note, 2 warning, 3 error: the worst finding in the column. Never lost by binning. */
  readonly findings: Uint8Array;
  /** When few enough: every message, chunk, segment and finding in the window. */
  readonly messages?: readonly MessageBox[];
  readonly chunks?: readonly ChunkBox[];
  readonly segments?: readonly SegmentBox[];
  readonly marks?: readonly ProblemMark[];
  readonly arrows?: readonly Arrow[];
}

/** Where a record lies on each axis, and in which lane. */
export interface RecordExtent {
  readonly record: RecordRef;
  readonly lane: string;
  readonly time: AxisSpan;
  readonly bytes: AxisSpan;
  readonly index: AxisSpan;
}

/** What is in a stretch of an axis. */
export interface StretchSum {
  readonly chunks: number;
  readonly bytes: number;
  readonly headerBytes: number;
  /** Between the first and the last chunk's packets, seconds. */
  readonly seconds: number;
  readonly findings: number;
  /** Bytes of each direction. */
  readonly directions: readonly [number, number];
  /** Messages that begin in it by message type ID, most first. */
  readonly messages: readonly { readonly messageTypeId: number; readonly count: number }[];
  /** The first chunk, and the rows of the first and the last. */
  readonly first?: RecordRef;
  readonly rows?: readonly [number, number];
}

/** The questions of the timeline. */
export interface TimelineQuestions {
  /** Columns of a stretch of an axis, and every record in it when they are few. */
  timeline: { ask: TimelineAsk; answer: TimelineAnswer };
  /** Where a record lies on the axes. */
  extent: { ask: { record: RecordRef }; answer: RecordExtent | undefined };
  /** The stretch of another axis that holds the same chunks; where there are none, the nearest one. */
  convert: {
    ask: { connection: number; axis: Axis; span: AxisSpan; to: Axis };
    /** `length` is that of the whole other axis. */
    answer: AxisSpan & { readonly length: number };
  };
  /** The record of a lane that comes nearest to a place. */
  nearest: {
    ask: {
      connection: number;
      axis: Axis;
      at: number;
      /** `Lane.key` */
      lane: string;
      unit: 'chunk' | 'message';
    };
    answer: RecordRef | undefined;
  };
  /** Where records begin on an axis, one by one. */
  places: {
    ask: { connection: number; axis: Axis; records: { direction: Direction; at: StreamOffset }[] };
    answer: number[];
  };
  /** What is in a stretch: on all lanes, or on that with the key `lane`. */
  sum: {
    ask: { connection: number; axis: Axis; span: AxisSpan; lane?: string };
    answer: StretchSum;
  };
}
