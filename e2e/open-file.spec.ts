import { readFileSync } from 'node:fs';
import { capture, expect, test } from './inspector-page.ts';

const OBS = capture('real/04f-obs29-publish-nginx.pcap');
const OBS_CHUNKS = 361;

test('I choose a file and see its chunks', async ({ inspector }) => {
  await inspector.visit();
  await inspector.choose(OBS);
  await inspector.settled();
  await inspector.expectRows(inspector.grid('Chunks'), OBS_CHUNKS);
  await expect(inspector.page).toHaveTitle(/04f-obs29-publish-nginx\.pcap/);
});

test('F1: I drop a file on the page and see its chunks', async ({ inspector }) => {
  await inspector.visit();
  await inspector.drop('dropped.pcap', readFileSync(OBS));
  await inspector.settled();
  await inspector.expectRows(inspector.grid('Chunks'), OBS_CHUNKS);
  await expect(inspector.page.getByText('dropped.pcap').first()).toBeVisible();
});

test('I drop another file on the open one and it takes its place', async ({ inspector }) => {
  await inspector.visitSample('obs-publish');
  await inspector.drop('second.pcap', readFileSync(capture('edge/c_csid.pcap')));
  await expect(inspector.page).toHaveTitle(/second\.pcap/);
  await inspector.settled();
  await expect(inspector.grid('Chunks')).not.toHaveAttribute(
    'aria-rowcount',
    String(OBS_CHUNKS + 1),
  );
});

test('I choose two files, and am told that only one was opened', async ({ inspector }) => {
  await inspector.visit();
  await inspector.choose(OBS, capture('edge/c_csid.pcap'));
  await inspector.settled();
  await expect(inspector.page.getByText(/One capture at a time/)).toContainText('c_csid.pcap');
  await inspector.page.getByRole('button', { name: 'Close this notice' }).click();
  await expect(inspector.page.getByText(/One capture at a time/)).toBeHidden();
});

test('I paste what a client sent as hexadecimal, and see its two chunks', async ({ inspector }) => {
  const handshake = Buffer.alloc(1 + 1536 + 1536);
  handshake[0] = 3;
  const setChunkSize = '020000000000040100000000' + '00001000';
  const connect =
    '0200' +
    `07${text('connect')}` +
    '003ff0000000000000' +
    `030003${text('app')}020004${text('live')}000009`;
  const length = (connect.length / 2).toString(16).padStart(6, '0');
  const pasted = handshake.toString('hex') + setChunkSize + `03000000${length}1400000000` + connect;

  await inspector.visit();
  await inspector.page.evaluate((text) => {
    const clipboardData = new DataTransfer();
    clipboardData.setData('text/plain', text);
    document.body.dispatchEvent(new ClipboardEvent('paste', { clipboardData, bubbles: true }));
  }, pasted);
  await inspector.settled();
  const grid = inspector.grid('Chunks');
  await inspector.expectRows(grid, 2);
  await expect(inspector.row(grid, 1)).toContainText('Set Chunk Size 4096');
  await expect(inspector.row(grid, 2)).toContainText("connect('live')");
});

function text(letters: string): string {
  return Buffer.from(letters).toString('hex');
}

test('I paste a sentence, and am told that it is not bytes', async ({ inspector }) => {
  await inspector.visit();
  await inspector.page.evaluate(() => {
    const clipboardData = new DataTransfer();
    clipboardData.setData('text/plain', 'My stream does not start.');
    document.body.dispatchEvent(new ClipboardEvent('paste', { clipboardData, bubbles: true }));
  });
  await expect(inspector.page.getByText(/neither hexadecimal/)).toBeVisible();
});

test('I close the capture and am back at the start', async ({ inspector }) => {
  await inspector.visitSample('obs-publish');
  await inspector.page.getByRole('button', { name: 'Close the capture' }).click();
  await expect(inspector.root).toHaveAttribute('data-inspector-state', 'empty');
  await expect(inspector.page.getByRole('heading', { level: 1 })).toHaveText(
    'Look inside an RTMP session',
  );
});
