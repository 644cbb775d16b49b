import type { Address } from '../../../src-protocol/bytes/address.ts';
import type { FieldItem, Words } from './field-items.ts';
import { sizeText } from './format-value.ts';

/** One box of a header as textbooks draw it. */
export interface Box {
  readonly item: FieldItem;
  /** `24 bits`, `128 bytes`; for a ghost what it would take. */
  readonly size: string;
  /** Bits on the wire; 0 for a ghost. */
  readonly bits: number;
  /** Left out on the wire and carried over. */
  readonly ghost: boolean;
  /** Where a ghost was set. */
  readonly from?: Address;
}

/** Boxes under one heading. */
export interface BoxGroup {
  readonly label: string;
  readonly boxes: readonly Box[];
}

/** A header, drawn. */
export interface HeaderBoxes {
  readonly title: string;
  readonly groups: readonly BoxGroup[];
  /** `12 bytes`: what is on the wire. */
  readonly size: string;
  readonly ghosts: boolean;
}

/** Longer structures are lists, and no header anybody would draw. */
const MOST_BOXES = 24;

/**
 * The header that a field belongs to: the headers of its chunk, a packet of the handshake, or the structure of the
 * message that holds it, such as an FLV tag header. Undefined where there is nothing to draw.
 */
export function headerBoxes(item: FieldItem, words: Words): HeaderBoxes | undefined {
  const root = rootOf(item);
  if (root.node?.id === 'chunk') return drawn('Header in force', chunkGroups(root, words));
  if (root.node?.id === 'handshake') {
    const packet = root.children[0];
    return packet && drawn(packet.text, nestedGroups(packet, words));
  }
  for (let above: FieldItem | undefined = item; above; above = above.parent) {
    const boxes = above.children.flatMap((child) => boxOf(child, words));
    const title = above.node && words.structure(above.node.id)?.label;
    if (boxes.length < 2 || boxes.length > MOST_BOXES || title === undefined) continue;
    return drawn(title, [{ label: title, boxes }]);
  }
  return undefined;
}

function rootOf(item: FieldItem): FieldItem {
  let root = item;
  while (root.parent?.node) root = root.parent;
  return root;
}

function drawn(title: string, groups: BoxGroup[]): HeaderBoxes | undefined {
  const boxes = groups.flatMap((group) => group.boxes);
  if (boxes.length === 0) return undefined;
  const bits = boxes.reduce((sum, box) => sum + box.bits, 0);
  return { title, groups, size: sizeText(0, bits), ghosts: boxes.some(({ ghost }) => ghost) };
}

/** The header structures of a chunk; the chunk's data is no header. */
function chunkGroups(chunk: FieldItem, words: Words): BoxGroup[] {
  return chunk.children
    .filter(({ node }) => node?.children && node.id.startsWith('chunk.'))
    .map((child) => groupOf(child, words))
    .filter(({ boxes }) => boxes.length > 0);
}

/** A structure whose parts are fields and structures: each run of fields, each structure, under a heading. */
function nestedGroups(packet: FieldItem, words: Words): BoxGroup[] {
  const groups: { label: string; boxes: Box[] }[] = [];
  let run: Box[] | undefined;
  for (const child of packet.children) {
    if (child.node?.children) {
      groups.push(groupOf(child, words));
      run = undefined;
      continue;
    }
    const boxes = boxOf(child, words);
    if (run) run.push(...boxes);
    else if (boxes.length > 0) groups.push({ label: packet.text, boxes: (run = boxes) });
  }
  return groups;
}

function groupOf(item: FieldItem, words: Words): { label: string; boxes: Box[] } {
  const label = (item.node && words.structure(item.node.id)?.label) ?? item.text;
  return { label, boxes: item.children.flatMap((child) => boxOf(child, words)) };
}

function boxOf(item: FieldItem, words: Words): Box[] {
  const { node } = item;
  if (!node || node.origin === 'calculated') return [];
  if (node.origin === 'inherited') {
    const size = sizeText(0, words.field(node.id)?.bits ?? 0);
    return [{ item, size, bits: 0, ghost: true, ...(node.from && { from: node.from }) }];
  }
  const bits = node.end - node.start;
  return bits === 0 ? [] : [{ item, size: sizeText(0, bits), bits, ghost: false }];
}
