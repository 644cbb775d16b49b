import { decode, expect, test } from './inspector-page.ts';
import { expectNoViolations } from './violations.ts';

const OBS = 'public/samples/04f-obs29-publish-nginx.pcap';

interface Message {
  address: string;
  length: number;
}

/** Addresses of messages, the longest first, equal ones as captured. */
function byLength(): string[] {
  return decode<Message>(OBS, 'messages')
    .map((message, at) => ({ ...message, at }))
    .sort((a, b) => b.length - a.length || a.at - b.at)
    .map(({ address }) => address);
}

test('I have the longest messages first, by the header, and the link keeps it', async ({
  inspector,
}) => {
  const { page } = inspector;
  await inspector.visitSample('obs-publish', '/c0/messages');
  const grid = inspector.grid('Messages');
  const header = grid.getByRole('columnheader', { name: 'length' });
  await expect(header).toHaveAttribute('aria-sort', 'none');
  await header.getByRole('button').click();
  await expect(header).toHaveAttribute('aria-sort', 'ascending');
  await header.getByRole('button').click();
  await expect(header).toHaveAttribute('aria-sort', 'descending');
  await inspector.settled();
  const wanted = byLength();
  for (let row = 1; row <= 5; row++)
    await expect(inspector.row(grid, row)).toContainText(wanted[row - 1]!);
  // The record I look at is found where it stands now.
  await inspector.goTo('up@3089');
  await inspector.show('Messages');
  await expect(inspector.selectedRow(grid)).toBeInViewport();
  await expect(page).toHaveURL(/sort\.messages=-len/);
  await expectNoViolations(inspector);

  await page.reload();
  await inspector.settled();
  await expect(header).toHaveAttribute('aria-sort', 'descending');
  await header.getByRole('button').click();
  await expect(header).toHaveAttribute('aria-sort', 'none');
  await expect(inspector.row(grid, 1)).toContainText(decode<Message>(OBS, 'messages')[0]!.address);
});

test('With the keyboard alone I put a table in another order, of what a filter left', async ({
  inspector,
}) => {
  const { page } = inspector;
  await inspector.visitSample('obs-publish', '/c0/chunks?q=type:video');
  const grid = inspector.grid('Chunks');
  await grid.getByRole('gridcell').first().focus();
  await page.keyboard.press('Control+Home');
  await page.keyboard.press('ArrowUp');
  await expect(grid.getByRole('button', { name: 'time s' })).toBeFocused();
  for (let times = 0; times < 20; times++) {
    const name = await page.evaluate(() => document.activeElement?.textContent);
    if (name === 'bytes') break;
    await page.keyboard.press('ArrowRight');
  }
  await page.keyboard.press('Enter');
  await expect(grid.getByRole('columnheader', { name: 'bytes' })).toHaveAttribute(
    'aria-sort',
    'ascending',
  );
  await page.keyboard.press('ArrowDown');
  await expect(inspector.row(grid, 1).getByRole('gridcell').nth(8)).toBeFocused();

  // The same is to be had from the menu of columns.
  await page.getByRole('button', { name: 'Columns' }).click();
  const order = page.getByLabel('Order', { exact: true });
  await expect(order).toHaveValue('payload');
  await order.selectOption('of the capture');
  await page.keyboard.press('Escape');
  await expect(grid.getByRole('columnheader', { name: 'bytes' })).toHaveAttribute(
    'aria-sort',
    'none',
  );
});

for (const colorScheme of ['light', 'dark'] as const)
  test.describe(`On a telephone, in ${colorScheme} colours`, () => {
    test.use({
      viewport: { width: 390, height: 844 },
      hasTouch: true,
      isMobile: true,
      colorScheme,
    });

    for (const view of ['Messages', 'Chunks', 'Commands', 'Segments'] as const)
      test(`rows of ${view} have two lines, and nothing is to the right of the screen`, async ({
        inspector,
      }) => {
        const { page } = inspector;
        const level = view.toLowerCase();
        await inspector.visitSample('segment-lost', `/c0/${level}?at=up@3089`);
        const grid = inspector.grid(view);
        await expect(inspector.row(grid, 1)).toBeVisible();
        const { scroll, width } = await grid.evaluate((element) => ({
          scroll: element.scrollWidth,
          width: element.clientWidth,
        }));
        expect(scroll).toBeLessThanOrEqual(width);
        const [first, last] = await inspector
          .row(grid, 1)
          .getByRole('gridcell')
          .evaluateAll((cells) =>
            [cells[0]!, cells.at(-1)!].map((cell) => cell.getBoundingClientRect().top),
          );
        expect(last! - first!).toBeGreaterThan(15);
        // A row is as high as the scrolling takes it to be: the last one is reached, and whole.
        const rows = Number(await grid.getAttribute('aria-rowcount')) - 1;
        await grid.evaluate((element) => element.scrollTo(0, element.scrollHeight));
        await expect(inspector.row(grid, rows)).toBeInViewport({ ratio: 0.99 });
        // The last segment is a reset, and nothing that could be selected is in it.
        await inspector.row(grid, view === 'Segments' ? 12 : rows).tap();
        await expect(inspector.selectedRow(grid)).toHaveCount(1);
        await expectNoViolations(inspector);
        await page.setViewportSize({ width: 320, height: 640 });
        await expect(inspector.selectedRow(grid)).toBeInViewport();
        expect(await page.evaluate(() => document.documentElement.scrollWidth)).toBe(320);
      });
  });
