import { WireReader } from '../wire/wire-reader.ts';
import { audioSpecificConfig } from './audio-specific-config.ts';
import type { CodedAudio } from './coded-audio.ts';

/** Bytes of the header of a frame, without a checksum. */
const HEADER = 7;
/** The length of a frame has 13 bits. */
const LONGEST = 2 ** 13 - 1;

/** What of a configuration goes into the header of each frame. */
interface Fixed {
  readonly profile: number;
  readonly frequency: number;
  readonly channels: number;
}

/**
 * AAC as an Audio Data Transport Stream (ISO/IEC 14496-3, 1.A.2.2): each frame gets a header of seven bytes that says what the
 * AudioSpecificConfig says.
 */
export class Adts {
  #fixed: Fixed | undefined;

  /** What a frame is in the stream; nothing for a configuration. Undefined for frames whose header cannot tell what they need. */
  take({ kind, bytes }: CodedAudio): Uint8Array | undefined {
    if (kind === 'configuration') {
      this.#fixed = fixedOf(bytes);
      return new Uint8Array(0);
    }
    const length = HEADER + bytes.length;
    if (!this.#fixed || length > LONGEST) return undefined;
    const { profile, frequency, channels } = this.#fixed;
    const frame = new Uint8Array(length);
    // The sync word, MPEG-4, no checksum; at the end a buffer whose fullness is not told, and one block.
    frame.set([
      0xff,
      0xf1,
      (profile << 6) | (frequency << 2) | (channels >> 2),
      ((channels & 3) << 6) | (length >> 11),
      (length >> 3) & 0xff,
      ((length & 7) << 5) | 0x1f,
      0xfc,
    ]);
    frame.set(bytes, HEADER);
    return frame;
  }
}

/** The header has room for the first four object types, the rates of the table, and the usual channels. */
function fixedOf(record: Uint8Array): Fixed | undefined {
  if (record.length < 2) return undefined;
  const configuration = audioSpecificConfig(new WireReader(record), record.length, undefined);
  const { audioObjectType, innerObjectType, samplingFrequencyIndex, channelConfiguration } =
    configuration;
  // Of HE-AAC the inner type is told; decoders find the upper half of the sound by themselves.
  const profile = (innerObjectType ?? audioObjectType) - 1;
  const fits = profile >= 0 && profile < 4 && samplingFrequencyIndex < 13;
  if (!fits || channelConfiguration < 1 || channelConfiguration > 7) return undefined;
  return { profile, frequency: samplingFrequencyIndex, channels: channelConfiguration };
}
