import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { generate, parseSize } from '../bench/generate.js';
import { expect, test, type InspectorPage } from './inspector-page.ts';

/** Generous: the machine may be small, and busy with other tests. */
const FIRST_ROW = 5_000;
const READY = 30_000;
const STEP = 1_500;

/** The longest entry of a measurement, in milliseconds. */
async function longest({ page }: InspectorPage, name: string): Promise<number> {
  const entries = () =>
    page.evaluate(
      (name) => performance.getEntriesByName(name, 'measure').map(({ duration }) => duration),
      name,
    );
  await expect.poll(async () => (await entries()).length).toBeGreaterThan(0);
  return Math.max(...(await entries()));
}

test('Opening and stepping are measured, and quick', async ({ inspector }) => {
  await inspector.visitSample('ffmpeg-publish', '/c0/chunks?at=up@3073');
  await inspector.press('.', 10);
  expect(await longest(inspector, 'open-to-first-row')).toBeLessThan(FIRST_ROW);
  expect(await longest(inspector, 'open-to-ready')).toBeLessThan(FIRST_ROW);
  expect(await longest(inspector, 'step')).toBeLessThan(STEP);
});

test.describe('With a capture of 30 MB', () => {
  let folder: string;
  let file: string;
  test.beforeAll(() => {
    folder = mkdtempSync(join(tmpdir(), 'rtmp-inspector-'));
    file = join(folder, 'large.pcap');
    generate(file, { size: parseSize('30MB'), seed: 7, publisher: { chunkSize: 128 } });
  });
  test.afterAll(() => {
    rmSync(folder, { recursive: true, force: true });
  });

  test('F11: the first rows are there at once, and every row can be reached', async ({
    inspector,
  }) => {
    test.setTimeout(90_000);
    const { page } = inspector;
    await inspector.visit();
    await inspector.choose(file);
    const grid = inspector.grid('Chunks');
    await expect(inspector.row(grid, 1)).toContainText('up@3073', { timeout: 20_000 });
    await expect(inspector.root).toHaveAttribute('data-inspector-state', 'ready', {
      timeout: READY * 2,
    });
    await inspector.settled();
    expect(await longest(inspector, 'open-to-first-row')).toBeLessThan(FIRST_ROW);
    expect(await longest(inspector, 'open-to-ready')).toBeLessThan(READY);

    const rows = Number(await grid.getAttribute('aria-rowcount')) - 1;
    expect(rows).toBeGreaterThan(150_000);
    await expect(inspector.row(grid, rows)).toHaveCount(0);
    await grid.evaluate((element) => element.scrollTo(0, element.scrollHeight));
    await expect(inspector.row(grid, rows)).toContainText(/(up|down)@\d+/);
    await expect(inspector.row(grid, rows)).toBeInViewport();

    await inspector.goTo(`#${String(Math.floor(rows / 2))}`);
    await expect(inspector.selectedRow(grid)).toHaveAttribute(
      'aria-rowindex',
      String(Math.floor(rows / 2) + 1),
    );
    await expect(inspector.selectedRow(grid)).toBeInViewport();
    await inspector.press('.', 5);
    expect(await longest(inspector, 'step')).toBeLessThan(STEP);

    await grid.getByRole('gridcell').first().focus();
    await page.keyboard.press('Control+Home');
    await expect(inspector.row(grid, 1)).toBeInViewport();
    await page.keyboard.press('Control+End');
    await expect(inspector.row(grid, rows)).toBeInViewport();
  });

  test('F13: I can stop reading, and keep what has been read', async ({ inspector }) => {
    await inspector.visit();
    await inspector.choose(file);
    await inspector.page.getByRole('button', { name: 'Cancel' }).dispatchEvent('click');
    await expect(inspector.root).toHaveAttribute('data-inspector-state', /ready|empty/);
    await expect(inspector.page.getByRole('progressbar')).toBeHidden();
    // What was read by then is a session like any other.
    if ((await inspector.root.getAttribute('data-inspector-state')) === 'empty') return;
    await inspector.settled();
    await inspector.show('Chunks');
    await expect(inspector.row(inspector.grid('Chunks'), 1)).toContainText('up@3073');
    await inspector.goTo('up@3073');
    await inspector.press('.');
    await expect(inspector.stepper).toContainText(/(?:up|down)@(?!3073\b)\d+|down@3073/);
  });
});
