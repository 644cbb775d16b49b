/** An item of a tree: a stable key, the text type-ahead looks at, and what is under it. */
export interface TreeItem<Item> {
  readonly key: string;
  readonly text: string;
  readonly children?: readonly Item[] | undefined;
}

/** One row of an opened tree, with what a screen reader is told of its place. */
export interface TreeRow<Item> {
  readonly item: Item;
  /** 1 for a root. */
  readonly level: number;
  readonly setSize: number;
  /** Place among its siblings, from 1. */
  readonly place: number;
  /** Row number of the parent; -1 for a root. */
  readonly parent: number;
  /** Undefined when there is nothing to open. */
  readonly expanded: boolean | undefined;
}

/** The rows that are visible when the items in `expanded` are open, top to bottom. */
export function flatten<Item extends TreeItem<Item>>(
  roots: readonly Item[],
  expanded: ReadonlySet<string>,
): TreeRow<Item>[] {
  const rows: TreeRow<Item>[] = [];
  const add = (items: readonly Item[], level: number, parent: number): void => {
    items.forEach((item, index) => {
      const children = item.children ?? [];
      const open = children.length > 0 ? expanded.has(item.key) : undefined;
      const row = rows.length;
      rows.push({ item, level, setSize: items.length, place: index + 1, parent, expanded: open });
      if (open) add(children, level + 1, row);
    });
  };
  add(roots, 1, -1);
  return rows;
}

/** Keys of the items above `key`, outermost first; undefined when it is not in the tree. */
export function ancestorsOf<Item extends TreeItem<Item>>(
  roots: readonly Item[],
  key: string,
): string[] | undefined {
  for (const item of roots) {
    if (item.key === key) return [];
    const below = ancestorsOf(item.children ?? [], key);
    if (below) return [item.key, ...below];
  }
  return undefined;
}
