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
import type { SegmentRowView } from '../../src-protocol/inspect/segment-rows.ts';
import type { ChunkSizes } from '../../src-protocol/inspect/inspection-options.ts';
import type { DecoderStep } from '../../src-protocol/inspect/decoder-steps.ts';
import type {
  CommandRowView,
  ExportFormat,
  ExportLevel,
  Filtered,
  FilterProgress,
  FilterQuestions,
  Level,
  Marked,
  Sort,
  ValueCount,
} from './filter-questions.ts';
import type { DumpSide } from '../../src-protocol/inspect/dump-reader.ts';
import type { Failure } from '../../src-protocol/inspect/inspection-failures.ts';
import type { ReadingOptions } from '../../src-protocol/inspect/read-as.ts';
import type { StateEntry } from '../../src-protocol/session/state-entry.ts';
import type { FieldNode } from '../../src-protocol/wire/field-tree.ts';
import type { CodedPicture, PicturesAnswer, PicturesAsk } from './pictures.ts';
import type { SoundAnswer, SoundAsk } from './sound.ts';
import type { CodedStream } from './coded-stream.ts';
import type { SessionQuestions } from './session-questions.ts';
import type { TimelineQuestions } from './timeline/timeline-types.ts';

export type {
  ChunkRowView,
  ConnectionSummary,
  DecoderStep,
  Failure,
  MessageRowView,
  SegmentRowView,
};
export type { CodedPicture, CodedStream, PicturesAnswer, SoundAnswer };
export type {
  CommandRowView,
  ExportFormat,
  ExportLevel,
  FilterProgress,
  Level,
  Marked,
  Sort,
  ValueCount,
};

/** Rows that are put in another order, at most: beyond that the order of the capture is the law. */
export const MOST_SORTED = 200_000;

/** One thing that can be opened. A `File` is read by slices and stays where it is. */
export type OneSource =
  | { readonly kind: 'file'; readonly file: File }
  | { readonly kind: 'bytes'; readonly name: string; readonly bytes: Uint8Array };

/** Units in which the worker steps. */
export type StepUnit = 'chunk' | 'message' | 'command' | 'control' | 'segment' | 'problem';
/** Units in which a person steps: fields and notes are in the page already. */
export type Unit = 'field' | 'note' | StepUnit;

/** What of the session a step may lead to, seen from the record it begins at. */
export type Scope =
  'both' | 'direction' | 'chunk-stream' | 'message-stream' | 'transaction' | 'filter';

/** How two records belong together, from the one that was looked at to the other. */
export type HalfKind =
  'reply' | 'request' | 'first-chunk-of-size' | 'chunk-size-set' | 'inherits-from' | 'inherited-by';
/**
 * What can be opened. Of several files the first is read, or two that are the dumps of one connection;
 * of a pair somebody has said that it is one.
 */
export type OpenSource =
  | OneSource
  /** Bytes come later, with `append`, until `finish`. */
  | { readonly kind: 'live'; readonly name: string }
  | { readonly kind: 'several'; readonly files: readonly File[] }
  | { readonly kind: 'pair'; readonly parts: readonly [OneSource, OneSource] };

/** What somebody says a source is, against its bytes. */
export type Reading = Pick<ReadingOptions, 'as' | 'force'>;

/** How a source is to be opened, other than whole and as it is. */
export interface OpenOptions extends Reading, Pick<ReadingOptions, 'resume'> {
  /** Read no further than this many bytes, unpacked ones where the file is packed. */
  readonly firstBytes?: number;
  /** Decode no further once the tables take this many bytes. */
  readonly mostMemory?: number;
  /** Decode only the connection with this number. */
  readonly connection?: number;
  /** Chunk sizes that a person set for connections that began before the capture, by their numbers. */
  readonly chunkSizesOf?: Readonly<Record<number, ChunkSizes>>;
}

/** What kind of record an address names. */
export type RecordKind = 'handshake' | 'segment' | 'chunk' | 'message';

/** One record. `at` is the offset of its first byte in that direction's TCP stream. */
export interface RecordRef {
  readonly connection: number;
  readonly direction: Direction;
  readonly kind: RecordKind;
  readonly at: StreamOffset;
}

/** A comment that somebody wrote into the capture. */
export interface CommentView {
  /** "the file", "an interface", "packet 12". */
  readonly about: string;
  readonly text: string;
  /** The record whose bytes the packet brought, when it brought some. */
  readonly record?: RecordRef;
}

/** What is known of the file as a whole. */
export interface CaptureSummary {
  readonly name: string;
  readonly size: number;
  /** "pcap, little-endian, microseconds", in words. */
  readonly format: string;
  /** Packets, the bytes of one or both sides in files of their own, a text with these, or an FLV file. */
  readonly kind: 'capture' | 'raw' | 'text' | 'flv';
  /** Files that were opened with it and are not read. */
  readonly leftOut: readonly string[];
  /** Whose bytes a raw dump was taken for, and why; empty for captures. */
  readonly sides: readonly DumpSide[];
  /** Comments in the file; those of packets know their record once everything was read. */
  readonly comments: readonly CommentView[];
  /** What was left out or assumed, plain sentences. */
  readonly remarks: readonly string[];
  /** Whether secrets of TLS connections are in the file. */
  readonly hasKeyLog: boolean;
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

/** Everything that was found under one code. */
export interface ProblemGroup {
  readonly code: string;
  readonly severity: Severity;
  /** Those kept as rows; of the most frequent kinds only the first ten thousand are. */
  readonly count: number;
  /** The record of the first. */
  readonly first: RecordRef | undefined;
  /** How many there are in each of the equal columns of the connection's time. */
  readonly bins: readonly number[];
}

/** Which findings a table shows, and in which order where it is not that of the capture. */
export interface FindingChoice {
  /** By a column of the table, such as `severity`. */
  readonly sort?: Sort | undefined;
  /** Codes that are left out. */
  readonly without?: readonly string[];
  /** Only this code. */
  readonly code?: string;
  readonly severities?: readonly Severity[];
}

/** What one TCP segment brought of a direction's stream. */
export interface SegmentPiece {
  /** Number of the packet, from 1. */
  readonly packet: number;
  /** Stretch of the stream, in bytes. */
  readonly start: StreamOffset;
  readonly end: StreamOffset;
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
  /** The first segments that carried it, in stream order; none where there were no packets. */
  readonly segments: readonly SegmentPiece[];
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
  /** Where the bytes lie in the file (upper: stream offset, lower: file offset). */
  readonly places: readonly Piece[];
  /** Chunks that begin in `bytes`: header and payload, relative. */
  readonly chunks: readonly {
    readonly at: number;
    readonly headerLength: number;
    readonly payloadLength: number;
    readonly chunkStreamId: number;
  }[];
}

/** What came of deciphering a capture. */
export interface DecipheredAnswer {
  /** A pcapng file of what the programs wrote; absent when nothing could be read. */
  readonly file?: Blob;
  /** What could not be read and why, a sentence each. */
  readonly problems: readonly string[];
}

/** Every question the page can ask: what goes in, what comes back. */
export interface Questions extends FilterQuestions, SessionQuestions, TimelineQuestions {
  chunks: {
    ask: { connection: number; from: number; count: number } & Filtered;
    answer: { rows: (ChunkRowView & Marked)[]; total: number };
  };
  messages: {
    ask: { connection: number; from: number; count: number } & Filtered;
    answer: { rows: (MessageRowView & Marked)[]; total: number };
  };
  findings: {
    ask: { connection: number; from: number; count: number } & FindingChoice;
    answer: { rows: FindingView[]; total: number };
  };
  /** Findings by code, the gravest first; `bins` is how many columns of time to count in. */
  'problem-groups': { ask: { connection: number; bins: number }; answer: ProblemGroup[] };
  /** TCP segments in capture order, gaps among them. */
  segments: {
    ask: { connection: number; from: number; count: number } & Filtered;
    answer: { rows: (SegmentRowView & Marked)[]; total: number };
  };
  /** The record at, or around, an address; undefined when there is none. `position` is its place in its table. */
  locate: {
    ask: { connection: number; direction: Direction; at: StreamOffset; kind?: RecordKind };
    answer:
      | { record: RecordRef; chunk?: number; message?: number; positionInDirection?: number }
      | undefined;
  };
  /** The next or previous record in a unit and scope; both directions in capture order when there is none. */
  step: {
    ask: {
      from: RecordRef | undefined;
      connection: number;
      unit: StepUnit;
      scope?: Scope;
      /** The record whose direction, chunk stream … the scope means; `from` when left out. */
      anchor?: RecordRef;
      by: 1 | -1;
      /** The filter that the scope `filter` means. */
      filter?: string;
      /** Codes of findings that are no stops for the unit `problem`. */
      without?: readonly string[];
    };
    answer: RecordRef | undefined;
  };
  /** Which of some records a scope leaves, as seen from `anchor`. */
  'in-scope': {
    ask: {
      connection: number;
      records: readonly RecordRef[];
      scope: Scope;
      anchor?: RecordRef;
      filter?: string;
    };
    answer: boolean[];
  };
  /** The record that belongs to this one: the answer to a request, the header that values come from … */
  'other-half': {
    ask: { record: RecordRef };
    answer: { record: RecordRef; kind: HalfKind } | undefined;
  };
  /** Codes of what was found about a record. */
  'findings-at': { ask: { record: RecordRef }; answer: string[] };
  /** The message before, in the same direction, of the same type, message stream and command name. */
  'previous-like': { ask: { record: RecordRef }; answer: RecordRef | undefined };
  /** Up to three other records that have a field or structure with this id, and its path there. */
  examples: {
    ask: { record: RecordRef; id: string };
    answer: { record: RecordRef; path: string }[];
  };
  /** Where a step out of a message leads: its last chunk. */
  'last-chunk': { ask: { record: RecordRef }; answer: RecordRef | undefined };
  /** The record that begins first in a packet of the capture file, or that the packet goes on with. */
  seek: { ask: { connection: number; packet: number }; answer: RecordRef | undefined };
  describe: { ask: { record: RecordRef }; answer: Described | undefined };
  bytes: {
    ask: { connection: number; direction: Direction; start: StreamOffset; end: StreamOffset };
    answer: BytesAnswer;
  };
  /** Coded video for a decoder of pictures, in pieces. */
  pictures: { ask: PicturesAsk; answer: PicturesAnswer };
  /** Coded sound for a decoder, in pieces. */
  sound: { ask: SoundAsk; answer: SoundAnswer };
  state: {
    ask: { record: RecordRef };
    answer: { before: StateEntry[]; after: StateEntry[] } | undefined;
  };
  /** The plain bytes of the TLS connections, with the secrets of a key log or, without one, those in the capture. */
  decipher: { ask: { keyLog: string | undefined }; answer: DecipheredAnswer };
  /** What the decoder did with the chunk that a record is, or begins with. */
  'decoder-steps': {
    ask: { record: RecordRef };
    answer: { record: RecordRef; steps: DecoderStep[] } | undefined;
  };
}

export type Question = keyof Questions;
/** Questions about one connection; the others are about the capture. */
export type ConnectionQuestion = Exclude<Question, 'decipher'>;

/** From the page to the worker. */
export type ToWorker =
  | { type: 'open'; session: number; source: OpenSource; options?: OpenOptions }
  | { type: 'cancel'; session: number }
  /** The page shows the first rows: the rest may be read. */
  | { type: 'shown'; session: number }
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
