import { expect, test } from './inspector-page.ts';

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
