import type { Locator } from '@playwright/test';
import { expect, test } from './inspector-page.ts';

test.use({ viewport: { width: 320, height: 640 } });

test('F15: On a screen of 320 pixels nothing is cut off at the side', async ({ inspector }) => {
  const { page } = inspector;
  await inspector.visit();
  await expect(page.getByRole('button', { name: /^OBS Studio/ })).toBeVisible();
  await expectNoSidewaysScroll();
  await inspector.visitSample('obs-publish');
  for (const view of [
    'Overview',
    'Ladder',
    'Messages',
    'Chunks',
    'Timeline',
    'Problems',
  ] as const) {
    await inspector.show(view);
    await expectNoSidewaysScroll();
    // What is chosen is in view among the tabs, and the buttons that step are under the thumb.
    await expect(page.getByRole('tab', { name: view })).toBeInViewport({ ratio: 0.9 });
    await expect(page.getByRole('button', { name: 'Next chunk' })).toBeInViewport({ ratio: 0.9 });
  }

  async function expectNoSidewaysScroll(): Promise<void> {
    const { scrollWidth, clientWidth } = await page.evaluate(() => {
      const { scrollWidth, clientWidth } = document.documentElement;
      return { scrollWidth, clientWidth };
    });
    expect(scrollWidth).toBeLessThanOrEqual(clientWidth);
  }
});

test('F25: On a small screen I look at a record’s fields and at the state, one after the other', async ({
  inspector,
}) => {
  const { page } = inspector;
  await inspector.visitSample('obs-publish', '/c0/chunks?at=up@3073');
  await page.getByRole('button', { name: 'Inspector' }).click();
  await expect(inspector.field('fmt')).toBeVisible();
  await inspector.field('fmt').click();
  await expect(inspector.bits).toContainText('fmt');
  await page.getByRole('button', { name: 'State' }).click();
  await expect(inspector.state.getByRole('row', { name: /^chunk size 128/ })).toBeVisible();
  await page.getByRole('button', { name: 'Next chunk' }).click();
  await inspector.expectAt('up@3089');
});

test('F25: On a small screen I read the ladder, and unfold the media with a finger', async ({
  inspector,
}) => {
  const { page } = inspector;
  await inspector.visitSample('obs-publish', '/c0/ladder?at=up@9000');
  const run = page.getByRole('button', { name: /^Client to server, 90 video and 255 audio/ });
  await expect(run).toHaveAttribute('aria-current', 'true');
  await run.click();
  await inspector.settled();
  await expect(run).toHaveAttribute('aria-expanded', 'true');
  const first = page.getByRole('button', { name: /AAC sequence header/ });
  await first.click();
  await expect(first).toHaveAttribute('aria-current', 'true');
  // What is wider than the screen would be cut off: the list does not scroll sideways.
  const { left, right } = await first.evaluate((element) => {
    const { left, right } = element.querySelector('.ladder-lane')!.getBoundingClientRect();
    return { left, right };
  });
  expect(left).toBeGreaterThanOrEqual(0);
  expect(right).toBeLessThanOrEqual(320);
  await page.getByRole('button', { name: 'Inspector' }).click();
  await expect(inspector.tree).toContainText('message type id8Audio');
});

test('F25: with a thumb I read a chapter to its end, and step beside it', async ({
  inspector,
  hasTouch,
}) => {
  const { page } = inspector;
  const press = (what: Locator) => (hasTouch ? what.tap() : what.click());
  await inspector.visit('/learn');
  await press(page.getByRole('link', { name: /Four headers, eleven bytes to none/ }));
  await expect(page.getByRole('heading', { name: 'Try it' })).toBeAttached();
  await press(page.getByRole('button', { name: 'Show the bytes beside the text' }));
  await inspector.settledBeside();
  // Half of the screen is the text's, the other half has what it talks about.
  const article = page.getByRole('article');
  const delta = article.getByRole('link', { name: 'timestamp delta 23 ms' });
  await press(delta);
  await expect(inspector.stepper).toContainText('up@5610');
  // What I pressed stays in sight, and so does what it means; one part at a time has the room.
  await expect(delta).toBeInViewport();
  await expect(inspector.explanation.getByRole('heading').first()).toBeInViewport();
  await press(page.getByRole('button', { name: 'Fields', exact: true }));
  await expect(inspector.selectedField).toBeInViewport();
  const next = inspector.stepper.getByRole('button', { name: 'Next chunk' });
  await expect(next).toBeInViewport({ ratio: 0.9 });
  await press(next);
  await expect(inspector.stepper).not.toContainText('up@5610');
  await press(page.getByRole('button', { name: 'Back to the text' }));
  await expect(inspector.stepper).toContainText('up@5610');
  const quiz = page.getByRole('region', { name: 'Question' }).first();
  await press(quiz.getByRole('radio').first());
  await press(quiz.getByRole('button', { name: 'Reveal' }));
  await expect(quiz.getByRole('status')).not.toBeEmpty();
  const read = page.getByRole('button', { name: /^(Mark as read|Read)$/ });
  await read.scrollIntoViewIfNeeded();
  await expect(read).toHaveAttribute('aria-pressed', 'true');
  const { scrollWidth, clientWidth } = await page.evaluate(() => {
    const { scrollWidth, clientWidth } = document.documentElement;
    return { scrollWidth, clientWidth };
  });
  expect(scrollWidth).toBeLessThanOrEqual(clientWidth);
  await press(page.getByRole('button', { name: 'Hide the bytes beside the text' }));
  await expect(inspector.stepper).toHaveCount(0);
  await expect(page.getByRole('button', { name: 'Show the bytes beside the text' })).toBeAttached();
});

test('On a small screen I read the name of the capture, and find the tools in a menu', async ({
  inspector,
}) => {
  const { page } = inspector;
  await page.setViewportSize({ width: 390, height: 844 });
  await inspector.visitSample('obs-publish', '/c0/ladder?at=up@3089');
  const name = page.getByRole('banner').getByText('OBS Studio publishes');
  const { scrollWidth, clientWidth } = await name.evaluate(({ scrollWidth, clientWidth }) => ({
    scrollWidth,
    clientWidth,
  }));
  expect(scrollWidth).toBeLessThanOrEqual(clientWidth);
  await page.getByRole('button', { name: 'More' }).click();
  await page.getByRole('menuitem', { name: 'Keys and help' }).click();
  await expect(page.getByRole('dialog', { name: 'Keys and help' })).toBeVisible();
  await page.keyboard.press('Escape');
  await expect(page.getByRole('dialog')).toBeHidden();
  await page.getByRole('button', { name: 'More' }).click();
  await page.getByRole('menuitem', { name: 'Chapters and reference' }).click();
  await expect(page).toHaveURL(/learn/);
});

test('On a device with little memory, decoding stops in time, and goes on when I say so', async ({
  inspector,
}) => {
  const { page } = inspector;
  // A phone has more; so the dump need not have millions of chunks.
  await page.addInitScript(() =>
    Object.defineProperty(Navigator.prototype, 'deviceMemory', { get: () => 1 / 128 }),
  );
  await inspector.visit();
  await inspector.choose({
    name: 'tiny-chunks.bin',
    mimeType: 'application/octet-stream',
    buffer: tinyChunks(12),
  });
  await inspector.settled();
  const told = page.locator('details').filter({ hasText: 'only the beginning is decoded' });
  await told.locator('summary').click();
  await expect(told).toContainText(/Only the first \d+ of 1443221 bytes are decoded/);
  const grid = inspector.grid('Chunks');
  const part = Number(await grid.getAttribute('aria-rowcount'));
  expect(part).toBeLessThan(720_000);
  await page.getByRole('button', { name: 'Next chunk' }).click();
  await expect(inspector.stepper).toContainText('handshake C1');
  await told.getByRole('button', { name: 'Decode everything' }).click();
  await inspector.expectRows(grid, 720_001);
  await expect(told).toBeHidden();
});

/** What a client sends: a handshake, Set Chunk Size 1, and messages of 60 000 bytes, each in as many chunks. */
function tinyChunks(messages: number): Buffer {
  const length = 60_000;
  const handshake = Buffer.alloc(3073);
  handshake[0] = 3;
  const head = Buffer.from([4, 0, 0, 0, 0, length >> 8, length & 0xff, 8, 1, 0, 0, 0, 0xaf]);
  const rest = Buffer.alloc(2 * (length - 1), Buffer.from([0xc4, 0x21]));
  const message = Buffer.concat([head, rest]);
  const setChunkSize = Buffer.from([2, 0, 0, 0, 0, 0, 4, 1, 0, 0, 0, 0, 0, 0, 0, 1]);
  return Buffer.concat([handshake, setChunkSize, ...Array<Buffer>(messages).fill(message)]);
}
