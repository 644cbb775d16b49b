import type { StreamOffset } from '../bytes/units.ts';
import { packHeader } from '../chunk/chunk-table.ts';
import type { Diagnostic } from '../dictionary/diagnostic.ts';
import { FLV_HEADER, flvHeader } from '../media/flv-header.ts';
import {
  FLV_BACK_POINTER,
  FLV_BACK_POINTER_BYTES,
  FLV_CUT,
  FLV_STREAM_ID,
  FLV_TAG_HEADER,
  FLV_TAG_TYPE,
  flvTagHeader,
  type FlvTagHeader,
  isTagType,
} from '../media/flv-tag.ts';
import { MEDIA_HEAD } from '../message/gathering.ts';
import {
  LONGEST_GATHERED,
  type MessageEvent,
  type MessageSink,
  type MessageTables,
} from '../message/message-reader.ts';
import { COMPLETE, FINISHED } from '../message/message-table.ts';
import { isMedia } from '../message/message-types.ts';
import { NO_ROW } from '../table/column.ts';
import { WireReader } from '../wire/wire-reader.ts';

/** The tag that is under way. */
interface Tag {
  readonly at: StreamOffset;
  readonly header: FlvTagHeader;
  readonly row: number;
  readonly gathered: Uint8Array;
  /** Bytes of data so far. */
  received: number;
}

/**
 * Reads the tags of an FLV file (FLV 10.1, Annex E.2 and E.3) into the tables of a session: a tag is
 * one message of one chunk, whose header is the tag's. There are no chunk streams in a file; the type
 * of the tag stands in place of an ID, which keeps sound, picture and data apart.
 */
export class FlvReader {
  readonly #tables: MessageTables;
  readonly #sink: MessageSink;
  readonly #note: (diagnostic: Diagnostic, at: StreamOffset, row: number) => void;
  readonly #onTag: (at: StreamOffset, length: number, timestamp: number) => void;
  readonly #wire = new WireReader();
  /** A header, of the file or of a tag, or a back pointer, as far as it has come. */
  #scratch = new Uint8Array(FLV_TAG_HEADER);
  #filled = 0;
  #awaits: 'file' | 'header' | 'data' | 'size' | 'nothing' = 'file';
  #skip = 0;
  #at: StreamOffset = 0;
  #tag: Tag | undefined;

  constructor(
    tables: MessageTables,
    sink: MessageSink,
    note: (diagnostic: Diagnostic, at: StreamOffset, row: number) => void,
    onTag: (at: StreamOffset, length: number, timestamp: number) => void,
  ) {
    this.#tables = tables;
    this.#sink = sink;
    this.#note = note;
    this.#onTag = onTag;
  }

  push(bytes: Uint8Array, start: number, end: number): void {
    for (let at = start; at < end;) {
      const used = this.#take(bytes, at, end);
      at += used;
      this.#at += used;
    }
  }

  end(): void {
    const tag = this.#tag;
    this.#tag = undefined;
    if (!tag) return;
    this.#note(FLV_CUT, tag.at, tag.row);
    this.#finish(tag, false);
  }

  #take(bytes: Uint8Array, at: number, end: number): number {
    if (this.#awaits === 'nothing') return end - at;
    if (this.#skip > 0) {
      const skipped = Math.min(this.#skip, end - at);
      this.#skip -= skipped;
      return skipped;
    }
    if (this.#awaits === 'data') return this.#data(bytes, at, end);
    const wanted = { file: FLV_HEADER, header: FLV_TAG_HEADER, size: FLV_BACK_POINTER_BYTES }[
      this.#awaits
    ];
    const used = Math.min(wanted - this.#filled, end - at);
    this.#scratch.set(bytes.subarray(at, at + used), this.#filled);
    this.#filled += used;
    if (this.#filled < wanted) return used;
    this.#filled = 0;
    const after = this.#at + used;
    if (this.#awaits === 'header') this.#header(after - FLV_TAG_HEADER);
    else if (this.#awaits === 'size') this.#size();
    else {
      // The header says how long it is; behind it stands the size of a tag before the first, 0.
      this.#wire.start(this.#scratch, 0, FLV_HEADER);
      const { dataOffset } = flvHeader(this.#wire);
      this.#skip = Math.max(0, dataOffset - FLV_HEADER) + FLV_BACK_POINTER_BYTES;
      this.#awaits = 'header';
    }
    return used;
  }

  #header(at: StreamOffset): void {
    this.#wire.start(this.#scratch, 0, FLV_TAG_HEADER);
    const header = flvTagHeader(this.#wire);
    const { tagType, dataSize, timestamp, streamId } = header;
    this.#onTag(at, FLV_TAG_HEADER + dataSize + FLV_BACK_POINTER_BYTES, timestamp);
    const { chunks, messages } = this.#tables;
    const row = messages.length;
    const chunk = chunks.push({
      offset: at,
      header: packHeader(tagType, 0, FLV_TAG_HEADER, 0, false, true, 0),
      payloadLength: dataSize,
      messageOffset: 0,
      message: row,
      previousOnStream: NO_ROW,
    });
    messages.push({
      firstChunk: chunk,
      lastChunk: chunk,
      timestamp,
      timestampDelta: timestamp,
      messageTypeId: tagType,
      messageStreamId: streamId,
      length: dataSize,
      received: 0,
      chunks: 1,
      summary: 0,
      marks: 0,
    });
    this.#tables.chunkRows.push(chunk);
    this.#tables.messageRows.push(row);
    const kept = Math.min(dataSize, isMedia(tagType) ? MEDIA_HEAD : LONGEST_GATHERED);
    this.#tag = { at, header, row, gathered: new Uint8Array(kept), received: 0 };
    if (streamId !== 0) this.#note(FLV_STREAM_ID, at, row);
    if (!isTagType(tagType)) {
      this.#note(FLV_TAG_TYPE, at, row);
      // A length of something that is no tag leads nowhere.
      this.#awaits = 'nothing';
      this.#finish(this.#tag, false);
      this.#tag = undefined;
    } else this.#awaits = dataSize > 0 ? 'data' : 'size';
  }

  #data(bytes: Uint8Array, at: number, end: number): number {
    const tag = this.#tag!;
    const used = Math.min(tag.header.dataSize - tag.received, end - at);
    const room = tag.gathered.length - tag.received;
    if (room > 0) tag.gathered.set(bytes.subarray(at, at + Math.min(used, room)), tag.received);
    tag.received += used;
    if (tag.received === tag.header.dataSize) this.#awaits = 'size';
    return used;
  }

  #size(): void {
    const tag = this.#tag!;
    this.#tag = undefined;
    if (this.#number(0) !== FLV_TAG_HEADER + tag.header.dataSize)
      this.#note(FLV_BACK_POINTER, tag.at, tag.row);
    this.#finish(tag, true);
    this.#awaits = 'header';
  }

  #finish(tag: Tag, complete: boolean): void {
    const { received, marks } = this.#tables.messages.column;
    received.set(tag.row, tag.received);
    marks.set(tag.row, complete ? COMPLETE | FINISHED : FINISHED);
    const event: MessageEvent = {
      row: tag.row,
      direction: 0,
      messageTypeId: tag.header.tagType,
      messageStreamId: tag.header.streamId,
      timestamp: tag.header.timestamp,
      length: tag.header.dataSize,
      body: tag.gathered.subarray(0, Math.min(tag.gathered.length, tag.received)),
      complete,
      damaged: false,
      headless: false,
    };
    this.#sink(event);
  }

  #number(at: number): number {
    return new DataView(this.#scratch.buffer).getUint32(at);
  }
}
