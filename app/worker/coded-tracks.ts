import { audioTracks } from '../../src-protocol/media/coded-audio.ts';
import { videoTracks } from '../../src-protocol/media/coded-video.ts';
import type { MediaTrack } from '../../src-protocol/session/media-tracks.ts';
import { type CodedStream, wholePayload } from './coded-stream.ts';
import type { View } from './view.ts';

/** A track that can be chosen. */
export interface CodedTrack extends CodedStream {
  readonly kind: 'audio' | 'video';
  /** The codec as people say it. */
  readonly name: string;
}

/**
 * The tracks of a connection, each once, in order: those of Multitrack packets one by one, which
 * `MediaTracks` counts together.
 */
export function codedTracks(view: View, media: readonly MediaTrack[]): CodedTrack[] {
  const found = new Map<string, CodedTrack>();
  for (const { kind, direction, messageStreamId, configurations, firstFrame } of media) {
    const rows = firstFrame === undefined ? configurations : [...configurations, firstFrame];
    for (const row of rows) {
      const payload = wholePayload(view, row);
      if (!payload) continue;
      for (const { trackId, name } of (kind === 'audio' ? audioTracks : videoTracks)(payload)) {
        const key = `${kind} ${direction} ${messageStreamId} ${trackId}`;
        if (!found.has(key)) found.set(key, { kind, direction, messageStreamId, trackId, name });
      }
    }
  }
  return [...found.values()].sort(
    (one, other) =>
      one.direction - other.direction ||
      one.messageStreamId - other.messageStreamId ||
      one.trackId - other.trackId,
  );
}
