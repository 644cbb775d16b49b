import type { ReactNode } from 'react';
import type { Address } from '../../../src-protocol/bytes/address.ts';
import type { Box, HeaderBoxes } from './header-boxes.ts';
import { missingOf, type RecordBytes } from './use-record-bytes.ts';

export interface HeaderDiagramProps {
  readonly header: HeaderBoxes;
  readonly selected: string | undefined;
  readonly read: RecordBytes;
  readonly onSelect: (key: string) => void;
  readonly onGo: (address: Address) => void;
}

/** A header as textbooks draw it: a box a field with its value, ghosts for what is inherited. It is a table, so it can be read as one. */
export function HeaderDiagram(props: HeaderDiagramProps): ReactNode {
  const { header, selected, read, onSelect, onGo } = props;
  const boxes = header.groups.flatMap((group) => group.boxes);
  return (
    <figure className="diagram">
      <figcaption>
        {header.title}, {header.size} on the wire
        {header.ghosts && '; dashed boxes are carried over from earlier chunks'}
      </figcaption>
      {/* A region that scrolls must be reachable by key. */}
      {/* eslint-disable-next-line jsx-a11y/no-noninteractive-tabindex */}
      <div className="diagram-scroll" role="region" aria-label="Header diagram" tabIndex={0}>
        <table>
          <thead>
            <tr>
              {header.groups.map((group) => (
                <th key={group.boxes[0]?.item.key} scope="colgroup" colSpan={group.boxes.length}>
                  {group.label}
                </th>
              ))}
            </tr>
            <tr>
              {boxes.map(({ item, size, ghost }) => (
                <th key={item.key} scope="col" data-ghost={ghost || undefined}>
                  {item.text}
                  <span className="diagram-bits">{ghost ? 'inherited' : size}</span>
                </th>
              ))}
            </tr>
          </thead>
          <tbody>
            <tr>
              {boxes.map((box) => (
                <Cell
                  key={box.item.key}
                  box={box}
                  selected={box.item.key === selected}
                  missing={!box.ghost && missingOf(box.item, read) === 'all'}
                  onSelect={onSelect}
                  onGo={onGo}
                />
              ))}
            </tr>
          </tbody>
        </table>
      </div>
    </figure>
  );
}

interface CellProps {
  readonly box: Box;
  readonly selected: boolean;
  /** Whether the capture has no byte of it. */
  readonly missing: boolean;
  readonly onSelect: (key: string) => void;
  readonly onGo: (address: Address) => void;
}

function Cell({ box, selected, missing, onSelect, onGo }: CellProps): ReactNode {
  const { item, ghost, from } = box;
  const value = item.value ?? (item.children.length > 0 ? '…' : '–');
  return (
    <td data-ghost={ghost || undefined} data-selected={selected || undefined}>
      <button type="button" aria-pressed={selected} onClick={() => onSelect(item.key)}>
        {missing ? 'not in the capture' : value}
      </button>
      {from !== undefined && (
        <button type="button" className="diagram-from" onClick={() => onGo(from)}>
          from {from}
        </button>
      )}
    </td>
  );
}
