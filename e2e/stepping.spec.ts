import { expect, test } from './inspector-page.ts';

/** The first chunk after the handshake. */
const CONNECT = '/c0/chunks?at=up@3073';

test('I step through chunks, messages and commands with the keyboard, and back', async ({
  inspector,
}) => {
  await inspector.visitSample('ffmpeg-publish', CONNECT);
  await inspector.expectAt('up@3073');
  await inspector.press('.');
  await inspector.expectAt('up@3213');
  await inspector.press('>');
  await inspector.expectAt('down@3073');
  await inspector.press('.', 3);
  await inspector.expectAt('down@3122');
  await inspector.press(']');
  await inspector.expectAt('up@3241');
  await inspector.press(']', 2);
  await inspector.expectAt('up@3319');
  await inspector.press('[', 3);
  await inspector.expectAt('down@3122');
  await inspector.press(',', 3);
  await inspector.expectAt('down@3073');
  await inspector.press('<');
  await inspector.expectAt('up@3073');
});

test('I step through the handshake, packet by packet, to the first chunk', async ({
  inspector,
}) => {
  await inspector.visitSample('ffmpeg-publish');
  for (const packet of ['C0', 'C1', 'S0', 'S1', 'S2', 'C2']) {
    await expect(inspector.stepper).toContainText(`handshake ${packet}`);
    await inspector.press('.');
  }
  await inspector.expectAt('up@3073');
});

test('I step in one direction only', async ({ inspector }) => {
  await inspector.visitSample('ffmpeg-publish', CONNECT);
  await inspector.page.getByRole('button', { name: 'this direction' }).click();
  await inspector.press('.', 2);
  await inspector.expectAt('up@3225');
  await expect(inspector.stepper).toContainText('chunk 3 of 134');
  await inspector.press('.');
  await inspector.expectAt('up@3241');
});

test('I step with the buttons, in the unit I chose', async ({ inspector }) => {
  await inspector.visitSample('ffmpeg-publish', CONNECT);
  await inspector.page.getByRole('button', { name: 'command', exact: true }).click();
  await inspector.page.getByRole('button', { name: 'Next command' }).click();
  await inspector.expectAt('down@3122');
  await inspector.page.getByRole('button', { name: 'Previous command' }).click();
  await inspector.expectAt('up@3073');
});

test('I am told when there is nothing further', async ({ inspector }) => {
  await inspector.visitSample('ffmpeg-publish', CONNECT);
  await inspector.press('[');
  await expect(inspector.stepper).toContainText('There is no earlier command.');
  await inspector.expectAt('up@3073');
});

test('I go to the Set Chunk Size, see 128 become 4096, and follow it to its bytes', async ({
  inspector,
}) => {
  await inspector.visitSample('ffmpeg-publish', CONNECT);
  await inspector.goTo('up@3225');
  const change = inspector.state.getByRole('row', { name: /^chunk size 128/ });
  await expect(change).toContainText('128');
  await expect(change).toContainText('4096');
  await expect(change.getByRole('cell', { name: 'changed' })).toBeVisible();

  await inspector.press('.');
  await inspector.expectAt('up@3241');
  await inspector.page.getByRole('switch', { name: 'All values' }).check();
  await inspector.page
    .getByRole('button', { name: 'Go to up@3225, which set this value' })
    .first()
    .click();
  await inspector.expectAt('up@3225');
  await inspector.field('chunk data').click();
  await expect.poll(() => inspector.coveredBytes()).toEqual([3237, 3238, 3239, 3240]);
  await inspector.show('Messages');
  await inspector.selectedRow(inspector.grid('Messages')).click();
  await expect(inspector.field('chunk size')).toContainText('4096');
});

test('I step forwards twelve times and back, and the state is the same', async ({ inspector }) => {
  await inspector.visitSample('ffmpeg-publish', CONNECT);
  await inspector.page.getByRole('switch', { name: 'All values' }).check();
  await inspector.settled();
  const before = await inspector.state.innerText();
  await inspector.press('.', 12);
  await expect(inspector.state).not.toHaveText(before, { useInnerText: true });
  await inspector.press(',', 12);
  await inspector.expectAt('up@3073');
  await expect.poll(() => inspector.state.innerText()).toBe(before);
});

test('The row follows my steps in whatever table I look at', async ({ inspector }) => {
  await inspector.visitSample('ffmpeg-publish', CONNECT);
  const chunks = inspector.grid('Chunks');
  await inspector.press('.', 40);
  await expect(inspector.selectedRow(chunks)).toHaveAttribute('aria-rowindex', '42');
  await expect(inspector.selectedRow(chunks)).toBeInViewport();
  await inspector.show('Messages');
  await expect(inspector.selectedRow(inspector.grid('Messages'))).toBeInViewport();
});

test('I switch single keys off, and letters do nothing any more', async ({ inspector }) => {
  await inspector.visitSample('ffmpeg-publish', CONNECT);
  await inspector.page.keyboard.press('?');
  await inspector.page.getByRole('checkbox', { name: /Single letters/ }).uncheck();
  await inspector.page.keyboard.press('Escape');
  await expect(inspector.page.getByRole('dialog')).toBeHidden();
  await inspector.page.keyboard.press('.');
  await inspector.page.keyboard.press('2');
  await inspector.expectAt('up@3073');
  await expect(inspector.grid('Chunks')).toBeVisible();
});
