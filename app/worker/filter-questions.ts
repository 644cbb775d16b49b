import type { Address } from '../../src-protocol/bytes/address.ts';
import type { FileOffset } from '../../src-protocol/bytes/units.ts';
import type { FilterProblem } from '../../src-protocol/filter/problem.ts';
import type { ChunkRowView, MessageRowView } from '../../src-protocol/inspect/rows.ts';
import type { RecordRef } from './protocol.ts';

/** The tables a filter can go through: a row is a segment, a chunk, a message, or a message that is a command. */
export type Level = 'segments' | 'chunks' | 'messages' | 'commands';

/** How far a filter has come. Asked again it goes on: each question is answered within some milliseconds. */
export interface FilterProgress {
  /** What is wrong with the filter; everything else is 0 then. */
  readonly problem?: FilterProblem;
  /** Rows that match, of those looked at. */
  readonly hits: number;
  readonly looked: number;
  readonly total: number;
  /** Every row there is now has been looked at. */
  readonly done: boolean;
}

/** An order of rows other than that of the capture: by a field of filters, such as `len`. Rows without it come last. */
export interface Sort {
  readonly by: string;
  readonly descending?: boolean;
}

/** A window of rows may be asked for through a filter, or with marks for one. */
export interface Filtered {
  /** Only rows that match; as many as are known, which `filter` brings forward. */
  readonly filter?: string;
  /** All rows, each told whether it matches. */
  readonly mark?: string;
  /** In another order, where there are no more than `MOST_SORTED`. */
  readonly sort?: Sort;
}

/** Set in rows that were asked for with `mark`. */
export interface Marked {
  readonly hit?: boolean;
}

/** A command, and the other half of the call. */
export interface CommandRowView extends MessageRowView {
  /** The call that this answers, or the answer to this call; `after` is the time between, in seconds. */
  readonly other?: {
    readonly is: 'answer' | 'call';
    readonly address: Address;
    readonly name: string;
    readonly after: number;
  };
}

/** Comma-separated values with a line of names, or a JSON object in each line, as the command line prints it. */
export type ExportFormat = 'csv' | 'ndjson';

/** Tables whose rows can be saved. */
export type ExportLevel = 'segments' | 'chunks' | 'messages';

/** A value of a field, as a filter writes it, and how many rows have it. */
export interface ValueCount {
  readonly value: string;
  readonly rows: number;
}

/** What the page asks about filters and the tables they go through. */
export interface FilterQuestions {
  /** Brings a filter forward. The empty filter at the level of commands finds the commands. */
  filter: { ask: { connection: number; level: Level; filter: string }; answer: FilterProgress };
  /** Commands of the connection, in the order in which they begin. */
  commands: {
    ask: { connection: number; from: number; count: number } & Filtered;
    answer: { rows: (CommandRowView & Marked)[]; total: number };
  };
  /** Rows that match, from the hit with this number on, as lines of a file; `next` is the first hit that is not in it. */
  exportRows: {
    ask: {
      connection: number;
      level: ExportLevel;
      filter: string;
      from: number;
      format: ExportFormat;
      /** Texts in whose place `instead` stands in the file. */
      hide: readonly string[];
      instead: string;
    };
    answer: { text: string; next: number; total: number };
  };
  /**
   * A piece of a pcapng file with the packets that carry chunks that match. `from` is 0, then `next`, until `done`;
   * `filter` at the level of segments must have come to its end.
   */
  slicePackets: {
    ask: { connection: number; filter: string; from: FileOffset; hide: readonly string[] };
    answer: {
      bytes: Uint8Array;
      next: FileOffset;
      /** In the file so far. */
      packets: number;
      done: boolean;
      /** There is no file, since it would have had one of the texts of `hide`. */
      hidden?: true;
    };
  };
  /** The next (1) or previous (-1) row that matches, of those looked at; `place` counts hits from 0. */
  filterStep: {
    ask: {
      connection: number;
      level: Level;
      filter: string;
      from: RecordRef | undefined;
      by: 1 | -1;
    };
    answer: { record: RecordRef; place: number; hits: number } | undefined;
  };
  /** Where a record stands in a table, through a filter if one is given; undefined when it is not in it. */
  place: {
    ask: { connection: number; level: Level; record: RecordRef; filter?: string; sort?: Sort };
    answer: number | undefined;
  };
  /** The most frequent values of a field (`type`, `amf.code`). Asked again it goes on counting. */
  values: {
    ask: { connection: number; level: Level; field: string; filter?: string };
    answer: { values: readonly ValueCount[]; looked: number; total: number; done: boolean };
  };
  /** What a scrollbar shows of the rows behind it: worst problem (0 to 3) and hits, in equal parts. */
  gutter: {
    ask: { connection: number; level: Level; parts: number } & Filtered;
    answer: { problems: Uint8Array; hits: Uint8Array };
  };
  /** The chunks of a message, by its row. */
  messageChunks: {
    ask: { connection: number; message: number };
    answer: { rows: ChunkRowView[]; total: number };
  };
}
