import { readFileSync, statSync } from 'node:fs';
import { basename, join } from 'node:path';
import { capture, decode, expect, type InspectorPage, test } from './inspector-page.ts';
import { expectNoViolations } from './violations.ts';

const corpus = (path: string): string => join(import.meta.dirname, '../corpus', path);

const TCPFLOW = [
  corpus('raw/tcpflow/127.000.000.001.01935-127.000.000.001.52656'),
  corpus('raw/tcpflow/127.000.000.001.52656-127.000.000.001.01935'),
];
const UP = corpus('raw/socat-publish.c2s.bin');
const DOWN = corpus('raw/socat-publish.s2c.bin');

const sideStrip = ({ page }: InspectorPage) =>
  page.getByRole('region', { name: 'Which side is this?' });

async function paste({ page }: InspectorPage, text: string): Promise<void> {
  await page.evaluate((text) => {
    const clipboardData = new DataTransfer();
    clipboardData.setData('text/plain', text);
    document.body.dispatchEvent(new ClipboardEvent('paste', { clipboardData, bubbles: true }));
  }, text);
}

test('I choose both dumps of tcpflow and see one session with its two ends', async ({
  inspector,
}) => {
  await inspector.visit();
  await inspector.choose(...TCPFLOW);
  await inspector.settled();
  await expect(inspector.page).toHaveTitle(/01935-.* \+ 127/);
  const strip = sideStrip(inspector);
  await expect(strip).toContainText(
    '52656-127.000.000.001.01935 is taken for what the client sent: they have the command connect',
  );
  await expect(strip).toContainText('is taken for what the server sent');
  await inspector.show('Messages');
  await inspector.expectRows(inspector.grid('Messages'), 485);
  await inspector.show('Overview');
  const ends = inspector.page.getByRole('region', { name: /^Connection 0/ });
  await expect(ends).toContainText('52656');
  await expect(inspector.page.getByRole('region', { name: 'Capture' })).toContainText(
    'both directions of an RTMP connection, a file each',
  );
  await expectNoViolations(inspector, { bestPractice: true });
});

test('I choose one dump, add the other one, and swap what was right', async ({ inspector }) => {
  const { page } = inspector;
  await inspector.visit();
  await inspector.choose(DOWN);
  await inspector.settled();
  await expect(sideStrip(inspector)).toContainText('is taken for what the server sent');
  await expectNoViolations(inspector, { bestPractice: true });
  const picker = page.waitForEvent('filechooser');
  await sideStrip(inspector).getByRole('button', { name: 'Add the other direction' }).click();
  await (await picker).setFiles(UP);
  await expect(page).toHaveTitle(/s2c\.bin \+ socat-publish\.c2s\.bin/);
  await inspector.settled();
  await inspector.goTo('up@3073');
  await inspector.goTo('down@3073');
  await sideStrip(inspector).getByRole('button', { name: 'Swap the two sides' }).click();
  await expect(sideStrip(inspector)).toContainText(
    's2c.bin is taken for what the client sent: that was asked for',
  );
  await inspector.settled();
});

test('I drop the other dump on the open one, where it says so', async ({ inspector }) => {
  const { page } = inspector;
  await inspector.visit();
  await inspector.choose(UP);
  await inspector.settled();
  const transfer = await page.evaluateHandle((base64) => {
    const bytes = Uint8Array.from(atob(base64), (letter) => letter.charCodeAt(0));
    const transfer = new DataTransfer();
    transfer.items.add(new File([bytes], 'other.bin'));
    return transfer;
  }, readFileSync(DOWN).toString('base64'));
  await page.dispatchEvent('body', 'dragenter', { dataTransfer: transfer });
  const target = page.getByText('Drop here to add the other direction');
  const { x, y } = (await target.boundingBox())!;
  const drop = { dataTransfer: transfer, clientX: x + 5, clientY: y + 5 };
  await page.dispatchEvent('body', 'dragover', drop);
  await page.dispatchEvent('body', 'drop', drop);
  await expect(page).toHaveTitle(/socat-publish\.c2s\.bin \+ other\.bin/);
  await inspector.settled();
  await expect(sideStrip(inspector)).toContainText('other.bin is taken for what the server sent');
});

test('I say that a dump is the server’s, and it is read as that', async ({ inspector }) => {
  await inspector.visit();
  await inspector.choose(UP);
  await inspector.settled();
  await sideStrip(inspector).getByRole('button', { name: 'It is the server’s' }).click();
  await expect(sideStrip(inspector)).toContainText('that was asked for');
  await inspector.settled();
  await expect(inspector.row(inspector.grid('Chunks'), 1)).toContainText('down@3073');
});

for (const form of ['raw', 'hex', 'yaml'])
  test(`I paste a stream that Wireshark followed, as ${form}, and see both sides`, async ({
    inspector,
  }) => {
    await inspector.visit();
    await paste(inspector, readFileSync(corpus(`text/follow-${form}.txt`), 'utf8'));
    await inspector.settled();
    await inspector.expectRows(inspector.grid('Chunks'), 18);
    await inspector.goTo('down@3073');
    await expect(inspector.field('message length')).toBeVisible();
    await inspector.show('Overview');
    await expect(inspector.page.getByRole('region', { name: 'Capture' })).toContainText(
      'both directions of a connection',
    );
  });

test('I paste a capture that somebody put into a post as base64', async ({ inspector }) => {
  const file = readFileSync(capture('edge/c_csid.pcap'));
  const lines = file.toString('base64').replaceAll(/.{76}/g, '$&\n');
  await inspector.visit();
  await paste(inspector, `This is what I see:\n\n${lines}\n\nAny idea?`);
  await inspector.settled();
  await inspector.expectRows(
    inspector.grid('Chunks'),
    decode(capture('edge/c_csid.pcap'), 'chunks').length,
  );
  await inspector.show('Overview');
  await expect(inspector.page.getByRole('region', { name: 'Capture' })).toContainText(
    'base64 text, pcap',
  );
});

test('I paste a stream that Wireshark followed, as C arrays', async ({ inspector }) => {
  const bytes = readFileSync(UP).subarray(0, 3073 + 400);
  const rows = bytes.toString('hex').match(/.{1,16}/g)!;
  const list = rows
    .map((row) => row.replaceAll(/../g, '0x$&, '))
    .join('\n')
    .replace(/, $/, '');
  await inspector.visit();
  await paste(inspector, `char peer0_0[] = { /* Packet 4 */\n${list} };\n`);
  await inspector.settled();
  await inspector.goTo('up@3073');
  await expect(inspector.field('message length')).toBeVisible();
});

test('I open a capture packed with Zstandard', async ({ inspector }) => {
  await inspector.visit();
  await inspector.choose(capture('variants/v05c-zstd.pcapng.zst'));
  await inspector.settled();
  await inspector.expectRows(inspector.grid('Chunks'), 141);
  await inspector.show('Overview');
  await expect(inspector.page.getByRole('region', { name: 'Capture' })).toContainText(
    /pcapng.*packed with zstd/,
  );
});

test('I open a file that looks like nothing, and have it read as what I know it is', async ({
  inspector,
}) => {
  const { page } = inspector;
  const bytes = readFileSync(UP);
  // Somebody cut the file in the middle of a message.
  await inspector.visit();
  await inspector.choose({
    name: 'odd.bin',
    mimeType: 'application/octet-stream',
    buffer: Buffer.concat([Buffer.alloc(5000, 0xff), bytes.subarray(30_000)]),
  });
  await inspector.settled('failed');
  await expectNoViolations(inspector, { bestPractice: true });
  await page.getByRole('combobox', { name: 'Read it as' }).selectOption('the bytes a client sent');
  await inspector.settled();
  await expect(inspector.grid('Chunks')).toBeVisible();
  await inspector.show('Overview');
  await expect(page.getByText(/Read as RTMP because that was asked for/)).toBeVisible();
  await page.getByRole('combobox', { name: 'Read it as' }).selectOption('what its bytes look like');
  await inspector.settled('failed');
});

test('A link remembers what I said a file is', async ({ inspector }) => {
  const { page } = inspector;
  await inspector.visit();
  await inspector.choose(UP);
  await inspector.settled();
  await sideStrip(inspector).getByRole('button', { name: 'It is the server’s' }).click();
  await expect(sideStrip(inspector)).toContainText('that was asked for');
  await inspector.settled();
  await expect(page).toHaveURL(/\?as=server&at=down@/);

  await page.reload();
  await expect(page.getByText(/This link points into/)).toBeVisible();
  await inspector.choose(UP);
  await inspector.settled();
  await expect(sideStrip(inspector)).toContainText('that was asked for');
  await expect(inspector.row(inspector.grid('Chunks'), 1)).toContainText('down@3073');
});

test('A link remembers which connection I had read as RTMP', async ({ inspector }) => {
  const file = capture('real/06-rtmps-tls1.3-ffmpeg-publish-stunnel-nginx-dsb.pcapng');
  await inspector.visit(`/f/${basename(file)}~${statSync(file).size}?as=rtmp:0`);
  await inspector.choose(file);
  await inspector.settled();
  await inspector.show('Overview');
  await expect(inspector.page.getByText(/Read as RTMP because that was asked for/)).toBeVisible();
});

test('I open an FLV file and see its tags as messages, explained', async ({ inspector }) => {
  const { page } = inspector;
  await inspector.visit();
  await inspector.choose(corpus('flv/ffmpeg-h264-aac.flv'));
  await inspector.settled();
  const [connection] = decode<{ messages: { client: number } }>(
    'corpus/flv/ffmpeg-h264-aac.flv',
    'connections',
  );
  await inspector.show('Messages');
  const grid = inspector.grid('Messages');
  await inspector.expectRows(grid, connection!.messages.client);
  await expect(inspector.row(grid, 1)).toContainText('onMetaData');
  await inspector.row(grid, 2).click();
  await inspector.settled();
  await expect(inspector.field('data size')).toBeVisible();
  await inspector.field('previous tag size').click();
  await expect(inspector.explanation).toContainText('for reading backwards');
  await inspector.show('Timeline');
  await inspector.show('Overview');
  await expect(page.getByRole('region', { name: 'Capture' })).toContainText(
    'neither chunks nor commands',
  );
  await expectNoViolations(inspector, { bestPractice: true });
});

test('I read the comments and names that a capture carries', async ({ inspector }) => {
  const { page } = inspector;
  await inspector.visit();
  await inspector.choose(capture('variants/v07-pcapng-ns-comments-unknown-blocks.pcapng'));
  await inspector.settled();
  await inspector.show('Overview');
  const card = page.getByRole('region', { name: 'Capture' });
  await card.getByText(/comments? in the file/).click();
  await expect(card.getByRole('listitem').first()).toContainText('the file');
  await page.getByRole('tab', { name: 'Notes' }).click();
  const inFile = page.getByRole('region', { name: 'In the file itself' });
  await expect(inFile.getByRole('listitem')).toHaveCount(4);
  const [packet] = await inFile.getByRole('button', { name: /^packet/ }).all();
  await packet!.click();
  await inspector.settled();
  await expect(inspector.stepper).toContainText('@');
  await expectNoViolations(inspector, { bestPractice: true });
});
