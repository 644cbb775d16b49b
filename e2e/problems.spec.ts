import { expect, test } from './inspector-page.ts';

test('I see problems by kind, with why they matter, and mute one for good', async ({
  inspector,
}) => {
  const { page } = inspector;
  await inspector.visitSample('segment-lost', '/c0/problems?at=up@3073');
  const kinds = page.getByRole('region', { name: 'Kinds of problems' });
  const grid = inspector.grid('Problems');
  const lost = kinds.getByRole('listitem').filter({ hasText: 'tcp.gap' });
  await expect(lost).toContainText('Why it matters');
  await expect(lost).toContainText('1×');
  await expect(lost.getByRole('img')).toHaveAccessibleName(/of 1 in the first half/);
  await expect(grid).not.toHaveAttribute('aria-rowcount', '1');
  const all = Number(await grid.getAttribute('aria-rowcount')) - 1;
  expect(all).toBeGreaterThan(2);

  await kinds.getByRole('button', { name: /^Bytes of this stream are missing/ }).click();
  await inspector.expectRows(grid, 1);
  await lost.getByRole('button', { name: 'Go to the first' }).click();
  await inspector.settled();
  const place = await inspector.stepper.innerText();
  await page.getByRole('button', { name: 'Show all kinds in the table' }).click();
  await lost.getByRole('button', { name: 'Mute' }).click();
  await inspector.expectRows(grid, all - 1);
  await page.reload();
  await inspector.settled();
  await expect.poll(() => inspector.stepper.innerText()).toBe(place);
  await inspector.expectRows(grid, all - 1);
  await lost.getByRole('button', { name: 'Show again' }).click();
  await inspector.expectRows(grid, all);
});

test('I sort problems, the gravest first and last, and back to the order of the capture', async ({
  inspector,
}) => {
  await inspector.visitSample('segment-lost', '/c0/problems?at=up@3073');
  const grid = inspector.grid('Problems');
  const header = grid.getByRole('columnheader', { name: 'severity' });
  await expect(inspector.row(grid, 1)).toContainText('note');
  await header.getByRole('button').click();
  await expect(header).toHaveAttribute('aria-sort', 'ascending');
  await expect(inspector.row(grid, 1)).toContainText('warning');
  await header.getByRole('button').click();
  await expect(header).toHaveAttribute('aria-sort', 'descending');
  await expect(inspector.row(grid, 4)).toContainText('warning');
  await header.getByRole('button').click();
  await expect(header).toHaveAttribute('aria-sort', 'none');
  await expect(inspector.row(grid, 2)).toContainText('warning');
});

test('I leave notes out of the list', async ({ inspector }) => {
  await inspector.visitSample('segment-lost', '/c0/problems?at=up@3073');
  const grid = inspector.grid('Problems');
  await expect(grid).toContainText('note');
  await inspector.page
    .getByRole('group', { name: 'How bad' })
    .getByRole('button', { name: /notes$/ })
    .click();
  await inspector.settled();
  await expect(grid.getByRole('row').filter({ hasText: /Note/ })).toHaveCount(0);
});
