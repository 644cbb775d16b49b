import type { Address } from '../bytes/address.ts';
import type { BitRange } from '../bytes/units.ts';

/** What a field holds. Long texts and bytes are cut; `length` of the node's range tells the whole. */
export type FieldValue = number | string | boolean | Uint8Array;

/** How a value came about, when it is not simply read from the node's bits. */
export type Origin =
  | 'inherited' // carried over from an earlier chunk; no bits here
  | 'calculated' // worked out from other fields; no bits here
  | 'unexplained'; // bits no field claims

/**
 * One node of a described record: a structure with children, or a field. It carries ids and values,
 * never words: those are in the dictionary under `id`, which the page has too.
 */
export interface FieldNode {
  /** Id of a declared field or structure. */
  readonly id: string;
  /** Unique in its tree and stable: links keep it. The id, with the names of enclosing items before it. */
  readonly path: string;
  /** Index or property name, for a repeated or named item. */
  readonly name?: number | string;
  /** Bits in the space of the record that was traced. Empty for inherited and calculated values. */
  readonly start: number;
  readonly end: number;
  /** The same bits in the direction's TCP stream; several when headers cut them. Filled in by `describe`. */
  ranges: readonly BitRange[];
  readonly value?: FieldValue;
  readonly origin?: Origin;
  /** Where an inherited value was set. */
  readonly from?: Address;
  /** The sum behind a calculated value, in words. */
  readonly how?: string;
  /** Codes of diagnostics about this field. */
  readonly notes?: readonly string[];
  readonly children?: readonly FieldNode[];
}

/** Calls `visit` for the node and everything under it, parents first. */
export function walk(node: FieldNode, visit: (node: FieldNode) => void): void {
  visit(node);
  for (const child of node.children ?? []) walk(child, visit);
}

/** The nodes without children that have bits: what covers the record. */
export function leaves(root: FieldNode): FieldNode[] {
  const found: FieldNode[] = [];
  walk(root, (node) => {
    if (!node.children && node.end > node.start) found.push(node);
  });
  return found;
}
