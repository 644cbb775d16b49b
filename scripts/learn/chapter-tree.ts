import mdx from '@mdx-js/rollup';
import remarkGfm from 'remark-gfm';

/** The part of a syntax tree's node that is looked at here. */
export interface Node {
  readonly type: string;
  readonly name?: string | null;
  readonly value?: string;
  readonly attributes?: {
    readonly type: string;
    readonly name?: string;
    readonly value?: unknown;
  }[];
  readonly children?: readonly Node[];
  readonly position?: unknown;
}

/** The syntax tree of a chapter, nothing bound. */
export async function chapterTree(text: string, path: string): Promise<Node> {
  let tree: Node | undefined;
  const keep = () => (root: Node) => {
    tree = root;
  };
  await mdx({ remarkPlugins: [remarkGfm, keep] }).transform(text, path);
  if (!tree) throw new Error(`${path} is no chapter`);
  return tree;
}
