import { readFileSync } from 'node:fs';
import { capture, expect, test } from './inspector-page.ts';

const FILE = 'real/04f-obs29-publish-nginx.pcap';

test('What I bookmark and write is there again when I open the file again', async ({
  inspector,
}) => {
  const { page } = inspector;
  await inspector.visit();
  await inspector.choose(capture(FILE));
  await inspector.settled();
  await inspector.goTo('up@3290');
  await page.keyboard.press('m');
  await expect(page.getByRole('button', { name: 'Bookmark' })).toHaveAttribute(
    'aria-pressed',
    'true',
  );
  await inspector.goTo('down@3122');
  await page.keyboard.press('Shift+M');
  await page.getByRole('dialog', { name: 'Note' }).getByRole('textbox').fill('The answer to it');
  await page.getByRole('button', { name: 'Keep' }).click();
  await page.getByRole('tab', { name: 'Notes' }).click();
  const notes = page.getByRole('region', { name: 'Notes' });
  await expect(notes).toContainText('The answer to it');
  await expect(page).toHaveURL(/~226080~[0-9a-f]{8}\//);

  const saved = page.waitForEvent('download');
  await notes.getByRole('button', { name: 'Export' }).click();
  const download = await saved;
  const file = JSON.parse(readFileSync(await download.path(), 'utf8')) as { notes: unknown[] };
  expect(file.notes).toHaveLength(2);

  await page.reload();
  await inspector.choose(capture(FILE));
  await inspector.settled();
  await page.getByRole('tab', { name: 'Notes' }).click();
  await expect(notes).toContainText('The answer to it');
  await notes.getByRole('button', { name: 'Go to up@3290' }).click();
  await inspector.expectAt('up@3290');

  await notes.getByRole('button', { name: 'Delete the note at down@3122' }).click();
  await expect(notes).not.toContainText('The answer to it');
  await notes.getByRole('button', { name: 'Undo' }).click();
  await expect(notes).toContainText('The answer to it');

  await notes.getByRole('button', { name: 'Delete all' }).click();
  await expect(notes).toContainText('Nothing is bookmarked');
  await page.getByLabel('File of notes').setInputFiles(await download.path());
  await expect(notes).toContainText('The answer to it');
  await page.getByLabel('File of notes').setInputFiles({
    name: 'other.json',
    mimeType: 'application/json',
    buffer: Buffer.from('{"format":"something else"}'),
  });
  await expect(page.getByText('not a file of notes')).toBeVisible();
});

test('From note to note I keep to the direction that I chose', async ({ inspector }) => {
  const { page } = inspector;
  await inspector.visitSample('obs-publish', '/c0/chunks?at=up@3073');
  for (const place of ['up@3290', 'down@3122', 'up@3407']) {
    await inspector.goTo(place);
    await page.keyboard.press('m');
  }
  await inspector.goTo('up@3073');
  await page.getByLabel('Where to step').selectOption('this direction');
  await inspector.press('n');
  await inspector.expectAt('up@3290');
  await expect(inspector.stepper).toContainText('1 of 2');
  await inspector.press('n');
  await inspector.expectAt('up@3407');
  await inspector.press('n');
  await expect(inspector.stepper).toContainText('There is no further note in this direction.');
});

test('From any view I go from note to note in the order of the capture, and am told when there is none', async ({
  inspector,
}) => {
  const { page } = inspector;
  await inspector.visit();
  await inspector.choose(capture(FILE));
  await inspector.settled();
  await inspector.goTo('up@3290');
  await page.keyboard.press('Control+k');
  const palette = page.getByRole('dialog', { name: 'Find a command' });
  await palette.getByRole('combobox').fill('next note');
  const command = palette.getByRole('option', { name: /^Next bookmark or note/ });
  await expect(command).toHaveAttribute('aria-disabled', 'true');
  await expect(command).toContainText('Nothing is bookmarked or noted in this connection.');
  await page.keyboard.press('Escape');
  await inspector.press('n');
  await expect(inspector.stepper).toContainText('Nothing is bookmarked or noted');

  // Written last first: they are walked through as they stand in the capture, both directions in one.
  await inspector.press('m');
  await inspector.goTo('down@3122');
  await inspector.press('m');
  await inspector.goTo('up@3073');
  await inspector.show('Ladder');
  await inspector.press('n');
  await inspector.expectAt('down@3122');
  await expect(inspector.stepper).toContainText('1 of 2: bookmark');
  await inspector.press('n');
  await inspector.expectAt('up@3290');
  await inspector.press('n');
  await expect(inspector.stepper).toContainText('There is no further note.');
  await inspector.show('Overview');
  await inspector.press('N');
  await inspector.expectAt('down@3122');
  await page.getByLabel('Step over').selectOption('note');
  await page.getByRole('button', { name: 'Next note' }).click();
  await inspector.expectAt('up@3290');
});
