import { createServer, type Server } from 'node:http';
import { readFileSync } from 'node:fs';
import type { AddressInfo } from 'node:net';
import { capture, decode, expect, InspectorPage, test } from './inspector-page.ts';

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

test('F21: frames in somebody else’s article show a record each, say how high they are, and open the full view', async ({
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
    const full = page
      .frameLocator('iframe >> nth=1')
      .getByRole('link', { name: 'Open in RTMP Inspector' });
    await expect(full).toHaveAttribute('target', '_blank');
    await page.goto(await full.evaluate((link) => (link as HTMLAnchorElement).href));
    const inspector = new InspectorPage(page);
    await inspector.settled();
    await expect(inspector.stepper).toContainText('up@3089');
    await expect(inspector.selectedField).toContainText('message length');
  } finally {
    server.close();
  }
});

test('F21: a frame does not eat the wheel, nor keys that are meant for the page', async ({
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

test('the share dialog writes a link, a frame, Markdown, HTML and a picture', async ({ page }) => {
  const inspector = new InspectorPage(page);
  await inspector.visitSample('ffmpeg-publish', '/c0/chunks?at=up@3225');
  await page.getByRole('button', { name: 'Share this record' }).click();
  const dialog = page.getByRole('dialog', { name: 'Share this record' });
  const written = async (form: string): Promise<string> => {
    await dialog.getByRole('button', { name: form, exact: true }).click();
    const box = dialog.getByRole('textbox', { name: 'What to copy' });
    await expect(box).not.toHaveValue('');
    return box.inputValue();
  };
  const link = await written('Link');
  const frame = await written('Frame');
  const markdown = await written('Markdown');
  const html = await written('HTML');
  const picture = await written('Picture (SVG)');
  expect(markdown).toMatch(/\| `00 00 00` \| timestamp/);
  // Each stands by itself: somebody else's page shows it, without a script of ours.
  await page.goto('about:blank');
  await page.setContent(html);
  await expect(page.getByRole('figure')).toContainText('message length');
  await page.setContent(picture);
  await expect(page.locator('svg')).toContainText('up@3225');
  await page.goto('about:blank');
  await page.goto(link);
  await inspector.settled();
  await inspector.expectAt('up@3225');
  await page.goto('about:blank');
  await page.goto(/src="([^"]*)"/.exec(frame)![1]!.replaceAll('&#38;', '&'));
  await expect(page.getByRole('figure')).toContainText('Set Chunk Size');
});

test('a record of somebody’s own file goes into an article with its bytes in the link', async ({
  page,
  baseURL,
}) => {
  const inspector = new InspectorPage(page);
  const bytes = readFileSync(capture('real/04f-obs29-publish-nginx.pcap'));
  await inspector.visit();
  await inspector.choose({ name: 'mine.pcap', mimeType: '', buffer: bytes });
  await inspector.settled();
  const share = async (at: string, carrier: string, figure: string) => {
    await page.keyboard.press('g');
    await page.getByRole('dialog').getByRole('textbox').fill(at);
    await page.keyboard.press('Enter');
    await expect(inspector.stepper).toContainText(at);
    await page.getByRole('button', { name: 'Share this record' }).click();
    const dialog = page.getByRole('dialog', { name: 'Share this record' });
    await dialog.getByRole('button', { name: 'Frame', exact: true }).click();
    await expect(dialog.getByRole('button', { name: 'The sample' })).toHaveCount(0);
    await dialog.getByRole('button', { name: carrier, exact: true }).click();
    await dialog.getByRole('button', { name: figure, exact: true }).click();
    const code = await dialog.getByRole('textbox', { name: 'What to copy' }).inputValue();
    await page.keyboard.press('Escape');
    return new URL(/src="([^"]*)"/.exec(code)![1]!.replaceAll('&#38;', '&')).hash.slice(1);
  };
  // A header of type 2, which needs the one before; a Set Chunk Size; the handshake; a name that must not be read.
  const hashes = [
    await share('up@5610', 'The link: chunks', 'hex'),
    await share('up@3073', 'The link: chunks', 'state'),
    await share('up@1', 'The link: chunks', 'hex'),
    await share('up@3407', 'The link: chunks', 'hex'),
  ];
  const carried = new URLSearchParams(hashes[3]!.split('?')[1]).get('b64')!;
  const publish = Buffer.from(carried, 'base64url').toString('latin1');
  expect(publish).toContain('publish');
  expect(publish).toContain('*******');
  expect(publish).not.toContain('obs-key');
  const server = await article(hashes, baseURL!.replace('localhost', '127.0.0.1'));
  try {
    await page.goto(`http://localhost:${String((server.address() as AddressInfo).port)}/`);
    for (const [index, text] of [
      'up@5610, client to server: Audio',
      '4096 bytes',
      'up@1, client to server: handshake',
      'up@3407, client to server: AMF0 command',
    ].entries()) {
      const frame = page.locator('iframe').nth(index);
      await frame.scrollIntoViewIfNeeded();
      await expect(frame.contentFrame().getByRole('figure')).toContainText(text);
    }
    const first = page.locator('iframe').first().contentFrame().getByRole('figure');
    await expect(first).toContainText('timestamp delta 23 ms');
  } finally {
    server.close();
  }
});

test('a payload alone is taken apart, and a wrong link says what is wrong', async ({ page }) => {
  const payload = Buffer.from('02000c63726561746553747265616d00400000000000000005', 'hex');
  const link = `b64=${payload.toString('base64url')}&type=20`;
  await page.goto(`/embed.html#/bytes?${link}`);
  await expect(page.getByRole('figure')).toContainText('createStream');
  await expect(page.getByRole('figure')).toContainText('byte 0');
  for (const [rest, sentence] of [
    ['&ui=ladder', 'there is no session around it'],
    ['&past=4', 'is not what a chunk stream remembers'],
    ['&from=here', 'does not say where the bytes begin'],
  ] as const) {
    await page.goto('about:blank');
    await page.goto(`/embed.html#/bytes?${link}${rest}`);
    await expect(page.getByRole('alert')).toContainText(sentence);
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

test('a link carries 4096 bytes and not one more, and what is cut to fit is told', async ({
  page,
}) => {
  const link = (length: number) =>
    `/embed.html#/bytes?b64=${Buffer.alloc(length, 0xaf).toString('base64url')}&type=8`;
  await page.goto(link(4096));
  await expect(page.getByRole('figure')).toContainText('byte 0');
  await page.goto('about:blank');
  await page.goto(link(4097));
  await expect(page.getByRole('alert')).toHaveText(
    'The link carries more than 4096 bytes, which is the most it may. Take a part of them, or the same place in a sample.',
  );
  // Of a chunk in one's own file that is longer the beginning fits; the dialog says that something does not.
  const file = capture('real/07c-large-frames-117kB-chunk4096-ffmpeg-nginx.pcap');
  const long = decode<{ payloadLength: number; address: string; fmt: number }>(file, 'chunks').find(
    ({ payloadLength, fmt }) => payloadLength === 4096 && fmt < 3,
  )!;
  const inspector = new InspectorPage(page);
  await page.goto('about:blank');
  await inspector.visit();
  await inspector.choose({ name: 'mine.pcap', mimeType: '', buffer: readFileSync(file) });
  await inspector.settled();
  await inspector.goTo(long.address);
  await page.getByRole('button', { name: 'Share this record' }).click();
  const dialog = page.getByRole('dialog', { name: 'Share this record' });
  await dialog.getByRole('button', { name: 'Frame', exact: true }).click();
  await dialog.getByRole('button', { name: 'The link: chunks', exact: true }).click();
  await expect(dialog).toContainText(/Its address carries 4.096 bytes,/);
  await expect(dialog).toContainText(/\d+ more do not fit; a link holds 4096\./);
  const code = await dialog.getByRole('textbox', { name: 'What to copy' }).inputValue();
  await page.goto('about:blank');
  await page.goto(/src="([^"]*)"/.exec(code)![1]!.replaceAll('&#38;', '&'));
  await expect(page.getByRole('figure')).toContainText('client to server: Video');
});
