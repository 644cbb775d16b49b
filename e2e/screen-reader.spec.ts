import { expect, test } from './inspector-page.ts';

test('By roles and names alone I find the connect command, its first field and the reply', async ({
  page,
  inspector,
}) => {
  await inspector.visit();
  await page.getByRole('link', { name: 'Skip to the content' }).focus();
  await page.keyboard.press('Enter');
  await expect(page.getByRole('main')).toBeFocused();
  await expect(page.getByRole('heading', { level: 1 })).toHaveText('Look inside an RTMP session');
  await page.getByRole('button', { name: /^OBS Studio publishes/ }).click();
  await inspector.settled();

  await page.getByRole('tablist', { name: 'Views' }).getByRole('tab', { name: 'Messages' }).click();
  await expect(page.getByRole('tabpanel', { name: 'Messages' })).toBeVisible();
  await expect(page.getByRole('heading', { level: 1 })).toHaveText('Messages');
  const row = page.getByRole('grid', { name: 'Messages' }).getByRole('row', { name: /connect/ });
  await row.getByRole('gridcell').first().focus();
  await page.keyboard.press('Enter');
  const stepper = page.getByRole('region', { name: 'Step through the session' });
  await expect(stepper).toContainText('client to server, AMF0 command');

  await stepper.getByRole('button', { name: 'Step in' }).click();
  const field = page.getByRole('treeitem', { selected: true });
  await expect(field).toContainText('fmt');
  await expect(page.getByRole('region', { name: 'Explanation' })).toContainText('5.3.1');
  await expect(page.getByRole('group', { name: 'Bits of the byte at up@3089' })).toBeVisible();

  await stepper.getByRole('button', { name: 'To the other half' }).click();
  await expect(stepper).toContainText('This is the reply.');
  const drawer = page.getByRole('tablist', { name: 'Drawer' });
  await expect(
    page
      .getByRole('region', { name: 'State table' })
      .getByRole('row', { name: /open transaction/ }),
  ).toContainText('removed');
  await drawer.getByRole('tab', { name: 'Decoder' }).click();
  const steps = page.getByRole('region', { name: 'What the decoder did' }).getByRole('listitem');
  await expect(steps.first()).toContainText('Read 1 byte of basic header');
  await expect(steps.last()).toContainText('Transaction 1 is answered.');
  await steps.first().getByRole('button').click();
  await expect(field).toContainText('chunk basic header');
});

test('A message is compared with the one before, and a field is seen elsewhere', async ({
  page,
  inspector,
}) => {
  await inspector.visitSample('obs-publish', '/c0/chunks?at=up@5622');
  await page.getByRole('tab', { name: 'Compare' }).click();
  const compared = page.getByRole('region', { name: 'Fields compared' });
  await expect(compared.getByRole('row', { name: /timestamp/ }).first()).toContainText('changed');
  await page.getByRole('button', { name: /^Go to up@5610, the message compared with/ }).click();
  await inspector.expectAt('up@5610');
  await inspector.goTo('up@5610');
  await inspector.field('fmt').click();
  const other = inspector.explanation.getByRole('button', { name: /^See fmt in/ });
  await expect(other).toHaveCount(3);
  await other.first().click();
  await expect(inspector.selectedField).toContainText('fmt');
});

test('Bytes are read as numbers, counted in the file, and copied as a dump', async ({
  page,
  inspector,
  context,
}) => {
  await context.grantPermissions(['clipboard-read', 'clipboard-write']);
  await inspector.visitSample('obs-publish', '/c0/chunks?at=up@3089');
  await inspector.field('message stream id').click();
  await page.getByText('As numbers').click();
  await expect(
    page.getByRole('region', { name: 'Numbers at the byte' }).getByRole('row', { name: /^u32/ }),
  ).toContainText('meant here');
  await page.getByLabel('Offsets count bytes of the').selectOption('file');
  await expect(inspector.hex.getByRole('rowheader').first()).not.toHaveText('3089');
  await page.getByLabel('Bytes a row').selectOption('8');
  await expect(inspector.hex).toHaveAttribute('aria-colcount', '9');
  await page.getByRole('group', { name: 'Lens' }).getByRole('button', { name: 'both' }).click();
  await expect(inspector.hex).toHaveCount(2);
  await page.getByRole('button', { name: 'Copy', exact: true }).click();
  await page.getByRole('menuitem', { name: 'Hex dump' }).click();
  await expect(page.getByText('Copied 4 bytes')).toBeVisible();
  expect(await page.evaluate(() => navigator.clipboard.readText())).toMatch(
    /^00000c19 {2}00 00 00 00 +\|\.{4}\|\n$/,
  );
});
