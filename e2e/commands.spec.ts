import { expect, test } from './inspector-page.ts';

const CONNECT = '/c0/chunks?at=up@3073';

test('I find a command by its words and run it', async ({ inspector }) => {
  const { page } = inspector;
  await inspector.visitSample('ffmpeg-publish', CONNECT);
  await page.keyboard.press('Control+k');
  const palette = page.getByRole('dialog', { name: 'Find a command' });
  const field = palette.getByRole('combobox');
  await expect(field).toBeFocused();
  await field.fill('next mess');
  await expect(palette.getByRole('option', { selected: true })).toContainText('Next message');
  await page.keyboard.press('Enter');
  await expect(palette).toBeHidden();
  await inspector.expectAt('down@3073');

  await page.keyboard.press('F1');
  await field.fill('timel');
  await page.keyboard.press('Enter');
  await expect(page.getByRole('tab', { name: 'Timeline' })).toHaveAttribute(
    'aria-selected',
    'true',
  );
  await page.getByRole('button', { name: 'Find a command' }).click();
  await field.fill('up@3225');
  await palette.getByRole('option', { name: 'Go to up@3225' }).click();
  await inspector.expectAt('up@3225');
  await page.keyboard.press('F1');
  await field.fill('xyzzy');
  await expect(palette.getByRole('status')).toContainText('No command has all of these words');
  await page.keyboard.press('Escape');
  await expect(palette).toBeHidden();
});

test('F16: I switch single keys off, and letters do nothing any more', async ({ inspector }) => {
  const { page } = inspector;
  await inspector.visitSample('ffmpeg-publish', CONNECT);
  await setting('Single letters and signs as keys', 'Off');
  for (const key of ['.', '2', 'm', 'g', 't', '?']) await page.keyboard.press(key);
  await inspector.expectAt('up@3073');
  await expect(inspector.grid('Chunks')).toBeVisible();
  await expect(page.getByRole('dialog')).toBeHidden();
  await expect(page.getByRole('button', { name: 'Bookmark' })).toHaveAttribute(
    'aria-pressed',
    'false',
  );
  // Keys that type nothing still work.
  await page.keyboard.press('Shift+F8');
  await inspector.expectAt('up@1537');

  await setting('Single letters and signs as keys', 'With focus in the workbench');
  await page.evaluate(() => (document.activeElement as HTMLElement).blur());
  await page.keyboard.press('.');
  await inspector.expectAt('up@1537');
  await inspector.row(inspector.grid('Chunks'), 1).click();
  await page.keyboard.press('.');
  await inspector.expectAt('up@3213');

  async function setting(label: string, choice: string) {
    await page.getByRole('button', { name: 'Settings' }).click();
    const dialog = page.getByRole('dialog', { name: 'Settings' });
    await dialog.getByRole('group', { name: label }).getByRole('button', { name: choice }).click();
    await page.keyboard.press('Escape');
    await expect(dialog).toBeHidden();
  }
});

test('F16: I give a command another key, which lasts, and cannot take one that is taken', async ({
  inspector,
}) => {
  const { page } = inspector;
  await inspector.visitSample('ffmpeg-publish', CONNECT);
  await page.getByRole('button', { name: 'Settings' }).click();
  const dialog = page.getByRole('dialog', { name: 'Settings' });
  await dialog.getByRole('button', { name: /^Key of “Next chunk”/ }).click();
  await page.keyboard.press('>');
  await expect(dialog.getByRole('region', { name: 'Keys' }).getByRole('status')).toContainText(
    'is the key of “Next message”',
  );
  await page.keyboard.press('x');
  await expect(dialog.getByRole('button', { name: 'Key of “Next chunk”: x' })).toBeVisible();
  await page.keyboard.press('Escape');
  await expect(dialog).toBeHidden();
  await inspector.press('x');
  await inspector.expectAt('up@3213');
  await page.keyboard.press('.');
  await inspector.expectAt('up@3213');
  await page.reload();
  await inspector.settled();
  await inspector.press('x');
  await inspector.expectAt('down@3073');
  // Nothing fires where text is written.
  await page.keyboard.press('g');
  await page.getByRole('textbox').pressSequentially('xxx');
  await expect(page.getByRole('textbox')).toHaveValue('xxx');
});

test('F16: What I am composing runs no command', async ({ inspector }) => {
  const { page } = inspector;
  await inspector.visitSample('ffmpeg-publish', CONNECT);
  await page.keyboard.press('Control+k');
  const palette = page.getByRole('dialog', { name: 'Find a command' });
  const field = palette.getByRole('combobox');
  await field.fill('next mess');
  const composing = { bubbles: true, cancelable: true, isComposing: true };
  await field.dispatchEvent('keydown', { key: 'ArrowDown', ...composing });
  await field.dispatchEvent('keydown', { key: 'Enter', ...composing });
  await expect(palette.getByRole('option', { selected: true })).toContainText('Next message');
  await page.keyboard.press('Escape');
  await expect(palette).toBeHidden();
  await page.locator('body').dispatchEvent('keydown', { key: '.', ...composing });
  await inspector.settled();
  await inspector.expectAt('up@3073');
});

test('The help shows what is printed on my keys', async ({ inspector }) => {
  const { page } = inspector;
  await page.addInitScript(() => {
    const french = new Map([
      ['KeyW', 'z'],
      ['KeyA', 'q'],
      ['KeyS', 's'],
      ['KeyD', 'd'],
    ]);
    Object.defineProperty(navigator, 'keyboard', {
      value: { getLayoutMap: () => Promise.resolve(french) },
    });
  });
  await inspector.visitSample('ffmpeg-publish', CONNECT);
  await page.keyboard.press('?');
  const timeline = page.getByRole('region', { name: 'In the timeline' });
  await expect(timeline.getByRole('term').first()).toHaveText('zs');
  await expect(timeline.getByRole('term').nth(1)).toHaveText('qd');
  await expect(page.getByRole('region', { name: 'In the bytes' })).toContainText('read the row');
});

test('I have numbers in hexadecimal, times in milliseconds and rows closer together', async ({
  inspector,
}) => {
  const { page } = inspector;
  await inspector.visitSample('ffmpeg-publish', CONNECT);
  await page.getByRole('button', { name: 'Settings' }).click();
  await page.getByRole('button', { name: 'Hexadecimal' }).click();
  await page.getByRole('button', { name: 'Milliseconds' }).click();
  await page.getByRole('button', { name: 'Compact' }).click();
  await page.keyboard.press('Escape');
  await expect(inspector.field('message type id')).toContainText('0x14');
  await expect(inspector.stepper).toContainText(' ms');
  await expect(inspector.root).toHaveAttribute('data-density', 'compact');
});

test('The files I opened are listed at the start, until I have them forgotten', async ({
  inspector,
}) => {
  const { page } = inspector;
  await inspector.visit();
  await inspector.choose({
    name: 'mine.bin',
    mimeType: '',
    buffer: Buffer.from('nothing that could be a capture'),
  });
  await expect(inspector.root).toHaveAttribute('data-inspector-state', 'failed');
  await inspector.visit('');
  await page.reload();
  const before = page.getByRole('region', { name: 'Opened here before' });
  await before.getByRole('button', { name: /^mine\.bin/ }).click();
  await expect(page.getByText(/This link points into/)).toContainText('mine.bin');
  await before.getByRole('button', { name: 'Forget these' }).click();
  await expect(before).toBeHidden();
});
