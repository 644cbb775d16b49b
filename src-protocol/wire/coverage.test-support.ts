import { type FieldNode, leaves, walk } from './field-tree.ts';

/**
 * Throws unless the leaves of a traced tree are in order, disjoint, and cover every bit of the root,
 * and every child lies within its parent. For tests of every layout.
 */
export function expectFullCoverage(tree: FieldNode): void {
  let at = tree.start;
  for (const leaf of leaves(tree)) {
    if (leaf.start !== at)
      throw new Error(`${leaf.path} starts at bit ${leaf.start}, not at ${at}`);
    at = leaf.end;
  }
  if (at !== tree.end) throw new Error(`the leaves end at bit ${at}, the record at ${tree.end}`);
  const paths = new Set<string>();
  walk(tree, (node) => {
    if (paths.has(node.path)) throw new Error(`two nodes have the path ${node.path}`);
    paths.add(node.path);
    for (const child of node.children ?? [])
      if (child.start < node.start || child.end > node.end)
        throw new Error(`${child.path} is not within ${node.path}`);
  });
}
