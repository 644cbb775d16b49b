import { FLV_DIAGNOSTICS } from './flv-tag.ts';
import { codec, ertmp, flv, practice } from '../dictionary/citation.ts';
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
export const CODEC_OF_FLASH = diagnostic(
  'media.codec-of-flash',
  'note',
  flv('E.4.3.1'),
  'A codec of Flash’s first years. Servers pass it on; browsers and phones do not decode it.',
  undefined,
  'Some cameras of DJI announce Sorenson H.263 (2). Speex and Nellymoser come from Flash Player’s microphone.',
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

export const FOURCC_BYTE_ORDER = diagnostic(
  'media.fourcc-byte-order',
  'error',
  VIDEO,
  'This FourCC is known when read backwards: its bytes are in the wrong order.',
  'It is sent as four letters, the first one first, like every number here. Receivers do not know it this way.',
);
export const VIDEO_COMMAND = diagnostic(
  'media.video-command',
  'note',
  flv('E.4.3.1'),
  'The command is neither start (0) nor end (1) of a seek.',
);
export const FRAMES_MISSING = diagnostic(
  'media.frames-missing',
  'note',
  VIDEO,
  'A packet for frames without a byte of them.',
);
export const LENGTH_SIZE = diagnostic(
  'media.nal-length-size',
  'error',
  codec('nal-file', '5.3.4.1'),
  'Lengths of NAL units may take one, two or four bytes, not three.',
);
export const PARAMETER_SETS_MISSING = diagnostic(
  'media.parameter-sets-missing',
  'error',
  codec('nal-file', '5.3.4.1'),
  'The record has no sequence or no picture parameter set; without them nothing can be decoded.',
);
export const AVC_IS_HEVC = diagnostic(
  'media.avc-is-hevc',
  'error',
  practice('encoders that kept the codec number of AVC'),
  'Declared as AVC, but the record looks like one of HEVC.',
  'HEVC has a FourCC in Enhanced RTMP, or codec number 12 by private agreement.',
);
export const ANNEX_B = diagnostic(
  'media.annex-b',
  'error',
  flv('E.4.3.2').amendedBy(codec('h264', 'B')),
  'Start codes stand where lengths of NAL units should be.',
  'The bytes come from a file or transport stream and were not repacked; most receivers show nothing.',
);
export const NAL_LENGTHS = diagnostic(
  'media.nal-lengths',
  'error',
  codec('nal-file', '5.3.4.1'),
  'The length of this NAL unit goes past the end of the message.',
  'Lengths are four bytes unless the sequence header says something else.',
);
export const NAL_UNIT_CUT = diagnostic(
  'media.nal-unit-cut',
  'note',
  practice('RTMP Inspector'),
  'The capture does not have all of this NAL unit.',
  'Its length says how many bytes there were.',
);
export const NAL_UNITS_MANY = diagnostic(
  'media.units-many',
  'note',
  practice('RTMP Inspector'),
  'More units than any encoder makes of a picture; the rest is shown as bytes.',
);
export const NAL_UNIT_EMPTY = diagnostic(
  'media.nal-unit-empty',
  'warning',
  codec('nal-file', '5.3.4.1'),
  'This NAL unit is too short to have a header.',
);
export const NAL_FORBIDDEN_BIT = diagnostic(
  'media.forbidden-bit',
  'error',
  codec('h264', '7.4.1'),
  'The first bit of a unit must be 0.',
  'Often a sign that lengths and units went out of step before this one.',
);
export const PARAMETER_SET_IN_BAND = diagnostic(
  'media.parameter-set-in-band',
  'note',
  codec('nal-file', '5.3.4.1'),
  'A parameter set among the frames; its place is the sequence header.',
  'Harmless while it is the same. Receivers that look at the sequence header only miss a change.',
);
export const KEY_FRAME_WITHOUT_IDR = diagnostic(
  'media.key-frame-without-idr',
  'warning',
  flv('E.4.3.1'),
  'Marked as a key frame, but no slice in it can be decoded by itself.',
  'Players that join here, or seek to here, show damage.',
);
export const IDR_NOT_KEY_FRAME = diagnostic(
  'media.idr-not-key-frame',
  'warning',
  flv('E.4.3.1'),
  'Decoding could start here, but the frame is not marked as a key frame.',
  'Servers keep frames for those who join late from marked ones only.',
);
export const AV1_MARKER = diagnostic(
  'media.av1-marker',
  'error',
  codec('av1-mp4', '2.3.3'),
  'The first byte of the record must be 0x81: the marker, and version 1.',
);
export const AV1_DESCRIPTOR = diagnostic(
  'media.av1-descriptor',
  'error',
  codec('av1-ts', 'AV1 video descriptor'),
  'The descriptor must begin with tag 0x80 and length 4.',
);
export const OBU_CUT = diagnostic(
  'media.obu-cut',
  'error',
  codec('av1', '5.3.1'),
  'The size of this OBU goes past the end of the packet.',
);
export const OBU_WITHOUT_SIZE = diagnostic(
  'media.obu-without-size',
  'warning',
  codec('av1-mp4', '2.4'),
  'This OBU has no size. Only the last one of a packet may do without.',
);
export const TEMPORAL_DELIMITER = diagnostic(
  'media.temporal-delimiter',
  'note',
  codec('av1-mp4', '2.4'),
  'A temporal delimiter says nothing here: each message is one moment. It should be left out.',
);
export const CHANNELS_UNTOLD = diagnostic(
  'media.channels-untold',
  'warning',
  codec('mpeg4-audio', '1.6.2.1'),
  'Channel configuration 0 promises a program config element, and there is none.',
);
export const AAC_ADTS = diagnostic(
  'media.aac-adts',
  'error',
  flv('E.4.2.2'),
  'The frame begins with an ADTS header, which belongs into files and transport streams.',
  'FLV and RTMP carry bare frames; most receivers stay silent.',
);
export const OPUS_HEAD = diagnostic(
  'media.opus-head',
  'warning',
  AUDIO,
  'The configuration of Opus should be the identification header, OpusHead.',
);
export const FLAC_HEAD = diagnostic(
  'media.flac-head',
  'warning',
  AUDIO,
  'The configuration of FLAC should be fLaC and a STREAMINFO block.',
);
export const FLAC_BARE = diagnostic(
  'media.flac-bare',
  'warning',
  AUDIO.amendedBy(practice('FFmpeg 8')),
  'The configuration is STREAMINFO alone; fLaC and the header of the block are missing.',
);
export const CHANNEL_COUNT = diagnostic(
  'media.channel-count',
  'warning',
  AUDIO,
  'The number of channels is not the number of speakers marked.',
);
export const METADATA_FORM = diagnostic(
  'media.metadata-form',
  'warning',
  ertmp('Metadata Frame'),
  'A metadata packet is a list of names, each followed by a value.',
);
export const METADATA_UNKNOWN = diagnostic(
  'media.metadata-unknown',
  'note',
  ertmp('Metadata Frame'),
  'No document knows metadata of this name; only colorInfo is defined.',
);
export const COLOR_INFO_RANGE = diagnostic(
  'media.color-info-range',
  'warning',
  ertmp('Metadata Frame'),
  'A value of colorInfo is outside of its range.',
);

/** What can be wrong inside an audio or video message (their order is the session’s business). */
export const MEDIA_DIAGNOSTICS = [
  TAG_SHORT,
  EMPTY_VIDEO,
  FRAME_TYPE_RESERVED,
  CODEC_RESERVED,
  CODEC_PRIVATE,
  CODEC_OF_FLASH,
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
  FOURCC_BYTE_ORDER,
  VIDEO_COMMAND,
  FRAMES_MISSING,
  LENGTH_SIZE,
  PARAMETER_SETS_MISSING,
  AVC_IS_HEVC,
  ANNEX_B,
  NAL_LENGTHS,
  NAL_UNIT_CUT,
  NAL_UNITS_MANY,
  NAL_UNIT_EMPTY,
  NAL_FORBIDDEN_BIT,
  PARAMETER_SET_IN_BAND,
  KEY_FRAME_WITHOUT_IDR,
  IDR_NOT_KEY_FRAME,
  AV1_MARKER,
  AV1_DESCRIPTOR,
  OBU_CUT,
  OBU_WITHOUT_SIZE,
  TEMPORAL_DELIMITER,
  CHANNELS_UNTOLD,
  AAC_ADTS,
  OPUS_HEAD,
  FLAC_HEAD,
  FLAC_BARE,
  CHANNEL_COUNT,
  METADATA_FORM,
  METADATA_UNKNOWN,
  COLOR_INFO_RANGE,
  ...FLV_DIAGNOSTICS,
] as const;
