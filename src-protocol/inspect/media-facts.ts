import { Ac3Frame, Eac3Frame } from '../media/ac3-frame.ts';
import { AudioSpecificConfig } from '../media/audio-specific-config.ts';
import { AudioTagHeader } from '../media/audio-tag.ts';
import { FlacMetadataBlock } from '../media/flac.ts';
import { Mp3Frame } from '../media/mp3-frame.ts';
import { OpusHead } from '../media/opus.ts';
import { type FieldNode, type FieldValue, walk } from '../wire/field-tree.ts';

/** What a track's sequence header, or its first frame, says about its picture or sound. */
export interface MediaFacts {
  readonly profile?: string;
  readonly level?: string;
  /** Pixels. */
  readonly width?: number;
  readonly height?: number;
  /** Pictures a second. */
  readonly frameRate?: number;
  /** Hertz. */
  readonly sampleRate?: number;
  readonly channels?: number;
}

type Writable<T> = { -readonly [K in keyof T]: T[K] };

const SAMPLE_RATES = [
  AudioSpecificConfig.fields.outputSampleRate,
  FlacMetadataBlock.fields.sampleRate,
  Mp3Frame.fields.sampleRate,
  Ac3Frame.fields.sampleRate,
  Eac3Frame.fields.sampleRate,
].map(({ id }) => id);
const CHANNELS = [
  AudioSpecificConfig.fields.outputChannels,
  OpusHead.fields.channelCount,
  Mp3Frame.fields.channels,
  Ac3Frame.fields.channels,
  Eac3Frame.fields.channels,
].map(({ id }) => id);
/** Opus is decoded at this rate, whatever it was recorded at. */
const OPUS_RATE = 48_000;

/** Takes the facts out of an explained audio or video message. Of what is said several times the last holds. */
export function mediaFacts(body: FieldNode): MediaFacts {
  const facts: Writable<MediaFacts> = {};
  let pcm = false;
  walk(body, ({ id, value }) => {
    if (value === undefined) return;
    // These say rate and channels in the tag's first byte; others have it there without meaning it.
    if (id === AudioTagHeader.fields.soundFormat.id) pcm = [0, 1, 3, 6].includes(Number(value));
    pictureFact(facts, id, value);
    if (typeof value === 'number') soundFact(facts, id, value, pcm);
  });
  return facts;
}

function pictureFact(facts: Writable<MediaFacts>, id: string, value: FieldValue): void {
  if (!id.startsWith('media.')) return;
  const field = id.slice(id.lastIndexOf('.') + 1);
  if (typeof value === 'string') {
    if (field === 'profileName') facts.profile = value;
    else if (field === 'levelName') facts.level = value;
  } else if (typeof value === 'number') {
    if (field === 'width' || field === 'height' || field === 'frameRate') facts[field] = value;
  }
}

function soundFact(facts: Writable<MediaFacts>, id: string, value: number, pcm: boolean): void {
  if (SAMPLE_RATES.includes(id)) facts.sampleRate = value;
  if (CHANNELS.includes(id)) facts.channels = value;
  if (id === OpusHead.fields.channelCount.id) facts.sampleRate = OPUS_RATE;
  if (id === FlacMetadataBlock.fields.channelsMinus1.id) facts.channels = value + 1;
  if (pcm && id === AudioTagHeader.fields.soundRate.id)
    facts.sampleRate = Math.floor(44_100 / 2 ** (3 - value));
  if (pcm && id === AudioTagHeader.fields.soundType.id) facts.channels = value + 1;
}
