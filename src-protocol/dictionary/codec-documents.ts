import type { DocumentId } from './citation.ts';
import type { SectionRow } from './document-sections.ts';

/** A document about a codec, with the sections that are cited. */
export interface CodecDocument {
  readonly shortName: string;
  readonly title: string;
  readonly edition: string;
  readonly address: string;
  readonly sections: readonly SectionRow[];
}

type CodecDocumentId = Exclude<
  DocumentId,
  | 'rtmp'
  | 'errata'
  | 'uri'
  | 'amf0'
  | 'amf3'
  | 'flv'
  | 'ertmp1'
  | 'ertmp'
  | 'pcap'
  | 'pcapng'
  | 'practice'
>;

/** What says how codecs and their configuration records are laid out. Only cited sections are listed. */
export const CODEC_DOCUMENTS: Readonly<Record<CodecDocumentId, CodecDocument>> = {
  'nal-file': {
    shortName: 'ISO/IEC 14496-15',
    title: 'Carriage of network abstraction layer (NAL) unit structured video',
    edition: '2019; 2024 for VVC',
    address: 'https://www.iso.org/standard/89118.html',
    sections: [
      ['5.3.4.1', 'AVC decoder configuration record'],
      ['8.3.3.2', 'HEVC decoder configuration record'],
      ['11.2.4.2', 'VVC decoder configuration record'],
    ],
  },
  h264: {
    shortName: 'H.264',
    title: 'Advanced video coding for generic audiovisual services',
    edition: 'August 2021',
    address: 'https://www.itu.int/rec/T-REC-H.264',
    sections: [
      ['7.3.1', 'NAL unit syntax'],
      ['7.3.2.1.1', 'Sequence parameter set data syntax'],
      ['7.3.2.2', 'Picture parameter set RBSP syntax'],
      ['7.3.2.3', 'Supplemental enhancement information RBSP syntax'],
      ['7.3.2.4', 'Access unit delimiter RBSP syntax'],
      ['7.3.3', 'Slice header syntax'],
      ['7.4.1', 'NAL unit semantics'],
      ['A', 'Profiles and levels'],
      ['B', 'Byte stream format'],
      ['E', 'Video usability information'],
    ],
  },
  h265: {
    shortName: 'H.265',
    title: 'High efficiency video coding',
    edition: 'August 2021',
    address: 'https://www.itu.int/rec/T-REC-H.265',
    sections: [
      ['7.3.1.2', 'NAL unit header syntax'],
      ['7.3.2.1', 'Video parameter set RBSP syntax'],
      ['7.3.2.2', 'Sequence parameter set RBSP syntax'],
      ['7.3.2.3', 'Picture parameter set RBSP syntax'],
      ['7.3.2.4', 'Supplemental enhancement information RBSP syntax'],
      ['7.3.2.5', 'Access unit delimiter RBSP syntax'],
      ['7.3.3', 'Profile, tier and level syntax'],
      ['7.3.6', 'Slice segment header syntax'],
      ['7.4.2.2', 'NAL unit header semantics'],
      ['A', 'Profiles, tiers and levels'],
      ['D', 'Supplemental enhancement information'],
      ['E', 'Video usability information'],
    ],
  },
  h266: {
    shortName: 'H.266',
    title: 'Versatile video coding',
    edition: 'April 2022',
    address: 'https://www.itu.int/rec/T-REC-H.266',
    sections: [
      ['7.3.1.2', 'NAL unit header syntax'],
      ['7.3.2.1', 'Operating point information RBSP syntax'],
      ['7.3.2.2', 'Decoding capability information RBSP syntax'],
      ['7.3.2.4', 'Sequence parameter set RBSP syntax'],
      ['7.3.2.5', 'Picture parameter set RBSP syntax'],
      ['7.3.2.6', 'Adaptation parameter set RBSP syntax'],
      ['7.3.2.10', 'Access unit delimiter RBSP syntax'],
      ['7.4.2.2', 'NAL unit header semantics'],
    ],
  },
  h273: {
    shortName: 'H.273',
    title: 'Coding-independent code points for video signal type identification',
    edition: 'July 2021',
    address: 'https://www.itu.int/rec/T-REC-H.273',
    sections: [
      ['8.1', 'Colour primaries'],
      ['8.2', 'Transfer characteristics'],
      ['8.3', 'Matrix coefficients'],
    ],
  },
  av1: {
    shortName: 'AV1',
    title: 'AV1 Bitstream & Decoding Process Specification',
    edition: 'version 1.0.0 with errata 1',
    address: 'https://aomediacodec.github.io/av1-spec/',
    sections: [
      ['4.10.5', 'leb128()', 'leb128'],
      ['5.3.1', 'General OBU syntax', 'general-obu-syntax'],
      ['5.3.2', 'OBU header syntax', 'obu-header-syntax'],
      ['5.5.1', 'General sequence header OBU syntax', 'general-sequence-header-obu-syntax'],
      ['5.8.1', 'General metadata OBU syntax', 'general-metadata-obu-syntax'],
      ['5.9.2', 'Uncompressed header syntax', 'uncompressed-header-syntax'],
    ],
  },
  'av1-mp4': {
    shortName: 'AV1 in ISOBMFF',
    title: 'AV1 Codec ISO Media File Format Binding',
    edition: 'v1.2.0',
    address: 'https://aomediacodec.github.io/av1-isobmff/',
    sections: [
      ['2.3.3', 'AV1CodecConfigurationBox, syntax', 'av1codecconfigurationbox-syntax'],
      ['2.4', 'AV1 Sample Format', 'sampleformat'],
    ],
  },
  'av1-ts': {
    shortName: 'AV1 in MPEG-2 TS',
    title: 'Carriage of AV1 in MPEG-2 TS',
    edition: 'draft',
    address: 'https://aomediacodec.github.io/av1-mpeg2-ts/',
    sections: [['AV1 video descriptor', 'AV1 video descriptor', 'av1-video-descriptor']],
  },
  vp8: {
    shortName: 'RFC 6386',
    title: 'VP8 Data Format and Decoding Guide',
    edition: 'November 2011',
    address: 'https://www.rfc-editor.org/rfc/rfc6386.html',
    sections: [['9.1', 'Uncompressed Data Chunk', 'section-9.1']],
  },
  vp9: {
    shortName: 'VP9',
    title: 'VP9 Bitstream & Decoding Process Specification',
    edition: 'version 0.6',
    address: 'https://www.webmproject.org/vp9/',
    sections: [['6.2', 'Uncompressed header syntax']],
  },
  'vp-mp4': {
    shortName: 'VP in ISOBMFF',
    title: 'VP Codec ISO Media File Format Binding',
    edition: 'v1.0, March 2017',
    address: 'https://www.webmproject.org/vp9/mp4/',
    sections: [['VP Codec Configuration Box', 'VP Codec Configuration Box']],
  },
  'mpeg4-audio': {
    shortName: 'ISO/IEC 14496-3',
    title: 'Coding of audio-visual objects: Audio',
    edition: '2019',
    address: 'https://www.iso.org/standard/76383.html',
    sections: [
      ['1.6.2.1', 'AudioSpecificConfig'],
      ['1.6.5', 'Signalling of SBR'],
      ['1.6.6', 'Signalling of parametric stereo'],
      ['4.4.1', 'GASpecificConfig'],
      ['4.4.1.1', 'Program config element'],
      ['4.6.20', 'Enhanced low delay codec'],
    ],
  },
  mp3: {
    shortName: 'ISO/IEC 11172-3',
    title: 'Coding of moving pictures and associated audio up to about 1,5 Mbit/s: Audio',
    edition: '1993; 13818-3 for the lower rates',
    address: 'https://www.iso.org/standard/22412.html',
    sections: [['2.4.1.3', 'Header']],
  },
  opus: {
    shortName: 'RFC 6716',
    title: 'Definition of the Opus Audio Codec',
    edition: 'September 2012',
    address: 'https://www.rfc-editor.org/rfc/rfc6716.html',
    sections: [
      ['3.1', 'The TOC Byte', 'section-3.1'],
      ['3.2.5', 'Code 3: A Signaled Number of Frames in the Packet', 'section-3.2.5'],
      ['B', 'Self-Delimiting Framing', 'appendix-B'],
    ],
  },
  'ogg-opus': {
    shortName: 'RFC 7845',
    title: 'Ogg Encapsulation for the Opus Audio Codec',
    edition: 'April 2016',
    address: 'https://www.rfc-editor.org/rfc/rfc7845.html',
    sections: [
      ['5.1', 'Identification Header', 'section-5.1'],
      ['5.1.1', 'Channel Mapping', 'section-5.1.1'],
    ],
  },
  flac: {
    shortName: 'RFC 9639',
    title: 'Free Lossless Audio Codec (FLAC)',
    edition: 'December 2024',
    address: 'https://www.rfc-editor.org/rfc/rfc9639.html',
    sections: [
      ['6', 'Format Layout', 'section-6'],
      ['8.1', 'Metadata Block Header', 'section-8.1'],
      ['8.2', 'Streaminfo', 'section-8.2'],
      ['9.1', 'Frame Header', 'section-9.1'],
    ],
  },
  ac3: {
    shortName: 'A/52',
    title: 'Digital Audio Compression (AC-3, E-AC-3) Standard',
    edition: 'January 2018',
    address:
      'https://www.atsc.org/atsc-documents/a52-digital-audio-compression-ac-3-e-ac-3-standard/',
    sections: [
      ['5.3.1', 'Synchronization Information'],
      ['5.3.2', 'Bit Stream Information'],
      ['E', 'Enhanced AC-3'],
    ],
  },
};
