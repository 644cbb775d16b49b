import { expect, test, type InspectorPage } from './inspector-page.ts';
import { expectNoViolations } from './violations.ts';

/** The message `connect` of FFmpeg: a chunk of 128 bytes from up@3073, the header c3 at 3213, 11 bytes. */
const CONNECT = '/c0/messages?at=up@3073&kind=message';
const STRAY = 3213;

test('F5: A field cut by a chunk header is lit in two places', async ({ inspector }) => {
  await inspector.visitSample('ffmpeg-publish', CONNECT);
  const cut = await fieldAcross(inspector, STRAY);
  await expect(cut).toContainText('2 ranges');
  const covered = await inspector.coveredBytes();
  expect(covered).toContain(STRAY - 1);
  expect(covered).not.toContain(STRAY);
  expect(covered).toContain(STRAY + 1);
});

test('F5: With the chunk headers taken out, the same field is one range', async ({ inspector }) => {
  await inspector.visitSample('ffmpeg-publish', CONNECT);
  await fieldAcross(inspector, STRAY);
  await inspector.page
    .getByRole('group', { name: 'Lens' })
    .getByRole('button', { name: 'message' })
    .click();
  await expect(inspector.hex).toHaveAccessibleName(/message lens/);
  await expect
    .poll(async () => {
      const covered = await inspector.coveredBytes();
      return covered.length > 2 && covered.every((at, i) => at === covered[0]! + i);
    })
    .toBe(true);
});

test('F5: I click the stray c3 and learn that it is a chunk header', async ({ inspector }) => {
  await inspector.visitSample('ffmpeg-publish', CONNECT);
  await inspector.showByte(STRAY);
  await expect(inspector.byte(STRAY)).toHaveText('c3');
  await inspector.byte(STRAY).click();
  await expect(inspector.selectedField).toContainText('fmt');
  await expect(inspector.selectedField).toContainText('3');
  await expect(inspector.explanation).toContainText('5.3.1');
  await expect(inspector.bits).toContainText('000011');
  await inspector.bits.getByRole('button', { name: /000011/ }).click();
  await expect(inspector.selectedField).toContainText('cs id');
});

test('F6: From every field to its bytes and back to the field', async ({ inspector }) => {
  await inspector.visitSample('ffmpeg-publish', CONNECT);
  const keys = await openEverything(inspector);
  expect(keys.length).toBeGreaterThan(30);
  let checked = 0;
  for (let line = 0; line < keys.length; line++) {
    const selected = inspector.selectedField;
    await expect(selected).toHaveCount(1);
    const leaf = (await selected.getAttribute('aria-expanded')) === null;
    const key = await selected.getAttribute('data-key');
    const [first] = await inspector.coveredBytes();
    // The bytes of a chunk's data are the message's, which has finer fields for them.
    if (leaf && first !== undefined && !key!.startsWith('chunk.data')) {
      const shared = (await inspector.bits.getByRole('button').count()) > 1;
      await inspector.byte(first).click();
      // A click on the byte where one is goes on to the next field of that byte.
      if (shared) await expect.poll(() => inspector.coveredBytes()).toContain(first);
      else await expect(selected).toHaveAttribute('data-key', key!);
      await expect(inspector.explanation).toContainText((await selected.getAttribute('data-key'))!);
      checked++;
    }
    await inspector.tree.focus();
    await inspector.page.keyboard.press('ArrowDown');
  }
  expect(checked).toBeGreaterThan(20);
});

test('The bits of a byte that two fields share are told apart', async ({ inspector }) => {
  await inspector.visitSample('ffmpeg-publish', '/c0/chunks?at=up@3073');
  await inspector.field('fmt').click();
  await expect(inspector.bits.getByRole('button')).toHaveCount(2);
  await expect(inspector.bits.getByRole('button').first()).toHaveAttribute('aria-pressed', 'true');
  await expect(inspector.bits.getByRole('button').first()).toContainText('00');
  await expect(inspector.bits.getByRole('button').last()).toContainText('000011');
});

test('Beside each short field stand its bytes or bits, and over a byte a line says what it is', async ({
  inspector,
}) => {
  const { page } = inspector;
  await inspector.visitSample('ffmpeg-publish', '/c0/chunks?at=up@3073');
  const raw = (name: string) => inspector.field(name).locator('.field-raw');
  await expect(raw('fmt')).toHaveText('00');
  await expect(raw('cs id')).toHaveText('000011');
  await expect(raw('message length')).toHaveText('00 00 8b');
  await inspector.byte(3077).hover();
  const tip = page.locator('.hover-tip');
  await expect(tip).toHaveText(/up@3077\s*message length\s*139 bytes/);
  // The bytes it is about stay in sight, and it is gone with the pointer.
  const [over, under] = [(await tip.boundingBox())!, (await inspector.byte(3077).boundingBox())!];
  expect(over.y >= under.y + under.height - 1 || over.y + over.height <= under.y + 1).toBe(true);
  await page.getByRole('heading', { name: 'Bytes' }).hover();
  await expect(tip).toHaveCount(0);
});

test('Short fields of a stream key have no bytes beside them, nor are they read', async ({
  inspector,
}) => {
  const { page } = inspector;
  await inspector.visitSample('ffmpeg-publish', '/c0/messages?at=up@3241&kind=message');
  await inspector.hex.focus();
  await page.keyboard.press('Control+End');
  await page.keyboard.press('Shift+Enter');
  const read = page.getByRole('region', { name: 'Bytes', exact: true }).getByRole('status').last();
  await expect(read).toContainText(/ bytes hidden/);
});

test('Of bytes that the capture has not, no value is shown', async ({ inspector }) => {
  const { page } = inspector;
  await inspector.visitSample('segment-lost', '/c0/messages?at=up@13556&kind=message');
  await page.getByLabel('Bytes a row').selectOption('8');
  await inspector.byte(13568).hover();
  await expect(page.locator('.hover-tip')).toHaveText(/up@13568.*not in the capture$/);
  await inspector.byte(13568).click();
  await expect(inspector.selectedField).toContainText('not in the capture');
  await expect(inspector.selectedField).not.toContainText('00 00 00');
  await expect(inspector.explanation).toContainText('Its bytes are not in the capture');
  await expect(inspector.explanation.locator('output')).toHaveCount(0);
  await expect(page.getByRole('group', { name: /^Bits of the byte/ })).toHaveText(
    'up@13568 not in the capture',
  );
});

test('A screen reader reads me the row of bytes I am at', async ({ inspector }) => {
  const { page } = inspector;
  await inspector.visitSample('ffmpeg-publish', '/c0/chunks?at=up@3073');
  await page.getByLabel('Bytes a row').selectOption('8');
  await inspector.hex.focus();
  await page.keyboard.press('ArrowDown');
  await page.keyboard.press('ArrowDown');
  await page.keyboard.press('Shift+Enter');
  const read = page.getByRole('region', { name: 'Bytes', exact: true }).getByRole('status').last();
  await expect(read).toHaveText('stream 3089: 6f 6e 6e 65 63 74 00 3f; text: onnect.');
});

test('A value that was left out leads to the chunk it is taken from', async ({ inspector }) => {
  await inspector.visitSample('gstreamer-128', '/c0/chunks?at=up@3522');
  const line = inspector.tree.getByRole('treeitem').filter({ hasText: 'message length' });
  await expect(line).toContainText('355');
  await expect(line).toContainText('inherited');
  await line.getByText('message length').click();
  await expect(inspector.explanation).toContainText('Inherited');
  await inspector.explanation.getByRole('button', { name: 'up@3382', exact: true }).last().click();
  await inspector.expectAt('up@3382');
});

test('The six packets of the handshake can be opened', async ({ inspector }) => {
  await inspector.visitSample('rtmpdump-recorded');
  await inspector.show('Overview');
  for (const packet of ['C0', 'C1', 'C2', 'S0', 'S1', 'S2']) {
    const button = inspector.page.getByRole('button', { name: new RegExp(`^${packet}`) });
    await button.click();
    await expect(button).toHaveAttribute('aria-pressed', 'true');
    await expect(inspector.stepper).toContainText(`handshake ${packet}`);
    await expect(inspector.tree.getByRole('treeitem').first()).toBeVisible();
  }
});

/** Selects the deepest field whose bytes lie before and after the byte at `offset`. */
async function fieldAcross(inspector: InspectorPage, offset: number) {
  await (await inspector.showByte(offset - 1)).click();
  await expect(inspector.selectedField).toHaveCount(1);
  await inspector.settled();
  return inspector.selectedField;
}

/** Opens all branches with the keyboard and gives the keys of the lines, of which the first is selected. */
async function openEverything(inspector: InspectorPage): Promise<string[]> {
  const { page, tree } = inspector;
  await tree.focus();
  await page.keyboard.press('Home');
  await expect(inspector.selectedField).toHaveCount(1);
  const keys: string[] = [];
  for (;;) {
    const selected = inspector.selectedField;
    const key = await selected.getAttribute('data-key');
    if (key === null || keys.at(-1) === key) break;
    keys.push(key);
    if ((await selected.getAttribute('aria-expanded')) === 'false')
      await page.keyboard.press('ArrowRight');
    await page.keyboard.press('ArrowDown');
  }
  await page.keyboard.press('Home');
  return keys;
}

test('I look at a message as it came on the wire, then as what it says', async ({ inspector }) => {
  const { page } = inspector;
  await inspector.visitSample('ffmpeg-publish', CONNECT);
  const lens = page.getByRole('group', { name: 'Fields listed' });
  const roots = inspector.tree.locator('[role=treeitem][aria-level="1"]');
  await lens.getByRole('button', { name: 'wire' }).click();
  await expect(roots.first()).toContainText(/TCP segment\s*packet \d+/);
  await expect(inspector.field('command name')).toHaveCount(0);
  await roots.first().click();
  await expect(inspector.explanation).toContainText('What one packet brought of the stream.');
  await expectNoViolations(inspector, { within: '.inspector' });
  // The key goes round, but among the fields, where letters find them.
  await inspector.hex.focus();
  await page.keyboard.press('w');
  await expect(lens.getByRole('button', { name: 'message' })).toHaveAttribute(
    'aria-pressed',
    'true',
  );
  await expect(roots.first()).toContainText('chunk message header');
  await expect(roots.last()).toContainText('RTMP message');
  // A field that this lens leaves out is shown all the same once I come to it.
  await inspector.byte(3073).click();
  await expect(inspector.selectedField).toContainText('fmt');
  await expect(lens.getByRole('button', { name: 'both' })).toHaveAttribute('aria-pressed', 'true');
  // The choice holds for the next visit.
  await page.reload();
  await inspector.settled();
  await lens.getByRole('button', { name: 'message' }).click();
  await expect(inspector.selectedField).toHaveCount(0);
});

test('I hide the parts of the inspector that I do not need, one by one', async ({ inspector }) => {
  const { page } = inspector;
  await inspector.visitSample('ffmpeg-publish', CONNECT);
  const parts = page.getByRole('group', { name: 'Parts of the inspector' });
  await parts.getByRole('button', { name: 'explanation' }).click();
  await expect(inspector.explanation).toHaveCount(0);
  await parts.getByRole('button', { name: 'fields' }).click();
  await expect(inspector.tree).toHaveCount(0);
  await expect(inspector.hex).toBeVisible();
  // One stays, and I am told how to hide all of it.
  await parts.getByRole('button', { name: 'bytes' }).click();
  await expect(inspector.hex).toBeVisible();
  await expect(inspector.stepper).toContainText('The inspector has only bytes left.');
  await page.reload();
  await inspector.settled();
  await expect(inspector.hex).toBeVisible();
  await expect(inspector.tree).toHaveCount(0);
  await parts.getByRole('button', { name: 'fields' }).click();
  await expect(inspector.tree).toBeVisible();
  await expectNoViolations(inspector, { within: '.inspector' });
});
