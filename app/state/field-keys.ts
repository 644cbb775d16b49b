import type { FieldNode } from '../../src-protocol/wire/field-tree.ts';
import type { Described, SegmentPiece } from '../worker/protocol.ts';

/** Key of the heading over the chunk headers. */
export const HEADERS_KEY = 'headers';

/** Key of a segment that carried the record. */
export function segmentKey({ start }: SegmentPiece): string {
  return `segment@${start}`;
}

/** Whether a record has a field, or a heading, of this key. */
export function hasKey(described: Described, key: string): boolean {
  return (
    key === HEADERS_KEY ||
    described.segments.some((segment) => segmentKey(segment) === key) ||
    fieldStops(described).some((stop) => stop.key === key)
  );
}

/** One of the trees a record is described by. */
export interface DescribedTree {
  readonly node: FieldNode;
  readonly part: 'headers' | 'body';
  /** What the paths of this tree get behind them: each chunk header is a tree with the same paths. */
  readonly suffix: string;
}

/** The trees of a record, in the order in which they are shown. */
export function treesOf({ headers, body }: Described): DescribedTree[] {
  const trees = headers.map((node, index): DescribedTree => ({
    node,
    part: 'headers',
    suffix: index === 0 ? '' : `~${index + 1}`,
  }));
  return body ? [...trees, { node: body, part: 'body', suffix: '' }] : trees;
}

/** Gives each field of a record the key that links keep: its path, made unique over the record's trees. */
export class FieldKeys {
  readonly #taken = new Set([HEADERS_KEY]);

  /** The key of a node under a parent whose key has `suffix` behind its path. */
  take(path: string, suffix: string): string {
    let key = path + suffix;
    for (let n = 2; this.#taken.has(key); n++) key = `${path}~${n}`;
    this.#taken.add(key);
    return key;
  }
}

/** A place of the tree, for stepping: only leaves are stops. */
export interface FieldStop {
  readonly key: string;
  readonly leaf: boolean;
}

/** A field or structure of a record, with the key that links keep. */
export interface KeyedNode {
  readonly key: string;
  readonly node: FieldNode;
}

/** Every field and structure of a record, in the order of the tree. */
export function keyedNodes(described: Described): KeyedNode[] {
  const keys = new FieldKeys();
  const found: KeyedNode[] = [];
  const add = (node: FieldNode, suffix: string): void => {
    const key = keys.take(node.path, suffix);
    found.push({ key, node });
    for (const child of node.children ?? []) add(child, key.slice(node.path.length));
  };
  for (const { node, suffix } of treesOf(described)) add(node, suffix);
  return found;
}

/** Every field of a record in the order of the tree. */
export function fieldStops(described: Described): FieldStop[] {
  return keyedNodes(described).map(({ key, node }) => ({ key, leaf: !node.children?.length }));
}

/** The stop after (1) or before (-1) the field with a key; undefined when there is none that way. */
export function nextStop(
  stops: readonly FieldStop[],
  key: string | undefined,
  by: 1 | -1,
): string | undefined {
  const here = key === undefined ? -1 : stops.findIndex((stop) => stop.key === key);
  for (let at = here + by; at >= 0 && at < stops.length; at += by)
    if (stops[at]!.leaf) return stops[at]!.key;
  return undefined;
}
