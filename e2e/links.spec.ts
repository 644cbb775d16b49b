import { capture, expect, test } from './inspector-page.ts';

test('F3: A link brings me to the same record, field and view', async ({ inspector, context }) => {
  await inspector.visitSample('publish-and-play', '/c1/chunks');
  await inspector.goTo('down@3106');
  await inspector.field('cs id').click();
  await expect(inspector.page).toHaveURL(/at=down@3106.*field=/);
  const address = inspector.page.url();

  const other = await context.newPage();
  await other.goto(address);
  await expect(other.locator('html')).toHaveAttribute('data-inspector-state', 'ready');
  const line = other.locator('[role=treeitem][aria-selected=true]');
  await expect(line).toContainText('cs id');
  await expect(other.getByRole('region', { name: 'Step through the session' })).toContainText(
    'down@3106',
  );
  await expect(other.getByRole('combobox', { name: 'Connection' })).toHaveValue('1');
  await expect(other).toHaveURL(address);
});

test('Reloading changes nothing', async ({ inspector }) => {
  await inspector.visitSample('obs-publish', '/c0/messages?at=up@3089&kind=message');
  await inspector.expectAt('up@3089');
  await inspector.page.reload();
  await inspector.settled();
  await inspector.expectAt('up@3089');
  await expect(inspector.selectedRow(inspector.grid('Messages'))).toContainText("connect('live')");
});

test('Back undoes a jump', async ({ inspector }) => {
  await inspector.visitSample('obs-publish', '/c0/chunks?at=up@3073');
  await inspector.expectAt('up@3073');
  await inspector.goTo('up@3089');
  await inspector.expectAt('up@3089');
  await inspector.page.goBack();
  await inspector.expectAt('up@3073');
  await inspector.page.goForward();
  await inspector.expectAt('up@3089');
});

test('F3: What a link says that nobody understands is dropped, and I am told', async ({
  inspector,
}) => {
  await inspector.visitSample('obs-publish', '/c0/chunks?at=up@3089&zoom=12');
  await expect(inspector.page.getByText(/Not understood in this link/)).toContainText('zoom=12');
  await inspector.expectAt('up@3089');
});

test('F4: A link into my own file asks for that file and then goes there', async ({
  inspector,
}) => {
  const link = '/f/04f-obs29-publish-nginx.pcap~226080/c0/chunks?at=up@3290';
  await inspector.visit(link);
  await expect(inspector.page.getByText(/This link points into/)).toContainText(
    '04f-obs29-publish-nginx.pcap',
  );
  await inspector.choose(capture('real/04f-obs29-publish-nginx.pcap'));
  await inspector.settled();
  await inspector.expectAt('up@3290');
});

test('F4: Given another file than the link names, the page says so and opens it', async ({
  inspector,
}) => {
  await inspector.visit('/f/mine.pcap~12/c0/chunks?at=up@3290');
  await inspector.choose(capture('edge/c_csid.pcap'));
  await inspector.settled();
  await expect(inspector.page.getByText(/The link asked for mine\.pcap/)).toBeVisible();
});

test('I go to a chunk by number, to a time, and to a place that is not there', async ({
  inspector,
}) => {
  await inspector.visitSample('obs-publish');
  await inspector.goTo('#100');
  await expect(inspector.stepper).toContainText('chunk 100 of 361');
  await inspector.goTo('0s');
  await expect(inspector.stepper).toContainText('chunk 1 of 361');
  await inspector.page.keyboard.press('g');
  const dialog = inspector.page.getByRole('dialog', { name: 'Go to' });
  await dialog.getByRole('textbox').fill('up@99999999');
  await inspector.page.keyboard.press('Enter');
  await expect(dialog.getByRole('status')).toContainText('Nothing decoded holds the byte');
});

test('F4: A link with the fingerprint of another file of the same name and size says so', async ({
  inspector,
}) => {
  const link = '/f/04f-obs29-publish-nginx.pcap~226080~00000000/c0/chunks?at=up@3290';
  await inspector.visit(link);
  await inspector.choose(capture('real/04f-obs29-publish-nginx.pcap'));
  await inspector.settled();
  await expect(
    inspector.page.getByText(/The link was made for another 04f-obs29-publish-nginx\.pcap/),
  ).toBeVisible();
});
