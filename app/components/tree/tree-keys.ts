import type { TreeItem, TreeRow } from './flatten.ts';

/** What a key asks of a tree. */
export type TreeMove =
  { readonly to: number } | { readonly expand: readonly string[] } | { readonly collapse: string };

/**
 * What `key` does when row `at` is the current one, after the tree pattern of the ARIA practices:
 * right opens or enters, left closes or leaves, `*` opens the siblings. Undefined: not a key of a tree.
 */
export function treeMove<Item extends TreeItem<Item>>(
  rows: readonly TreeRow<Item>[],
  at: number,
  key: string,
): TreeMove | undefined {
  const row = rows[at];
  const last = rows.length - 1;
  switch (key) {
    case 'ArrowDown':
      return { to: Math.min(at + 1, last) };
    case 'ArrowUp':
      return { to: Math.max(at - 1, 0) };
    case 'Home':
      return { to: 0 };
    case 'End':
      return { to: last };
    case 'PageDown':
      return { to: Math.min(at + 10, last) };
    case 'PageUp':
      return { to: Math.max(at - 10, 0) };
    case 'ArrowRight':
      if (row?.expanded === undefined) return { to: at };
      return row.expanded ? { to: at + 1 } : { expand: [row.item.key] };
    case 'ArrowLeft':
      if (!row) return undefined;
      if (row.expanded) return { collapse: row.item.key };
      return { to: row.parent >= 0 ? row.parent : at };
    case '*':
      return { expand: siblingsOf(rows, at) };
    default:
      return undefined;
  }
}

function siblingsOf<Item extends TreeItem<Item>>(
  rows: readonly TreeRow<Item>[],
  at: number,
): string[] {
  const parent = rows[at]?.parent;
  return rows
    .filter((row) => row.parent === parent && row.expanded !== undefined)
    .map((row) => row.item.key);
}

/**
 * The next row after `at` whose text begins with what was typed, going round; a single letter moves
 * on, several keep the current row while it still fits. Undefined when none does.
 */
export function typeAhead<Item extends TreeItem<Item>>(
  rows: readonly TreeRow<Item>[],
  at: number,
  typed: string,
): number | undefined {
  const wanted = typed.toLowerCase();
  const first = typed.length > 1 ? 0 : 1;
  for (let i = first; i < rows.length + first; i++) {
    const row = (at + i) % rows.length;
    if (rows[row]?.item.text.toLowerCase().startsWith(wanted)) return row;
  }
  return undefined;
}
