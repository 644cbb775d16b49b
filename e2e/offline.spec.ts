import { readFileSync } from 'node:fs';
import { capture, expect, test } from './inspector-page.ts';

test.use({ serviceWorkers: 'allow' });

test('F22: after the first visit the page, a chapter and a sample work without a network', async ({
  inspector,
  context,
}) => {
  const { page } = inspector;
  await inspector.visit();
  await page.evaluate(async () => {
    const registration = await navigator.serviceWorker.ready;
    return registration.active?.state;
  });
  await context.setOffline(true);
  await page.reload();
  await expect(page.getByRole('heading', { name: 'Look inside an RTMP session' })).toBeVisible();
  await inspector.visitSample('obs-publish', '/c0/chunks?at=up@3089');
  await inspector.expectAt('up@3089');
  await inspector.visit('/learn/bytes');
  await expect(page.getByRole('heading', { level: 1 })).toHaveText('Bytes and their order');
});

test('F22: a new version is announced, and changes nothing until it is wanted', async ({
  inspector,
}) => {
  const { page } = inspector;
  await inspector.visit();
  await page.evaluate(() => navigator.serviceWorker.ready.then(() => undefined));
  await inspector.visitSample('obs-publish', '/c0/chunks?at=up@3089');
  // To the browser, a worker at another address is another version.
  await page.evaluate(() =>
    navigator.serviceWorker.register('./service-worker.js?newer').then(() => undefined),
  );
  await expect(page.getByText('A new version is ready')).toBeVisible();
  await inspector.expectAt('up@3089');
  await page.getByRole('button', { name: 'Later' }).click();
  await expect(page.getByText('A new version is ready')).toBeHidden();
});

test('a capture that I open with the installed page, from outside of it, is shown', async ({
  inspector,
}) => {
  const { page } = inspector;
  // What the system does when a file is opened with an installed page, no browser can be told to do.
  await page.addInitScript(() => {
    const launchQueue = { setConsumer: (consume: unknown) => Object.assign(window, { consume }) };
    Object.defineProperty(window, 'launchQueue', { value: launchQueue });
  });
  await inspector.visit();
  await page.waitForFunction(() => 'consume' in window);
  const bytes = readFileSync(capture('real/04f-obs29-publish-nginx.pcap')).toString('base64');
  await page.evaluate((base64) => {
    const bytes = Uint8Array.from(atob(base64), (letter) => letter.charCodeAt(0));
    const handle = { getFile: () => Promise.resolve(new File([bytes], 'mine.pcap')) };
    const { consume } = window as unknown as { consume: (launch: unknown) => void };
    consume({ files: [handle] });
  }, bytes);
  await inspector.settled();
  await expect(page).toHaveTitle(/^mine\.pcap/);
});
