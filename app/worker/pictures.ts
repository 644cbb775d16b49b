import { type CodedVideo, codedVideo } from '../../src-protocol/media/coded-video.ts';
import { COMPLETE, FINISHED, type MessageRow } from '../../src-protocol/message/message-table.ts';
import {
  type CodedStream,
  configurationBefore,
  isOf,
  laidOut,
  mayBe,
  search,
  streamNear,
  wholePayload,
} from './coded-stream.ts';
import type { View } from './view.ts';

const VIDEO = 9;
/** Pictures, bytes and messages of one answer; one picture may be larger. */
const MOST_PICTURES = 60;
const MOST_BYTES = 2 * 1024 * 1024;
const MOST_ROWS = 2000;

/** A coded picture; its bytes are `[start, end)` of the answer's. */
export interface CodedPicture {
  /** When it is shown: its message's timestamp and the composition time, milliseconds. The timestamp wraps at 2³². */
  readonly shown: number;
  readonly isKey: boolean;
  readonly start: number;
  readonly end: number;
}

/** Coded pictures of a connection, in the order in which they are decoded. */
export interface PicturesAnswer {
  /** Undefined where no video message has come. */
  readonly stream?: CodedStream;
  /** The codec as people say it, `AVC`. */
  readonly name?: string;
  /** As browsers name it. Set, with `description`, where the decoder is to be set up before the first picture. */
  readonly codec?: string;
  /** The configuration record; empty where there is none or nothing is to be set up. */
  readonly description: Uint8Array;
  readonly pictures: readonly CodedPicture[];
  readonly bytes: Uint8Array;
  /** Message row to ask from next. */
  readonly next: MessageRow;
  /** What has to come before anything can be shown. */
  readonly missing?: 'video' | 'sequence header' | 'key frame';
}

export interface PicturesAsk {
  readonly connection: number;
  readonly from: MessageRow;
  /** Begin at the last key frame at or before `from`, or the first one after it, with the decoder set up for it. */
  readonly seek?: true;
  /** The stream that was begun with, or is to be; without one that of the nearest video, its default track. */
  readonly stream?: CodedStream;
}

export const NO_PICTURES: PicturesAnswer = {
  description: new Uint8Array(0),
  pictures: [],
  bytes: new Uint8Array(0),
  next: 0,
  missing: 'video',
};

/** Pictures from a message on; with `seek` from where a decoder can begin. */
export function pictures(view: View, { from, seek, stream }: PicturesAsk): PicturesAnswer {
  const { length } = view.session.messages;
  const row = Math.max(0, Math.min(Math.floor(from), length));
  if (!seek) return stream ? forward(view, stream, row) : NO_PICTURES;
  const of = stream ?? streamNear(view, VIDEO, row);
  if (!of) return { ...NO_PICTURES, next: row };
  const key = keyNear(view, of, row);
  if (key === undefined) return { ...NO_PICTURES, stream: of, next: row, missing: 'key frame' };
  const first = codedAt(view, of, key);
  const setup =
    first?.codec === undefined ? configurationBefore(view, VIDEO, of, key, codedAt) : undefined;
  if (first?.codec === undefined && !setup)
    return {
      ...NO_PICTURES,
      stream: of,
      next: row,
      missing: 'sequence header',
      ...(first && { name: first.name }),
    };
  const answer = forward(view, of, key);
  return setup
    ? {
        ...answer,
        name: setup.name,
        ...(setup.codec !== undefined && { codec: setup.codec }),
        description: setup.bytes.slice(),
      }
    : answer;
}

/** What comes from `row` on, up to a new sequence header, the bounds of an answer, or a message that is under way. */
function forward(view: View, stream: CodedStream, row: MessageRow): PicturesAnswer {
  const { column, length } = view.session.messages;
  const found: { shown: number; isKey: boolean; bytes: Uint8Array }[] = [];
  const last = Math.min(length, row + MOST_ROWS);
  let size = 0;
  let setup: CodedVideo | undefined;
  let name: string | undefined;
  let next = row;
  for (; next < last && found.length < MOST_PICTURES && size < MOST_BYTES; next++) {
    if (!isOf(view, VIDEO, stream, next)) continue;
    const marks = column.marks.get(next);
    if ((marks & (FINISHED | COMPLETE)) === 0) break;
    const coded = codedAt(view, stream, next);
    if (!coded) continue;
    if (coded.kind === 'configuration') {
      if (found.length > 0) break;
      setup = coded;
    } else {
      name = coded.name;
      if (coded.codec !== undefined && coded.isKey && found.length === 0) setup = coded;
      const shown = column.timestamp.get(next) + coded.compositionTime;
      found.push({ shown, isKey: coded.isKey, bytes: coded.bytes });
      size += coded.bytes.length;
    }
  }
  const { bytes, frames } = laidOut(found);
  return {
    stream,
    next,
    pictures: frames,
    bytes,
    ...(name !== undefined && { name }),
    ...(setup && { name: setup.name }),
    ...(setup?.codec !== undefined && { codec: setup.codec }),
    description: setup?.kind === 'configuration' ? setup.bytes.slice() : new Uint8Array(0),
  };
}

function keyNear(view: View, stream: CodedStream, row: MessageRow): MessageRow | undefined {
  return search(view, row, (one) => {
    if (!isOf(view, VIDEO, stream, one) || !mayBe(view, one, /key frame|ModEx/)) return false;
    const coded = codedAt(view, stream, one);
    return coded?.kind === 'frame' && coded.isKey;
  });
}

function codedAt(view: View, stream: CodedStream, row: MessageRow): CodedVideo | undefined {
  const payload = wholePayload(view, row);
  return payload && codedVideo(payload, stream.trackId);
}
