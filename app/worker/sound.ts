import {
  type CodedAudio,
  codedAudio,
  type SoundSetUp,
} from '../../src-protocol/media/coded-audio.ts';
import { COMPLETE, FINISHED, type MessageRow } from '../../src-protocol/message/message-table.ts';
import {
  type CodedStream,
  configurationBefore,
  isOf,
  laidOut,
  search,
  streamNear,
  wholePayload,
} from './coded-stream.ts';
import type { View } from './view.ts';

const AUDIO = 8;
/** Frames, bytes and messages of one answer; one frame may be larger. */
const MOST_FRAMES = 100;
const MOST_BYTES = 512 * 1024;
const MOST_ROWS = 2000;
/** Messages that are gone back to find the sound of a time. */
const MOST_BACK = 5000;

/** A coded frame of sound; its bytes are `[start, end)` of the answer's. */
export interface CodedSound {
  /** Of its message, milliseconds; wraps at 2³². */
  readonly timestamp: number;
  readonly start: number;
  readonly end: number;
}

/** Coded sound of a connection, in order. */
export interface SoundAnswer {
  /** Undefined where no audio message has come. */
  readonly stream?: CodedStream;
  /** The codec as people say it, `AAC`. */
  readonly name?: string;
  /** Set where the decoder is to be set up before the first frame, if it is not set up so already. */
  readonly setUp?: SoundSetUp;
  readonly frames: readonly CodedSound[];
  readonly bytes: Uint8Array;
  /** Message row to ask from next. */
  readonly next: MessageRow;
  /** What has to come before anything can be heard. */
  readonly missing?: 'sound' | 'sequence header';
}

export interface SoundAsk {
  readonly connection: number;
  readonly from: MessageRow;
  /** Begin at the sound nearest to `from`, with the decoder set up for it. */
  readonly seek?: true;
  /** With `seek`: go back from there to the sound of this timestamp. */
  readonly since?: number;
  /** The stream that was begun with, or is to be; without one that of the nearest sound, its default track. */
  readonly stream?: CodedStream;
}

export const NO_SOUND: SoundAnswer = {
  frames: [],
  bytes: new Uint8Array(0),
  next: 0,
  missing: 'sound',
};

/** Sound from a message on; with `seek` from where a time is heard. */
export function sound(view: View, { from, seek, since, stream }: SoundAsk): SoundAnswer {
  const { length } = view.session.messages;
  const row = Math.max(0, Math.min(Math.floor(from), length));
  if (!seek) return stream ? forward(view, stream, row) : NO_SOUND;
  const of = stream ?? streamNear(view, AUDIO, row);
  if (!of) return { ...NO_SOUND, next: row };
  const near = search(view, row, (one) => codedAt(view, of, one)?.kind === 'frame');
  if (near === undefined) return { ...NO_SOUND, stream: of, next: row };
  const begin = since === undefined ? near : heardAt(view, of, near, since);
  const setup = configurationBefore(view, AUDIO, of, begin, codedAt);
  const first = codedAt(view, of, begin);
  if (!setup && first?.kind === 'frame' && !first.setUp)
    return { ...NO_SOUND, stream: of, next: row, missing: 'sequence header', name: first.name };
  const answer = forward(view, of, begin);
  return setup?.setUp ? { ...answer, name: setup.name, setUp: copied(setup.setUp) } : answer;
}

/** What comes from `row` on, up to another way to set the decoder up, the bounds of an answer, or a message that is under way. */
function forward(view: View, stream: CodedStream, row: MessageRow): SoundAnswer {
  const { column, length } = view.session.messages;
  const found: { timestamp: number; bytes: Uint8Array }[] = [];
  const last = Math.min(length, row + MOST_ROWS);
  let size = 0;
  let setUp: SoundSetUp | undefined;
  let name: string | undefined;
  let next = row;
  for (; next < last && found.length < MOST_FRAMES && size < MOST_BYTES; next++) {
    if (!isOf(view, AUDIO, stream, next)) continue;
    if ((column.marks.get(next) & (FINISHED | COMPLETE)) === 0) break;
    const coded = codedAt(view, stream, next);
    if (!coded) continue;
    const isNew = coded.setUp !== undefined && !isSame(coded.setUp, setUp);
    if (found.length > 0 && (coded.kind === 'configuration' || (setUp && isNew))) break;
    if (isNew && found.length === 0) setUp = coded.setUp;
    name = coded.name;
    if (coded.kind === 'configuration') continue;
    found.push({ timestamp: column.timestamp.get(next), bytes: coded.bytes });
    size += coded.bytes.length;
  }
  return {
    stream,
    next,
    ...laidOut(found),
    ...(name !== undefined && { name }),
    ...(setUp && { setUp: copied(setUp) }),
  };
}

/** The last frame at or before `row` that is not later than a timestamp; the earliest looked at where all are. */
function heardAt(view: View, stream: CodedStream, row: MessageRow, since: number): MessageRow {
  const { column } = view.session.messages;
  let found = row;
  for (let one = row; one >= Math.max(0, row - MOST_BACK); one--) {
    if (!isOf(view, AUDIO, stream, one) || codedAt(view, stream, one)?.kind !== 'frame') continue;
    found = one;
    if (((column.timestamp.get(one) - since) | 0) <= 0) break;
  }
  return found;
}

function codedAt(view: View, stream: CodedStream, row: MessageRow): CodedAudio | undefined {
  if (!isOf(view, AUDIO, stream, row)) return undefined;
  const payload = wholePayload(view, row);
  return payload && codedAudio(payload, stream.trackId);
}

/** Whether both set a decoder up in the same way, but for their descriptions: these come with configurations. */
function isSame(one: SoundSetUp, other: SoundSetUp | undefined): boolean {
  return (
    one.codec === other?.codec &&
    one.sampleRate === other.sampleRate &&
    one.channels === other.channels
  );
}

/** The description is a view of the payload, which goes on being used. */
function copied(setUp: SoundSetUp): SoundSetUp {
  return { ...setUp, description: setUp.description.slice() };
}
