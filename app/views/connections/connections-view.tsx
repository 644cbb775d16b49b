import { Eye, EyeOff } from 'lucide-react';
import { useMemo, useState } from 'react';
import { Button } from '../../components/button.tsx';
import { Dialog } from '../../components/dialog.tsx';
import { ToneMark } from '../../components/banner.tsx';
import { TWO_LINES } from '../../components/two-lines.ts';
import { useMedia } from '../../components/use-media.ts';
import { type GridColumn, VirtualGrid } from '../../components/virtual-grid.tsx';
import { byteSize } from '../../format/bytes.ts';
import { count, counted } from '../../format/numbers.ts';
import { duration } from '../../format/times.ts';
import { reopen, setConnection, setRevealKeys } from '../../state/actions.ts';
import { MASK } from '../../state/mask.ts';
import { decodedConnections, useInspector } from '../../state/store.ts';
import type { ConnectionSummary, Sort } from '../../worker/protocol.ts';
import { stoppedText } from '../overview/course-text.ts';
import { DecipherOffer } from '../source/decipher-offer.tsx';
import { nextSort } from '../tables/use-sort.ts';
import { inOrder, isOrder } from './connection-order.ts';
import './connections.css';

/** Every TCP connection of the capture; those that can be looked at come first. */
export function ConnectionsView() {
  const connections = useInspector((state) => state.connections);
  const reveal = useInspector((state) => state.revealKeys);
  const decoded = useInspector((state) => decodedConnections(state).length);
  const [sort, setSort] = useState<Sort>();
  const sorted = useMemo(() => inOrder(connections, sort), [connections, sort]);
  const columns = useMemo(
    () => connectionColumns(reveal).map((one) => ({ ...one, sortable: isOrder(one.id) })),
    [reveal],
  );
  const twoLines = useMedia(TWO_LINES);
  const [refused, setRefused] = useState<ConnectionSummary>();
  const hasKeys = connections.some(({ streams }) => streams.length > 0);

  return (
    <section className="connections" aria-labelledby="connections-title">
      <header className="connections-head">
        <div>
          <h1 id="connections-title">Connections</h1>
          <p className="dim">
            {decoded > 0
              ? `${counted(decoded, 'RTMP connection')} of ${count(connections.length)}. Choose one to look into it.`
              : `${counted(connections.length, 'TCP connection')}, none of them RTMP that can be decoded.`}
          </p>
        </div>
        {hasKeys && <RevealButton />}
      </header>
      <div className="connections-grid">
        <VirtualGrid
          twoLines={twoLines}
          label="Connections"
          rowCount={sorted.length}
          columns={columns}
          row={(index) => sorted[index]}
          onSelect={(one) => (one.decoded ? setConnection(one.connection) : setRefused(one))}
          sorted={sort && { column: sort.by, descending: sort.descending === true }}
          {...(sorted.length > 1 && { onSort: (id: string) => setSort(nextSort(sort, id)) })}
          rowClass={({ decoded }) => (decoded ? 'connection-open' : 'connection-other')}
          empty="No TCP connection has been found so far."
        />
      </div>
      {refused && <NotRtmp connection={refused} onClose={() => setRefused(undefined)} />}
    </section>
  );
}

/** Why a connection has no chunks to look at, and the way to look all the same. */
function NotRtmp({
  connection: { connection, client, server, why, tls },
  onClose,
}: {
  readonly connection: ConnectionSummary;
  readonly onClose: () => void;
}) {
  return (
    <Dialog title={`Connection ${connection} is not shown`} description={why} onClose={onClose}>
      <p className="mono">
        {client} → {server}
      </p>
      {tls && <DecipherOffer />}
      <p>
        If you know that it is RTMP, it can be read as that: its bytes are searched for chunk
        headers, and what is found may be chance.
      </p>
      <p>
        <Button
          look="primary"
          onClick={() => {
            onClose();
            reopen({ force: connection }, { connection });
          }}
        >
          Read it as RTMP
        </Button>
      </p>
    </Dialog>
  );
}

/** Shows or hides stream keys everywhere. */
export function RevealButton() {
  const reveal = useInspector((state) => state.revealKeys);
  return (
    <Button aria-pressed={reveal} onClick={() => setRevealKeys(!reveal)}>
      {reveal ? <EyeOff size={14} aria-hidden /> : <Eye size={14} aria-hidden />}
      {reveal ? 'Hide stream keys' : 'Reveal stream keys'}
    </Button>
  );
}

function connectionColumns(reveal: boolean): GridColumn<ConnectionSummary>[] {
  return [
    {
      id: 'number',
      header: '#',
      size: 48,
      narrow: { line: 1, size: 40 },
      align: 'end',
      mono: true,
      cell: ({ connection }) => connection,
    },
    {
      id: 'client',
      header: 'client',
      size: 176,
      narrow: { line: 2, size: 120, grow: true },
      mono: true,
      cell: ({ client, clientName }) => <End end={client} name={clientName} />,
    },
    {
      id: 'server',
      header: 'server',
      size: 176,
      mono: true,
      cell: ({ server, serverName }) => <End end={server} name={serverName} />,
    },
    {
      id: 'what',
      header: 'what it is',
      size: 280,
      grow: true,
      narrow: { line: 1, size: 160, grow: true },
      cell: (connection) => <What connection={connection} reveal={reveal} />,
    },
    {
      id: 'duration',
      header: 'duration',
      size: 96,
      narrow: { line: 2, size: 76 },
      align: 'end',
      cell: ({ start, end }) => duration(end - start),
    },
    {
      id: 'up',
      header: '→ bytes',
      title: 'Bytes from client to server',
      size: 96,
      align: 'end',
      cell: ({ directions }) => byteSize(directions[0].bytes),
    },
    {
      id: 'down',
      header: '← bytes',
      title: 'Bytes from server to client',
      size: 96,
      align: 'end',
      cell: ({ directions }) => byteSize(directions[1].bytes),
    },
    {
      id: 'chunks',
      header: 'chunks',
      size: 84,
      align: 'end',
      mono: true,
      cell: ({ decoded, chunks }) => (decoded ? count(chunks) : '–'),
    },
    {
      id: 'messages',
      header: 'messages',
      size: 84,
      align: 'end',
      mono: true,
      cell: ({ decoded, messages }) => (decoded ? count(messages) : '–'),
    },
    {
      id: 'findings',
      header: 'problems',
      size: 130,
      narrow: { line: 2, size: 96 },
      cell: ({ findings, decoded }) => (decoded ? <FindingCounts findings={findings} /> : '–'),
    },
  ];
}

/** An address, and what the capture calls it. */
function End({ end, name }: { readonly end: string; readonly name: string | undefined }) {
  if (name === undefined) return end;
  return (
    <span className="clip" title={`${end} is ${name}`}>
      {end} <span className="dim">{name}</span>
    </span>
  );
}

function What({
  connection: { decoded, app, streams, why, transport, stopped },
  reveal,
}: {
  readonly connection: ConnectionSummary;
  readonly reveal: boolean;
}) {
  if (!decoded)
    return (
      <span className="clip" title={why}>
        {transport === 'other' || transport === 'unknown' ? '' : `${transport.toUpperCase()}: `}
        {why}
      </span>
    );
  return (
    <>
      <span className="connection-link">{transport.toUpperCase()}</span>
      <span className="clip">
        {app === undefined ? 'no application seen' : `app ${app}`}
        {streams.map(({ name, role, messageStreamId }) => (
          <span key={`${messageStreamId} ${role} ${name}`}>
            {` · ${role} `}
            <code>{reveal ? name : MASK}</code>
          </span>
        ))}
        {stopped && <strong>{` · ${stoppedText(stopped)}`}</strong>}
      </span>
    </>
  );
}

/** Findings by severity, each with its sign. */
export function FindingCounts({ findings }: Pick<ConnectionSummary, 'findings'>) {
  const { error, warning, note } = findings;
  if (error + warning + note === 0) return <span className="dim">none</span>;
  return (
    <span className="finding-counts">
      {error > 0 && (
        <span>
          <ToneMark tone="error" /> {count(error)}
        </span>
      )}
      {warning > 0 && (
        <span>
          <ToneMark tone="warning" /> {count(warning)}
        </span>
      )}
      {note > 0 && (
        <span>
          <ToneMark tone="note" /> {count(note)}
        </span>
      )}
    </span>
  );
}
