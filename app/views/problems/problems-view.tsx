import { useCallback, useMemo } from 'react';
import { parseAddress } from '../../../src-protocol/bytes/address.ts';
import { ToneMark } from '../../components/banner.tsx';
import { type GridColumn, VirtualGrid } from '../../components/virtual-grid.tsx';
import { count } from '../../format/numbers.ts';
import { citationText, diagnosticByCode } from '../../../src-protocol/inspect/dictionary.ts';
import { goTo, select } from '../../state/actions.ts';
import { currentConnection, useInspector } from '../../state/store.ts';
import { useRows } from '../../state/use-rows.ts';
import type { ConnectionSummary, FindingView } from '../../worker/protocol.ts';
import { DirectionMark } from '../marks/direction-mark.tsx';
import '../tables/grids.css';

/** What is wrong with the connection looked at, in capture order. */
export function ProblemsView() {
  const connection = useInspector(currentConnection);
  return connection && <ProblemGrid key={connection.connection} connection={connection} />;
}

function ProblemGrid({ connection }: { readonly connection: ConnectionSummary }) {
  const rows = useRows('findings', connection.connection);
  const selection = useInspector((state) => state.selection);
  const columns = useMemo(() => problemColumns(connection.start), [connection.start]);
  const { error, warning, note } = connection.findings;

  const isSelected = useCallback(
    ({ record, address }: FindingView) => {
      if (!selection) return false;
      const place = record
        ? { direction: record.direction, offset: record.at }
        : parseAddress(address);
      return place?.direction === selection.direction && place.offset === selection.at;
    },
    [selection],
  );
  const onSelect = useCallback(({ record, address }: FindingView) => {
    if (record) select(record);
    else void goTo(address);
  }, []);
  return (
    <VirtualGrid
      label="Problems"
      rowCount={Math.max(error + warning + note, rows.total)}
      columns={columns}
      row={rows.row}
      onView={rows.show}
      isSelected={isSelected}
      onSelect={onSelect}
      empty="Nothing was found that breaks the specification or is known to trouble receivers."
    />
  );
}

function problemColumns(start: number): GridColumn<FindingView>[] {
  return [
    {
      id: 'number',
      header: '#',
      size: 60,
      align: 'end',
      mono: true,
      cell: (_, index) => count(index + 1),
      waiting: (index) => count(index + 1),
    },
    {
      id: 'severity',
      header: 'severity',
      size: 96,
      cell: ({ severity }) => (
        <>
          <ToneMark tone={severity} /> <span aria-hidden>{severity}</span>
        </>
      ),
    },
    {
      id: 'time',
      header: 'time s',
      title: 'Seconds since the connection began',
      size: 92,
      align: 'end',
      mono: true,
      cell: ({ time }) => (time - start).toFixed(4),
    },
    {
      id: 'direction',
      header: 'dir',
      size: 40,
      cell: ({ direction }) => <DirectionMark direction={direction} />,
    },
    { id: 'address', header: 'address', size: 116, mono: true, cell: ({ address }) => address },
    {
      id: 'text',
      header: 'what is wrong',
      size: 360,
      grow: true,
      cell: ({ code }) => {
        const text = diagnosticByCode(code)?.text ?? code;
        return (
          <span className="clip" title={text}>
            {text}
          </span>
        );
      },
    },
    {
      id: 'section',
      header: 'section',
      size: 150,
      cell: ({ code }) => {
        const diagnostic = diagnosticByCode(code);
        return <span className="clip dim">{diagnostic && citationText(diagnostic.see)}</span>;
      },
    },
    {
      id: 'code',
      header: 'code',
      size: 230,
      mono: true,
      cell: ({ code }) => <span className="clip dim">{code}</span>,
    },
  ];
}
