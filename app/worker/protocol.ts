/**
 * What the page and its worker say to each other, all of it. The page asks with a number and gets one
 * answer with that number; the worker tells of progress by itself. Plain objects are copied; typed
 * arrays in answers are transferred (see `transferOf`). Bytes of the capture never cross except those
 * asked for by `bytes`.
 */
import type { Address } from '../../src-protocol/bytes/address.ts';
import type { Piece } from '../../src-protocol/bytes/piece-map.ts';
import type { Direction, StreamOffset } from '../../src-protocol/bytes/units.ts';
import type { Severity } from '../../src-protocol/dictionary/diagnostic.ts';
import type { ConnectionSummary } from '../../src-protocol/inspect/connection-summary.ts';
import type { ChunkRowView, MessageRowView } from '../../src-protocol/inspect/rows.ts';
import type { Failure } from '../../src-protocol/inspect/inspection-failures.ts';
import type { StateEntry } from '../../src-protocol/session/state-entry.ts';
import type { FieldNode } from '../../src-protocol/wire/field-tree.ts';

export type { ChunkRowView, ConnectionSummary, Failure, MessageRowView };

/** What can be opened. A `File` is read by slices and stays where it is. */
export type OpenSource =
  | { readonly kind: 'file'; readonly file: File }
  | { readonly kind: 'bytes'; readonly name: string; readonly bytes: Uint8Array }
  /** Bytes come later, with `append`, until `finish`. */
  | { readonly kind: 'live'; readonly name: string };

/** Units in which a person steps. */
export type Unit = 'chunk' | 'message' | 'command';

/** What kind of record an address names. */
export type RecordKind = 'handshake' | 'chunk' | 'message';

/** One record. `at` is the offset of its first byte in that direction's TCP stream. */
export interface RecordRef {
  readonly connection: number;
  readonly direction: Direction;
  readonly kind: RecordKind;
  readonly at: StreamOffset;
}

/** What is known of the file as a whole. */
export interface CaptureSummary {
  readonly name: string;
  readonly size: number;
  /** "pcap, little-endian, microseconds", in words. */
  readonly format: string;
  readonly packets: number;
  /** Packets whose captured length is less than their real one. */
  readonly cutPackets: number;
  /** What was in the packets beside TCP, in words with counts: `{ what: 'UDP', packets: 12 }`. */
  readonly others: readonly { readonly what: string; readonly packets: number }[];
}

/** A row of the problems table. */
export interface FindingView {
  readonly row: number;
  readonly code: string;
  readonly severity: Severity;
  readonly direction: Direction;
  readonly address: Address;
  readonly time: number;
  /** The record it is about, when there is one to select. */
  readonly record?: RecordRef;
}

/** A record explained. All `ranges` are bits of the direction's TCP stream. */
export interface Described {
  readonly record: RecordRef;
  readonly address: Address;
  /** Handshake packet, or the headers of the record's chunks (a chunk has one, with its data as a field). */
  readonly headers: readonly FieldNode[];
  /** Chunks left out of `headers`, when there are very many. */
  readonly headersOmitted: number;
  /** The message's payload explained; its `start` and `end` are bits of the message. Only for messages. */
  readonly body?: FieldNode;
  /** Where the message's payload lies in the stream (upper: message offset, lower: stream offset). */
  readonly pieces: readonly Piece[];
  /** Stretch of the stream that holds the record, in bytes. */
  readonly start: StreamOffset;
  readonly end: StreamOffset;
  /** The message it is, or belongs to. Absent for the handshake. */
  readonly message?: MessageRowView;
  readonly chunk?: ChunkRowView;
}

/** Bytes of one direction's stream. */
export interface BytesAnswer {
  readonly start: StreamOffset;
  readonly bytes: Uint8Array;
  /** Stretches of `bytes` (relative to it) that the capture missed; they read as zero. */
  readonly missing: readonly { readonly start: number; readonly end: number }[];
  /** Where TCP segments begin, relative to `bytes`, with the packet number. */
  readonly segments: readonly { readonly at: number; readonly packet: number }[];
  /** Chunks that begin in `bytes`: header and payload, relative. */
  readonly chunks: readonly {
    readonly at: number;
    readonly headerLength: number;
    readonly payloadLength: number;
    readonly chunkStreamId: number;
  }[];
}

/** A lane of the timeline. */
export interface Lane {
  readonly direction: Direction;
  readonly chunkStreamId: number;
  /** What it carries, in words: "audio", "commands", "audio, video". */
  readonly role: string;
}

/** The timeline between two times, in equal columns. Arrays are lane by lane, `columns` values each. */
export interface TimelineAnswer {
  readonly from: number;
  readonly to: number;
  readonly columns: number;
  readonly lanes: readonly Lane[];
  /** Chunks that begin in the column. */
  readonly counts: Uint32Array;
  /** Their bytes, headers included. */
  readonly bytes: Float64Array;
  /** Message type ID with the most bytes; 0 where there is none. */
  readonly types: Uint8Array;
  /** 0 none, 1 note, 2 warning, 3 error: the worst finding in the column. Never lost by binning. */
  readonly findings: Uint8Array;
  /** When few enough: every message in the window, one after the other. */
  readonly boxes?: readonly {
    readonly lane: number;
    readonly row: number;
    readonly from: number;
    readonly to: number;
    readonly messageTypeId: number;
    readonly length: number;
    readonly ref: RecordRef;
    readonly summary: string;
  }[];
}

/** Every question the page can ask: what goes in, what comes back. */
export interface Questions {
  chunks: {
    ask: { connection: number; direction?: Direction; from: number; count: number };
    answer: { rows: ChunkRowView[]; total: number };
  };
  messages: {
    ask: { connection: number; direction?: Direction; from: number; count: number };
    answer: { rows: MessageRowView[]; total: number };
  };
  findings: {
    ask: { connection: number; from: number; count: number };
    answer: { rows: FindingView[]; total: number };
  };
  /** The record at, or around, an address; undefined when there is none. `position` is its place in its table. */
  locate: {
    ask: { connection: number; direction: Direction; at: StreamOffset; kind?: RecordKind };
    answer:
      | { record: RecordRef; chunk?: number; message?: number; positionInDirection?: number }
      | undefined;
  };
  /** The next or previous record in a unit; both directions in capture order, or one. */
  step: {
    ask: {
      from: RecordRef | undefined;
      connection: number;
      unit: Unit;
      direction?: Direction;
      by: 1 | -1;
    };
    answer: RecordRef | undefined;
  };
  describe: { ask: { record: RecordRef }; answer: Described | undefined };
  bytes: {
    ask: { connection: number; direction: Direction; start: StreamOffset; end: StreamOffset };
    answer: BytesAnswer;
  };
  state: {
    ask: { record: RecordRef };
    answer: { before: StateEntry[]; after: StateEntry[] } | undefined;
  };
  timeline: {
    ask: { connection: number; from: number; to: number; columns: number };
    answer: TimelineAnswer;
  };
}

export type Question = keyof Questions;

/** From the page to the worker. */
export type ToWorker =
  | { type: 'open'; session: number; source: OpenSource }
  | { type: 'cancel'; session: number }
  /** More of a live source; the buffer changes hands. */
  | { type: 'append'; session: number; bytes: Uint8Array }
  /** A live source has ended. */
  | { type: 'finish'; session: number }
  | {
      [Q in Question]: {
        type: 'ask';
        session: number;
        request: number;
        question: Q;
        ask: Questions[Q]['ask'];
      };
    }[Question];

/** From the worker to the page. `session` is the number of the `open` it belongs to. */
export type FromWorker =
  | {
      type: 'progress';
      session: number;
      /** Bytes of the file read, of `size`. */
      read: number;
      size: number;
      capture: CaptureSummary;
      connections: ConnectionSummary[];
      failures: Failure[];
      /** Set on the last one: nothing more will come. `cancelled` when the person stopped it. */
      done?: 'complete' | 'cancelled';
    }
  | {
      [Q in Question]: {
        type: 'answer';
        session: number;
        request: number;
        question: Q;
        answer: Questions[Q]['answer'];
      };
    }[Question]
  | { type: 'failed'; session: number; request?: number; message: string };
