import type { Locator } from '@playwright/test';
import { expect, test } from './inspector-page.ts';

test('With the keyboard alone I come from the start to one bit field', async ({ inspector }) => {
  const { page } = inspector;
  await inspector.visit();
  await expect(page.getByRole('button', { name: /^FFmpeg publishes/ })).toBeVisible();
  await tabTo(page.getByRole('button', { name: /^FFmpeg publishes/ }));
  await page.keyboard.press('Enter');
  await inspector.settled();

  await tabTo(inspector.grid('Chunks').getByRole('gridcell'));
  await page.keyboard.press('ArrowDown');
  await page.keyboard.press('ArrowDown');
  await page.keyboard.press('Enter');
  await expect(inspector.stepper).toContainText('chunk 3 of');

  await tabTo(inspector.tree);
  await page.keyboard.press('Home');
  while (!(await inspector.selectedField.innerText()).startsWith('fmt'))
    await page.keyboard.press('ArrowDown');
  await expect(inspector.bits.getByRole('button', { pressed: true })).toContainText('fmt');
  await expect(inspector.explanation).toContainText('5.3.1');

  await tabTo(inspector.hex);
  await page.keyboard.press('ArrowRight');
  await expect(inspector.selectedField).not.toContainText('fmt');
  await page.keyboard.press('Escape');
  await expect(inspector.selectedField).toHaveCount(0);

  /** Presses Tab until one of these has the focus. */
  async function tabTo(wanted: Locator) {
    for (let presses = 0; presses < 60; presses++) {
      await page.keyboard.press('Tab');
      const there = await wanted.evaluateAll((all) =>
        all.some((one) => one === document.activeElement),
      );
      if (there) return;
    }
    throw new Error(`Tab never came to ${String(wanted)}`);
  }
});

test('Whatever has the focus can be seen to have it', async ({ inspector }) => {
  const { page } = inspector;
  await inspector.visitSample('ffmpeg-publish');
  for (let presses = 0; presses < 30; presses++) {
    await page.keyboard.press('Tab');
    const seen = await page.evaluate(() => {
      const element = document.activeElement;
      if (!element || element === document.body) return 'nothing';
      // A tree or a table with one tab stop may mark the line it is at instead.
      const active = document.getElementById(element.getAttribute('aria-activedescendant') ?? '');
      const seen = [element, ...(active ? [active] : [])].some((one) => {
        const { outlineStyle, outlineWidth, boxShadow } = getComputedStyle(one);
        return (outlineStyle !== 'none' && parseFloat(outlineWidth) > 0) || boxShadow !== 'none';
      });
      return seen ? 'seen' : element.outerHTML.slice(0, 120);
    });
    expect(['seen', 'nothing']).toContain(seen);
  }
});

test('Keys choose views, and the help says which', async ({ inspector }) => {
  const { page } = inspector;
  await inspector.visitSample('ffmpeg-publish');
  for (const [key, view] of [
    ['1', 'Overview'],
    ['2', 'Messages'],
    ['3', 'Chunks'],
    ['4', 'Timeline'],
    ['5', 'Problems'],
    ['6', 'Ladder'],
  ] as const) {
    await page.keyboard.press(key);
    await expect(page.getByRole('tab', { name: view })).toHaveAttribute('aria-selected', 'true');
    await expect(page.getByRole('tabpanel', { name: view })).toBeVisible();
  }
  await page.keyboard.press('?');
  const help = page.getByRole('dialog', { name: 'Keys and help' });
  await expect(help).toContainText('Next chunk');
  await page.keyboard.press('Escape');
  await expect(help).toBeHidden();
});

test('A table with one row shows it', async ({ inspector }) => {
  await inspector.visitSample('ffmpeg-publish');
  await inspector.show('Problems');
  const grid = inspector.grid('Problems');
  await inspector.expectRows(grid, 1);
  await expect(inspector.row(grid, 1)).toContainText('C2 is a plain echo');
  await inspector.row(grid, 1).click();
  await expect(inspector.stepper).toContainText('up@1537');
});

test('F8 goes from problem to problem', async ({ inspector }) => {
  await inspector.visitSample('segment-lost', '/c0/chunks?at=up@3073');
  // The message that lost bytes, then the place where chunks could be read again.
  await inspector.press('F8');
  await inspector.expectAt('up@13556');
  await inspector.press('F8');
  await inspector.expectAt('up@14079');
  await inspector.press('Shift+F8');
  await inspector.expectAt('up@13556');
});

test('F2: With the keyboard alone I step, inspect a bit field, copy the link and come back by it', async ({
  inspector,
  context,
}) => {
  await context.grantPermissions(['clipboard-read', 'clipboard-write']);
  const { page } = inspector;
  await inspector.visit();
  await expect(page.getByRole('button', { name: /^FFmpeg publishes/ })).toBeVisible();
  for (let presses = 0; presses < 60; presses++) {
    await page.keyboard.press('Tab');
    const name = await page.evaluate(() => document.activeElement?.textContent ?? '');
    if (name.startsWith('FFmpeg publishes')) break;
  }
  await page.keyboard.press('Enter');
  await inspector.settled();
  await inspector.press('.', 20);
  const place = /(?:up|down)@\d+/.exec(await inspector.stepper.innerText())![0];
  await inspector.press('i');
  await expect(inspector.selectedField).toContainText('fmt');
  await expect(inspector.bits.getByRole('button', { pressed: true })).toContainText('fmt');
  await page.keyboard.press('y');
  await expect(inspector.stepper).toContainText('The link was copied');
  const link = await page.evaluate(() => navigator.clipboard.readText());
  expect(link).toContain(`at=${place}`);
  await page.goto('about:blank');
  await page.goto(link);
  await inspector.settled();
  await inspector.expectAt(place);
  await expect(inspector.selectedField).toContainText('fmt');
});
