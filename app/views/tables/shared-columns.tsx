import { quoted } from '../../../src-protocol/filter/print.ts';
import type { Severity } from '../../../src-protocol/dictionary/diagnostic.ts';
import { ToneMark } from '../../components/banner.tsx';
import { count } from '../../format/numbers.ts';
import { uncapitalised } from '../../format/words.ts';
import { DirectionMark } from '../marks/direction-mark.tsx';
import type { CellContext, TableColumn } from './table-column.ts';

/** What chunks, messages and commands have in common. */
export interface SharedRow {
  readonly row: number;
  readonly time: number;
  readonly packet: number;
  readonly direction: 0 | 1;
  readonly offset: number;
  readonly address: string;
}

/** The running number of a row in its table. */
export function numberColumn<Row extends { row: number }>(
  what: string,
  { numberWidth }: CellContext,
): TableColumn<Row> {
  return {
    id: 'number',
    name: 'number',
    header: '#',
    title: `Number of the ${what}, both directions in capture order`,
    size: numberWidth,
    align: 'end',
    mono: true,
    cell: ({ row }) => count(row + 1),
    waiting: (index) => count(index + 1),
    condition: ({ row }) => (what === 'segment' ? undefined : `${what}:${row + 1}`),
  };
}

/** When the first byte came. */
export function timeColumn<Row extends SharedRow>(context: CellContext): TableColumn<Row> {
  const { start, times, timeBefore } = context;
  const words = {
    relative: { header: 'time s', title: 'Seconds since the connection began' },
    absolute: { header: 'time UTC', title: 'The capture’s clock, in UTC' },
    delta: { header: 'Δ time s', title: 'Seconds since the row above' },
  }[times];
  return {
    id: 'time',
    name: 'time',
    ...words,
    size: times === 'absolute' ? 124 : 84,
    align: 'end',
    mono: true,
    cell: ({ time }, index) => {
      if (Number.isNaN(time)) return '–';
      if (times === 'relative') return (time - start).toFixed(4);
      if (times === 'absolute') return clock(time);
      const before = index === 0 ? start : timeBefore(index);
      return before === undefined ? '' : signed(time - before);
    },
    condition: ({ time }) =>
      Number.isNaN(time) ? undefined : `t:>=${String(Number((time - start).toFixed(6)))}`,
  };
}

/** Who sent it. */
export function directionColumn<Row extends SharedRow>(): TableColumn<Row> {
  return {
    id: 'direction',
    name: 'direction',
    header: 'dir',
    title: 'Direction: to the right is to the server',
    size: 40,
    cell: ({ direction }) => <DirectionMark direction={direction} />,
    condition: ({ direction }) => `dir:${direction === 0 ? 'up' : 'down'}`,
  };
}

/** Where it begins. */
export function addressColumn<Row extends SharedRow>(): TableColumn<Row> {
  return {
    id: 'address',
    name: 'address',
    header: 'address',
    title: 'Direction and offset in its TCP stream',
    size: 112,
    mono: true,
    cell: ({ address }) => address,
    condition: ({ offset, direction }) => `dir:${direction === 0 ? 'up' : 'down'} at:${offset}`,
  };
}

/** The packet with its first byte. */
export function packetColumn<Row extends SharedRow>(): TableColumn<Row> {
  return {
    id: 'packet',
    name: 'TCP packet',
    header: 'packet',
    title: 'Packet of the capture that carries the first byte',
    size: 72,
    align: 'end',
    mono: true,
    cell: ({ packet }) => (packet > 0 ? count(packet) : '–'),
    condition: ({ packet }) => (packet > 0 ? `packet:${packet}` : undefined),
  };
}

/** A number of a row that is simply shown and compared. */
export function valueColumn<Row>(
  id: string,
  field: string,
  header: string,
  title: string,
  size: number,
  value: (row: Row) => number,
): TableColumn<Row> {
  return {
    id,
    name: nameIn(title),
    header,
    title,
    size,
    align: 'end',
    mono: true,
    cell: (row) => count(value(row)),
    condition: (row) => `${field}:${value(row)}`,
  };
}

/** The chunk stream ID: a name, so without the marks of a count. */
export function chunkStreamColumn<Row extends { chunkStreamId: number }>(): TableColumn<Row> {
  return {
    ...valueColumn<Row>(
      'chunkStreamId',
      'csid',
      'csid',
      'Chunk stream ID',
      52,
      (row) => row.chunkStreamId,
    ),
    cell: ({ chunkStreamId }) => chunkStreamId,
  };
}

/** The message stream ID, likewise. */
export function messageStreamColumn<Row extends { messageStreamId: number }>(): TableColumn<Row> {
  return {
    ...valueColumn<Row>(
      'messageStreamId',
      'msid',
      'msid',
      'Message stream ID',
      52,
      (row) => row.messageStreamId,
    ),
    cell: ({ messageStreamId }) => messageStreamId,
  };
}

/** The words of a title up to its first sign, as a menu has them. */
function nameIn(title: string): string {
  return uncapitalised(title.split(/[,:;]/)[0]!);
}

/** The worst that was found about a row, in a column of its own. */
export function problemColumn<Row extends { finding?: Severity }>(): TableColumn<Row> {
  return {
    id: 'problem',
    name: 'problem',
    header: 'problem',
    title: 'The worst that was found',
    size: 92,
    optional: true,
    cell: ({ finding }) =>
      finding && (
        <>
          <ToneMark tone={finding} />
          {finding}
        </>
      ),
    condition: ({ finding }) => (finding ? `problem:${finding}` : undefined),
  };
}

/** A condition on a text; none on one that hides a stream key, since a filter is in every link. */
export function openText(
  field: string,
  text: string,
  mask: (text: string) => string,
): string | undefined {
  return text === '' || mask(text) !== text ? undefined : `${field}:${quoted(text)}`;
}

function clock(time: number): string {
  const micro = Math.round(time * 1e6);
  const text = new Date(Math.floor(micro / 1000)).toISOString().slice(11, 23);
  return `${text}${String(((micro % 1000) + 1000) % 1000).padStart(3, '0')}`;
}

function signed(seconds: number): string {
  return `${seconds < 0 ? '−' : '+'}${Math.abs(seconds).toFixed(4)}`;
}
