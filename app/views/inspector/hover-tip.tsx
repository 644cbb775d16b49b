import type { ReactNode } from 'react';
import { useStore } from 'zustand';
import { addressOf } from '../../../src-protocol/bytes/address.ts';
import type { Direction } from '../../../src-protocol/bytes/units.ts';
import { hover } from '../../state/hover.ts';
import type { FieldItems } from './field-items.ts';
import type { RecordBytes } from './use-record-bytes.ts';

/** A row of the hex pane, and a little air: what the tip takes. */
const HEIGHT = 26;

/** Where a tip stands beside a byte, inside the box that holds the bytes. */
export function tipPlace(cell: DOMRect, box: DOMRect): { x: number; y: number; toLeft: boolean } {
  const below = cell.bottom - box.top;
  const toLeft = cell.left - box.left > box.width / 2;
  return {
    x: toLeft ? box.right - cell.right : cell.left - box.left,
    y: below + HEIGHT > box.height ? cell.top - box.top - HEIGHT : below,
    toLeft,
  };
}

/** One line about the byte under the pointer: where it is, and the field that has it. */
export function HoverTip({
  items,
  read,
  direction,
}: {
  readonly items: FieldItems;
  readonly read: RecordBytes;
  readonly direction: Direction;
}): ReactNode {
  const { field, byte } = useStore(hover);
  if (!byte) return null;
  const item = field === undefined ? undefined : items.byKey.get(field);
  const missing = read.bytes.at(byte.offset) === -1;
  const side = byte.toLeft ? { right: byte.x } : { left: byte.x };
  return (
    // The tree and the ruler say the same to screen readers.
    <p className="hover-tip" aria-hidden="true" style={{ ...side, top: byte.y }}>
      <span className="dim">{addressOf(direction, byte.offset)}</span>
      {item && <b>{item.text}</b>}
      {missing && <span>not in the capture</span>}
      {!missing && item?.value !== undefined && <span className="mono clip">{item.value}</span>}
      {!missing && item?.valueName !== undefined && <span className="clip">{item.valueName}</span>}
    </p>
  );
}
