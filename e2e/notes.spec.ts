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
