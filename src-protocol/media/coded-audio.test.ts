import { expect, it } from 'vitest';
import { fromHex } from '../bytes/hex.ts';
import { audioTracks, codedAudio } from './coded-audio.ts';

const bytes = (hex: string): Uint8Array => fromHex(hex.replaceAll(' ', ''))!;

it.each([
  ['AAC', 'af00 1210', 'mp4a.40.2', 44_100, 2],
  ['AAC, HE', 'af00 2b920800', 'mp4a.40.5', 44_100, 2],
  ['MP3, a frame', '2e fffb9064', 'mp3', 44_100, 2],
  ['PCM of 8 bits', '34 00', 'pcm-u8', 11_025, 1],
  ['PCM of 16 bits', '3f 0000', 'pcm-s16', 44_100, 2],
  ['G.711 A-law', '72 d5', 'alaw', 8000, 1],
  ['G.711 mu-law', '82 ff', 'ulaw', 8000, 1],
  ['Opus without a header', '91 4f707573 fc', 'opus', 48_000, 2],
])('%s is set up', (_, hex, codec, sampleRate, channels) => {
  expect(codedAudio(bytes(hex))?.setUp).toMatchObject({
    codec,
    sampleRate,
    channels,
  });
});

it.each([
  ['Speex', 'b2 00', 'Speex'],
  ['AC-3', '91 61632d33 0b770000', 'AC-3'],
  ['AAC before its configuration', 'af01 2110', 'AAC'],
])('%s is named, and nothing sets it up', (_, hex, name) => {
  const coded = codedAudio(bytes(hex));
  expect(coded).toMatchObject({ kind: 'frame', name });
  expect(coded!.setUp).toBeUndefined();
});

it.each(['', 'af', 'af00', '92 4f707573', '91'])('nothing is made of %s', (hex) => {
  expect(codedAudio(bytes(hex))).toBeUndefined();
});

it('a track of many is found by its number', () => {
  // ManyTracks of CodedFrames: Opus, track 3 of two bytes, track 5 of one.
  const payload = bytes('95114f7075730300000 2fc01050000 01fc');
  expect(audioTracks(payload)).toEqual([
    { trackId: 3, name: 'Opus' },
    { trackId: 5, name: 'Opus' },
  ]);
  expect([...codedAudio(payload, 3)!.bytes]).toEqual([0xfc, 1]);
  expect([...codedAudio(payload, 5)!.bytes]).toEqual([0xfc]);
  expect(codedAudio(payload)).toBeUndefined();
});
