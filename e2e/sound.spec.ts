import type { Page } from '@playwright/test';
import { capture, decode, expect, type InspectorPage, test } from './inspector-page.ts';

/** What is given to the loudspeaker, as the page's own audio context is told. */
interface Piece {
  /** When it begins, seconds of the context's clock. */
  readonly start: number;
  readonly sampleRate: number;
  readonly samples: number[];
}

/**
 * Writes down every piece of sound that the page plays: nobody listens to these stories. There is no decoder for pictures,
 * so that the sound is played by itself, from its beginning: beside pictures, what comes too late is left out.
 */
async function listen(page: Page): Promise<() => Promise<Piece[]>> {
  await page.addInitScript(() => {
    VideoDecoder.isConfigSupported = (config) => Promise.resolve({ supported: false, config });
    const heard: Piece[] = [];
    Object.assign(globalThis, { heard });
    // eslint-disable-next-line @typescript-eslint/unbound-method -- called with the node it belongs to
    const { start } = AudioBufferSourceNode.prototype;
    AudioBufferSourceNode.prototype.start = function (when = 0, ...rest: number[]) {
      const { buffer } = this;
      if (buffer)
        heard.push({
          start: when,
          sampleRate: buffer.sampleRate,
          samples: [...buffer.getChannelData(0)],
        });
      start.call(this, when, ...rest);
    };
  });
  return () => page.evaluate(() => (globalThis as unknown as { heard: Piece[] }).heard);
}

/** Whether this browser can decode sound of a codec. */
function hears(page: Page, codec: string): Promise<boolean> {
  return page.evaluate(async (wanted) => {
    const config = { codec: wanted, sampleRate: 44_100, numberOfChannels: 1 };
    return (await AudioDecoder.isConfigSupported(config)).supported === true;
  }, codec);
}

/** How often a second the sound swings, by its passages through zero, between the middle of the first and of the last. */
function frequency(samples: readonly number[], sampleRate: number): number {
  const rises: number[] = [];
  for (let i = 1; i < samples.length; i++) {
    const [before, after] = [samples[i - 1]!, samples[i]!];
    if (before < 0 && after >= 0) rises.push(i - after / (after - before));
  }
  return ((rises.length - 1) * sampleRate) / (rises.at(-1)! - rises[0]!);
}

/** What the pieces have in common, looked at as one stretch of sound. */
function together(pieces: readonly Piece[]): { hertz: number; seconds: number; seams: number[] } {
  const { sampleRate } = pieces[0]!;
  expect(new Set(pieces.map((piece) => piece.sampleRate))).toEqual(new Set([sampleRate]));
  const samples = pieces.flatMap((piece) => piece.samples);
  const loud = samples.findIndex((sample) => Math.abs(sample) > 0.02);
  return {
    // A tenth of a second on either side is the encoder's beginning and end.
    hertz: frequency(samples.slice(loud + sampleRate / 10, -sampleRate / 10), sampleRate),
    seconds: samples.length / sampleRate,
    // Seconds between the end of one piece and the beginning of the next.
    seams: pieces
      .slice(1)
      .map(({ start }, i) => start - pieces[i]!.start - pieces[i]!.samples.length / sampleRate),
  };
}

/** Opens the player, has everything played, and waits for what is said of the sound in the end. */
async function play({ page }: InspectorPage, said: string | RegExp): Promise<void> {
  await page.getByRole('tab', { name: 'Video' }).click();
  const video = page.getByRole('region', { name: 'Video', exact: true });
  await video.getByRole('button', { name: 'Turn the sound on' }).click();
  await video.getByRole('button', { name: 'Play the video' }).click();
  await expect(video.locator('.video-sound')).toHaveText(said, { timeout: 25_000 });
}

/** Sound messages of a capture's first connection that hold coded sound, as the command line counts them. */
function soundMessages(path: string): number {
  return decode<{ sender: string; messageTypeId: number; length: number }>(path, 'messages', [
    '--connection',
    '0',
  ]).filter(
    ({ sender, messageTypeId, length }) => sender === 'client' && messageTypeId === 8 && length > 0,
  ).length;
}

for (const [what, path, codec, setUps, frame] of [
  ['AAC that FFmpeg published', 'real/01c-ffmpeg-publish-nginx-2s.pcapng', 'mp4a.40.2', 1, 1024],
  [
    'MP3 that GStreamer published',
    'real/03g-gst-rtmp2sink-mp3-audio-only-chunk60000-nginx.pcap',
    'mp3',
    0,
    1152,
  ],
] as const)
  test(`A sine of 440 Hz in ${what} is a sine of 440 Hz at the loudspeaker, all of it`, async ({
    inspector,
  }) => {
    const { page } = inspector;
    const heard = await listen(page);
    await inspector.visit();
    await page.getByLabel('Open a capture').setInputFiles(capture(path));
    await inspector.settled();
    if (!(await hears(page, codec))) {
      await play(inspector, /^This browser has no decoder for sound/);
      return;
    }
    await play(inspector, 'The sound is at its end.');
    const { hertz, seconds, seams } = together(await heard());
    expect(hertz).toBeGreaterThan(439);
    expect(hertz).toBeLessThan(441);
    // One frame a message, but for the sequence header; a decoder may keep its first frame to itself.
    const frames = soundMessages(capture(path)) - setUps;
    expect(Math.abs(seconds - (frames * frame) / 44_100)).toBeLessThan(frame / 44_100 + 0.001);
    // Pieces follow each other, and none begins before the one before it has ended.
    expect(Math.min(...seams)).toBeGreaterThan(-0.0001);
  });
