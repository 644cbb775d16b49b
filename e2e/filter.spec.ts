import { decode, expect, test, type InspectorPage } from './inspector-page.ts';
import { expectNoViolations } from './violations.ts';

const OBS = 'public/samples/04f-obs29-publish-nginx.pcap';
interface Message {
  messageTypeId: number;
  sender: string;
  command?: string;
  chunks: number;
}

const box = ({ page }: InspectorPage) => page.getByRole('combobox', { name: 'Filter' });
const status = ({ page }: InspectorPage) => page.locator('.filter-bar [role=status]');

/** Writes a filter with the keyboard, and uses it. */
async function filter(inspector: InspectorPage, text: string): Promise<void> {
  await inspector.page.keyboard.press('/');
  await expect(box(inspector)).toBeFocused();
  await box(inspector).fill(text);
  await inspector.page.keyboard.press('Enter');
  await inspector.settled();
}

test('A filter leaves the rows that match, at every level, and the link brings it back', async ({
  inspector,
}) => {
  const { page } = inspector;
  const messages = decode<Message>(OBS, 'messages');
  const commands = messages.filter(({ messageTypeId }) => messageTypeId === 20);
  await inspector.visitSample('obs-publish', '/c0/messages');
  await inspector.expectRows(inspector.grid('Messages'), messages.length);
  await filter(inspector, 'type:command');
  await inspector.expectRows(inspector.grid('Messages'), commands.length);
  await expect(status(inspector)).toHaveText(`${commands.length} messages of ${messages.length}`);
  await expect(page).toHaveURL(/q=type:command/);
  await inspector.show('Chunks');
  await inspector.expectRows(inspector.grid('Chunks'), 11);
  await inspector.show('Commands');
  await inspector.expectRows(inspector.grid('Commands'), 11);
  await inspector.show('Segments');
  await expect(inspector.row(inspector.grid('Segments'), 1)).toContainText('up@');
  await page.reload();
  await inspector.settled();
  await expect(box(inspector)).toHaveValue('type:command');
  await inspector.show('Messages');
  await inspector.expectRows(inspector.grid('Messages'), commands.length);
  await page.getByRole('button', { name: 'Clear the filter' }).click();
  await inspector.expectRows(inspector.grid('Messages'), messages.length);
});

test('F10: A mistake shows its place and what may have been meant', async ({ inspector }) => {
  const { page } = inspector;
  await inspector.visitSample('obs-publish', '/c0/messages');
  await page.keyboard.press('/');
  await page.keyboard.type('dir:up cisd:3');
  await expect(box(inspector)).toHaveAttribute('aria-invalid', 'true');
  await expect(page.getByText('There is no field cisd.')).toBeVisible();
  await expect(page.locator('.filter-place')).toContainText('^');
  await page.keyboard.press('ArrowDown');
  await expect(page.getByRole('option', { name: 'csid' })).toHaveAttribute('aria-selected', 'true');
  await page.keyboard.press('Enter');
  await expect(box(inspector)).toHaveValue('dir:up csid:3');
  await expect(box(inspector)).toHaveAttribute('aria-invalid', 'false');
});

test('The list completes fields and values, with counts', async ({ inspector }) => {
  const { page } = inspector;
  await inspector.visitSample('obs-publish', '/c0/messages');
  await page.keyboard.press('/');
  await page.keyboard.type('ty');
  await page.keyboard.press('ArrowDown');
  await page.keyboard.press('Enter');
  await expect(box(inspector)).toHaveValue('type:');
  const audio = page.getByRole('option', { name: /^Values audio/ });
  await expect(audio).toContainText('255');
  await audio.click();
  await page.keyboard.press('Enter');
  await inspector.settled();
  await inspector.expectRows(inspector.grid('Messages'), 255);
});

test('F10: Names that Wireshark has are understood, and told in ours', async ({ inspector }) => {
  const { page } = inspector;
  await inspector.visitSample('obs-publish', '/c0/messages');
  await page.keyboard.press('/');
  await page.keyboard.type('rtmpt.header.typeid == 20 && rtmpt.header.csid == 3');
  await expect(page.getByText('Wireshark’s rtmpt.header.typeid is type here.')).toBeVisible();
  await page.keyboard.press('Enter');
  await inspector.settled();
  await expect(status(inspector)).toContainText(/^\d+ messages of 361$/);
});

test('F10: Hide, dim and find; Enter goes from hit to hit', async ({ inspector }) => {
  const { page } = inspector;
  await inspector.visitSample('obs-publish', '/c0/chunks?at=up@3073');
  await filter(inspector, 'cmd');
  const grid = inspector.grid('Chunks');
  await inspector.expectRows(grid, 11);
  await page.getByRole('button', { name: 'Dim' }).click();
  await inspector.settled();
  await inspector.expectRows(grid, 361);
  await expect(inspector.row(grid, 1)).toHaveClass(/row-dim/);
  await expect(inspector.row(grid, 2)).toHaveClass(/row-hit/);
  await page.getByRole('button', { name: 'Find', exact: true }).click();
  await expect(inspector.row(grid, 1)).not.toHaveClass(/row-dim/);
  await expect(page).toHaveURL(/mode=find/);
  await box(inspector).focus();
  await page.keyboard.press('Enter');
  await inspector.expectAt('up@3089');
  await page.keyboard.press('Enter');
  await inspector.expectAt('down@3122');
  await page.keyboard.press('Shift+Enter');
  await inspector.expectAt('up@3089');
  await expect(box(inspector)).toBeFocused();
});

test('A cell and a field make filters of their values', async ({ inspector }) => {
  const { page } = inspector;
  await inspector.visitSample(
    'obs-publish',
    '/c0/messages?at=up@3089&kind=message&field=command%20object.app:amf0.string',
  );
  const cell = inspector.row(inspector.grid('Messages'), 1).getByRole('gridcell').nth(3);
  await cell.click({ button: 'right' });
  await page.getByRole('menuitem', { name: 'Not this' }).click();
  await expect(box(inspector)).toHaveValue('-type:set-chunk-size');
  await inspector.selectedField.click({ button: 'right' });
  await page.getByRole('menuitem', { name: 'Only this' }).click();
  await expect(box(inspector)).toHaveValue('amf.app:live');
  await inspector.settled();
  await inspector.expectRows(inspector.grid('Messages'), 1);
  await inspector.show('Chunks');
  await inspector.field('message length').first().click({ button: 'right' });
  await page.getByRole('menuitem', { name: 'As column' }).click();
  await expect(
    inspector.grid('Chunks').getByRole('columnheader', { name: 'length' }),
  ).toBeVisible();
});

test('A stream key makes no filter while keys are hidden', async ({ inspector }) => {
  const { page } = inspector;
  await inspector.visitSample('obs-publish', '/c0/commands');
  const row = inspector.grid('Commands').getByRole('row').filter({ hasText: 'FCPublish' });
  await row.getByRole('gridcell').nth(5).click({ button: 'right' });
  await expect(page.getByText('There is no filter for this value.')).toBeVisible();
});

test('Messages unfold into their chunks, in place', async ({ inspector }) => {
  const { page } = inspector;
  const messages = decode<Message>(
    'public/samples/03c-gst-rtmp2sink-publish-nginx.pcap',
    'messages',
  );
  const index = messages.findIndex(({ chunks }) => chunks > 2);
  await inspector.visitSample('gstreamer-128', '/c0/messages');
  const grid = inspector.grid('Messages');
  await inspector.expectRows(grid, messages.length);
  await inspector.row(grid, index + 1).click();
  await inspector.settled();
  await page.keyboard.press('+');
  await inspector.expectRows(grid, messages.length + messages[index]!.chunks);
  await expect(inspector.row(grid, index + 2)).toContainText(`1/${messages[index]!.chunks}`);
  // Who hears the table is told which row was unfolded, and that its chunks stand below it.
  await expect(grid).toHaveRole('treegrid');
  await expect(inspector.row(grid, index + 1)).toHaveAttribute('aria-expanded', 'true');
  await expect(inspector.row(grid, index + 1)).toHaveAttribute('aria-level', '1');
  await expect(inspector.row(grid, index + 2)).toHaveAttribute('aria-level', '2');
  await expectNoViolations(inspector, { within: '[role=treegrid]', bestPractice: true });
  await inspector.row(grid, index + 3).click();
  await expect(inspector.selectedRow(grid)).toContainText(`2/${messages[index]!.chunks}`);
  await page.keyboard.press('ArrowUp');
  await page.keyboard.press('ArrowUp');
  await page.keyboard.press('-');
  await inspector.expectRows(grid, messages.length);
  await expect(grid).toHaveRole('grid');
});

test('Columns can be left out, moved and widened, and the link keeps them', async ({
  inspector,
}) => {
  const { page } = inspector;
  await inspector.visitSample('obs-publish', '/c0/chunks');
  const headers = inspector.grid('Chunks').getByRole('columnheader');
  const before = await headers.allInnerTexts();
  await page.getByRole('button', { name: 'Columns' }).click();
  await page.getByRole('checkbox', { name: 'number' }).uncheck();
  await page.getByRole('button', { name: 'Further right: time', exact: true }).click();
  await page.getByRole('button', { name: 'UTC' }).click();
  await page.keyboard.press('Escape');
  await expect(headers.first()).toHaveText('dir');
  await expect(headers.nth(1)).toHaveText('time UTC');
  await expect(page).toHaveURL(/cols\.chunks=direction,time/);
  await expect(page).toHaveURL(/times=absolute/);
  await page.reload();
  await inspector.settled();
  await expect(headers.nth(1)).toHaveText('time UTC');
  await page.getByRole('button', { name: 'Columns' }).click();
  await page.getByRole('button', { name: 'since start' }).click();
  await page.getByRole('button', { name: 'As they were' }).click();
  await page.keyboard.press('Escape');
  expect(await headers.allInnerTexts()).toEqual(before);
});

test('A filter with a name is there on the next visit', async ({ inspector }) => {
  const { page } = inspector;
  await inspector.visitSample('obs-publish', '/c0/messages');
  await filter(inspector, 'key');
  await page.getByRole('button', { name: 'Saved filters' }).click();
  await page.getByRole('textbox', { name: 'Name for the filter' }).fill('pictures');
  await page.keyboard.press('Enter');
  await page.keyboard.press('Escape');
  await page.goto('about:blank');
  await inspector.visitSample('ffmpeg-publish', '/c0/messages');
  await page.keyboard.press('/');
  await box(inspector).fill('');
  await page.getByRole('option', { name: /pictures/ }).click();
  await expect(box(inspector)).toHaveValue('key');
});

for (const colorScheme of ['light', 'dark'] as const)
  test.describe(`In ${colorScheme} colours`, () => {
    test.use({ colorScheme, viewport: { width: 1200, height: 640 } });
    test('nothing about the filter breaks the rules of WCAG 2.2 AA', async ({ inspector }) => {
      test.slow();
      const { page } = inspector;
      await inspector.visitSample('segment-lost', '/c0/messages?q=csid:4&mode=dim');
      await expectNoViolations(inspector);
      await page.keyboard.press('/');
      await page.keyboard.type(' typ');
      await expect(page.getByRole('listbox')).toBeVisible();
      await expectNoViolations(inspector);
      await page.keyboard.type('o:3');
      await expectNoViolations(inspector);
      await page.keyboard.press('Escape');
      await page.keyboard.press('Escape');
      await inspector.grid('Messages').getByRole('gridcell').nth(3).click({ button: 'right' });
      await expect(page.getByRole('menu')).toBeVisible();
      await expectNoViolations(inspector);
      await page.keyboard.press('Escape');
      await page.getByRole('button', { name: 'Columns' }).click();
      await expectNoViolations(inspector);
      await page.keyboard.press('Escape');
      for (const view of ['Commands', 'Segments'] as const) {
        await inspector.show(view);
        await expectNoViolations(inspector);
      }
    });
  });
