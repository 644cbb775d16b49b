import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { MemorySource } from '../../src-protocol/bytes/byte-source.ts';
import { Inspection } from '../../src-protocol/inspect/inspection.ts';
import { SessionAnalyses } from '../../src-protocol/inspect/session-analyses.ts';
import { codedTracks } from './coded-tracks.ts';
import { pictures } from './pictures.ts';
import { sound, type SoundAnswer } from './sound.ts';
import { View } from './view.ts';

function open(capture: string): View {
  const url = new URL(`../../corpus/captures/real/${capture}`, import.meta.url);
  const bytes = new Uint8Array(readFileSync(url));
  const inspection = new Inspection();
  inspection.push(bytes);
  inspection.end();
  const connection = inspection.connections.find(({ session }) => session)!;
  return new View(connection, connection.session!, () => new MemorySource(bytes));
}

/** Everything from the first sound on, as a player asks for it. */
function all(view: View): SoundAnswer[] {
  const answers = [sound(view, { connection: 0, from: 0, seek: true })];
  for (;;) {
    const { next, stream } = answers.at(-1)!;
    const more = sound(view, { connection: 0, from: next, ...(stream && { stream }) });
    if (more.next === next) return answers;
    answers.push(more);
  }
}

const OBS = '04f-obs29-publish-nginx.pcap';
const OPUS = '05-ertmp2-ffmpeg8-hevc-opus-nginx.pcap';
const MULTITRACK = '05-ertmp2-ffmpeg8-multitrack-2v2a-nginx.pcap';

describe('sound for a decoder', () => {
  it.each([
    [OBS, 'AAC', 'mp4a.40.2', 44_100, 2, 2],
    [OPUS, 'Opus', 'opus', 48_000, 1, 19],
    ['05-ertmp2-ffmpeg8-flac-nginx.pcap', 'FLAC', 'flac', 48_000, 1, 42],
    ['03g-gst-rtmp2sink-mp3-audio-only-chunk60000-nginx.pcap', 'MP3', 'mp3', 22_050, 1, 0],
  ])('of %s begins with how to set it up', (capture, name, codec, sampleRate, channels, length) => {
    const [first] = all(open(capture));
    expect(first).toMatchObject({ name, setUp: { codec, sampleRate, channels } });
    expect(first!.setUp!.description.length).toBeGreaterThanOrEqual(length);
    expect(first!.frames[0]!.start).toBe(0);
  });

  it('FLAC that FFmpeg sent without a signature gets one', () => {
    const [first] = all(open('05-ertmp2-ffmpeg8-flac-nginx.pcap'));
    const start = Buffer.from(first!.setUp!.description.subarray(0, 8)).toString('latin1');
    expect(start).toBe('fLaC\x80\0\0\x22');
  });

  it.each([
    [OBS, /^AAC raw/],
    [OPUS, /^Opus CodedFrames/],
    ['03g-gst-rtmp2sink-mp3-audio-only-chunk60000-nginx.pcap', /^MP3/],
  ])('of %s is every frame once, in order', (capture, words) => {
    const view = open(capture);
    const answers = all(view);
    const { messages } = view.session;
    const rows = Array.from({ length: messages.length }, (_, row) => row).filter(
      (row) => messages.column.messageTypeId.get(row) === 8 && words.test(view.rows.summary(row)),
    );
    const times = answers.flatMap(({ frames }) => frames.map(({ timestamp }) => timestamp));
    expect(times).toEqual(rows.map((row) => messages.column.timestamp.get(row)));
    expect(times.length).toBeGreaterThan(20);
    for (const { frames, bytes } of answers) expect(frames.at(-1)?.end ?? 0).toBe(bytes.length);
  });

  it('goes back to the sound of a timestamp', () => {
    const view = open(OBS);
    const since = 1000;
    const { frames } = sound(view, { connection: 0, from: 1e9, seek: true, since });
    const [first, second] = frames.map(({ timestamp }) => timestamp);
    expect(first).toBeLessThanOrEqual(since);
    expect(second).toBeGreaterThan(since);
  });

  it('and pictures are those of the track that is asked for', () => {
    const view = open(MULTITRACK);
    const { stream: near } = sound(view, { connection: 0, from: 0, seek: true });
    expect(near).toMatchObject({ trackId: 0 });
    const stream = { ...near!, trackId: 1 };
    const ask = { connection: 0, from: 0, seek: true, stream } as const;
    expect(sound(view, ask)).toMatchObject({ name: 'Opus', setUp: { codec: 'opus' } });
    expect(pictures(view, ask)).toMatchObject({ name: 'AV1', codec: 'av01.0.00M.08' });
    expect(pictures(view, ask).pictures.length).toBeGreaterThan(10);
    const { connection, session, describer } = view;
    const analyses = new SessionAnalyses(connection, session, describer);
    while (!analyses.advance(1000));
    expect(
      codedTracks(view, analyses.media.tracks).map(
        ({ kind, trackId, name }) => `${kind} ${trackId} ${name}`,
      ),
    ).toEqual(
      expect.arrayContaining(['video 0 HEVC', 'video 1 AV1', 'audio 0 AAC', 'audio 1 Opus']),
    );
  });

  it('is told to be missing, or to want its sequence header', () => {
    const none = open('06-rtmp-rtmpdump-to-rtmpsrv.pcap');
    expect(sound(none, { connection: 0, from: 0, seek: true })).toMatchObject({ missing: 'sound' });
    const late = open('03a-rtmpdump-play-live-nginx-publisher-midstream.pcap');
    expect(sound(late, { connection: 0, from: 0, seek: true })).toMatchObject({
      missing: 'sequence header',
      name: 'AAC',
    });
  });
});
