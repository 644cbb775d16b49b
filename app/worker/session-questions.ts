/** Questions about a session as a whole: what they ask for, and what comes back. Part of `protocol.ts`. */
import type { Direction } from '../../src-protocol/bytes/units.ts';
import type { Severity } from '../../src-protocol/dictionary/diagnostic.ts';
import type { MessageRowView } from '../../src-protocol/inspect/rows.ts';
import type { SessionEnding } from '../../src-protocol/inspect/session-course.ts';
import type { MediaStreamSummary } from '../../src-protocol/inspect/media-stream.ts';
import type { RoundTrips, SessionOverview } from '../../src-protocol/inspect/session-overview.ts';
import type { StreamForm } from '../../src-protocol/inspect/stream-form.ts';
import type { ChunkSizeCost } from '../../src-protocol/session/chunk-economy.ts';
import type {
  HandshakeLine,
  LadderBracket,
  LadderScale,
} from '../../src-protocol/session/ladder.ts';
import type { RateSeries } from '../../src-protocol/session/rates.ts';
import type { CodedTrack } from './coded-tracks.ts';
import type { FindingView, RecordRef } from './protocol.ts';

export type { CodedTrack };

/** Findings of one kind: how many, and the first in capture order. */
export interface ProblemGroup {
  readonly code: string;
  readonly severity: Severity;
  readonly count: number;
  readonly first: FindingView;
}

/** The cards of the overview. `refs` names the messages that the overview knows by their rows. */
export interface OverviewAnswer extends SessionOverview {
  readonly refs: Readonly<Record<number, RecordRef>>;
  /** The last message before the connection ended, in one line. */
  readonly lastSaid?: string;
  readonly problems: readonly ProblemGroup[];
}

/**
 * Something that happened in a bin of the rates: the first of its kind, of problems the first of the worst, and how
 * many there were.
 */
export interface RateMarker {
  readonly kind: 'chunk size' | 'command' | 'problem';
  /** Seconds since 1970. */
  readonly time: number;
  readonly count: number;
  readonly text: string;
  readonly record: RecordRef;
  /** Of a problem. */
  readonly severity?: Severity;
}

/** Rates and flow control in equal bins. */
export interface RatesAnswer {
  /** Time at which the first bin begins, seconds since 1970. */
  readonly start: number;
  /** Seconds a bin of the rates lasts, and one of flow control. */
  readonly width: number;
  readonly openWidth: number;
  readonly series: readonly RateSeries[];
  /** Most bytes without an Acknowledgement in each bin, by direction. */
  readonly open: readonly [Float64Array, Float64Array];
  readonly markers: readonly RateMarker[];
}

/** A command of the conversation. */
export interface StoryTurn {
  /** Counted from 0. */
  readonly number: number;
  readonly message: MessageRowView;
  readonly record: RecordRef;
  readonly answers?: number;
  readonly answeredBy?: number;
  /** Seconds to the first answer, for what was answered. */
  readonly roundTrip?: number;
}

/** A line of the ladder as it is drawn; `index` is its place among all lines, empty ones included. */
export type LadderRow = {
  readonly index: number;
  /** Seconds since 1970. */
  readonly time: number;
} & (
  | { readonly kind: 'handshake'; readonly packet: HandshakeLine; readonly record: RecordRef }
  | {
      readonly kind: 'message';
      readonly message: MessageRowView;
      readonly record: RecordRef;
      /** Part of a run that is unfolded. */
      readonly inRun: boolean;
      /** Seconds from the command that this one answers first. */
      readonly roundTrip?: number;
    }
  | {
      readonly kind: 'run';
      readonly direction: Direction;
      readonly record: RecordRef;
      /** Row of its first message: its name when it is to be unfolded. */
      readonly first: number;
      readonly count: number;
      readonly audio: number;
      readonly video: number;
      readonly bytes: number;
      readonly until: number;
      readonly open: boolean;
      /** Empty lines behind it over which it lasts. */
      readonly lasts: number;
    }
  | { readonly kind: 'idle'; readonly until: number }
  /** The last line: who ended the connection. */
  | { readonly kind: 'ending'; readonly ending: SessionEnding }
);

/** A window of the ladder. */
export interface LadderAnswer {
  readonly total: number;
  readonly rows: readonly LadderRow[];
  /** Nearest lines before and behind the window that are not empty. */
  readonly before?: number;
  readonly after?: number;
  readonly brackets: readonly LadderBracket[];
  /** Seconds a line stands for, with the scale `true`. */
  readonly unit?: number;
  readonly roundTrips: RoundTrips;
}

/** Which ladder is meant: its scale, and the runs that are unfolded, by their first rows. */
export interface LadderAsk {
  connection: number;
  scale: LadderScale;
  open: number[];
}

/** A stream that can be saved. */
export interface SavableStream extends MediaStreamSummary {
  /** The codecs of its default tracks, as people say them. */
  readonly codecs: readonly string[];
  readonly forms: readonly StreamForm[];
}

/** The questions. Those that need every row are answered when every row that is there has been looked at. */
export interface SessionQuestions {
  overview: { ask: { connection: number }; answer: OverviewAnswer | undefined };
  /** The tracks of audio and video that can be played. */
  tracks: { ask: { connection: number }; answer: readonly CodedTrack[] };
  /** The streams that can be saved as files. */
  streams: { ask: { connection: number }; answer: readonly SavableStream[] };
  /**
   * A piece of a stream as a file. `from` is 0, then `next`, until `done`; in script data stars stand in place of the texts of
   * `hide`. Undefined when another file was begun meanwhile.
   */
  saveStream: {
    ask: {
      connection: number;
      direction: Direction;
      messageStreamId: number;
      form: StreamForm;
      from: number;
      hide: readonly string[];
    };
    answer:
      | {
          bytes: Uint8Array;
          next: number;
          /** Messages in the file so far; none at the end means that there is no file. */
          written: number;
          done: boolean;
          /** At the end: what was left out, or is other than it was, a sentence each. */
          remarks: readonly string[];
        }
      | undefined;
  };
  rates: {
    ask: { connection: number; bins: number; shortest: number };
    answer: RatesAnswer | undefined;
  };
  /** What both directions would cost with another chunk size. */
  chunkCost: {
    ask: { connection: number; chunkSize: number };
    answer: readonly [ChunkSizeCost, ChunkSizeCost] | undefined;
  };
  story: {
    ask: { connection: number; from: number; count: number };
    answer: { turns: readonly StoryTurn[]; total: number };
  };
  ladder: { ask: LadderAsk & { from: number; count: number }; answer: LadderAnswer };
  /** The line of a record: its own, or that of the run it is folded into. */
  ladderPlace: { ask: LadderAsk & { record: RecordRef }; answer: number | undefined };
}
