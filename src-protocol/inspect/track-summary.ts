import { codecOfFourCc, AUDIO_CODEC_IDS, VIDEO_CODEC_IDS } from '../command/codec-ids.ts';
import type { Direction } from '../bytes/units.ts';
import { fourCcText } from '../media/fourcc.ts';
import type { MessageRow } from '../message/message-table.ts';
import { type MediaTrack, timestampDistance } from '../session/media-tracks.ts';
import type { MediaFacts } from './media-facts.ts';

/** One audio or video track in a few values. */
export interface TrackSummary {
  readonly kind: 'audio' | 'video';
  readonly direction: Direction;
  readonly messageStreamId: number;
  /** As people say it: `AVC`. */
  readonly codec: string;
  /** The letters that name it, with an enhanced header. */
  readonly fourCc?: string;
  readonly multitrack: boolean;
  /** What the sequence header says, or the first frame where the codec has none. */
  readonly facts: MediaFacts;
  readonly messages: number;
  readonly frames: number;
  /** Bytes of payload. */
  readonly bytes: number;
  /** From the first frame to the last, by their timestamps and by the capture's clock; seconds. */
  readonly seconds: number;
  readonly captureSeconds: number;
  /** Messages with frames a second, by timestamps; absent with fewer than two. */
  readonly frameRate?: number;
  /** Thousand bits a second, by timestamps; absent with fewer than two frames. */
  readonly bitRate?: number;
  readonly keyFrames: number;
  /** Milliseconds from a key frame to the next; absent with fewer than two. */
  readonly keyFrameDistance?: {
    readonly least: number;
    readonly mean: number;
    readonly most: number;
  };
  /** The first sequence header, or the first message. */
  readonly message: MessageRow;
}

/** Sums a track up. `facts` are those of its sequence header. */
export function trackSummary(track: MediaTrack, facts: MediaFacts): TrackSummary {
  const { kind, direction, messageStreamId, multitrack, messages, frames, bytes } = track;
  const { fourCc, keyFrames, keyFrameGaps, firstTimestamp, lastTimestamp } = track;
  const seconds = timestampDistance(firstTimestamp, lastTimestamp) / 1000;
  const gaps = keyFrames - 1;
  return {
    kind,
    direction,
    messageStreamId,
    codec: codecName(track),
    ...(fourCc !== undefined && { fourCc: fourCcText(fourCc) }),
    multitrack,
    facts,
    messages,
    frames,
    bytes,
    seconds,
    captureSeconds: track.lastTime - track.firstTime,
    ...(seconds > 0 && {
      frameRate: (frames - 1) / seconds,
      bitRate: (bytes * 8) / 1000 / seconds,
    }),
    keyFrames,
    ...(gaps > 0 && {
      keyFrameDistance: {
        least: keyFrameGaps.least,
        mean: keyFrameGaps.sum / gaps,
        most: keyFrameGaps.most,
      },
    }),
    message: track.configurations[0] ?? track.firstFrame ?? track.firstMessage,
  };
}

function codecName({ kind, codecId, fourCc }: MediaTrack): string {
  if (fourCc !== undefined) return codecOfFourCc(fourCcText(fourCc)) ?? fourCcText(fourCc);
  if (codecId === undefined) return 'several codecs';
  const named = (kind === 'audio' ? AUDIO_CODEC_IDS : VIDEO_CODEC_IDS)[codecId];
  if (named === undefined) return `codec ${codecId}`;
  return typeof named === 'string' ? named : named.name;
}
