import { expect, it } from 'vitest';
import { inTwoLines } from './two-lines.ts';
import type { GridColumn } from './virtual-grid.tsx';

const column = (id: string, narrow?: GridColumn<object>['narrow']): GridColumn<object> => ({
  id,
  header: id,
  size: 100,
  cell: () => id,
  ...(narrow && { narrow }),
});

it('puts columns into the line they say, and leaves out those that say none', () => {
  const { columns, styles, width } = inTwoLines([
    column('time', { line: 2, size: 84 }),
    column('info', { line: 1, size: 120, grow: true }),
    column('number', { line: 1, size: 50 }),
    column('packet'),
    column('type', { line: 2, size: 60, grow: true }),
  ]);
  expect(columns.map(({ id }) => id)).toEqual(['number', 'info', 'time', 'type']);
  // The first line is full to the pixel, whatever the width.
  expect(styles.map(({ flex }) => flex)).toEqual([
    '0 0 50px',
    '0 0 calc(100% - 50px)',
    '0 0 84px',
    '1 1 60px',
  ]);
  expect(width).toBe(170);
});
