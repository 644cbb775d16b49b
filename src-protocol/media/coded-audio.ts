import { WireReader } from '../wire/wire-reader.ts';
import { audioFourCcOf, type AudioTrackData } from './audio-body.ts';
import { outputChannels, outputSampleRate } from './audio-specific-config.ts';
import { type AudioTag, audioTag, SOUND_FORMATS } from './audio-tag.ts';
import type { FlacStreamInfo } from './flac.ts';
import { AUDIO_FOURCCS, FLAC, fourCcText, MP3, MP4A, OPUS } from './fourcc.ts';
import { mp3Channels, mp3SampleRate } from './mp3-frame.ts';
import type { TrackHeader } from './tracks.ts';

/** How a decoder of sound is set up, in the words of browsers (WebCodecs, AudioDecoderConfig). */
export interface SoundSetUp {
  /** As browsers name the codec: `mp4a.40.2`. */
  readonly codec: string;
  /** Samples a second. */
  readonly sampleRate: number;
  readonly channels: number;
  /** The configuration record in the codec’s own form; empty where its frames say it all. */
  readonly description: Uint8Array;
}

/** What an audio message has for a decoder of sound, on one track. */
export interface CodedAudio {
  readonly kind: 'configuration' | 'frame';
  /** The codec as people say it: `AAC`. */
  readonly name: string;
  /**
   * Of a configuration, how it sets the decoder up; undefined where it tells too little. Of a frame, set for
   * codecs that do without a configuration.
   */
  readonly setUp: SoundSetUp | undefined;
  /** All of the configuration or the frame: a view of the payload. */
  readonly bytes: Uint8Array;
}

const NOTHING = new Uint8Array(0);
const OPUS_RATE = 48_000;
const TELEPHONE_RATE = 8000;
/** Names of the formats whose frames need no setting up but for what the header of the tag says (FLV E.4.2.1). */
const PLAIN: Readonly<Record<number, string>> = { 3: 'pcm', 7: 'alaw', 8: 'ulaw' };

const wire = new WireReader();

/**
 * Takes the configuration or the coded frame of a track out of an audio message’s payload. Undefined for what is
 * neither, and where nothing is of that track; 0 is the default one (Enhanced RTMP, "Multitrack").
 */
export function codedAudio(payload: Uint8Array, trackId = 0): CodedAudio | undefined {
  const tag = tagOf(payload, true);
  const track = trackOf(tag, trackId);
  const kind = kindOf(tag);
  if (!track || !kind) return undefined;
  const bytes = track.body;
  const name = nameOf(tag, track);
  const fourCc = audioFourCcOf(tag, track);
  // Opus may do without a configuration; a frame of no bytes is nothing to decode.
  if (bytes.length === 0 && !(kind === 'configuration' && fourCc === OPUS)) return undefined;
  return { kind, name, setUp: setUpOf(payload, trackId, tag, kind, fourCc, bytes), bytes };
}

/** The tracks that have a part in an audio message’s payload, and the codec of each. */
export function audioTracks(payload: Uint8Array): { trackId: number; name: string }[] {
  const tag = tagOf(payload, true);
  return tag.tracks.map((track) => ({ trackId: track.trackId ?? 0, name: nameOf(tag, track) }));
}

function tagOf(payload: Uint8Array, whole: boolean): AudioTag {
  wire.start(payload, 0, payload.length);
  return audioTag(wire, undefined, { whole });
}

function trackOf(tag: AudioTag, trackId: number): AudioTrackData | undefined {
  return tag.tracks.find((one) => (one.trackId ?? 0) === trackId);
}

function kindOf(tag: AudioTag): CodedAudio['kind'] | undefined {
  if (!tag.isExHeader) return tag.aacPacketType === 0 ? 'configuration' : 'frame';
  if (tag.packetType === 0) return 'configuration';
  return tag.packetType === 1 ? 'frame' : undefined;
}

function setUpOf(
  payload: Uint8Array,
  trackId: number,
  tag: AudioTag,
  kind: CodedAudio['kind'],
  fourCc: number,
  bytes: Uint8Array,
): SoundSetUp | undefined {
  if (fourCc < 0) return plainSetUp(tag);
  if (kind === 'frame' && fourCc === OPUS) return plain('opus', OPUS_RATE, 2);
  if (kind === 'frame' && fourCc !== MP3) return undefined;
  const parts = trackOf(tagOf(payload, false), trackId);
  return parts && describedSetUp(fourCc, parts, bytes);
}

/** What a configuration says, or of MP3 a frame. */
function describedSetUp(
  fourCc: number,
  { configuration, opusHead, flacStreamInfo, flacBlocks, mp3Frame }: AudioTrackData,
  bytes: Uint8Array,
): SoundSetUp | undefined {
  switch (fourCc) {
    case MP3: {
      const rate = mp3Frame && mp3SampleRate(mp3Frame);
      return rate === undefined ? undefined : plain('mp3', rate, mp3Channels(mp3Frame!));
    }
    case MP4A: {
      const rate = configuration && outputSampleRate(configuration);
      if (rate === undefined) return undefined;
      // Channels that only the stream tells are found by the decoder.
      const channels = outputChannels(configuration!) ?? 2;
      const codec = `mp4a.40.${configuration!.audioObjectType}`;
      return { codec, sampleRate: rate, channels, description: bytes };
    }
    case OPUS:
      return opusHead
        ? { ...plain('opus', OPUS_RATE, opusHead.channelCount), description: bytes }
        : plain('opus', OPUS_RATE, 2);
    case FLAC: {
      const info = flacStreamInfo ?? flacBlocks?.find(({ streamInfo }) => streamInfo)?.streamInfo;
      return info && flacSetUp(info, flacStreamInfo ? withSignature(bytes) : bytes);
    }
    default:
      return undefined;
  }
}

function plain(codec: string, sampleRate: number, channels: number): SoundSetUp {
  return { codec, sampleRate, channels, description: NOTHING };
}

/** PCM and G.711, of which the header of the tag says all there is. */
function plainSetUp({
  soundFormat,
  soundRate = 0,
  soundSize,
  soundType = 0,
}: AudioTag): SoundSetUp | undefined {
  const codec = PLAIN[soundFormat];
  if (codec === undefined) return undefined;
  const channels = soundType + 1;
  // G.711 is sound of a telephone; the rates that the header can name do not have its own.
  if (codec !== 'pcm') return plain(codec, TELEPHONE_RATE, channels);
  const rate = Math.floor(44_100 / 2 ** (3 - soundRate));
  return plain(soundSize === 0 ? 'pcm-u8' : 'pcm-s16', rate, channels);
}

function flacSetUp(
  { sampleRate, channelsMinus1 }: FlacStreamInfo,
  description: Uint8Array,
): SoundSetUp {
  return { codec: 'flac', sampleRate, channels: channelsMinus1 + 1, description };
}

/** STREAMINFO with what should stand before it: the signature, and the header of a last block of 34 bytes. */
function withSignature(streamInfo: Uint8Array): Uint8Array {
  const bytes = new Uint8Array(8 + streamInfo.length);
  bytes.set([0x66, 0x4c, 0x61, 0x43, 0x80, 0, 0, streamInfo.length]);
  bytes.set(streamInfo, 8);
  return bytes;
}

function nameOf(tag: AudioTag, track: TrackHeader): string {
  const fourCc = audioFourCcOf(tag, track);
  const known = fourCc < 0 ? SOUND_FORMATS[tag.soundFormat] : AUDIO_FOURCCS[fourCc];
  if (known === undefined) return fourCc > 0 ? fourCcText(fourCc) : `codec ${tag.soundFormat}`;
  return typeof known === 'string' ? known : known.name;
}
