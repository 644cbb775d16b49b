import type { ReactNode } from 'react';
import type { BitRange } from '../../../src-protocol/bytes/units.ts';
import type { FieldItem } from './field-items.ts';

export interface BitRulerProps {
  readonly address: string;
  readonly offset: number;
  /** Undefined when it is not known (yet), -1 when the capture does not have it. */
  readonly byte: number | undefined;
  readonly fields: readonly { readonly item: FieldItem; readonly bits: BitRange }[];
  readonly selected: string | undefined;
  readonly onSelect: (key: string) => void;
}

/** The bits of one byte, ruled by the fields that share it: `11│000011`. */
export function BitRuler(props: BitRulerProps): ReactNode {
  const { address, offset, byte, fields } = props;
  const known = byte !== undefined && byte >= 0 ? byte : undefined;
  const bits = known?.toString(2).padStart(8, '0');
  const shared = fields.some(({ bits: { start, end } }) => end - start < 8);
  return (
    <div className="bit-ruler" role="group" aria-label={`Bits of the byte at ${address}`}>
      <span className="bit-place">
        {address}
        {known !== undefined && (
          <>
            {' '}
            <span className="dim">
              0x{known.toString(16).padStart(2, '0')} = {known}
            </span>
          </>
        )}
        {byte === -1 && <span className="dim"> not in the capture</span>}
      </span>
      {shared && bits !== undefined ? (
        <span className="bit-fields">
          {fields.map(({ item, bits: { start, end } }) => (
            <button
              key={`${item.key} ${start}`}
              type="button"
              className="bit-field"
              aria-pressed={item.key === props.selected}
              onClick={() => props.onSelect(item.key)}
            >
              <span className="bit-digits">{bits.slice(start - offset * 8, end - offset * 8)}</span>
              <span className="bit-label">{item.text}</span>
            </button>
          ))}
        </span>
      ) : (
        bits !== undefined && (
          <span className="bit-digits dim">
            {bits.slice(0, 4)} {bits.slice(4)}
          </span>
        )
      )}
    </div>
  );
}
