import { readFileSync } from 'node:fs';
import { expect, test } from './inspector-page.ts';
import { publish } from './publish.ts';
import { expectNoViolations } from './violations.ts';

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
    const mine = page.getByRole('listitem').filter({ hasText: `${await encoder.client} ` });
    await expect(mine).toContainText('open');
    await expect(mine).toContainText('publishes live/••••••');
    await mine.getByRole('combobox', { name: /^Play it with/ }).selectOption('VLC');
    await expect(mine.getByRole('button', { name: 'Copy the line' })).toBeVisible();
    await expectNoViolations(inspector, { bestPractice: true });
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
    // The step that stopped it is taken when no question is open.
    await expect(inspector.root).not.toHaveAttribute('data-inspector-busy', /.*/);
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
  const client = await encoder.client;
  encoder.finish();
  await encoder.ended;
  await inspector.visit();
  await page.getByRole('button', { name: 'Show live connections' }).click();
  const mine = page.getByRole('listitem').filter({ hasText: `${client} ` });
  await expect(mine).toContainText('closed:');
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
