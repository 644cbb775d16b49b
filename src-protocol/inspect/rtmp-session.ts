import type { Direction, StreamOffset } from '../bytes/units.ts';
import { ChunkTable, type ChunkRow, chunkStreamIdOf, raiseSeverity } from '../chunk/chunk-table.ts';
import type { Diagnostic } from '../dictionary/diagnostic.ts';
import { C2_EARLY } from '../handshake/diagnostics.ts';
import { HANDSHAKE_PLACES } from '../handshake/handshake-packet.ts';
import { HANDSHAKE_BYTES, HandshakeReader } from '../handshake/handshake-reader.ts';
import { isEncryptedVersion } from '../handshake/version-packet.ts';
import { handshakeVerdict, type HandshakeVerdict } from '../handshake/handshake-verdict.ts';
import {
  FINISHED,
  MESSAGE_COLUMNS,
  type MessageRow,
  STREAM_ID_UNCERTAIN,
} from '../message/message-table.ts';
import type { AggregateMessage } from '../message/aggregate.ts';
import { MEDIA_HEAD } from '../message/gathering.ts';
import { type MessageEvent, MessageReader, type MessageTables } from '../message/message-reader.ts';
import { AGGREGATE, isCommand } from '../message/message-types.ts';
import { CommandLedger, payloadSummary } from '../session/command-ledger.ts';
import { audioSummary, videoSummary } from '../media/media-summary.ts';
import { checkMessage } from '../session/message-rules.ts';
import { ControlLedger } from '../session/control-ledger.ts';
import { Effects, EFFECTS } from '../session/effect-table.ts';
import { Findings, SEVERITY_RANK } from '../session/finding-table.ts';
import { StreamRules } from '../session/stream-rules.ts';
import { initialState, type SessionState } from '../session/session-state.ts';
import { StateReplay } from '../session/state-replay.ts';
import { NO_ROW } from '../table/column.ts';
import { Strings } from '../table/strings.ts';
import { Table } from '../table/table.ts';
import type { SegmentTable } from '../tcp/segment-table.ts';
import { ChunkSegments } from './chunk-segments.ts';
import type { ChunkSizes } from './inspection-options.ts';
import { AggregateParts } from './aggregate-parts.ts';
import { FlvReader } from './flv-reader.ts';
import { NalLengthSizes } from './nal-length-sizes.ts';
import { resumedState, resumedStreams, type Resumption } from './resumption.ts';
import { RowIndex } from './row-index.ts';

/** The direction whose bytes are there, and where they begin. */
interface ResumedDirection {
  readonly direction: Direction;
  readonly from: Resumption;
}

/**
 * One RTMP session decoded: both directions' handshakes and chunk streams, in tables. It is fed with
 * each direction's bytes in order and keeps offsets and numbers, no payload.
 */
export class RtmpSession {
  readonly chunks = new ChunkTable();
  readonly messages = new Table(MESSAGE_COLUMNS);
  readonly effects = new Effects();
  readonly strings = new Strings();
  readonly ledger: CommandLedger;
  /** Rows of each direction, in stream order. */
  readonly chunkRows: readonly [RowIndex, RowIndex] = [new RowIndex(), new RowIndex()];
  /** Rows of each direction: messages in the order of their first chunks, parts of Aggregates behind these. */
  readonly messageRows: readonly [RowIndex, RowIndex] = [new RowIndex(), new RowIndex()];
  /** The segments that carried chunks. */
  readonly chunkSegments: ChunkSegments;
  /** Which messages came inside an Aggregate. */
  readonly parts: AggregateParts;
  /** What frames of video depend on, from sequence headers before them. */
  readonly nalLengthSizes = new NalLengthSizes();
  /** The session's state before and after any chunk. */
  readonly state: StateReplay;
  readonly midstream: boolean;
  /** What messages are cut into: the chunks of RTMP, or the tags of an FLV file. */
  readonly framing: 'chunks' | 'flv';

  readonly #findings = new Findings();
  /** The handshake's digests are computed only for those who look: a capture is listed faster without. */
  #unjudged = false;
  /** The server's version, once it is known: asked for with every segment. */
  #version: number | undefined;
  readonly #chunkSizes: ChunkSizes;
  readonly #resumed: ResumedDirection | undefined;
  readonly #control: ControlLedger;
  readonly #streamRules = new StreamRules();
  readonly #segments: readonly [SegmentTable, SegmentTable];
  readonly #handshakes: readonly [HandshakeReader, HandshakeReader];
  readonly #readers: readonly [MessageReader, MessageReader];
  #flv: FlvReader | undefined;
  #verdict: HandshakeVerdict | undefined;
  #verdictAt = -1;

  constructor(
    segments: readonly [SegmentTable, SegmentTable],
    midstream: boolean,
    chunkSizes: ChunkSizes = [undefined, undefined],
    framing: 'chunks' | 'flv' = 'chunks',
    resumed?: ResumedDirection,
  ) {
    this.#resumed = resumed;
    this.framing = framing;
    this.#segments = segments;
    this.chunkSegments = new ChunkSegments(this.chunks, segments);
    this.midstream = midstream;
    this.#chunkSizes = midstream ? chunkSizes : [undefined, undefined];
    this.ledger = new CommandLedger(this);
    this.#control = new ControlLedger(this, this.noteMessage);
    this.parts = new AggregateParts(this);
    this.state = new StateReplay(
      this.chunks,
      this.messages,
      this.effects,
      this.strings,
      resumed ? resumedState(resumed.from, resumed.direction) : this.#stateAtBegin(),
    );
    this.#handshakes = [new HandshakeReader(), new HandshakeReader()];
    this.#readers = [this.#reader(0), this.#reader(1)];
    if (framing === 'flv') this.#flv = this.#flvReader();
  }

  /** Bytes of `direction`, in stream order. */
  data(direction: Direction, bytes: Uint8Array, start: number, end: number): void {
    if (this.#flv) {
      this.#flv.push(bytes, start, end);
      return;
    }
    const handshake = this.#handshakes[direction];
    let at = start;
    if (!this.midstream && !handshake.done) at += handshake.push(bytes, start, end);
    // RTMPE: what follows the handshake is enciphered, so there are no chunks to read.
    if (at < end && !this.encrypted) this.#readers[direction].chunks.push(bytes, at, end);
  }

  /** `length` bytes of `direction` are missing in the capture. */
  gap(direction: Direction, length: number): void {
    const handshake = this.#handshakes[direction];
    let left = length;
    if (!this.midstream) left -= handshake.skip(length);
    if (left > 0 && !this.encrypted) this.#readers[direction].chunks.gap(left);
  }

  /** Nothing more will come in either direction. */
  end(): void {
    for (const handshake of this.#handshakes) handshake.end();
    for (const reader of this.#readers) reader.end();
    this.#flv?.end();
    const marks = this.messages.column.marks;
    for (let row = 0; row < this.messages.length; row++) marks.set(row, marks.get(row) | FINISHED);
    this.#unjudged = !this.midstream;
  }

  /** What was found wrong or worth knowing; what the handshake has to say is added when this is first asked after the end. */
  get findings(): Findings {
    if (!this.#unjudged) return this.#findings;
    this.#unjudged = false;
    for (const { packet, diagnostic } of this.handshake.remarks) {
      const place = HANDSHAKE_PLACES[packet];
      this.#note(place.direction, diagnostic, place.offset, NO_ROW, NO_ROW);
    }
    const { C2, S2 } = HANDSHAKE_PLACES;
    // Where there are no times, nothing is earlier.
    if (this.#timeOf(C2.direction, C2.offset) < this.#timeOf(S2.direction, S2.offset - 1))
      this.#note(C2.direction, C2_EARLY, C2.offset, NO_ROW, NO_ROW);
    return this.#findings;
  }

  /** When the byte at `offset` came, seconds since 1970; NaN when it did not. */
  #timeOf(direction: Direction, offset: StreamOffset): number {
    const segments = this.#segments[direction];
    const row = segments.find(offset);
    return row < 0 ? NaN : segments.column.time.get(row);
  }

  /** Whether what follows the handshake is enciphered (RTMPE). The server's version decides, when it was seen. */
  get encrypted(): boolean {
    if (this.#version === undefined) {
      const server = this.#handshakes[1].version;
      this.#version = server;
      return isEncryptedVersion(server ?? this.#handshakes[0].version);
    }
    return isEncryptedVersion(this.#version);
  }

  /** What the handshake turned out to be. Computed when asked, since digests take time. */
  get handshake(): HandshakeVerdict {
    const seen = this.#handshakes[0].received + this.#handshakes[1].received;
    if (!this.#verdict || this.#verdictAt !== seen) {
      this.#verdict = handshakeVerdict(this.#handshakes[0], this.#handshakes[1]);
      this.#verdictAt = seen;
    }
    return this.#verdict;
  }

  /** The handshake as it was read in one direction. */
  handshakeOf(direction: Direction): HandshakeReader {
    return this.#handshakes[direction];
  }

  /** Offset at which chunks begin in `direction`. */
  chunksBegin(): StreamOffset {
    return this.midstream ? 0 : HANDSHAKE_BYTES;
  }

  /** The chunk size in force at the end of what was read. */
  chunkSize(direction: Direction): number {
    return this.#readers[direction].chunks.chunkSize;
  }

  /** Offset of a chunk's first byte. */
  readonly offsetOf = (chunk: ChunkRow): StreamOffset => this.chunks.column.offset.get(chunk);

  /** Offset of a message's first byte: of its first chunk's header, or of a part's own. */
  readonly messageOffsetOf = (message: MessageRow): StreamOffset =>
    this.parts.find(message)?.offset ?? this.offsetOf(this.messages.column.firstChunk.get(message));

  /** Messages of `direction` on the wire: parts of Aggregates do not count. */
  messageCount(direction: Direction): number {
    return this.messageRows[direction].length - this.parts.counts[direction];
  }

  /** Adds a finding about a message. */
  readonly noteMessage = (
    diagnostic: Diagnostic,
    message: MessageRow,
    direction: Direction,
  ): void => {
    const chunk = this.messages.column.firstChunk.get(message);
    this.#note(direction, diagnostic, this.offsetOf(chunk), chunk, message);
  };

  /** Adds a finding about a byte, from the layers below. */
  noteByte(direction: Direction, diagnostic: Diagnostic, at: StreamOffset): void {
    this.#note(direction, diagnostic, at, NO_ROW, NO_ROW);
  }

  #reader(direction: Direction): MessageReader {
    const from = this.#resumed?.direction === direction ? this.#resumed.from : undefined;
    return new MessageReader(
      direction,
      from?.at ?? (this.midstream ? 0 : HANDSHAKE_BYTES),
      {
        midstream: this.midstream,
        chunkSize: from?.chunkSize ?? this.#chunkSizes[direction],
        ...(from && { streams: resumedStreams(from, direction) }),
      },
      this.#tables(direction),
      this.#onMessage,
      (diagnostic, at, chunk, message) => this.#note(direction, diagnostic, at, chunk, message),
    );
  }

  /** The state before the first chunk, with the chunk sizes that somebody said hold there. */
  #stateAtBegin(): SessionState {
    const state = initialState();
    for (const [direction, value] of this.#chunkSizes.entries())
      if (value !== undefined)
        state.directions[direction as Direction].chunkSize = { value, assumed: 'given' };
    return state;
  }

  #tables(direction: Direction): MessageTables {
    return {
      chunks: this.chunks,
      messages: this.messages,
      chunkRows: this.chunkRows[direction],
      messageRows: this.messageRows[direction],
      sizeInferred: (size, row, message) =>
        this.effects.add(EFFECTS.chunkSizeInferred, row, message, size),
    };
  }

  /** A tag is a segment of its own, so that its time is that of its row. */
  #flvReader(): FlvReader {
    const [segments] = this.#segments;
    return new FlvReader(
      this.#tables(0),
      this.#onTag,
      (diagnostic, at, row) =>
        this.#note(0, diagnostic, at, this.messages.column.firstChunk.get(row), row),
      // A file that is no capture has one space: where a tag stands in it is where it is read from.
      (at, length, timestamp) => segments.append(at, Number(at), length, 0, timestamp / 1000),
    );
  }

  /** What checks the commands and chunk streams of a session has nothing to say about a file. */
  readonly #onTag = (tag: MessageEvent): void => {
    const { row, messageTypeId, body, length } = tag;
    const text =
      this.#mediaSummary(tag, messageTypeId, body, length) ?? payloadSummary(messageTypeId, body);
    this.messages.column.summary.set(row, this.strings.intern(text ?? ''));
  };

  readonly #onMessage = (event: MessageEvent): void => {
    const summary = this.#summary(event);
    this.messages.column.summary.set(event.row, this.strings.intern(summary));
    // Nothing can be said of bytes from the middle of a message.
    if (event.headless) return;
    checkMessage(event, this.#chunkStreamIdOf(event.row), this.noteMessage);
    const command = isCommand(event.messageTypeId)
      ? this.ledger.commandOf(event.row)?.name
      : undefined;
    // A message stream that began before the capture is not known, and not wrong.
    const known = (this.messages.column.marks.get(event.row) & STREAM_ID_UNCERTAIN) === 0;
    if (known) this.#streamRules.check(event, command, this.noteMessage);
    if (event.messageTypeId === AGGREGATE)
      this.parts.add(event, (part) => this.#partSummary(event, part), this.noteMessage);
  };

  #summary(event: MessageEvent): string {
    // Bytes from the middle of a message would be taken for its beginning.
    if (event.headless) return '';
    return (
      this.#mediaSummary(event, event.messageTypeId, event.body, event.length) ??
      this.#control.message(event) ??
      this.ledger.message(event) ??
      ''
    );
  }

  /** The line of audio or video whose body begins with `head`; undefined for anything else. */
  #mediaSummary(
    { row, direction, messageStreamId }: MessageEvent,
    messageTypeId: number,
    head: Uint8Array,
    length: number,
  ): string | undefined {
    if (messageTypeId === 8) return audioSummary(head, length);
    if (messageTypeId !== 9) return undefined;
    this.nalLengthSizes.video(row, direction, messageStreamId, head);
    return videoSummary(head, length);
  }

  /** A part is told in a line like any message, but does nothing to the session. */
  #partSummary(event: MessageEvent, { messageTypeId, data, length }: AggregateMessage): number {
    const text =
      this.#mediaSummary(event, messageTypeId, data.subarray(0, MEDIA_HEAD), length) ??
      payloadSummary(messageTypeId, data);
    return this.strings.intern(text ?? '');
  }

  #chunkStreamIdOf(message: MessageRow): number {
    return chunkStreamIdOf(
      this.chunks.column.header.get(this.messages.column.firstChunk.get(message)),
    );
  }

  #note(
    direction: Direction,
    diagnostic: Diagnostic,
    at: StreamOffset,
    chunk: ChunkRow,
    message: MessageRow,
  ): void {
    const segments = this.#segments[direction];
    const found = segments.find(at);
    // Bytes that are missing have no segment: what came last before them is the nearest thing to a time.
    const segment = found >= 0 ? found : Math.max(0, segments.firstAfter(at) - 1);
    this.#findings.add(diagnostic, direction, at, segment, chunk, message);
    if (chunk === NO_ROW) return;
    const header = this.chunks.column.header;
    header.set(chunk, raiseSeverity(header.get(chunk), SEVERITY_RANK[diagnostic.severity]));
  }
}
