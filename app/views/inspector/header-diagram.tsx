import type { ReactNode } from 'react';
import { structureById } from '../../../src-protocol/inspect/dictionary.ts';
import type { FieldNode } from '../../../src-protocol/wire/field-tree.ts';
import type { FieldItem } from './field-items.ts';
import { fieldById } from './words.ts';

interface Box {
  readonly item: FieldItem;
  readonly node: FieldNode;
  readonly bits: number;
  readonly ghost: boolean;
}

interface Group {
  readonly label: string;
  readonly boxes: readonly Box[];
}

export interface HeaderDiagramProps {
  /** A chunk. */
  readonly chunk: FieldItem;
  readonly selected: string | undefined;
  readonly onSelect: (key: string) => void;
}

/** The header of a chunk as textbooks draw it: a box a field, ghosts for what is inherited. */
export function HeaderDiagram({ chunk, selected, onSelect }: HeaderDiagramProps): ReactNode {
  const groups = groupsOf(chunk);
  if (groups.length === 0) return null;
  const boxes = groups.flatMap((group) => group.boxes);
  return (
    <figure className="diagram">
      <figcaption>
        Header in force, {sumOf(boxes)} on the wire; dashed boxes are carried over from earlier
        chunks
      </figcaption>
      {/* A region that scrolls must be reachable by key. */}
      {/* eslint-disable-next-line jsx-a11y/no-noninteractive-tabindex */}
      <div className="diagram-scroll" role="region" aria-label="Header diagram" tabIndex={0}>
        <table>
          <thead>
            <tr>
              {groups.map((group) => (
                <th key={group.label} scope="colgroup" colSpan={group.boxes.length}>
                  {group.label}
                </th>
              ))}
            </tr>
            <tr>
              {boxes.map(({ item, bits, ghost }) => (
                <th key={item.key} scope="col" data-ghost={ghost || undefined}>
                  {item.text}
                  <span className="diagram-bits">{ghost ? 'inherited' : `${bits} bits`}</span>
                </th>
              ))}
            </tr>
          </thead>
          <tbody>
            <tr>
              {boxes.map(({ item, ghost }) => (
                <td
                  key={item.key}
                  data-ghost={ghost || undefined}
                  data-selected={item.key === selected || undefined}
                >
                  <button type="button" onClick={() => onSelect(item.key)}>
                    {item.value ?? '–'}
                  </button>
                </td>
              ))}
            </tr>
          </tbody>
        </table>
      </div>
    </figure>
  );
}

/** The header structures of a chunk, each with its fields; the chunk's data is no header. */
function groupsOf(chunk: FieldItem): Group[] {
  const groups: Group[] = [];
  for (const child of chunk.children) {
    const { node } = child;
    if (!node?.children || !node.id.startsWith('chunk.')) continue;
    const boxes = child.children.flatMap((item): Box[] => {
      if (!item.node || item.node.origin === 'calculated') return [];
      const ghost = item.node.origin === 'inherited';
      const bits = ghost ? (fieldById(item.node.id)?.bits ?? 0) : item.node.end - item.node.start;
      return [{ item, node: item.node, bits, ghost }];
    });
    if (boxes.length > 0) groups.push({ label: structureById(node.id)?.label ?? node.id, boxes });
  }
  return groups;
}

function sumOf(boxes: readonly Box[]): string {
  const bits = boxes.reduce((sum, box) => sum + (box.ghost ? 0 : box.bits), 0);
  return bits === 8 ? '1 byte' : `${bits / 8} bytes`;
}
