import { type AmfValue, asBoolean, asNumber, asString, property } from '../amf/amf-value.ts';
import {
  AUDIO_CODEC_IDS,
  codecOfFourCc,
  fourCcOfNumber,
  VIDEO_CODEC_IDS,
} from '../command/codec-ids.ts';
import type { ValueNames } from '../dictionary/field.ts';
import type { TrackSummary } from './track-summary.ts';

/** A property of onMetaData beside what the media themselves say. */
export interface MetadataCheck {
  /** As it is called there: `framerate`. */
  readonly name: string;
  readonly said: string;
  readonly measured?: string;
  /** Whether the two differ by more than can be expected. */
  readonly differs: boolean;
}

/** Rates are compared roughly: encoders are asked for one and give about that. */
const RATE_TOLERANCE = 0.25;
const FRAME_RATE_TOLERANCE = 0.02;

/** Compares the metadata of a stream with its tracks, property by property; what is not there is left out. */
export function checkMetadata(
  metadata: AmfValue,
  video: TrackSummary | undefined,
  audio: TrackSummary | undefined,
): MetadataCheck[] {
  const checks: MetadataCheck[] = [];
  const number = (name: string, unit: string, measured: number | undefined, tolerance = 0) => {
    const said = asNumber(property(metadata, name));
    if (said === undefined) return;
    const differs =
      measured !== undefined && said !== 0 && Math.abs(said - measured) > tolerance * measured;
    checks.push({
      name,
      said: inUnit(said, unit),
      ...(measured !== undefined && { measured: inUnit(measured, unit) }),
      differs,
    });
  };
  codec(checks, 'videocodecid', property(metadata, 'videocodecid'), VIDEO_CODEC_IDS, video);
  number('width', 'pixels', video?.facts.width);
  number('height', 'pixels', video?.facts.height);
  number('framerate', 'frames/s', video?.frameRate, FRAME_RATE_TOLERANCE);
  number('videodatarate', 'kbit/s', video?.bitRate, RATE_TOLERANCE);
  codec(checks, 'audiocodecid', property(metadata, 'audiocodecid'), AUDIO_CODEC_IDS, audio);
  number('audiosamplerate', 'Hz', audio?.facts.sampleRate);
  number('audiochannels', '', audio?.facts.channels);
  number('audiodatarate', 'kbit/s', audio?.bitRate, RATE_TOLERANCE);
  stereo(checks, asBoolean(property(metadata, 'stereo')), audio?.facts.channels);
  return checks;
}

function codec(
  checks: MetadataCheck[],
  name: string,
  value: AmfValue | undefined,
  names: ValueNames,
  track: TrackSummary | undefined,
): void {
  const number = asNumber(value);
  const text = asString(value);
  if (number === undefined && text === undefined) return;
  const letters = text ?? (number === undefined ? undefined : fourCcOfNumber(number));
  const named = number === undefined ? undefined : names[number];
  const known =
    named === undefined
      ? letters === undefined
        ? undefined
        : codecOfFourCc(letters)
      : typeof named === 'string'
        ? named
        : named.name;
  const said = known ?? letters ?? String(number);
  checks.push({
    name,
    said,
    ...(track && { measured: track.codec }),
    differs: track !== undefined && said !== track.codec,
  });
}

function stereo(
  checks: MetadataCheck[],
  said: boolean | undefined,
  channels: number | undefined,
): void {
  if (said === undefined) return;
  checks.push({
    name: 'stereo',
    said: said ? 'yes' : 'no',
    ...(channels !== undefined && { measured: channels === 1 ? 'mono' : `${channels} channels` }),
    differs: channels !== undefined && said !== channels >= 2,
  });
}

function inUnit(value: number, unit: string): string {
  const text = String(Math.round(value * 100) / 100);
  return unit === '' ? text : `${text} ${unit}`;
}
