import AxeBuilder from '@axe-core/playwright';
import type { Locator, Page } from '@playwright/test';
import { expect, type InspectorPage, test } from './inspector-page.ts';
import { type Encoder, publish } from './publish.ts';

/** Whether this browser has a decoder: it need not have one for every codec, and the page says so where it has none. */
function decodes(page: Page, codec: string): Promise<boolean> {
  return page.evaluate(
    async (wanted) => (await VideoDecoder.isConfigSupported({ codec: wanted })).supported === true,
    codec,
  );
}

/** Opens the part of the drawer that plays. */
async function openVideo({ page }: InspectorPage): Promise<Locator> {
  await page.getByRole('tab', { name: 'Video' }).click();
  return page.getByRole('region', { name: 'Video', exact: true });
}

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
  const { page } = inspector;
  const encoder = publish(baseURL!);
  try {
    await watch(inspector, encoder);
    await page.getByRole('button', { name: 'Show the video' }).press('Enter');
    const video = page.getByRole('region', { name: 'Video', exact: true });
    if (!(await decodes(page, 'avc1.42E01E'))) {
      await expect(video.getByRole('status')).toHaveText(/^This browser has no decoder for AVC/);
      return;
    }
    await expect(video).toContainText(/AVC, \d+ × \d+ pixels, at .* pictures shown/);
    await expect(video.getByRole('img', { name: 'The video, playing' })).toBeVisible();
    await expect.poll(() => colours(video)).toBeGreaterThan(4);
    await video.getByRole('button', { name: 'Pause the video' }).press('Enter');
    await expect(video.getByRole('status')).toHaveText('Paused.');
    await expect(video.getByRole('img', { name: 'The video, paused' })).toBeVisible();
    await video.getByRole('button', { name: 'Play what is live' }).press('Enter');
    await expect(video.getByRole('status')).toHaveText('Playing.');
  } finally {
    encoder.stop();
  }
  // What is published has ended, so the video ends too, and holds still.
  const video = page.getByRole('region', { name: 'Video', exact: true });
  await expect(video.getByRole('button', { name: 'Play the video' })).toBeVisible();
  const { violations } = await new AxeBuilder({ page }).analyze();
  expect(violations.map(({ id }) => id)).toEqual([]);
});

test('With reduced motion the video waits until I start it', async ({ inspector, baseURL }) => {
  const { page } = inspector;
  await page.emulateMedia({ reducedMotion: 'reduce' });
  const encoder = publish(baseURL!);
  try {
    await watch(inspector, encoder);
    await page.getByRole('button', { name: 'Show the video' }).click();
    const video = page.getByRole('region', { name: 'Video', exact: true });
    await expect(video.getByRole('status')).toHaveText(/^It does not start by itself/);
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
      await expect(video.getByRole('status')).toHaveText('The video is at its end.', {
        timeout: 20_000,
      });
      await expect(video).toContainText(new RegExp(`${name}, \\d+ × \\d+ pixels`));
      expect(await colours(video)).toBeGreaterThan(4);
    } else
      await expect(video.getByRole('status')).toHaveText(
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
    await expect(video.getByRole('status')).toHaveText(sentence);
  });
