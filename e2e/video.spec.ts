import type { Locator, Page } from '@playwright/test';
import { expect, type InspectorPage, test } from './inspector-page.ts';
import { type Encoder, publish } from './publish.ts';
import { expectNoViolations } from './violations.ts';

/** Whether this browser has a decoder: it need not have one for every codec, and the page says so where it has none. */
function decodes(page: Page, codec: string): Promise<boolean> {
  return page.evaluate(
    async (wanted) => (await VideoDecoder.isConfigSupported({ codec: wanted })).supported === true,
    codec,
  );
}

/** The same for sound. */
function hears(page: Page, codec: string): Promise<boolean> {
  return page.evaluate(async (wanted) => {
    const config = { codec: wanted, sampleRate: 48_000, numberOfChannels: 1 };
    return (await AudioDecoder.isConfigSupported(config)).supported === true;
  }, codec);
}

/** Opens the part of the drawer that plays. */
async function openVideo({ page }: InspectorPage): Promise<Locator> {
  await page.getByRole('tab', { name: 'Video' }).click();
  return page.getByRole('region', { name: 'Video', exact: true });
}

/** What is said of the pictures, and of the sound. */
const said = (video: Locator): Locator =>
  video.getByRole('status').and(video.locator(':not(.video-sound)'));
const saidOfSound = (video: Locator): Locator => video.locator('.video-sound');

/** How many different colours the picture has, of some that are looked at. */
function colours(video: Locator): Promise<number> {
  return video.locator('canvas').evaluate((canvas: HTMLCanvasElement) => {
    const { data } = canvas.getContext('2d')!.getImageData(0, 0, canvas.width, canvas.height);
    const found = new Set<number>();
    for (let at = 0; at < data.length; at += 4 * 97)
      found.add(((data[at]! << 16) | (data[at + 1]! << 8) | data[at + 2]!) >>> 0);
    return found.size;
  });
}

/** Opens the session of a stream in the page. */
async function watch(inspector: InspectorPage, encoder: Encoder): Promise<void> {
  const { page } = inspector;
  await inspector.visit();
  await page.getByRole('button', { name: 'Show live connections' }).click();
  const mine = page.getByRole('listitem').filter({ hasText: `${await encoder.client} ` });
  await mine.getByRole('button', { name: /Watch/ }).click();
}

test('I see what is published beside the session, and hold it, by keyboard', async ({
  inspector,
  baseURL,
}) => {
  // On a busy machine the encoder and the pictures decoded take most of a minute.
  test.slow();
  const { page } = inspector;
  const encoder = publish(baseURL!);
  try {
    await watch(inspector, encoder);
    await page.getByRole('button', { name: 'Show the video' }).press('Enter');
    const video = page.getByRole('region', { name: 'Video', exact: true });
    if (!(await decodes(page, 'avc1.42E01E'))) {
      await expect(said(video)).toHaveText(/^This browser has no decoder for AVC/);
      return;
    }
    await expect(video).toContainText(/AVC, \d+ × \d+ pixels, at .* pictures shown/);
    await expect(video.getByRole('img', { name: 'The video, playing' })).toBeVisible();
    await expect.poll(() => colours(video)).toBeGreaterThan(4);
    await video.getByRole('button', { name: 'Pause the video' }).press('Enter');
    await expect(said(video)).toHaveText('Paused.');
    await expect(video.getByRole('img', { name: 'The video, paused' })).toBeVisible();
    await video.getByRole('button', { name: 'Play what is live' }).press('Enter');
    await expect(said(video)).toHaveText('Playing.');
  } finally {
    encoder.stop();
  }
  // What is published has ended, so the video ends too, and holds still.
  const video = page.getByRole('region', { name: 'Video', exact: true });
  await expect(video.getByRole('button', { name: 'Play the video' })).toBeVisible();
  await expectNoViolations(inspector, { bestPractice: true });
});

test('F24: With reduced motion the video waits until I start it', async ({
  inspector,
  baseURL,
}) => {
  const { page } = inspector;
  await page.emulateMedia({ reducedMotion: 'reduce' });
  const encoder = publish(baseURL!);
  try {
    await watch(inspector, encoder);
    await page.getByRole('button', { name: 'Show the video' }).click();
    const video = page.getByRole('region', { name: 'Video', exact: true });
    await expect(said(video)).toHaveText(/^It does not start by itself/);
    await expect(video.getByRole('button', { name: 'Play what is live' })).toBeVisible();
    await expect(video.getByRole('img')).toBeHidden();
  } finally {
    encoder.stop();
  }
});

for (const [sample, name, codec] of [
  ['ffmpeg-publish', 'AVC', 'avc1.42E01E'],
  ['enhanced-av1', 'AV1', 'av01.0.00M.08'],
  ['enhanced-hevc-opus', 'HEVC', 'hvc1.1.6.L93.B0'],
] as const)
  test(`The video of a capture plays to its end, or I am told why not: ${name}`, async ({
    inspector,
  }) => {
    await inspector.visitSample(sample);
    const video = await openVideo(inspector);
    await expect(video.getByRole('img')).toBeHidden();
    await video.getByRole('button', { name: 'Play the video' }).click();
    if (await decodes(inspector.page, codec)) {
      await expect(said(video)).toHaveText('The video is at its end.', {
        timeout: 20_000,
      });
      await expect(video).toContainText(new RegExp(`${name}, \\d+ × \\d+ pixels`));
      expect(await colours(video)).toBeGreaterThan(4);
    } else
      await expect(said(video)).toHaveText(
        new RegExp(`^This browser has no decoder for ${name} \\(`),
      );
  });

for (const [sample, sentence] of [
  ['mid-stream', /^The sequence header is not in this capture/],
  ['amf3', /^There is no video on this connection\.$/],
] as const)
  test(`A capture whose video cannot be played says why: ${sample}`, async ({ inspector }) => {
    await inspector.visitSample(sample);
    const video = await openVideo(inspector);
    await video.getByRole('button', { name: 'Play the video' }).click();
    await expect(said(video)).toHaveText(sentence);
  });

test('The sound is off until I turn it on, and then goes with what is live, by keyboard', async ({
  inspector,
  baseURL,
}) => {
  const { page } = inspector;
  const encoder = publish(baseURL!);
  try {
    await watch(inspector, encoder);
    await page.getByRole('button', { name: 'Show the video' }).press('Enter');
    const video = page.getByRole('region', { name: 'Video', exact: true });
    await expect(saidOfSound(video)).toHaveText('The sound is off.');
    await expect(video.getByRole('slider', { name: 'Volume' })).toBeHidden();
    await video.getByRole('button', { name: 'Turn the sound on' }).press('Enter');
    if (!(await hears(page, 'mp4a.40.2'))) {
      await expect(saidOfSound(video)).toHaveText(/^This browser has no decoder for sound of AAC/);
      return;
    }
    await expect(saidOfSound(video)).toHaveText('The sound is heard.');
    await expect(video).toContainText(/AAC, 44.?100 Hz, 1 channel, \d+ frames? decoded/);
    const volume = video.getByRole('slider', { name: 'Volume' });
    await expect(volume).toHaveValue('100');
    await volume.press('ArrowLeft');
    await expect(volume).toHaveValue('95');
    await expectNoViolations(inspector, { bestPractice: true });
    await video.getByRole('button', { name: 'Turn the sound off' }).press('Enter');
    await expect(saidOfSound(video)).toHaveText('The sound is off.');
  } finally {
    encoder.stop();
  }
});

test('Sound is heard also where the browser cannot show the pictures', async ({ inspector }) => {
  await inspector.visitSample('enhanced-hevc-opus');
  const video = await openVideo(inspector);
  await video.getByRole('button', { name: 'Turn the sound on' }).click();
  await expect(saidOfSound(video)).toHaveText('The sound is on, and begins with the video.');
  await video.getByRole('button', { name: 'Play the video' }).click();
  await expect(video).toContainText(/Opus, 48.?000 Hz, 1 channel, \d+ frames? decoded/);
});

test('Of a stream with several tracks I choose what I see and hear', async ({ inspector }) => {
  await inspector.visitSample('multitrack');
  const video = await openVideo(inspector);
  const sound = video.getByRole('combobox', { name: 'Sound of' });
  await expect(sound.getByRole('option')).toHaveText(['track 0 (AAC)', 'track 1 (Opus)']);
  const pictures = video.getByRole('combobox', { name: 'Pictures of' });
  await expect(pictures.getByRole('option')).toHaveText(['track 0 (HEVC)', 'track 1 (AV1)']);
  await sound.selectOption('track 1 (Opus)');
  await pictures.selectOption('track 1 (AV1)');
  await video.getByRole('button', { name: 'Turn the sound on' }).click();
  await video.getByRole('button', { name: 'Play the video' }).click();
  await expect(video).toContainText(/Opus, 48.?000 Hz, 1 channel, \d+ frames? decoded/);
  if (await decodes(inspector.page, 'av01.0.00M.08'))
    await expect(video).toContainText(/AV1, \d+ × \d+ pixels/);
  else await expect(said(video)).toHaveText(/^This browser has no decoder for AV1/);
});

test('On a telephone the bar of a live connection leads to the video', async ({
  inspector,
  baseURL,
}) => {
  const { page } = inspector;
  await page.setViewportSize({ width: 390, height: 844 });
  const encoder = publish(baseURL!);
  try {
    await watch(inspector, encoder);
    await page.getByRole('button', { name: 'Show the video' }).click();
    const video = page.getByRole('region', { name: 'Video', exact: true });
    await expect(video.getByRole('button', { name: 'Turn the sound on' })).toBeVisible();
    // Put away, it comes when it is asked for again.
    await page.getByRole('button', { name: 'Video', exact: true }).click();
    await expect(video).toBeHidden();
    await page.getByRole('button', { name: 'Show the video' }).click();
    await expect(video).toBeVisible();
  } finally {
    encoder.stop();
  }
});
