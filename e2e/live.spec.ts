import AxeBuilder from '@axe-core/playwright';
import { readFileSync } from 'node:fs';
import { connect } from 'node:net';
import { expect, test } from './inspector-page.ts';

/** What FFmpeg sent to a server once, handshake included: three seconds of picture and sound. */
const CLIENT = readFileSync(new URL('../corpus/raw/socat-publish.c2s.bin', import.meta.url));

/** Somebody who publishes. */
interface Encoder {
  /** Sends all that is left at once, and ends. */
  finish(): void;
  /** Settles when the connection is closed. */
  readonly ended: Promise<void>;
  /** Breaks off. */
  stop(): void;
}

/** A publisher that sends a third of this at once, and the rest bit by bit for longer than a story takes. */
function publish(baseURL: string): Encoder {
  const socket = connect(Number(new URL(baseURL).port) + 1000, '127.0.0.1');
  socket.on('error', () => undefined);
  socket.resume();
  let at = Math.ceil(CLIENT.length / 3);
  socket.write(CLIENT.subarray(0, at));
  const timer = setInterval(() => socket.write(CLIENT.subarray(at, (at += 100))), 100);
  const ended = new Promise<void>((resolve) => socket.once('close', () => resolve()));
  const finish = () => {
    clearInterval(timer);
    socket.end(CLIENT.subarray(at));
  };
  const stop = () => {
    clearInterval(timer);
    socket.destroy();
  };
  return { finish, ended, stop };
}

test('I publish, and see the session while it happens, from its first byte', async ({
  inspector,
  baseURL,
}) => {
  const { page } = inspector;
  await inspector.visit();
  await page.getByRole('button', { name: 'Show live connections' }).click();
  await expect(page.getByRole('button', { name: 'Copy for OBS' })).toBeVisible();
  const encoder = publish(baseURL!);
  try {
    const mine = page.getByRole('listitem').filter({ hasText: 'publishes live/' }).first();
    await expect(mine).toContainText('open');
    await expect(mine).toContainText('publishes live/••••••');
    const { violations } = await new AxeBuilder({ page }).analyze();
    expect(violations.map(({ id }) => id)).toEqual([]);
    await mine.getByRole('button', { name: /Watch/ }).click();

    const live = page.getByRole('region', { name: 'Live connection' });
    const follow = live.getByRole('checkbox', { name: 'Follow the newest chunk' });
    await expect(follow).toBeChecked();
    const grid = inspector.grid('Chunks');
    const rows = async () => Number(await grid.getAttribute('aria-rowcount'));
    await expect.poll(rows).toBeGreaterThan(40);
    const before = await rows();
    await expect.poll(rows).toBeGreaterThan(before);
    await expect(inspector.selectedRow(grid)).toBeVisible();

    // Going somewhere stops the following; the connection goes on.
    await page.keyboard.press(',');
    await expect(follow).not.toBeChecked();
    const stayed = await inspector.selectedRow(grid).getAttribute('aria-rowindex');
    const then = await rows();
    await expect.poll(rows).toBeGreaterThan(then);
    await expect(inspector.selectedRow(grid)).toHaveAttribute('aria-rowindex', stayed!);

    const [download] = await Promise.all([
      page.waitForEvent('download'),
      live.getByRole('link', { name: 'Save as pcapng' }).click(),
    ]);
    expect(
      readFileSync(await download.path())
        .subarray(0, 4)
        .toString('hex'),
    ).toBe('0a0d0d0a');

    encoder.finish();
    await expect(live).toContainText('Ended');
    await inspector.goTo('up@0');
    await expect(inspector.stepper).toContainText('up@0');
  } finally {
    encoder.stop();
  }
});

test('A page opened late sees the session from its first byte', async ({ inspector, baseURL }) => {
  const { page } = inspector;
  const encoder = publish(baseURL!);
  encoder.finish();
  await encoder.ended;
  await inspector.visit();
  await page.getByRole('button', { name: 'Show live connections' }).click();
  const mine = page.getByRole('listitem').filter({ hasText: 'closed:' }).first();
  await mine.getByRole('button', { name: /Open/ }).click();
  await inspector.settled();
  await expect(page.getByRole('region', { name: 'Live connection' })).toContainText('Ended');
  await expect(inspector.row(inspector.grid('Chunks'), 1)).toContainText('up@3073');
});

test('A link to a live connection that is gone says so', async ({ inspector }) => {
  await inspector.visit('/live/999999');
  await expect(
    inspector.page.getByText('There is no recording of that connection any more.').first(),
  ).toBeVisible();
});
