import type { Direction } from '../bytes/units.ts';
import { directionOf } from '../chunk/chunk-table.ts';
import { type AudioTagHeaderData, audioTagHeader } from '../media/audio-tag.ts';
import { type VideoTagHeaderData, videoTagHeader } from '../media/video-tag.ts';
import { MEDIA_HEAD } from '../message/gathering.ts';
import type { MessageRow } from '../message/message-table.ts';
import { isMedia } from '../message/message-types.ts';
import { WireReader } from '../wire/wire-reader.ts';
import type { SessionRows } from './session-rows.ts';

/** What a media message is to its track. */
type Part = 'configuration' | 'key frame' | 'frame' | 'other';

/** What the header of a media message says, as far as tracks are concerned. */
interface MediaHeader {
  readonly part: Part;
  /** `soundFormat` or `codecId`; undefined with an enhanced header. */
  readonly codecId: number | undefined;
  readonly fourCc: number | undefined;
  readonly multitrack: boolean;
}

/** The messages of one codec on one message stream. Tracks of one codec inside Multitrack packets are counted together. */
export interface MediaTrack {
  readonly kind: 'audio' | 'video';
  readonly direction: Direction;
  readonly messageStreamId: number;
  readonly codecId: number | undefined;
  readonly fourCc: number | undefined;
  readonly multitrack: boolean;
  /** Messages and bytes of payload, sequence headers included. */
  readonly messages: number;
  readonly bytes: number;
  /** Messages with a frame or several. */
  readonly frames: number;
  readonly firstMessage: MessageRow;
  readonly firstFrame: MessageRow | undefined;
  /** Sequence headers, the first few of them. */
  readonly configurations: readonly MessageRow[];
  /** Timestamps of the first and the last frame, milliseconds; the clock may have wrapped in between. */
  readonly firstTimestamp: number;
  readonly lastTimestamp: number;
  /** When these came, seconds since 1970. */
  readonly firstTime: number;
  readonly lastTime: number;
  readonly keyFrames: number;
  /** Shortest and longest time from a key frame to the next, milliseconds, and the sum of all. */
  readonly keyFrameGaps: { readonly least: number; readonly most: number; readonly sum: number };
}

/** How audio and video of one message stream stand to each other, in milliseconds of timestamp. */
export interface Interleaving {
  readonly direction: Direction;
  readonly messageStreamId: number;
  /** Audio less video, averaged over the first and over the last messages. */
  readonly early: number;
  readonly late: number;
  readonly least: number;
  readonly most: number;
}

const MOST_TRACKS = 64;
const MOST_CONFIGURATIONS = 16;
/** Messages over which the distance of audio and video is averaged at either end. */
const AVERAGED = 50;

type Writable<T> = { -readonly [K in keyof T]: T[K] };

interface Counting extends Writable<Omit<MediaTrack, 'configurations' | 'keyFrameGaps'>> {
  configurations: MessageRow[];
  keyFrameGaps: { least: number; most: number; sum: number };
  lastKeyFrame: number | undefined;
}

/**
 * Audio and video as tracks: how many frames, how far apart key frames are, whether the two drift. A
 * listener: give it each finished message once, in order.
 */
export class MediaTracks {
  readonly #rows: SessionRows;
  readonly #headOf: (message: MessageRow, length: number) => Uint8Array;
  readonly #tracks = new Map<string, Counting>();
  readonly #interleavings = new Map<number, Distance>();
  /** Headers by the number of the summary: messages whose summaries are equal have headers that are. */
  readonly #headers = new Map<number, MediaHeader>();
  readonly #wire = new WireReader();

  /** `headOf` reads the first bytes of a message's payload back. It is called once for each kind of header. */
  constructor(rows: SessionRows, headOf: (message: MessageRow, length: number) => Uint8Array) {
    this.#rows = rows;
    this.#headOf = headOf;
  }

  get tracks(): readonly MediaTrack[] {
    return [...this.#tracks.values()];
  }

  /** Streams that have both audio and video. */
  get interleavings(): readonly Interleaving[] {
    return [...this.#interleavings].flatMap(([key, distance]) =>
      distance.count === 0
        ? []
        : [
            {
              direction: (key % 2) as Direction,
              messageStreamId: Math.floor(key / 2),
              ...distance.facts,
            },
          ],
    );
  }

  message(row: MessageRow): void {
    const { column } = this.#rows.messages;
    const type = column.messageTypeId.get(row);
    if (!isMedia(type) || column.received.get(row) === 0) return;
    const header = this.#headerOf(row, type);
    const track = this.#trackOf(row, type, header);
    if (!track) return;
    track.messages++;
    track.bytes += column.received.get(row);
    if (header.part === 'configuration') {
      if (track.configurations.length < MOST_CONFIGURATIONS) track.configurations.push(row);
    } else if (header.part !== 'other') this.#frame(track, row, header.part);
  }

  #frame(track: Counting, row: MessageRow, part: Part): void {
    const { column } = this.#rows.messages;
    const timestamp = column.timestamp.get(row);
    const time = this.#rows.timeOf(column.firstChunk.get(row));
    if (track.frames++ === 0) {
      track.firstFrame = row;
      track.firstTimestamp = timestamp;
      track.firstTime = time;
    }
    track.lastTimestamp = timestamp;
    track.lastTime = time;
    this.#interleaving(track)?.take(track.kind, timestamp);
    if (part !== 'key frame') return;
    track.keyFrames++;
    if (track.lastKeyFrame !== undefined) {
      const gap = timestampDistance(track.lastKeyFrame, timestamp);
      const { least, most, sum } = track.keyFrameGaps;
      track.keyFrameGaps = {
        least: Math.min(least, gap),
        most: Math.max(most, gap),
        sum: sum + gap,
      };
    }
    track.lastKeyFrame = timestamp;
  }

  #interleaving({ direction, messageStreamId }: Counting): Distance | undefined {
    const key = messageStreamId * 2 + direction;
    const known = this.#interleavings.get(key);
    if (known) return known;
    if (this.#interleavings.size >= MOST_TRACKS) return undefined;
    const distance = new Distance();
    this.#interleavings.set(key, distance);
    return distance;
  }

  #trackOf(row: MessageRow, type: number, header: MediaHeader): Counting | undefined {
    const { column } = this.#rows.messages;
    const direction = directionOf(this.#rows.chunks.column.header.get(column.firstChunk.get(row)));
    const messageStreamId = column.messageStreamId.get(row);
    const { codecId, fourCc, multitrack } = header;
    const key = [direction, messageStreamId, type, codecId, fourCc, multitrack].join(' ');
    const known = this.#tracks.get(key);
    if (known) return known;
    if (this.#tracks.size >= MOST_TRACKS) return undefined;
    const track: Counting = {
      kind: type === 8 ? 'audio' : 'video',
      direction,
      messageStreamId,
      codecId,
      fourCc,
      multitrack,
      messages: 0,
      bytes: 0,
      frames: 0,
      firstMessage: row,
      firstFrame: undefined,
      configurations: [],
      firstTimestamp: 0,
      lastTimestamp: 0,
      firstTime: NaN,
      lastTime: NaN,
      keyFrames: 0,
      keyFrameGaps: { least: Infinity, most: 0, sum: 0 },
      lastKeyFrame: undefined,
    };
    this.#tracks.set(key, track);
    return track;
  }

  #headerOf(row: MessageRow, type: number): MediaHeader {
    const summary = this.#rows.messages.column.summary.get(row);
    // Number 0 is no summary: the session ran out of room for texts.
    const key = summary * 2 + (type === 8 ? 0 : 1);
    const known = summary === 0 ? undefined : this.#headers.get(key);
    if (known) return known;
    const head = this.#headOf(row, MEDIA_HEAD);
    this.#wire.start(head, 0, head.length);
    const header =
      type === 8
        ? audioHeader(audioTagHeader(this.#wire))
        : videoHeader(videoTagHeader(this.#wire));
    this.#headers.set(key, header);
    return header;
  }
}

const AAC = 10;
const COMMAND_FRAME = 5;
const MPEG2TS_SEQUENCE_START = 5;

function audioHeader(header: AudioTagHeaderData): MediaHeader {
  const { isExHeader, soundFormat, aacPacketType, packetType, fourCc, multitrackType } = header;
  if (!isExHeader)
    return {
      part: soundFormat === AAC && aacPacketType === 0 ? 'configuration' : 'frame',
      codecId: soundFormat,
      fourCc: undefined,
      multitrack: false,
    };
  const part = packetType === 0 ? 'configuration' : packetType === 1 ? 'frame' : 'other';
  return { part, codecId: undefined, fourCc, multitrack: multitrackType !== undefined };
}

function videoHeader(header: VideoTagHeaderData): MediaHeader {
  const { isExHeader, frameType, codecId, packetType, fourCc, multitrackType } = header;
  const frame = frameType === 1 || frameType === 4 ? 'key frame' : 'frame';
  if (!isExHeader)
    return {
      part:
        header.avcPacketType === 0
          ? 'configuration'
          : frameType === COMMAND_FRAME || header.avcPacketType === 2
            ? 'other'
            : frame,
      codecId,
      fourCc: undefined,
      multitrack: false,
    };
  const part =
    packetType === 0 || packetType === MPEG2TS_SEQUENCE_START
      ? 'configuration'
      : packetType === 1 || packetType === 3
        ? frame
        : 'other';
  return { part, codecId: undefined, fourCc, multitrack: multitrackType !== undefined };
}

/** Milliseconds from one timestamp to another, over the wrap at 2³²; negative when it went back. */
export function timestampDistance(from: number, to: number): number {
  return (to - from) | 0;
}

/** The distance of audio and video, message by message. */
class Distance {
  count = 0;
  #audio: number | undefined;
  #video: number | undefined;
  #least = Infinity;
  #most = -Infinity;
  #earlySum = 0;
  readonly #late: number[] = [];

  take(kind: 'audio' | 'video', timestamp: number): void {
    if (kind === 'audio') this.#audio = timestamp;
    else this.#video = timestamp;
    if (this.#audio === undefined || this.#video === undefined) return;
    const distance = timestampDistance(this.#video, this.#audio);
    if (this.count < AVERAGED) this.#earlySum += distance;
    this.#late[this.count % AVERAGED] = distance;
    this.count++;
    this.#least = Math.min(this.#least, distance);
    this.#most = Math.max(this.#most, distance);
  }

  get facts(): { early: number; late: number; least: number; most: number } {
    return {
      early: this.#earlySum / Math.min(this.count, AVERAGED),
      late: this.#late.reduce((sum, one) => sum + one, 0) / this.#late.length,
      least: this.#least,
      most: this.#most,
    };
  }
}
