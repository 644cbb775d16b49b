import { execFileSync } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Download } from '@playwright/test';
import { checkFlv } from '../corpus/flv-check.ts';
import { capture, expect, type InspectorPage, test } from './inspector-page.ts';
import { expectNoViolations } from './violations.ts';

const OBS = capture('real/04f-obs29-publish-nginx.pcap');
const TWO = capture('real/02b-ffmpeg-publish-and-play-nginx-3s.pcap');
const KEY = 'obs-key';
const KEY_IN_HEX = /6f\s*62\s*73\s*2d\s*6b\s*65\s*79/;

/** What the command line saves of a capture. */
function savedByCommand(path: string, ...options: string[]): Buffer {
  const parameters = [join(import.meta.dirname, '../dist-node/cli.js'), 'save', path, ...options];
  return execFileSync(process.execPath, parameters, { maxBuffer: 1 << 28 });
}

/** The dialog in which a stream is saved. */
function dialogOf({ page }: InspectorPage) {
  return page.getByRole('dialog', { name: 'Save a stream' });
}

/** Does something that leads to a file, and waits for the file. */
async function file(
  { page }: InspectorPage,
  act: () => Promise<void>,
): Promise<{ download: Download; bytes: Buffer }> {
  const [download] = await Promise.all([page.waitForEvent('download'), act()]);
  return { download, bytes: readFileSync(await download.path()) };
}

test('F19: the stream that OBS published, I save as FLV: the file is sound, and the one that the command line writes', async ({
  inspector,
}) => {
  await inspector.visitSample('obs-publish');
  await inspector.show('Overview');
  const { page } = inspector;
  await page.getByRole('button', { name: 'Save a stream' }).click();
  const dialog = dialogOf(inspector);
  await expect(dialog.getByLabel('Stream', { exact: true })).toContainText(
    /publish ••••••, client to server, message stream 1: AAC and AVC/,
  );
  await expectNoViolations(inspector, { within: '.dialog', bestPractice: true });
  const { download, bytes } = await file(inspector, () =>
    dialog.getByRole('button', { name: 'Save', exact: true }).click(),
  );
  expect(download.suggestedFilename()).toMatch(/c0 client stream 1\.flv$/);
  await expect(dialog).toBeHidden();
  await expect(inspector.stepper).toContainText(/\d+ messages saved/);
  const { problems, tags, audio, video } = checkFlv(bytes);
  expect([problems, audio, video]).toEqual([[], true, true]);
  expect(tags.filter(({ type }) => type === 8)).toHaveLength(255);
  expect(tags.filter(({ type }) => type === 9)).toHaveLength(90);
  expect(bytes.equals(savedByCommand(OBS))).toBe(true);
  // What was saved is opened again: its messages are the tags.
  await inspector.choose({ name: 'saved.flv', mimeType: 'video/x-flv', buffer: bytes });
  await inspector.settled();
  await inspector.show('Messages');
  await inspector.expectRows(inspector.grid('Messages'), tags.length);
});

test('F19: I save one codec alone, of the stream I choose, by the keyboard', async ({
  inspector,
}) => {
  const { page } = inspector;
  await inspector.visit();
  await inspector.choose(TWO);
  await inspector.settled();
  await inspector.row(inspector.grid('Connections'), 2).click();
  await inspector.settled();
  await page.keyboard.press('ControlOrMeta+k');
  await expect(page.getByRole('combobox', { name: /^Command/ })).toBeFocused();
  await page.keyboard.type('save a stream');
  await page.keyboard.press('Enter');
  const dialog = dialogOf(inspector);
  const as = dialog.getByLabel('As', { exact: true });
  await as.selectOption('AAC alone (ADTS)');
  const { download, bytes } = await file(inspector, async () => {
    await as.focus();
    await page.keyboard.press('Tab');
    await page.keyboard.press('Tab');
    await page.keyboard.press('Enter');
  });
  const [, number] = /c(\d) .*\.aac$/.exec(download.suggestedFilename())!;
  const sender = number === '0' ? 'client' : 'server';
  const same = savedByCommand(TWO, '--connection', number!, '--sender', sender, '--to', 'aac');
  expect(bytes.equals(same)).toBe(true);
});

test('F18: no stream key in what I save of the stream and the session, nor in the names, until I reveal it', async ({
  inspector,
  context,
}) => {
  await context.grantPermissions(['clipboard-read', 'clipboard-write']);
  const { page } = inspector;
  await inspector.visit();
  // The person has called the capture after the key.
  await inspector.choose({
    name: `${KEY}.pcap`,
    mimeType: 'application/octet-stream',
    buffer: readFileSync(OBS),
  });
  await inspector.settled();
  await inspector.show('Overview');
  const save = async (): Promise<{ download: Download; bytes: Buffer }> => {
    await page.getByRole('button', { name: 'Save a stream' }).click();
    const button = dialogOf(inspector).getByRole('button', { name: 'Save', exact: true });
    return file(inspector, () => button.click());
  };
  const hidden = await save();
  expect(hidden.download.suggestedFilename()).not.toContain(KEY);
  expect(hidden.bytes.includes(KEY)).toBe(false);
  await page.getByRole('button', { name: 'The whole session as Markdown' }).click();
  const story = page.getByRole('dialog', { name: 'This session as Markdown' });
  const text = story.getByRole('textbox', { name: 'What to copy' });
  await expect(text).toHaveValue(/## What was said/);
  const told = await file(inspector, () => story.getByRole('button', { name: 'Save' }).click());
  expect(told.download.suggestedFilename()).toMatch(/c0 session\.md$/);
  expect(told.download.suggestedFilename()).not.toContain(KEY);
  const words = told.bytes.toString('utf8');
  expect(words).toContain('publish `••••••` on message stream 1');
  // The link to a file has its name, which the person gave it.
  expect(words.replace(/\]\([^)]*\)/g, ']')).not.toContain(KEY);
  await page.keyboard.press('Escape');
  await inspector.goTo('up@3290');
  await page.getByRole('button', { name: 'Share this record' }).click();
  await page.getByRole('button', { name: 'Test vector' }).click();
  const vector = page.getByRole('textbox', { name: 'What to copy' });
  await expect(vector).toHaveValue(/export const vector = \{/);
  expect(await vector.inputValue()).not.toContain(KEY);
  expect(await vector.inputValue()).not.toMatch(KEY_IN_HEX);
  await page.keyboard.press('Escape');
  await inspector.show('Overview');
  await page.getByRole('button', { name: 'Reveal stream keys' }).click();
  expect((await save()).download.suggestedFilename()).toContain(`c0 ${KEY}.flv`);
});

test('The session as Markdown has its ends, course, problems and commands, with links that lead to the records', async ({
  inspector,
}) => {
  const { page } = inspector;
  await inspector.visitSample('obs-publish');
  await inspector.show('Overview');
  await page.getByRole('button', { name: 'The whole session as Markdown' }).click();
  const text = page
    .getByRole('dialog', { name: 'This session as Markdown' })
    .getByRole('textbox', { name: 'What to copy' });
  await expect(text).toHaveValue(/## What was said/);
  const words = await text.inputValue();
  for (const part of [
    '## How it went',
    '## Problems',
    '## Audio and video',
    'AVC video',
    'connect(',
  ])
    expect(words).toContain(part);
  const [, address, link] = /connect\('live'\).*\[(up@\d+)\]\(([^)]+)\)/.exec(words)!;
  await page.goto('about:blank');
  await page.goto(link!);
  await inspector.expectAt(address!);
});

test('A test vector has the bytes of the record, and what was read of them', async ({
  inspector,
}) => {
  const { page } = inspector;
  await inspector.visitSample('obs-publish', '/c0/chunks?at=up@3073');
  await page.getByRole('button', { name: 'Share this record' }).click();
  await page.getByRole('button', { name: 'Test vector' }).click();
  const text = page.getByRole('textbox', { name: 'What to copy' });
  await expect(text).toHaveValue(/from: "up@3073"/);
  const words = await text.inputValue();
  // Set Chunk Size comes first from OBS: fmt 0, chunk stream 2, type 1.
  expect(words).toMatch(/hex: `\s+02 00 00 00 00 00 04 01/);
  expect(words).toContain('{"path":"chunk.basicHeader.fmt","bits":[[24584,24586]],"value":0}');
});
