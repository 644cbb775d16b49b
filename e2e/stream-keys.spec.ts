import { readFileSync } from 'node:fs';
import { expect, test } from './inspector-page.ts';

const KEY = 'obs-key';
const KEY_IN_HEX = /6f\s*62\s*73\s*2d\s*6b\s*65\s*79/;

test('F18: my stream key is nowhere on the page until I ask for it, nor in links, copies and files', async ({
  inspector,
  context,
}) => {
  await context.grantPermissions(['clipboard-read', 'clipboard-write']);
  const { page } = inspector;
  const copied = () => page.evaluate(() => navigator.clipboard.readText());
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
    expect(await page.content()).not.toContain(KEY);
  }
  await inspector.goTo('up@3290');
  await inspector.settled();
  expect(await page.content()).not.toContain(KEY);
  expect(await inspector.hex.innerText()).not.toMatch(KEY_IN_HEX);
  await inspector.press('>');
  expect(await page.content()).not.toContain(KEY);
  await page.keyboard.press('y');
  await expect(inspector.stepper).toContainText('The link was copied');
  expect(await copied()).toContain('#/s/obs-publish');
  expect(await copied()).not.toContain(KEY);
  // Bytes that hold the key are not copied before it is shown.
  await expect(page.getByRole('button', { name: 'Copy', exact: true })).toBeDisabled();
  await page.getByRole('button', { name: 'Share this record' }).click();
  await page.getByRole('button', { name: 'Markdown' }).click();
  const shared = page.getByRole('textbox', { name: 'What to copy' });
  await expect(shared).toHaveValue(/·· ·· ··/);
  expect(await shared.inputValue()).not.toContain(KEY);
  expect(await shared.inputValue()).not.toMatch(KEY_IN_HEX);
  await page.keyboard.press('Escape');
  await inspector.visitSample('obs-publish', '/c0/timeline?at=up@3290&axis=index&win=0,40');
  await page.getByRole('group', { name: 'Timeline picture' }).focus();
  await inspector.press('Shift+ArrowRight', 5);
  for (const format of ['JSON Lines', 'CSV']) {
    const saved = page.waitForEvent('download');
    await page.getByLabel('What to save of the area').selectOption(`its chunks as ${format}`);
    await page.getByRole('button', { name: 'Save', exact: true }).click();
    const text = readFileSync(await (await saved).path(), 'utf8');
    expect(text).toContain('up@3290');
    expect(text).not.toContain(KEY);
    expect(text).not.toMatch(KEY_IN_HEX);
  }
  await inspector.show('Overview');
  await page.getByRole('button', { name: 'Reveal stream keys' }).click();
  await expect(page.getByText(KEY).first()).toBeVisible();
  await page.getByRole('button', { name: 'Hide stream keys' }).click();
  await expect(page.getByText(KEY)).toHaveCount(0);
});
