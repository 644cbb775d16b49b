import { AudioSpecificConfig } from './audio-specific-config.ts';
import {
  AudioModEx,
  AudioTagBody,
  AudioTagHeader,
  AudioTrack,
  ExAudioTagHeader,
  MultichannelConfig,
} from './audio-tag.ts';
import { AvcConfigurationRecord } from './avc-configuration.ts';
import {
  ExVideoTagHeader,
  VideoModEx,
  VideoTagBody,
  VideoTagHeader,
  VideoTrack,
} from './video-tag.ts';

/** Every structure of this folder, for the dictionary. */
export const MEDIA_STRUCTURES = [
  AudioTagHeader,
  ExAudioTagHeader,
  AudioModEx,
  AudioTrack,
  AudioTagBody,
  MultichannelConfig,
  AudioSpecificConfig,
  VideoTagHeader,
  ExVideoTagHeader,
  VideoModEx,
  VideoTrack,
  VideoTagBody,
  AvcConfigurationRecord,
] as const;
