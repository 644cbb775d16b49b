import { expect, test } from './inspector-page.ts';

const KEY = 'obs-key';
const KEY_IN_HEX = /6f\s*62\s*73\s*2d\s*6b\s*65\s*79/;

test('F18: My stream key is nowhere on the page until I ask for it', async ({ inspector }) => {
  const { page } = inspector;
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
  await page.getByRole('button', { name: 'Share this record' }).click();
  await page.getByRole('button', { name: 'Markdown' }).click();
  const shared = page.getByRole('textbox', { name: 'What to copy' });
  await expect(shared).toHaveValue(/·· ·· ··/);
  expect(await shared.inputValue()).not.toContain(KEY);
  expect(await shared.inputValue()).not.toMatch(KEY_IN_HEX);
  await page.keyboard.press('Escape');
  await inspector.show('Overview');
  await page.getByRole('button', { name: 'Reveal stream keys' }).click();
  await expect(page.getByText(KEY).first()).toBeVisible();
  await page.getByRole('button', { name: 'Hide stream keys' }).click();
  await expect(page.getByText(KEY)).toHaveCount(0);
});
