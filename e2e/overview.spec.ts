import { capture, decode, expect, test, type InspectorPage } from './inspector-page.ts';

const OBS = capture('real/04f-obs29-publish-nginx.pcap');

interface MessageLine {
  sender: 'client' | 'server';
  address: string;
  length: number;
  time: number;
  command?: string;
  summary: string;
}
interface ChunkLine {
  sender: 'client' | 'server';
  fmt: number;
  headerLength: number;
  payloadLength: number;
}

/** A card of the overview by its heading. */
function card({ page }: InspectorPage, name: string | RegExp) {
  return page.getByRole('region', { name });
}

/** A whole number as the page writes it. */
function written(value: number): string {
  return new Intl.NumberFormat('en').format(value).replaceAll(',', '\u202f');
}

function total<T>(all: readonly T[], of: (one: T) => number): number {
  return all.reduce((sum, one) => sum + of(one), 0);
}

test('At a glance I see who publishes, and the numbers are those of the command line', async ({
  inspector,
}) => {
  const [line] = decode<{
    client: string;
    chunks: { client: number; server: number };
    messages: { client: number; server: number };
  }>(OBS, 'connections');
  await inspector.visitSample('obs-publish', '/c0/overview');
  const ends = card(inspector, /^Connection 0/);
  await expect(ends).toContainText('publishes');
  await expect(ends).toContainText(line!.client.split(':')[0]!);
  await expect(ends).toContainText(
    `${written(line!.chunks.client)} chunks, ${written(line!.messages.client)} messages`,
  );
  await expect(ends).toContainText(
    `${written(line!.chunks.server)} chunks, ${written(line!.messages.server)} messages`,
  );
  await expect(card(inspector, 'Health')).toContainText('100 %');

  const handshake = card(inspector, /^Handshake/);
  await expect(handshake).toContainText('S2 sends the random bytes of C1 back');
  await expect(handshake).toContainText('Round trip by TCP');

  const media = card(inspector, 'Media');
  await expect(media).toContainText('320 × 180');
  await expect(media).toContainText('44\u202f100 Hz, stereo');
  await expect(media).toContainText('15 frames/s');
  // OBS announces more sound than silence takes; nothing else differs.
  const differing = media.getByRole('row').filter({ has: inspector.page.getByLabel('differs:') });
  await expect(differing).toHaveCount(1);
  await expect(differing).toContainText('audiodatarate');
  await media.getByRole('button', { name: 'first message' }).last().click();
  await inspector.settled();
  await expect(inspector.tree).toContainText('AVC');
});

test('I see what chunk headers cost, and what they would with another chunk size', async ({
  inspector,
}) => {
  const { page } = inspector;
  const chunks = decode<ChunkLine>(OBS, 'chunks').filter(({ sender }) => sender === 'client');
  const messages = decode<MessageLine>(OBS, 'messages').filter(({ sender }) => sender === 'client');
  const headers = total(chunks, ({ headerLength }) => headerLength);
  await inspector.visitSample('obs-publish', '/c0/overview');
  const economy = card(inspector, 'Chunk economy');
  const share = headers / (headers + total(chunks, ({ payloadLength }) => payloadLength));
  await expect(economy).toContainText(`${(share * 100).toFixed(2)} % headers`);
  const fmt1 = chunks.filter(({ fmt }) => fmt === 1).length / chunks.length;
  await expect(economy).toContainText(`fmt 1 ${(fmt1 * 100).toFixed(2)} %`);

  const row = economy.getByRole('row', { name: /client to server/ });
  // OBS has 4096 from the first command on, so nothing would change.
  await expect(row).toContainText(`${written(chunks.length)} ${written(headers)}`);
  const pieces = total(messages, ({ length }) => Math.max(1, Math.ceil(length / 128)));
  await economy.getByRole('spinbutton').fill('128');
  await expect(row).toContainText(`${written(pieces)} (+${written(pieces - chunks.length)})`);

  // The same with the slider alone: five steps down from 4096.
  await economy.getByRole('spinbutton').fill('4096');
  await economy.getByRole('slider').focus();
  for (let press = 0; press < 5; press++) await page.keyboard.press('ArrowLeft');
  await expect(economy.getByRole('spinbutton')).toHaveValue('128');
  await expect(row).toContainText(written(pieces));
});

test('I read what was said, follow it to the bytes, and take it along', async ({
  inspector,
  context,
}) => {
  const { page } = inspector;
  await context.grantPermissions(['clipboard-read', 'clipboard-write']);
  const commands = decode<MessageLine>(OBS, 'messages').filter(({ command }) => command);
  await inspector.visitSample('obs-publish', '/c0/overview');
  const story = page.getByRole('list', { name: 'Commands and answers' });
  await expect(story.getByRole('listitem')).toHaveCount(commands.length);
  const asked = commands.find(({ command }) => command === 'connect')!;
  const answered = commands.find(({ command }) => command === '_result')!;
  const milliseconds = Math.round((answered.time - asked.time) * 1000);
  await expect(story.getByRole('listitem').first()).toContainText(
    `answered by 2 after ${milliseconds} ms`,
  );
  const published = story.getByRole('button', { name: / publish\(/ });
  await published.click();
  await inspector.expectAt(commands.find(({ command }) => command === 'publish')!.address);
  await expect(published).toHaveAttribute('aria-pressed', 'true');

  await page.getByRole('button', { name: 'Copy as Markdown' }).click();
  await expect(page.getByRole('button', { name: 'Copied' })).toBeVisible();
  const text = await page.evaluate(() => navigator.clipboard.readText());
  expect(text.trim().split('\n')).toHaveLength(commands.length);
  expect(text).toContain(`1. 0.043 s client: \`connect('live')\`, transaction 1, answered by 2`);
  expect(text).not.toContain('obs-key');
});

test('The chart of rates takes me to a time, by pointer and by key', async ({ inspector }) => {
  const { page } = inspector;
  await inspector.visitSample('obs-publish', '/c0/overview');
  const rates = card(inspector, 'Rates');
  const chart = rates.getByRole('img', { name: /^Rates over time: video to the server/ });
  await chart.scrollIntoViewIfNeeded();
  const canvas = chart.locator('canvas');
  await expect(canvas).toBeVisible();
  const drawn = await canvas.evaluate((element) => {
    const { width, height } = element as HTMLCanvasElement;
    const pixels = (element as HTMLCanvasElement)
      .getContext('2d')!
      .getImageData(0, 0, width, height);
    return pixels.data.some((value, at) => at % 4 === 3 && value > 0);
  });
  expect(drawn).toBe(true);
  const box = (await canvas.boundingBox())!;
  await page.mouse.click(box.x + box.width / 2, box.y + box.height / 2);
  await expect(inspector.stepper).toContainText(/\+[23]\.\d{3} s/);

  await rates.getByText('As a table').focus();
  await page.keyboard.press('Enter');
  const row = rates.getByRole('row', { name: /^1\.00 s/ });
  await row.getByRole('button').focus();
  await page.keyboard.press('Enter');
  await expect(inspector.stepper).toContainText(/\+1\.0\d\d s/);

  await rates.getByText('What the signs over the chart are').click();
  await rates
    .getByRole('button', { name: /Set Chunk Size/ })
    .first()
    .click();
  await inspector.expectAt('up@3073');
});

test('Of a damaged capture I see what is missing, and get to the first of each problem', async ({
  inspector,
}) => {
  await inspector.visitSample('segment-lost', '/c0/overview');
  await expect(card(inspector, /^Connection 0/)).toContainText('515 bytes missing');
  const health = card(inspector, 'Health');
  await expect(health).toContainText('515 bytes missing in the capture');
  const findings = decode<{ code: string; address: string }>(
    capture('variants/v27-one-segment-lost.pcap'),
    'findings',
  );
  const kinds = [...new Set(findings.map(({ code }) => code))];
  const groups = health.getByRole('button', { name: /at (up|down)@/ });
  await expect(groups).toHaveCount(kinds.length);
  const gap = findings.find(({ code }) => code === 'message.damaged')!;
  await health
    .getByRole('button', { name: new RegExp(gap.address) })
    .first()
    .click();
  await inspector.expectAt(gap.address);
});

test('My stream does not get through, and I see how far it came and who ended it', async ({
  inspector,
}) => {
  const { page } = inspector;
  await inspector.visitSample('refused');
  const connections = inspector.grid('Connections');
  await expect(connections).toContainText('connect not answered');
  await expect(connections).toContainText('play refused: NetStream.Play.StreamNotFound');

  await connections.getByText('connect not answered').click();
  await inspector.show('Overview');
  const course = card(inspector, 'How it went');
  await expect(course.getByRole('listitem')).toHaveText([
    /handshake complete on both sides/,
    /connect not answered/,
  ]);
  await expect(course).toContainText('The server closed the connection (FIN) after 42 ms.');
  await expect(course).toContainText('it has no application “nosuchapp”');
  await course.getByRole('button', { name: 'request' }).click();
  await inspector.expectAt('up@3073');

  await inspector.visitSample('refused', '/c4/overview');
  await expect(course).toContainText('play refused after 172 µs: There is no stream of that name');
  await course.getByRole('button', { name: 'NetStream.Play.StreamNotFound', exact: true }).click();
  await expect(page.getByRole('region', { name: 'Explanation' })).toBeVisible();
});
