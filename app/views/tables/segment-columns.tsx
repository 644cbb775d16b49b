import { SEGMENT_KINDS } from '../../../src-protocol/tcp/segment-kinds.ts';
import { ToneMark } from '../../components/banner.tsx';
import { count, counted } from '../../format/numbers.ts';
import { duration } from '../../format/times.ts';
import type { SegmentRowView } from '../../worker/protocol.ts';
import {
  addressColumn,
  directionColumn,
  numberColumn,
  packetColumn,
  timeColumn,
} from './shared-columns.tsx';
import type { CellContext, TableColumn } from './table-column.ts';

const KINDS = new Map(SEGMENT_KINDS.map((one) => [one.kind, one]));
/** Kinds that belong to any session; the others are remarkable. */
const ORDINARY = ['syn', 'established', 'fin'];

/** The columns of the table of TCP segments. */
export function segmentColumns(context: CellContext): TableColumn<SegmentRowView>[] {
  return [
    { ...numberColumn<SegmentRowView>('segment', context), optional: true },
    { ...packetColumn<SegmentRowView>(), narrow: { line: 1, size: 60 } },
    timeColumn(context),
    directionColumn(),
    addressColumn(),
    {
      id: 'length',
      name: 'length',
      header: 'length',
      sort: 'len',
      title: 'Bytes of payload on the wire',
      size: 72,
      narrow: { line: 2, size: 64, grow: true },
      align: 'end',
      mono: true,
      cell: ({ length }) => count(length),
    },
    {
      id: 'flags',
      name: 'TCP flags',
      header: 'flags',
      title: 'TCP flags',
      size: 96,
      narrow: { line: 1, size: 80 },
      mono: true,
      cell: ({ flagNames }) => flagNames,
    },
    {
      id: 'window',
      name: 'receive window',
      header: 'window',
      sort: 'window',
      title: 'Receive window as in the header, not scaled',
      size: 76,
      align: 'end',
      mono: true,
      cell: ({ window, flags }) => (flags === 0 ? '–' : count(window)),
    },
    {
      id: 'summary',
      name: 'info',
      header: 'info',
      size: 220,
      grow: true,
      narrow: { line: 1, size: 100, grow: true },
      cell: ({ kinds, missing, roundTrip }) => (
        <>
          {kinds.some((kind) => !ORDINARY.includes(kind)) && <ToneMark tone="warning" />}
          <span className="clip" title={kinds.map((kind) => KINDS.get(kind)?.text).join(' ')}>
            {[
              ...kinds.map((kind) => KINDS.get(kind)?.label ?? kind),
              ...(missing === undefined ? [] : [`${counted(missing, 'byte')} missing`]),
              ...(roundTrip === undefined ? [] : [`round trip ${duration(roundTrip)}`]),
            ].join(', ')}
          </span>
        </>
      ),
    },
  ];
}
