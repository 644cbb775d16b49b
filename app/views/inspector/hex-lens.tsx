import { type ReactNode, useCallback, useEffect, useMemo, useState } from 'react';
import { addressOf } from '../../../src-protocol/bytes/address.ts';
import type { BitRange } from '../../../src-protocol/bytes/units.ts';
import { type HexModel, HexView } from '../../components/hex/hex-view.tsx';
import { rowText } from '../../components/hex/rows.ts';
import { hover } from '../../state/hover.ts';
import { useInspector } from '../../state/store.ts';
import type { Described } from '../../worker/protocol.ts';
import { ByteRegions, mapUp, toMessage, toStream } from './byte-regions.ts';
import { type FieldItems, itemRanges } from './field-items.ts';
import { hexText } from './format-value.ts';
import type { FieldPlaces } from './field-places.ts';
import { tipPlace } from './hover-tip.tsx';
import type { StreamBytes } from './stream-bytes.ts';

/** The bytes as they crossed the wire, or with the chunk headers taken out. */
export type Lens = 'wire' | 'message';

/** What the numbers at the left count: bytes of the direction's stream, of the message, of the file. */
export const OFFSETS = ['stream', 'message', 'file'] as const;
export type OffsetKind = (typeof OFFSETS)[number];

export interface HexLensProps {
  readonly lens: Lens;
  readonly described: Described;
  readonly items: FieldItems;
  readonly places: FieldPlaces;
  readonly bytes: StreamBytes;
  /** Grows whenever bytes have come. */
  readonly version: number;
  readonly hidden: readonly BitRange[];
  /** Bits of the selected field, in the stream. */
  readonly ranges: readonly BitRange[];
  /** Stream offset of the byte the keyboard is at. */
  readonly cursor: number;
  readonly offsets: OffsetKind;
  /** Bytes a row; as many as fit when left out. */
  readonly columns: number | undefined;
  /** A byte, by its stream offset. */
  readonly onPick: (offset: number, again: boolean) => void;
}

/** The record's bytes through one lens. */
export function HexLens(props: HexLensProps): ReactNode {
  const { lens, described, items, places, bytes, version, hidden, ranges, cursor, offsets } = props;
  const { pieces } = described;
  const base = useInspector((state) => state.base);

  const model = useMemo((): HexModel => {
    const isHidden = (offset: number): boolean =>
      hidden.some(({ start, end }) => offset * 8 < end && offset * 8 + 8 > start);
    const byteAt = (offset: number): number | undefined =>
      isHidden(offset) ? -2 : bytes.at(offset);
    const counted = (stream: number): number | undefined => {
      if (offsets === 'stream') return stream;
      return offsets === 'file' ? bytes.fileOffset(stream) : toMessage(pieces, stream);
    };
    const labelAt = (stream: number | undefined): string => {
      const shown = stream === undefined ? undefined : counted(stream);
      if (shown === undefined) return '–';
      return base === 'hexadecimal' ? hexText(shown, 0) : String(shown);
    };
    if (lens === 'message') {
      const last = pieces.at(-1)!;
      return {
        start: pieces[0]!.upper,
        end: last.upper + last.length,
        byteAt: (offset) => {
          const at = toStream(pieces, offset);
          return at === undefined ? -1 : byteAt(at);
        },
        toneAt: () => 'payload',
        ruleAt: (offset) => {
          const at = toStream(pieces, offset);
          if (at === undefined || offset === pieces[0]!.upper) return undefined;
          if (toStream(pieces, offset - 1) !== at - 1) return 'seam';
          return bytes.segmentAt(at) ? 'segment' : undefined;
        },
        labelAt: (offset) => labelAt(toStream(pieces, offset)),
        selected: mapUp(pieces, ranges),
      };
    }
    const regions = new ByteRegions(described);
    return {
      start: described.start,
      end: described.end,
      byteAt,
      toneAt: (offset) => {
        const tone = regions.at(offset);
        if (tone !== 'other') return tone;
        // Headers that were left out of the description are still this record's.
        const end = bytes.headerEnd(offset);
        if (end === undefined) return tone;
        return regions.at(end) === 'payload' ? 'header' : 'other-header';
      },
      ruleAt: (offset) => {
        if (offset > described.start && bytes.segmentAt(offset)) return 'segment';
        return undefined;
      },
      labelAt,
      selected: ranges,
    };
    // `version` stands for the bytes that have come.
    // eslint-disable-next-line react-hooks/exhaustive-deps
  }, [described, lens, ranges, bytes, version, hidden, pieces, offsets, base]);

  const [read, setRead] = useState('');
  const [view, setView] = useState({ start: 0, end: 0 });
  const onVisible = useCallback((start: number, end: number) => setView({ start, end }), []);
  const grown = useInspector((state) => state.version);
  useEffect(() => {
    if (view.end <= view.start) return;
    if (lens === 'wire') bytes.request(view.start, view.end);
    else
      for (const piece of pieces) {
        const start = Math.max(piece.upper, view.start);
        const end = Math.min(piece.upper + piece.length, view.end);
        const shift = piece.lower - piece.upper;
        if (start < end) bytes.request(start + shift, end + shift);
      }
  }, [bytes, view, lens, pieces, grown]);

  const up = (offset: number): number =>
    lens === 'wire' ? offset : (toMessage(pieces, offset) ?? pieces[0]?.upper ?? 0);
  const down = useCallback(
    (offset: number): number | undefined => (lens === 'wire' ? offset : toStream(pieces, offset)),
    [lens, pieces],
  );
  const pick = (shown: number, again: boolean): void => {
    const offset = down(shown);
    if (offset !== undefined) props.onPick(offset, again);
  };

  const onHover = useCallback(
    (shown: number | undefined, cell?: Element) => {
      const offset = shown === undefined ? undefined : down(shown);
      const field = offset === undefined ? undefined : places.pick(offset, undefined, false);
      const box = cell?.closest('.hex-place')?.getBoundingClientRect();
      const tip = offset !== undefined &&
        cell &&
        box && { byte: { offset, ...tipPlace(cell.getBoundingClientRect(), box) } };
      hover.setState({ ...(field && { field: field.key }), ...tip }, true);
    },
    [places, down],
  );
  const subscribeLit = useCallback(
    (light: (lit: readonly BitRange[]) => void) => {
      const tell = ({ field }: { field?: string }): void => {
        const item = field === undefined ? undefined : items.byKey.get(field);
        const lit = item ? itemRanges(item) : [];
        light(lens === 'wire' ? lit : mapUp(pieces, lit));
      };
      return hover.subscribe(tell);
    },
    [items, lens, pieces],
  );

  const at = addressOf(described.record.direction, described.record.at);
  return (
    <>
      <HexView
        label={`Bytes of ${at}, ${lens} lens`}
        model={model}
        cursor={up(cursor)}
        columns={props.columns}
        onPick={pick}
        onHover={onHover}
        onVisible={onVisible}
        onRead={(label, row) => {
          const text = `${offsets} ${label}: ${rowText(row)}.`;
          // The same words again are told again only if something about them is new.
          setRead((before) => (before === text ? `${text} ` : text));
        }}
        subscribeLit={subscribeLit}
      />
      <p className="visually-hidden" role="status">
        {read}
      </p>
    </>
  );
}
