import type { Direction } from '../bytes/units.ts';
import { USUAL_LENGTH_SIZE } from '../media/nal-unit-list.ts';
import { startsSequence, videoTag } from '../media/video-tag.ts';
import type { VideoContext, VideoTrackData } from '../media/video-body.ts';
import type { MessageRow } from '../message/message-table.ts';
import { WireReader } from '../wire/wire-reader.ts';

/** From this message on, lengths before the NAL units of a track take `size` bytes. */
interface Change {
  readonly row: MessageRow;
  readonly direction: Direction;
  readonly messageStreamId: number;
  readonly trackId: number;
  readonly size: number;
}

/** Changes kept; a stream has none or one. */
const MOST_CHANGES = 1000;

/**
 * How wide the lengths before NAL units are, by what the sequence headers of a session say. Nearly all say
 * four, so only what differs from that is kept.
 */
export class NalLengthSizes {
  readonly #changes: Change[] = [];
  readonly #wire = new WireReader();

  /** Takes the first bytes of each video message, in the order of the session. */
  video(
    row: MessageRow,
    direction: Direction,
    messageStreamId: number,
    firstBytes: Uint8Array,
  ): void {
    if (!startsSequence(firstBytes) || this.#changes.length >= MOST_CHANGES) return;
    this.#wire.start(firstBytes, 0, firstBytes.length);
    const before = this.#before(row, direction, messageStreamId);
    for (const track of videoTag(this.#wire).tracks) {
      const size = sizeIn(track);
      const trackId = track.trackId ?? 0;
      if (size === undefined || size === (before.get(trackId) ?? USUAL_LENGTH_SIZE)) continue;
      this.#changes.push({ row, direction, messageStreamId, trackId, size });
    }
  }

  /** What the frames of a message depend on. */
  contextOf(row: MessageRow, direction: Direction, messageStreamId: number): VideoContext {
    return { nalLengthSizes: this.#before(row, direction, messageStreamId) };
  }

  #before(row: MessageRow, direction: Direction, messageStreamId: number): Map<number, number> {
    const sizes = new Map<number, number>();
    for (const change of this.#changes)
      if (
        change.row <= row &&
        change.direction === direction &&
        change.messageStreamId === messageStreamId
      )
        sizes.set(change.trackId, change.size);
    return sizes;
  }
}

function sizeIn(track: VideoTrackData): number | undefined {
  const record = track.avcConfiguration ?? track.hevcConfiguration ?? track.vvcConfiguration;
  return record && record.lengthSizeMinusOne + 1;
}
