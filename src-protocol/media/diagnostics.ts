import { ertmp, flv, practice } from '../dictionary/citation.ts';
import { diagnostic } from '../dictionary/diagnostic.ts';

const VIDEO = ertmp('Enhanced Video');
const AUDIO = ertmp('Enhanced Audio');

export const TAG_SHORT = diagnostic(
  'media.short',
  'error',
  flv('E.4'),
  'The message ends inside its header.',
);
export const EMPTY_VIDEO = diagnostic(
  'media.empty-video',
  'note',
  flv('E.4.3.1'),
  'A video message without a byte has no meaning in any document.',
  'Some senders seem to use it to keep the connection alive.',
);
export const FRAME_TYPE_RESERVED = diagnostic(
  'media.frame-type-reserved',
  'warning',
  flv('E.4.3.1'),
  'This frame type is reserved.',
);
export const CODEC_RESERVED = diagnostic(
  'media.codec-reserved',
  'warning',
  flv('E.4.3.1'),
  'No document gives this codec number a meaning.',
);
export const CODEC_PRIVATE = diagnostic(
  'media.codec-private',
  'warning',
  practice('Chinese content networks, FFmpeg forks'),
  'This codec number is a private agreement, in no document.',
  'Enhanced RTMP has a FourCC for the same codec; receivers outside that agreement fail.',
);
export const SEQUENCE_HEADER_NOT_KEY = diagnostic(
  'media.sequence-header-not-key',
  'warning',
  flv('E.4.3.1'),
  'A sequence header should be marked as a key frame.',
);
export const AAC_FLAGS = diagnostic(
  'media.aac-flags',
  'note',
  flv('E.4.2.1'),
  'For AAC, rate, size and type should say 44 kHz, 16 bit and stereo whatever the sound is.',
  'The real values are in the AudioSpecificConfig.',
);
export const AAC_PACKET_TYPE = diagnostic(
  'media.aac-packet-type',
  'warning',
  flv('E.4.2.1'),
  'The AAC packet type is neither 0 nor 1.',
);
export const AVC_PACKET_TYPE = diagnostic(
  'media.avc-packet-type',
  'warning',
  flv('E.4.3.1'),
  'The AVC packet type is none of 0, 1 and 2.',
);
export const PACKET_TYPE_RESERVED = diagnostic(
  'media.packet-type-reserved',
  'error',
  VIDEO,
  'This packet type is reserved: what follows cannot be interpreted.',
);
export const FOURCC_UNKNOWN = diagnostic(
  'media.fourcc-unknown',
  'warning',
  VIDEO,
  'No document knows this FourCC. Upper and lower case are different.',
);
export const FRAMES_X = diagnostic(
  'media.coded-frames-x',
  'warning',
  VIDEO,
  'CodedFramesX is defined only for AVC, HEVC and VVC, the codecs that have a composition time to leave out.',
);
export const MODEX_UNKNOWN = diagnostic(
  'media.modex-unknown',
  'note',
  VIDEO,
  'This packet modifier is not known; it is skipped by its size.',
);
export const NANO_INVALID = diagnostic(
  'media.nano-offset',
  'error',
  VIDEO,
  'The nanosecond offset needs three bytes and must be at most 999,999.',
);
export const MULTITRACK_NESTED = diagnostic(
  'media.multitrack-nested',
  'error',
  VIDEO,
  'A Multitrack packet must not hold Multitrack packets.',
);
export const MULTITRACK_RESERVED = diagnostic(
  'media.multitrack-reserved',
  'error',
  VIDEO,
  'This multitrack type is reserved: the tracks cannot be told apart.',
);
export const TRACK_CUT = diagnostic(
  'media.track-cut',
  'error',
  VIDEO,
  'The track is longer than what is left of the message.',
);
export const LEFT_OVER = diagnostic(
  'media.left-over',
  'warning',
  VIDEO,
  'Bytes follow where the packet should have ended.',
);
export const CHANNEL_ORDER = diagnostic(
  'media.channel-order',
  'warning',
  AUDIO,
  'This channel order is reserved.',
);
export const CONFIGURATION_CUT = diagnostic(
  'media.configuration-cut',
  'error',
  flv('E.4.3.2'),
  'The codec configuration ends too early.',
);
export const CONFIGURATION_VERSION = diagnostic(
  'media.configuration-version',
  'error',
  flv('E.4.3.2'),
  'The version of the configuration record must be 1.',
  'Often the sign of start codes (Annex B) where a configuration record should be.',
);

/** What can be wrong inside an audio or video message (their order is the session’s business). */
export const MEDIA_DIAGNOSTICS = [
  TAG_SHORT,
  EMPTY_VIDEO,
  FRAME_TYPE_RESERVED,
  CODEC_RESERVED,
  CODEC_PRIVATE,
  SEQUENCE_HEADER_NOT_KEY,
  AAC_FLAGS,
  AAC_PACKET_TYPE,
  AVC_PACKET_TYPE,
  PACKET_TYPE_RESERVED,
  FOURCC_UNKNOWN,
  FRAMES_X,
  MODEX_UNKNOWN,
  NANO_INVALID,
  MULTITRACK_NESTED,
  MULTITRACK_RESERVED,
  TRACK_CUT,
  LEFT_OVER,
  CHANNEL_ORDER,
  CONFIGURATION_CUT,
  CONFIGURATION_VERSION,
] as const;
