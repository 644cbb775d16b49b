/** A cell of a grid, by row and column from zero. */
export interface CellPlace {
  readonly row: number;
  readonly column: number;
}

/** The size of a grid; `page` is how many rows are in view. */
export interface GridSize {
  readonly rows: number;
  readonly columns: number;
  readonly page: number;
}

/** Where a key takes the focus in a grid; undefined when the key is none of the grid's. */
export function moveInGrid(
  { row, column }: CellPlace,
  press: { readonly key: string; readonly ctrlKey: boolean; readonly metaKey: boolean },
  { rows, columns, page }: GridSize,
): CellPlace | undefined {
  const mod = press.ctrlKey || press.metaKey;
  const to = (nextRow: number, nextColumn: number): CellPlace => ({
    row: Math.min(rows - 1, Math.max(0, nextRow)),
    column: Math.min(columns - 1, Math.max(0, nextColumn)),
  });
  switch (press.key) {
    case 'ArrowDown':
      return to(mod ? rows - 1 : row + 1, column);
    case 'ArrowUp':
      return to(mod ? 0 : row - 1, column);
    case 'ArrowRight':
      return to(row, mod ? columns - 1 : column + 1);
    case 'ArrowLeft':
      return to(row, mod ? 0 : column - 1);
    case 'PageDown':
      return to(row + Math.max(1, page - 1), column);
    case 'PageUp':
      return to(row - Math.max(1, page - 1), column);
    case 'Home':
      return mod ? to(0, 0) : to(row, 0);
    case 'End':
      return mod ? to(rows - 1, columns - 1) : to(row, columns - 1);
    default:
      return undefined;
  }
}
