import {
  type ReactNode,
  useCallback,
  useEffect,
  useMemo,
  useState,
  useSyncExternalStore,
} from 'react';
import { addressOf } from '../../../src-protocol/bytes/address.ts';
import type { BitRange } from '../../../src-protocol/bytes/units.ts';
import { type HexModel, HexView } from '../../components/hex/hex-view.tsx';
import { hover } from '../../state/hover.ts';
import { useInspector } from '../../state/store.ts';
import { ask } from '../../worker/client.ts';
import type { Described } from '../../worker/protocol.ts';
import { BitRuler } from './bit-ruler.tsx';
import { ByteRegions, mapUp, toMessage, toStream } from './byte-regions.ts';
import { CopyMenu } from './copy-menu.tsx';
import { type FieldItem, type FieldItems, itemRanges } from './field-items.ts';
import type { FieldPlaces } from './field-places.ts';
import { hiddenBytes, hiddenFields } from './hidden-bytes.ts';
import { sizeText } from './format-value.ts';
import { StreamBytes } from './stream-bytes.ts';

type Lens = 'wire' | 'message';

export interface HexPaneProps {
  readonly described: Described;
  readonly items: FieldItems;
  readonly places: FieldPlaces;
  readonly selected: FieldItem | undefined;
  /** Texts whose bytes must not be shown: stream keys nobody asked to see. */
  readonly keys: readonly string[];
  readonly onSelect: (key: string) => void;
}

/** The record's bytes as they crossed the wire, or with chunk headers taken out. */
export function HexPane(props: HexPaneProps): ReactNode {
  const { described, items, places, selected, keys, onSelect } = props;
  const { record, pieces } = described;
  const [wanted, setLens] = useState<Lens>('wire');
  const lens = pieces.length === 0 ? 'wire' : wanted;
  const bytes = useStreamBytes(described);
  const version = useSyncExternalStore(bytes.subscribe, bytes.version);
  const hidden = useMemo(
    () =>
      described.body
        ? hiddenFields(items.roots, keys)
        : hiddenBytes((at) => bytes.at(at), described.start, described.end, keys),
    // `version` stands for the bytes that have come.
    // eslint-disable-next-line react-hooks/exhaustive-deps
    [described, items, keys, bytes, version],
  );
  const ranges = useMemo(() => (selected ? itemRanges(selected) : []), [selected]);
  const [picked, setPicked] = useState<{ offset: number; field: string | undefined }>();

  const first = ranges[0] ? Math.floor(ranges[0].start / 8) : described.start;
  const inRecord =
    picked && picked.offset >= described.start && picked.offset < described.end
      ? picked
      : undefined;
  const cursor = inRecord && inRecord.field === selected?.key ? inRecord.offset : first;

  const model = useMemo((): HexModel => {
    const isHidden = (offset: number): boolean =>
      hidden.some(({ start, end }) => offset * 8 < end && offset * 8 + 8 > start);
    const byteAt = (offset: number): number | undefined =>
      isHidden(offset) ? -2 : bytes.at(offset);
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
      selected: ranges,
    };
    // `version` stands for the bytes that have come.
    // eslint-disable-next-line react-hooks/exhaustive-deps
  }, [described, lens, ranges, bytes, version, hidden, pieces]);

  const [view, setView] = useState({ start: 0, end: 0 });
  const onVisible = useCallback((start: number, end: number) => setView({ start, end }), []);
  const grown = useInspector((state) => state.version);
  useEffect(() => bytes.grown(), [bytes, grown]);
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

  const up = useCallback(
    (offset: number): number =>
      lens === 'wire' ? offset : (toMessage(pieces, offset) ?? pieces[0]?.upper ?? 0),
    [lens, pieces],
  );
  const down = useCallback(
    (offset: number): number | undefined => (lens === 'wire' ? offset : toStream(pieces, offset)),
    [lens, pieces],
  );

  const pick = (shown: number, again: boolean): void => {
    const offset = down(shown);
    if (offset === undefined) return;
    const field = places.pick(offset, selected?.key, again);
    setPicked({ offset, field: field?.key ?? selected?.key });
    if (field && field.key !== selected?.key) onSelect(field.key);
  };

  const onHover = useCallback(
    (shown: number | undefined) => {
      const offset = shown === undefined ? undefined : down(shown);
      const field = offset === undefined ? undefined : places.pick(offset, undefined, false);
      hover.setState(field ? { field: field.key } : {}, true);
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

  const whole = { start: described.start * 8, end: described.end * 8 };
  const size = ranges.reduce((bits, range) => bits + range.end - range.start, 0);
  return (
    <section className="hex-pane" aria-label="Bytes">
      <header className="part-bar">
        <h2>Bytes</h2>
        <div className="lenses" role="group" aria-label="Lens">
          {(['wire', 'message'] as const).map((one) => (
            <button
              key={one}
              type="button"
              aria-pressed={lens === one}
              disabled={pieces.length === 0 && one === 'message'}
              title={
                one === 'wire'
                  ? 'The direction’s bytes as they came, chunk headers included'
                  : 'The message’s bytes, chunk headers taken out'
              }
              onClick={() => setLens(one)}
            >
              {one}
            </button>
          ))}
        </div>
        <span className="part-note">
          {selected && size > 0
            ? `${sizeText(0, size)}${ranges.length > 1 ? ` in ${ranges.length} ranges` : ''}`
            : sizeText(whole.start, whole.end)}
        </span>
        <CopyMenu record={record} ranges={ranges.length > 0 ? ranges : [whole]} hidden={hidden} />
      </header>
      <div className="hex-place">
        <HexView
          label={`Bytes of ${described.address}, ${lens} lens`}
          model={model}
          cursor={up(cursor)}
          onPick={pick}
          onHover={onHover}
          onVisible={onVisible}
          subscribeLit={subscribeLit}
        />
      </div>
      <BitRuler
        address={addressOf(record.direction, cursor)}
        offset={cursor}
        byte={hidden.length > 0 && model.byteAt(up(cursor)) === -2 ? undefined : bytes.at(cursor)}
        fields={places.inByte(cursor)}
        selected={selected?.key}
        onSelect={onSelect}
      />
    </section>
  );
}

/** The bytes of the record's direction; kept while the direction and the capture stay the same. */
function useStreamBytes({ record }: Described): StreamBytes {
  const opened = useInspector((state) => state.openedAt);
  const { connection, direction } = record;
  return useMemo(
    () => new StreamBytes(connection, direction, (question) => ask('bytes', question)),
    // Another capture has other bytes at the same place.
    // eslint-disable-next-line react-hooks/exhaustive-deps
    [connection, direction, opened],
  );
}
