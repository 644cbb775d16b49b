import { Ac3Frame, Eac3Frame } from './ac3-frame.ts';
import { AudioTagBody } from './audio-body.ts';
import { AudioSpecificConfig } from './audio-specific-config.ts';
import { AudioModEx, AudioTagHeader, AudioTrack, ExAudioTagHeader } from './audio-tag.ts';
import { Av1ConfigurationRecord, Av1VideoDescriptor } from './av1-configuration.ts';
import { Av1Obu } from './av1-obu.ts';
import { AvcConfigurationRecord } from './avc-configuration.ts';
import { AvcNalUnit } from './avc-nal-unit.ts';
import { FlacFrame, FlacHeader, FlacMetadataBlock } from './flac.ts';
import { FlvHeader } from './flv-header.ts';
import { FlvTag } from './flv-tag.ts';
import { HevcConfigurationRecord, HevcParameterSets } from './hevc-configuration.ts';
import { HevcNalUnit } from './hevc-nal-unit.ts';
import { Mp3Frame } from './mp3-frame.ts';
import { MultichannelConfig } from './multichannel.ts';
import { ByteStream, NalUnitEntry } from './nal-unit-list.ts';
import { OpusHead, OpusPacket } from './opus.ts';
import { ProgramConfigElement } from './program-config-element.ts';
import { VideoTagBody } from './video-body.ts';
import { ExVideoTagHeader, VideoModEx, VideoTagHeader, VideoTrack } from './video-tag.ts';
import { VpConfigurationRecord } from './vp-configuration.ts';
import { Vp8Frame, Vp9Frame } from './vp-frame.ts';
import { VvcConfigurationRecord, VvcParameterSets } from './vvc-configuration.ts';
import { VvcNalUnit } from './vvc-nal-unit.ts';

/** Every structure of this folder, for the dictionary. */
export const MEDIA_STRUCTURES = [
  FlvHeader,
  FlvTag,
  AudioTagHeader,
  ExAudioTagHeader,
  AudioModEx,
  AudioTrack,
  AudioTagBody,
  MultichannelConfig,
  AudioSpecificConfig,
  ProgramConfigElement,
  OpusHead,
  OpusPacket,
  FlacHeader,
  FlacMetadataBlock,
  FlacFrame,
  Mp3Frame,
  Ac3Frame,
  Eac3Frame,
  VideoTagHeader,
  ExVideoTagHeader,
  VideoModEx,
  VideoTrack,
  VideoTagBody,
  NalUnitEntry,
  ByteStream,
  AvcConfigurationRecord,
  AvcNalUnit,
  HevcConfigurationRecord,
  HevcParameterSets,
  HevcNalUnit,
  VvcConfigurationRecord,
  VvcParameterSets,
  VvcNalUnit,
  Av1ConfigurationRecord,
  Av1VideoDescriptor,
  Av1Obu,
  VpConfigurationRecord,
  Vp8Frame,
  Vp9Frame,
] as const;
