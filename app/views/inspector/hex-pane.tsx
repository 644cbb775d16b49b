import { type ReactNode, useEffect, useMemo, useState } from 'react';
import { addressOf } from '../../../src-protocol/bytes/address.ts';
import { foreseeNeighbours } from '../../state/neighbours.ts';
import { useInspector } from '../../state/store.ts';
import type { Described } from '../../worker/protocol.ts';
import { BitRuler } from './bit-ruler.tsx';
import { toMessage, toStream } from './byte-regions.ts';
import { CopyMenu } from './copy-menu.tsx';
import { type FieldItem, type FieldItems, itemRanges } from './field-items.ts';
import type { FieldPlaces } from './field-places.ts';
import { HexLens, type Lens, type OffsetKind, OFFSETS } from './hex-lens.tsx';
import { HoverTip } from './hover-tip.tsx';
import { sizeText } from './format-value.ts';
import { NumberTable } from './number-table.tsx';
import type { RecordBytes } from './use-record-bytes.ts';

const LENSES = {
  wire: 'The direction’s bytes as they came, chunk headers included',
  message: 'The message’s bytes, chunk headers taken out',
  both: 'Both, one above the other',
} as const;

const WIDTHS = ['fit', '8', '16', '32'] as const;

/** Bytes from the cursor on that the widest number and a chunk header in it take. */
const AHEAD = 32;

/** Bytes of the next record that are fetched in advance: more than the view shows of them. */
const FORESEEN = 2048;

export interface HexPaneProps {
  readonly described: Described;
  readonly items: FieldItems;
  readonly places: FieldPlaces;
  readonly selected: FieldItem | undefined;
  readonly read: RecordBytes;
  readonly onSelect: (key: string) => void;
}

/** The record's bytes, and what stands at one of them. */
export function HexPane(props: HexPaneProps): ReactNode {
  const { described, items, places, selected, onSelect } = props;
  const { bytes, version, hidden, shownAt } = props.read;
  const { record, pieces } = described;
  const [wanted, setLens] = useState<keyof typeof LENSES>('wire');
  const [offsets, setOffsets] = useState<OffsetKind>('stream');
  const [width, setWidth] = useState<(typeof WIDTHS)[number]>('fit');
  const lens = pieces.length === 0 ? 'wire' : wanted;
  const shown: readonly Lens[] = lens === 'both' ? ['wire', 'message'] : [lens];
  const grown = useInspector((state) => state.version);
  const ranges = useMemo(() => (selected ? itemRanges(selected) : []), [selected]);
  const [picked, setPicked] = useState<{ offset: number; field: string | undefined }>();

  const first = ranges[0] ? Math.floor(ranges[0].start / 8) : described.start;
  const inRecord =
    picked && picked.offset >= described.start && picked.offset < described.end
      ? picked
      : undefined;
  const cursor = inRecord && inRecord.field === selected?.key ? inRecord.offset : first;

  useEffect(() =>
    foreseeNeighbours(({ connection, direction, at }) => {
      if (connection === record.connection && direction === record.direction)
        bytes.foresee(at, at + FORESEEN);
    }),
  );

  // What the ruler and the numbers show is fetched whether or not a row of it is in view.
  useEffect(() => bytes.request(cursor, cursor + AHEAD), [bytes, cursor, grown]);

  const pick = (offset: number, again: boolean): void => {
    const field = places.pick(offset, selected?.key, again);
    setPicked({ offset, field: field?.key ?? selected?.key });
    if (field && field.key !== selected?.key) onSelect(field.key);
  };
  /** The byte so many places further on, past chunk headers where the cursor is in a message. */
  const follow = (by: number): number | undefined => {
    const inMessage = lens === 'wire' ? undefined : toMessage(pieces, cursor);
    const at = inMessage === undefined ? cursor + by : toStream(pieces, inMessage + by);
    return at === undefined || at >= described.end ? undefined : shownAt(at);
  };

  const whole = { start: described.start * 8, end: described.end * 8 };
  const size = ranges.reduce((bits, range) => bits + range.end - range.start, 0);
  return (
    <section className="hex-pane" aria-label="Bytes">
      <header className="part-bar">
        <h2>Bytes</h2>
        <div className="lenses" role="group" aria-label="Lens">
          {(['wire', 'message', 'both'] as const).map((one) => (
            <button
              key={one}
              type="button"
              aria-pressed={lens === one}
              disabled={pieces.length === 0 && one !== 'wire'}
              title={LENSES[one]}
              onClick={() => setLens(one)}
            >
              {one}
            </button>
          ))}
        </div>
        <select
          aria-label="Offsets count bytes of the"
          title="What the offsets count"
          className="hex-choice"
          value={offsets}
          onChange={(event) => setOffsets(event.currentTarget.value as OffsetKind)}
        >
          {OFFSETS.map((one) => (
            <option key={one}>{one}</option>
          ))}
        </select>
        <select
          aria-label="Bytes a row"
          title="Bytes a row"
          className="hex-choice"
          value={width}
          onChange={(event) => setWidth(event.currentTarget.value as (typeof WIDTHS)[number])}
        >
          {WIDTHS.map((one) => (
            <option key={one}>{one}</option>
          ))}
        </select>
        <span className="part-note">
          {selected && size > 0
            ? `${sizeText(0, size)}${ranges.length > 1 ? ` in ${ranges.length} ranges` : ''}`
            : sizeText(whole.start, whole.end)}
        </span>
        <CopyMenu record={record} ranges={ranges.length > 0 ? ranges : [whole]} hidden={hidden} />
      </header>
      <div className="hex-place" data-lenses={shown.length}>
        {shown.map((one) => (
          <HexLens
            key={one}
            lens={one}
            described={described}
            items={items}
            places={places}
            bytes={bytes}
            version={version}
            hidden={hidden}
            ranges={ranges}
            cursor={cursor}
            offsets={offsets}
            columns={width === 'fit' ? undefined : Number(width)}
            onPick={pick}
          />
        ))}
        <HoverTip items={items} read={props.read} direction={record.direction} />
      </div>
      <BitRuler
        address={addressOf(record.direction, cursor)}
        offset={cursor}
        byte={shownAt(cursor)}
        fields={places.inByte(cursor)}
        selected={selected?.key}
        onSelect={onSelect}
      />
      <NumberTable
        byteAt={follow}
        littleEndian={places
          .inByte(cursor)
          .some(({ item }) => item.node?.id === 'chunk.messageHeader.messageStreamId')}
      />
    </section>
  );
}
