import { useCallback, useMemo, useState } from 'react';
import { parseAddress } from '../../../src-protocol/bytes/address.ts';
import { ToneMark } from '../../components/banner.tsx';
import { TWO_LINES } from '../../components/two-lines.ts';
import { useMedia } from '../../components/use-media.ts';
import { type GridColumn, VirtualGrid } from '../../components/virtual-grid.tsx';
import { Button } from '../../components/button.tsx';
import type { Severity } from '../../../src-protocol/dictionary/diagnostic.ts';
import { count, counted } from '../../format/numbers.ts';
import { citationText, diagnosticByCode } from '../../../src-protocol/inspect/dictionary.ts';
import { goTo, select, step } from '../../state/actions.ts';
import { useHint } from '../../state/commands.ts';
import { currentConnection, useInspector } from '../../state/store.ts';
import { useAnswer } from '../../state/use-answer.ts';
import { useRows } from '../../state/use-rows.ts';
import type { ConnectionSummary, FindingChoice, FindingView, Sort } from '../../worker/protocol.ts';
import { DirectionMark } from '../marks/direction-mark.tsx';
import { nextSort, reasonAgainstSort } from '../tables/use-sort.ts';
import { ProblemCard } from './problem-card.tsx';
import '../tables/grids.css';
import './problems.css';

const SEVERITIES: readonly Severity[] = ['error', 'warning', 'note'];
/** Columns of the small histograms. */
const BINS = 40;

/** What is wrong with the connection looked at: by kind, and one by one in capture order. */
export function ProblemsView() {
  const connection = useInspector(currentConnection);
  return connection && <Problems key={connection.connection} connection={connection} />;
}

function Problems({ connection }: { readonly connection: ConnectionSummary }) {
  const [severities, setSeverities] = useState(SEVERITIES);
  const [code, setCode] = useState<string>();
  const muted = useInspector((state) => state.muted);
  const nextHint = useHint('next-problem');
  const previousHint = useHint('previous-problem');
  const { answer: groups = [] } = useAnswer('problem-groups', {
    connection: connection.connection,
    bins: BINS,
  });
  const shown = groups.filter(({ severity }) => severities.includes(severity));
  // The grid asks for rows once it knows that there are some: the groups have counted them.
  const listed = (code === undefined ? shown : groups).filter((group) =>
    code === undefined ? !muted.includes(group.code) : group.code === code,
  );
  const total = listed.reduce((sum, group) => sum + group.count, 0);
  const toggle = (severity: Severity) => {
    const others = severities.filter((one) => one !== severity);
    setSeverities(others.length < severities.length ? others : [...others, severity]);
  };
  return (
    <div className="problems">
      <div className="problems-bar">
        <div role="group" aria-label="How bad" className="choice">
          {SEVERITIES.map((severity) => (
            <SeverityOption
              key={severity}
              severity={severity}
              number={connection.findings[severity]}
              pressed={severities.includes(severity)}
              onToggle={() => toggle(severity)}
            />
          ))}
        </div>
        <div className="problems-steps">
          <Button {...previousHint} onClick={() => void step('problem', -1)}>
            Previous
          </Button>
          <Button {...nextHint} onClick={() => void step('problem', 1)}>
            Next
          </Button>
        </div>
        {muted.length > 0 && (
          <span className="dim">{counted(muted.length, 'rule')} muted in this browser</span>
        )}
        {code !== undefined && (
          <Button onClick={() => setCode(undefined)}>Show all kinds in the table</Button>
        )}
      </div>
      {shown.length > 0 && (
        // A region that scrolls must be reachable by key.
        // eslint-disable-next-line jsx-a11y/no-noninteractive-tabindex
        <div className="problem-cards" role="region" aria-label="Kinds of problems" tabIndex={0}>
          <ul>
            {shown.map((group) => (
              <ProblemCard
                key={group.code}
                group={group}
                chosen={group.code === code}
                onChoose={() => setCode(group.code === code ? undefined : group.code)}
              />
            ))}
          </ul>
        </div>
      )}
      <div className="problems-grid">
        <ProblemGrid
          connection={connection}
          total={total}
          choice={code === undefined ? { severities, without: muted } : { code }}
        />
      </div>
    </div>
  );
}

/** A severity that can be left out; where there is no room for words, its sign and number are what is seen. */
function SeverityOption({
  severity,
  number,
  pressed,
  onToggle,
}: {
  readonly severity: Severity;
  readonly number: number;
  readonly pressed: boolean;
  readonly onToggle: () => void;
}) {
  const words = counted(number, severity);
  return (
    <button
      type="button"
      className="choice-option"
      aria-pressed={pressed}
      aria-label={words}
      title={words}
      onClick={onToggle}
    >
      <ToneMark tone={severity} />
      <span className="severity-words">{words}</span>
      <span className="severity-number">{count(number)}</span>
    </button>
  );
}

function ProblemGrid({
  connection,
  total,
  choice,
}: {
  readonly connection: ConnectionSummary;
  /** Rows that the choice leaves. */
  readonly total: number;
  readonly choice: FindingChoice;
}) {
  const [sort, setSort] = useState<Sort>();
  const sortable = reasonAgainstSort(total) === undefined;
  const order = sortable ? sort : undefined;
  const rows = useRows('findings', connection.connection, { ...choice, sort: order });
  const selection = useInspector((state) => state.selection);
  const columns = useMemo(() => problemColumns(connection.start), [connection.start]);

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
  const twoLines = useMedia(TWO_LINES);
  return (
    <VirtualGrid
      label="Problems"
      rowCount={total}
      columns={columns}
      twoLines={twoLines}
      row={rows.row}
      onView={rows.show}
      isSelected={isSelected}
      onSelect={onSelect}
      sorted={order && { column: order.by, descending: order.descending === true }}
      {...(sortable && total > 0 && { onSort: (id: string) => setSort(nextSort(sort, id)) })}
      empty={
        connection.findings.error + connection.findings.warning + connection.findings.note === 0
          ? 'Nothing was found that breaks the specification or is known to trouble receivers.'
          : 'Nothing is left to show: see which kinds are muted or switched off above.'
      }
    />
  );
}

function problemColumns(start: number): GridColumn<FindingView>[] {
  return [
    {
      id: 'number',
      header: '#',
      size: 48,
      narrow: { line: 2, size: 44 },
      align: 'end',
      mono: true,
      cell: (_, index) => count(index + 1),
      waiting: (index) => count(index + 1),
    },
    {
      id: 'severity',
      header: 'severity',
      sortable: true,
      size: 96,
      narrow: { line: 1, size: 92 },
      cell: ({ severity }) => (
        <>
          <ToneMark tone={severity} /> <span aria-hidden>{severity}</span>
        </>
      ),
    },
    {
      id: 'time',
      header: 'time s',
      sortable: true,
      title: 'Seconds since the connection began',
      size: 92,
      narrow: { line: 2, size: 78 },
      align: 'end',
      mono: true,
      cell: ({ time }) => (time - start).toFixed(4),
    },
    {
      id: 'direction',
      header: 'dir',
      sortable: true,
      size: 48,
      narrow: { line: 2, size: 32 },
      cell: ({ direction }) => <DirectionMark direction={direction} />,
    },
    {
      id: 'address',
      header: 'address',
      sortable: true,
      size: 112,
      narrow: { line: 2, size: 100, grow: true },
      mono: true,
      cell: ({ address }) => address,
    },
    {
      id: 'text',
      header: 'what is wrong',
      sortable: true,
      size: 280,
      grow: true,
      narrow: { line: 1, size: 120, grow: true },
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
      size: 132,
      cell: ({ code }) => {
        const diagnostic = diagnosticByCode(code);
        return <span className="clip dim">{diagnostic && citationText(diagnostic.see)}</span>;
      },
    },
    {
      id: 'code',
      header: 'code',
      sortable: true,
      size: 230,
      mono: true,
      cell: ({ code }) => <span className="clip dim">{code}</span>,
    },
  ];
}
