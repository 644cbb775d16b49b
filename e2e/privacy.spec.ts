import { readFileSync } from 'node:fs';
import { capture, expect, test } from './inspector-page.ts';

test('F1: My capture is never sent anywhere: opening it sends nothing, and needs no network', async ({
  inspector,
  context,
}) => {
  await inspector.visit();
  await expect(inspector.page.getByRole('button', { name: /^OBS Studio/ })).toBeVisible();
  // Parts of the page that are fetched while nobody waits are there when the network has been idle.
  await inspector.page.waitForLoadState('networkidle');
  const sent: string[] = [];
  inspector.page.on('request', (request) => {
    if (request.method() !== 'GET' || request.postDataBuffer() !== null) sent.push(request.url());
  });
  await inspector.drop('mine.pcap', readFileSync(capture('real/04f-obs29-publish-nginx.pcap')));
  await inspector.settled();
  for (const view of ['Overview', 'Ladder', 'Messages', 'Timeline', 'Problems', 'Chunks'] as const)
    await inspector.show(view);
  expect(sent).toEqual([]);

  await context.setOffline(true);
  await inspector.choose(capture('edge/c_csid.pcap'));
  await inspector.settled();
  await expect(inspector.page).toHaveTitle(/c_csid/);
  await expect(inspector.row(inspector.grid('Chunks'), 1)).toContainText('@3073');
});

test('F1: The decoder’s worker has no way to the network', async ({ inspector }) => {
  await inspector.visitSample('obs-publish');
  const [worker, ...others] = inspector.page.workers();
  expect(others).toEqual([]);
  expect(new URL(worker!.url()).protocol).toBe('blob:');
  const found = await worker!.evaluate(() => {
    const ways = [
      'fetch',
      'XMLHttpRequest',
      'WebSocket',
      'EventSource',
      'WebTransport',
      'importScripts',
      'Worker',
      'BroadcastChannel',
      'caches',
    ];
    const scope = globalThis as unknown as Record<string, unknown>;
    return ways.filter((name) => scope[name] !== undefined);
  });
  expect(found).toEqual([]);
});

test('F1: Even where a worker gets at the network, the page’s policy stops it', async ({
  page,
}) => {
  await page.goto('/');
  const answer = await page.evaluate(
    () =>
      new Promise<string>((resolve) => {
        const code = `
          addEventListener('securitypolicyviolation', (event) => postMessage(event.effectiveDirective));
          fetch('http://127.0.0.2:9/').then(() => postMessage('got through'), () => undefined);`;
        const worker = new Worker(URL.createObjectURL(new Blob([code])));
        worker.onmessage = ({ data }) => resolve(String(data));
      }),
  );
  expect(answer).toBe('connect-src');
});

test('The page loads nothing from elsewhere and stores no capture', async ({ inspector }) => {
  await inspector.visitSample('obs-publish');
  const kept = await inspector.page.evaluate(async () => ({
    local: Object.keys(localStorage),
    session: Object.keys(sessionStorage),
    cookies: document.cookie,
    // Notes have a database; nobody wrote one.
    stored: await Promise.all(
      (await indexedDB.databases()).map(
        ({ name = '' }) =>
          new Promise<number>((resolve) => {
            indexedDB.open(name).onsuccess = ({ target }) => {
              const { result } = target as IDBOpenDBRequest;
              const [store = ''] = result.objectStoreNames;
              result.transaction(store).objectStore(store).count().onsuccess = (counted) =>
                resolve((counted.target as IDBRequest<number>).result);
            };
          }),
      ),
    ),
  }));
  expect(kept.local.filter((key) => key !== 'rtmp-inspector.settings')).toEqual([]);
  expect(kept).toMatchObject({ session: [], cookies: '' });
  expect(kept.stored.every((entries) => entries === 0)).toBe(true);
});
