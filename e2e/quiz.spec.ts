import { expect, test } from './inspector-page.ts';
import { expectNoViolations } from './violations.ts';

test('somebody quizzes himself on the selected chunk, with the keyboard alone', async ({
  inspector,
}) => {
  const { page } = inspector;
  await inspector.visitSample('long-chunk-stream-ids', '/c0/chunks?at=up@3879');
  await page.keyboard.press('Control+k');
  const palette = page.getByRole('dialog', { name: 'Find a command' });
  await palette.getByRole('combobox').fill('quiz');
  await expect(palette.getByRole('option', { selected: true })).toContainText('Quiz me');
  await page.keyboard.press('Enter');
  const dialog = page.getByRole('dialog', { name: 'Quiz me on this capture' });
  await expect(dialog).toContainText('up@3879');
  // The first question about this chunk: how long is its header, of three and eleven bytes?
  await expect(dialog.getByRole('group', { name: /how many bytes is its header/ })).toBeVisible();
  await expect(dialog.getByRole('button', { name: 'Reveal' })).toBeDisabled();
  await dialog.getByRole('radio').first().focus();
  await page.keyboard.press('Space');
  await page.keyboard.press('Enter');
  await expect(dialog.getByRole('status')).toContainText(
    'Not quite: 14. 3 of the basic header + 11 of the message header = 14.',
  );
  // With the answer come the bytes and the section, and the next question is one key away.
  await expect(dialog.getByRole('group', { name: 'Header of the chunk at up@3879' })).toContainText(
    'ff ff',
  );
  await expect(dialog.getByRole('link', { name: /RTMP 1\.0 §5\.3\.1/ })).toBeVisible();
  await expect(dialog).toContainText('0 of 1 right');
  const next = dialog.getByRole('button', { name: 'Next question' });
  await expect(next).toBeFocused();
  for (const scheme of ['light', 'dark'] as const) {
    await page.emulateMedia({ colorScheme: scheme });
    await expectNoViolations(inspector, { within: '[role=dialog]' });
  }
  await page.keyboard.press('Enter');
  await expect(dialog.getByRole('button', { name: 'Reveal' })).toBeVisible();
  // The count outlives the page.
  await page.reload();
  await inspector.settled();
  await inspector.stepper.getByRole('button', { name: 'Quiz me' }).click();
  await expect(dialog).toContainText('0 of 1 right');
  await dialog.getByRole('button', { name: 'Begin anew' }).click();
  await expect(dialog).not.toContainText('of 1 right');
});

test('questions about any chunk lead to the chunk that was asked about', async ({ inspector }) => {
  const { page } = inspector;
  await inspector.visitSample('obs-publish', '/c0/chunks?at=up@1');
  await inspector.stepper.getByRole('button', { name: 'Quiz me' }).click();
  const dialog = page.getByRole('dialog', { name: 'Quiz me on this capture' });
  await expect(dialog.getByRole('status')).toContainText('not about the handshake');
  await dialog.getByRole('button', { name: 'Any chunk' }).click();
  await dialog.getByRole('radio').first().check();
  await dialog.getByRole('button', { name: 'Reveal' }).click();
  const look = dialog.getByRole('button', { name: /^Look at (up|down)@\d+$/ });
  const address = (await look.textContent())!.replace('Look at ', '');
  await look.click();
  await expect(dialog).toBeHidden();
  await expect(inspector.stepper).toContainText(address);
});
