import type { Wire } from '../wire/wire.ts';
import { type Ac3FrameStart, ac3Frame } from './ac3-frame.ts';
import { type AudioConfiguration, audioSpecificConfig } from './audio-specific-config.ts';
import { AAC_ADTS, CONFIGURATION_CUT } from './diagnostics.ts';
import {
  bareStreamInfo,
  type FlacBlock,
  flacFrame,
  type FlacFrameStart,
  flacHeader,
  type FlacStreamInfo,
} from './flac.ts';
import { AC_3, EC_3, FLAC, MP3, MP4A, OPUS } from './fourcc.ts';
import { type Mp3FrameStart, mp3Frame } from './mp3-frame.ts';
import { opusHead, type OpusIdentification, opusPacket, type OpusPacketStart } from './opus.ts';

/** How a decoder is set up, by codec. */
export interface CodecConfiguration {
  /** AAC. */
  readonly configuration?: AudioConfiguration;
  readonly opusHead?: OpusIdentification;
  readonly flacBlocks?: readonly FlacBlock[];
  /** FLAC without signature and block header. */
  readonly flacStreamInfo?: FlacStreamInfo;
}

/** The begin of the sound, by codec. */
export interface AudioFrames {
  readonly opusPacket?: OpusPacketStart;
  readonly flacFrame?: FlacFrameStart;
  readonly mp3Frame?: Mp3FrameStart;
  readonly ac3Frame?: Ac3FrameStart;
}

/** The layout of the configuration of a codec up to the position `end`; empty where none is defined. */
export function codecConfiguration(
  w: Wire,
  fourCc: number,
  end: number,
  given: CodecConfiguration | undefined,
): CodecConfiguration {
  const left = w.writing ? Infinity : end - w.position;
  switch (fourCc) {
    case MP4A:
      if (w.writing && !given?.configuration) return {};
      if (left < 2) {
        w.note(CONFIGURATION_CUT);
        return {};
      }
      return { configuration: audioSpecificConfig(w, end, given?.configuration) };
    case OPUS: {
      // By the document, Opus may do without.
      if (w.writing ? !given?.opusHead : left === 0) return {};
      const head = opusHead(w, end, given?.opusHead);
      return head ? { opusHead: head } : {};
    }
    case FLAC: {
      const flacStreamInfo = bareStreamInfo(w, end, given?.flacStreamInfo);
      if (flacStreamInfo) return { flacStreamInfo };
      if (w.writing && !given?.flacBlocks) return {};
      const blocks = flacHeader(w, end, given?.flacBlocks);
      return blocks ? { flacBlocks: blocks } : {};
    }
    default:
      return {};
  }
}

const ADTS_SYNC = 0xfff0;
const ADTS_SYNC_BITS = 0xfff6;
const ADTS_LENGTH = 7;

/** The layout of the begin of the sound up to the position `end`; empty where it is just bytes. */
export function audioFrames(
  w: Wire,
  fourCc: number,
  end: number,
  given: AudioFrames | undefined,
): AudioFrames {
  const left = w.writing ? Infinity : end - w.position;
  switch (fourCc) {
    case MP4A:
      if (left >= ADTS_LENGTH && !w.writing && (w.peek(2) & ADTS_SYNC_BITS) === ADTS_SYNC)
        w.note(AAC_ADTS);
      return {};
    case OPUS:
      if (w.writing ? !given?.opusPacket : left === 0) return {};
      return { opusPacket: opusPacket(w, end, given?.opusPacket) };
    case FLAC: {
      if (w.writing && !given?.flacFrame) return {};
      const frame = flacFrame(w, end, given?.flacFrame);
      return frame ? { flacFrame: frame } : {};
    }
    case MP3: {
      if (w.writing && !given?.mp3Frame) return {};
      const frame = mp3Frame(w, end, given?.mp3Frame);
      return frame ? { mp3Frame: frame } : {};
    }
    case AC_3:
    case EC_3: {
      if (w.writing && !given?.ac3Frame) return {};
      const frame = ac3Frame(w, end, fourCc === EC_3, given?.ac3Frame);
      return frame ? { ac3Frame: frame } : {};
    }
    default:
      return {};
  }
}
