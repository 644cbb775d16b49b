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
  await inspector.page.getByLabel('Where to step').selectOption('this direction');
  await inspector.press('.', 2);
  await inspector.expectAt('up@3225');
  await expect(inspector.stepper).toContainText('chunk 3 of 134');
  await inspector.press('.');
  await inspector.expectAt('up@3241');
});

test('I step with the buttons, in the unit I chose', async ({ inspector }) => {
  await inspector.visitSample('ffmpeg-publish', CONNECT);
  await inspector.page.getByLabel('Step over').selectOption('command');
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

test('F8: I go to the Set Chunk Size, see 128 become 4096, and follow it to its bytes', async ({
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
  await inspector.page.goBack();
  await inspector.expectAt('up@3241');
  await inspector.page.goForward();
  await inspector.expectAt('up@3225');
  await inspector.field('chunk data').click();
  await expect.poll(() => inspector.coveredBytes()).toEqual([3237, 3238, 3239, 3240]);
  await inspector.show('Messages');
  await inspector.selectedRow(inspector.grid('Messages')).click();
  await expect(inspector.field('chunk size')).toContainText('4096');
});

test('F7: I step forwards twelve times and back, and the state is the same', async ({
  inspector,
}) => {
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

test('I go from a request to its reply and back, and to where a header takes its values from', async ({
  inspector,
}) => {
  await inspector.visitSample('obs-publish', '/c0/messages?at=up@3089&kind=message');
  await inspector.press('t');
  await inspector.expectAt('down@3122');
  await expect(inspector.stepper).toContainText('This is the reply.');
  await inspector.press('t');
  await inspector.expectAt('up@3089');
  await inspector.page.goBack();
  await inspector.expectAt('down@3122');
  await inspector.goTo('up@5610');
  await inspector.press('t');
  await expect(inspector.stepper).toContainText('states the values');
  await expect(inspector.stepper).toContainText('up@5590');
});

test('From the Set Chunk Size I come to the first chunk that is read with it', async ({
  inspector,
}) => {
  await inspector.visitSample('ffmpeg-publish', '/c0/messages?at=up@3225&kind=message');
  await inspector.press('t');
  await inspector.expectAt('up@3241');
  await expect(inspector.stepper).toContainText('new chunk size');
  await inspector.page.getByRole('tab', { name: 'Decoder' }).click();
  await expect(inspector.page.getByRole('region', { name: 'What the decoder did' })).toContainText(
    'min(chunk size 4096, set by up@3225',
  );
});

test('I step in to the first field, through the fields, and out to the last chunk', async ({
  inspector,
}) => {
  await inspector.visitSample('ffmpeg-publish', CONNECT);
  await inspector.press('i');
  await expect(inspector.selectedField).toContainText('fmt');
  await inspector.page.getByLabel('Step over').selectOption('field');
  await inspector.page.getByRole('button', { name: 'Next field' }).click();
  await expect(inspector.selectedField).toContainText('cs id');
  await inspector.page.getByRole('button', { name: 'Previous field' }).click();
  await expect(inspector.selectedField).toContainText('fmt');
  await inspector.press('o');
  await inspector.expectAt('up@3213');
});

test('I stay on one chunk stream', async ({ inspector }) => {
  await inspector.visitSample('publish-and-play', '/c1/chunks');
  await inspector.goTo('#60');
  const csid = () => inspector.selectedRow(inspector.grid('Chunks')).getByRole('gridcell').nth(3);
  const stream = await csid().innerText();
  const start = await inspector.stepper.innerText();
  for (let step = 0; step < 4; step++) {
    await inspector.press('Alt+.');
    await expect(csid()).toHaveText(stream);
  }
  await inspector.press('Alt+,', 4);
  await expect.poll(() => inspector.stepper.innerText()).toBe(start);
});

test('I step by TCP segment, and come to a packet by its number', async ({ inspector }) => {
  await inspector.visitSample('ffmpeg-publish', CONNECT);
  await inspector.page.getByLabel('Step over').selectOption('TCP segment');
  await inspector.page.getByRole('button', { name: 'Next TCP segment' }).click();
  await expect(inspector.stepper).toContainText('TCP segment · ');
  await inspector.goTo('up@3225');
  await inspector.goTo('0xc09');
  await inspector.expectAt('up@3073');
  await inspector.goTo('pkt 25');
  await inspector.expectAt('down@3089');
  await inspector.page.keyboard.press('g');
  const dialog = inspector.page.getByRole('dialog', { name: 'Go to' });
  await dialog.getByRole('textbox').fill('pkt 9999999');
  await inspector.page.keyboard.press('Enter');
  await expect(dialog.getByRole('status')).toContainText('Packet 9999999 has no bytes');
});

test('It plays by itself, and pauses at a problem', async ({ inspector }) => {
  await inspector.visitSample('segment-lost', '/c0/messages?at=up@12951&kind=message');
  await inspector.page.getByLabel('Steps a second').selectOption('10/s');
  await inspector.page.getByRole('button', { name: 'Play' }).click();
  await expect(inspector.stepper).toContainText('Paused at a problem.', { timeout: 20_000 });
  await expect(inspector.stepper).toContainText('up@13556');
  await expect(inspector.page.getByRole('button', { name: 'Play' })).toBeVisible();
});

test('F17: What a screen reader is told after a step is what the row says', async ({
  inspector,
}) => {
  await inspector.visitSample('ffmpeg-publish', CONNECT);
  const live = inspector.stepper.locator('[aria-live=polite]');
  for (let step = 0; step < 12; step++) {
    await inspector.press('.');
    const cells = await inspector
      .selectedRow(inspector.grid('Chunks'))
      .getByRole('gridcell')
      .allInnerTexts();
    const [number, , , csid, fmt] = cells.map((text) => text.trim());
    await expect(live).toContainText(`Chunk ${number},`);
    await expect(live).toContainText(`type ${fmt}, chunk stream ${csid},`);
  }
});
