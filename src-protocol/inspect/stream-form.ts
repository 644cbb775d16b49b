import { toUtf8 } from '../bytes/text.ts';
import { Adts } from '../media/adts.ts';
import { AnnexB } from '../media/annex-b.ts';
import { codedAudio } from '../media/coded-audio.ts';
import { codedVideo } from '../media/coded-video.ts';
import { flvFileStart, flvTagBytes } from '../media/flv-writer.ts';
import { isData } from '../message/message-types.ts';
import { scriptData } from './script-data.ts';
import type { StreamMessage } from './stream-messages.ts';

const AUDIO = 8;
const VIDEO = 9;
const SCRIPT_DATA = 18;

/** The forms in which a stream can be saved: all of it, or its default track of one codec without the times. */
export const STREAM_FORMS = ['flv', 'h264', 'hevc', 'aac', 'mp3'] as const;
export type StreamForm = (typeof STREAM_FORMS)[number];

/** What a message becomes in a file. */
export interface FormWriter {
  /** What the file begins with. */
  readonly start: Uint8Array;
  /** Messages written with a time that is not theirs, since theirs is before the first. */
  readonly early: number;
  /**
   * The bytes of a message; none where it has no place in the file, `amf3` or `unusable` where it would have, and cannot be
   * written.
   */
  take(message: StreamMessage): Uint8Array | 'amf3' | 'unusable' | undefined;
}

/**
 * An FLV file (FLV 10.1, Annex E). By E.4.1 time begins with 0 at the first tag, so all are moved by `base`, the time of the first
 * frame: a publisher that goes on, and a player that joins late, have sequence headers and metadata at 0 and frames much later.
 * What is earlier than `base` gets 0, as in recordings of nginx-rtmp, since a negative time is read as a very late one.
 */
export class FlvForm implements FormWriter {
  readonly start: Uint8Array;
  early = 0;
  readonly #base: number;
  readonly #hide: readonly string[];
  #begun = false;

  /** In script data stars stand in place of the texts of `hide`. */
  constructor(
    base: number,
    has: { readonly audio: boolean; readonly video: boolean },
    hide: readonly string[],
  ) {
    this.start = flvFileStart(has);
    this.#base = base;
    this.#hide = hide;
  }

  take({ messageTypeId, timestamp, payload }: StreamMessage): Uint8Array | 'amf3' | undefined {
    if (!isData(messageTypeId))
      return flvTagBytes({
        tagType: messageTypeId,
        timestamp: this.#moved(timestamp),
        data: payload,
      });
    const data = scriptData(messageTypeId, payload);
    if (data === undefined || data === 'amf3') return data;
    const shown = withStars(data, this.#hide);
    const moved = Math.max(0, (timestamp - this.#base) | 0);
    return flvTagBytes({ tagType: SCRIPT_DATA, timestamp: moved, data: shown });
  }

  #moved(timestamp: number): number {
    // Timestamps go round after 2³² ms; they are compared as RTMP 1.0 §5 has it.
    const moved = (timestamp - this.#base) | 0;
    if (moved >= 0) this.#begun = true;
    else if (this.#begun) this.early++;
    return Math.max(0, moved);
  }
}

/** The frames of the default track of one codec, one after the other. */
export class ElementaryForm implements FormWriter {
  readonly start = new Uint8Array(0);
  readonly early = 0;
  readonly #take: (payload: Uint8Array) => Uint8Array | undefined;
  readonly #messageTypeId: number;

  constructor(form: Exclude<StreamForm, 'flv'>) {
    this.#messageTypeId = form === 'h264' || form === 'hevc' ? VIDEO : AUDIO;
    this.#take = this.#messageTypeId === VIDEO ? videoTaker(form) : audioTaker(form);
  }

  take({ messageTypeId, payload }: StreamMessage): Uint8Array | 'unusable' | undefined {
    if (messageTypeId !== this.#messageTypeId) return undefined;
    return this.#take(payload) ?? 'unusable';
  }
}

const NOTHING = new Uint8Array(0);

function videoTaker(form: string): (payload: Uint8Array) => Uint8Array | undefined {
  const name = form === 'hevc' ? 'HEVC' : 'AVC';
  const stream = new AnnexB();
  return (payload) => {
    const coded = codedVideo(payload);
    return coded?.name === name ? stream.take(coded) : NOTHING;
  };
}

/** MP3 has a header before each frame, and needs nothing more. */
function audioTaker(form: string): (payload: Uint8Array) => Uint8Array | undefined {
  const name = form === 'aac' ? 'AAC' : 'MP3';
  const stream = new Adts();
  return (payload) => {
    const coded = codedAudio(payload);
    if (!coded?.name.startsWith(name)) return NOTHING;
    return form === 'aac' ? stream.take(coded) : coded.bytes;
  };
}

/** Bytes with a star in place of each byte of the texts. */
function withStars(bytes: Uint8Array, texts: readonly string[]): Uint8Array {
  let shown = bytes;
  for (const text of texts) {
    const wanted = toUtf8(text);
    for (let at = 0; at + wanted.length <= bytes.length; at++) {
      if (!wanted.every((byte, index) => bytes[at + index] === byte)) continue;
      if (shown === bytes) shown = bytes.slice();
      shown.fill(0x2a, at, at + wanted.length);
    }
  }
  return shown;
}
