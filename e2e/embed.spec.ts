import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { expect, test } from './inspector-page.ts';

/** A page of somebody else, on another origin, with frames of ours in a sandbox. */
async function article(frames: readonly string[], origin: string): Promise<Server> {
  const html = frames
    .map(
      (hash) =>
        `<iframe sandbox="allow-scripts" width="700" height="240" src="${origin}/embed.html#${hash}"></iframe>`,
    )
    .join('');
  const script = `<script>window.heights=[];addEventListener('message',(e)=>heights.push([e.origin,e.data]))</script>`;
  const server = createServer((_, response) => {
    response.writeHead(200, { 'Content-Type': 'text/html' });
    response.end(
      `<!doctype html><title>Article</title>${script}<p tabindex="0">Before</p>${html}<div style="height:3000px"></div>`,
    );
  });
  await new Promise<void>((done) => server.listen(0, '127.0.0.1', done));
  return server;
}

const VIEWS = [
  ['/s/obs-publish/c0?at=up@3089&ui=hex', '00 00 bd'],
  ['/s/obs-publish/c0?at=up@3089&ui=field&field=chunk.messageHeader.messageLength', '189 bytes'],
  ['/s/ffmpeg-publish/c0?at=up@3225&ui=state', '4096 bytes'],
  ['/s/obs-publish/c0?at=up@3374&kind=message&ui=ladder', 'createStream()'],
  ['/s/obs-publish/c0?at=up@3374&kind=message&ui=timeline', 'chunk stream 4'],
] as const;

test('frames in somebody else’s article show a record each, and say how high they are', async ({
  page,
  baseURL,
}) => {
  const server = await article(
    VIEWS.map(([hash]) => hash),
    baseURL!.replace('localhost', '127.0.0.1'),
  );
  try {
    await page.goto(`http://localhost:${String((server.address() as AddressInfo).port)}/`);
    for (const [index, [, text]] of VIEWS.entries()) {
      const frame = page.locator('iframe').nth(index).contentFrame();
      await page.locator('iframe').nth(index).scrollIntoViewIfNeeded();
      await expect(frame.getByRole('figure')).toContainText(text);
      await expect(frame.getByRole('link', { name: 'Open in RTMP Inspector' })).toBeVisible();
    }
    const heights = await page.evaluate(
      () => (window as unknown as { heights: [string, unknown][] }).heights,
    );
    expect(heights.length).toBeGreaterThanOrEqual(VIEWS.length);
    expect(heights.every(([origin]) => origin === 'null')).toBe(true);
    expect(heights.at(-1)![1]).toMatchObject({ type: 'rtmp-inspector:height' });
  } finally {
    server.close();
  }
});

test('a frame does not eat the wheel, nor keys that are meant for the page', async ({
  page,
  baseURL,
}) => {
  const server = await article([VIEWS[1][0]], baseURL!.replace('localhost', '127.0.0.1'));
  try {
    await page.goto(`http://localhost:${String((server.address() as AddressInfo).port)}/`);
    await expect(page.frameLocator('iframe').getByRole('figure')).toBeVisible();
    await page.locator('iframe').hover();
    await page.mouse.wheel(0, 400);
    await expect.poll(() => page.evaluate(() => window.scrollY)).toBeGreaterThan(100);
    await page.getByText('Before').focus();
    const before = await page.evaluate(() => window.scrollY);
    await page.keyboard.press('PageDown');
    await expect.poll(() => page.evaluate(() => window.scrollY)).toBeGreaterThan(before);
  } finally {
    server.close();
  }
});

test('bytes in the link are decoded; what is wrong with a link is said', async ({ page }) => {
  const bytes = Buffer.alloc(1537, 7);
  bytes[0] = 3;
  await page.goto(
    `/embed.html#/bytes?b64=${bytes.toString('base64url')}&ui=field&at=up@0&field=handshake.c0.version`,
  );
  await expect(page.getByRole('figure')).toContainText('RTMP');
  for (const [hash, sentence] of [
    ['/s/nothing/c0', 'There is no sample named nothing here.'],
    ['/s/obs-publish/c0?ui=film', 'There is no view “film”'],
    ['/s/obs-publish/c0?at=up@99999999', 'Nothing decoded holds up@99999999'],
  ] as const) {
    await page.goto('about:blank');
    await page.goto(`/embed.html#${hash}`);
    await expect(page.getByRole('alert')).toContainText(sentence);
  }
});
