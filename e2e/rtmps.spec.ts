import { capture, decode, expect, test } from './inspector-page.ts';
import { expectNoViolations } from './violations.ts';

const CARRIES_KEYS = 'real/06-rtmps-tls1.3-ffmpeg-publish-stunnel-nginx-dsb.pcapng';
const KEY_LOG = 'real/06-rtmps-tls1.3-ffmpeg-publish-stunnel-nginx.keylog.txt';
const OTHER_LOG = {
  name: 'other.keylog',
  mimeType: 'text/plain',
  buffer: Buffer.from(`CLIENT_RANDOM ${'5a'.repeat(32)} ${'01'.repeat(48)}\n`),
};

test('I decipher a capture of RTMPS with the key log it carries, and keep what came of it', async ({
  inspector,
}) => {
  const { page } = inspector;
  await inspector.visit();
  await inspector.choose(capture(CARRIES_KEYS));
  await inspector.settled('failed');
  await expect(page.getByText('The capture carries a key log')).toBeVisible();
  await expectNoViolations(inspector, { bestPractice: true });
  await page.getByRole('button', { name: 'Decipher with the key log it carries' }).click();
  await inspector.settled();

  const strip = page.getByRole('region', { name: 'Deciphered' });
  await expect(strip).toContainText('-dsb.pcapng');
  await inspector.show('Commands');
  await expect(inspector.grid('Commands')).toContainText('publish');

  const [download] = await Promise.all([
    page.waitForEvent('download'),
    strip.getByRole('button', { name: 'Save it as pcapng' }).click(),
  ]);
  expect(download.suggestedFilename()).toMatch(/-dsb-deciphered\.pcapng$/);
  const path = await download.path();
  const messages = decode(path, 'messages');
  expect(messages.length).toBeGreaterThan(20);
  await inspector.show('Messages');
  await inspector.expectRows(inspector.grid('Messages'), messages.length);
});

test('I drop a capture of RTMPS together with its key log, and see the session', async ({
  inspector,
}) => {
  await inspector.visit();
  await inspector.choose(capture(CARRIES_KEYS), capture(KEY_LOG));
  await expect(inspector.page.getByRole('region', { name: 'Deciphered' })).toBeVisible();
  await inspector.settled();
  await inspector.show('Commands');
  await expect(inspector.grid('Commands')).toContainText('createStream');
});

test('A key log of something else is told so, and nothing is taken away', async ({ inspector }) => {
  const { page } = inspector;
  await inspector.visit();
  await inspector.choose(OTHER_LOG);
  await expect(page.getByText('is a key log: secrets of TLS connections')).toBeVisible();
  await inspector.choose(capture(CARRIES_KEYS));
  await inspector.settled('failed');
  await inspector.choose(OTHER_LOG);
  await expect(page.getByText('The key log has no secrets of this connection.')).toBeVisible();
  await expect(page.getByRole('heading', { name: /could not be shown/ })).toBeVisible();
});
