import type { ReactNode } from 'react';
import { byteSize } from '../../format/bytes.ts';
import { hostAndPort } from '../../format/hosts.ts';
import { count, counted } from '../../format/numbers.ts';
import { dateAndTime, duration } from '../../format/times.ts';
import { setConnection, setView } from '../../state/actions.ts';
import { MASK } from '../../state/mask.ts';
import { useInspector } from '../../state/store.ts';
import type { ConnectionSummary } from '../../worker/protocol.ts';
import { FindingCounts, RevealButton } from '../connections/connections-view.tsx';
import { DIRECTION_WORDS } from '../marks/direction-words.ts';
import { roleOf } from './role.ts';

/** Who talked with whom, what about, and how much. */
export function EndsCard({ connection }: { readonly connection: ConnectionSummary }) {
  const {
    client,
    server,
    clientName,
    serverName,
    start,
    end,
    app,
    midstream,
    why,
    streams,
    findings,
    authentication,
  } = connection;
  return (
    <section className="card" aria-labelledby="ends-title">
      <h2 id="ends-title">
        Connection {connection.connection}
        {app !== undefined && (
          <>
            {' '}
            to application <code>{app}</code>
          </>
        )}
        <span className="pill">{roleOf(connection)}</span>
      </h2>
      <div className="ends">
        <Endpoint side="client" endpoint={client} name={clientName} />
        <div className="ends-lines">
          {([0, 1] as const).map((direction) => (
            <Traffic key={direction} connection={connection} direction={direction} />
          ))}
        </div>
        <Endpoint side="server" endpoint={server} name={serverName} />
      </div>
      <Streams streams={streams} />
      {authentication && <Authentication round={authentication} />}
      <dl className="figures">
        <Figure name="Lasted">{duration(end - start)}</Figure>
        <Figure name="Chunks">
          <button type="button" className="figure-link" onClick={() => setView('chunks')}>
            {count(connection.chunks)}
          </button>
        </Figure>
        <Figure name="Messages">
          <button type="button" className="figure-link" onClick={() => setView('messages')}>
            {count(connection.messages)}
          </button>
        </Figure>
        <Figure name="Problems">
          <button type="button" className="figure-link" onClick={() => setView('problems')}>
            <FindingCounts findings={findings} />
          </button>
        </Figure>
        <Figure name="Began" small>
          {dateAndTime(start)}
        </Figure>
      </dl>
      <p className="dim">
        {why}
        {midstream && ' The capture began while it was already running.'}
      </p>
    </section>
  );
}

/** Its part in an authentication, with a way to the connections before and after. */
function Authentication({
  round: { text, previous, next },
}: {
  readonly round: NonNullable<ConnectionSummary['authentication']>;
}) {
  return (
    <p>
      {text}{' '}
      {[previous, next].map(
        (number) =>
          number !== undefined && (
            <button
              key={number}
              type="button"
              className="figure-link"
              onClick={() => setConnection(number)}
            >
              Connection {number}
            </button>
          ),
      )}
    </p>
  );
}

function Endpoint({
  side,
  endpoint,
  name,
}: {
  readonly side: string;
  readonly endpoint: string;
  /** What the capture calls the address. */
  readonly name: string | undefined;
}) {
  const { host, port } = hostAndPort(endpoint);
  return (
    <div className="endpoint" data-side={side}>
      <span className="dim">{side}</span>
      <strong className="mono">{host}</strong>
      {name !== undefined && <span>{name}</span>}
      <span className="mono dim">{port && `port ${port}`}</span>
    </div>
  );
}

function Traffic({
  connection: { directions },
  direction,
}: {
  readonly connection: ConnectionSummary;
  readonly direction: 0 | 1;
}) {
  const { bytes, chunks, messages, missing } = directions[direction];
  return (
    <p className="ends-line" data-direction={direction}>
      <span className="visually-hidden">{DIRECTION_WORDS[direction]}: </span>
      <span title={counted(bytes, 'byte')}>{byteSize(bytes)}</span>
      <span className="dim">
        {counted(chunks, 'chunk')}, {counted(messages, 'message')}
      </span>
      {missing > 0 && <strong className="tone-warning">{byteSize(missing)} missing</strong>}
    </p>
  );
}

function Streams({ streams }: Pick<ConnectionSummary, 'streams'>) {
  const reveal = useInspector((state) => state.revealKeys);
  if (streams.length === 0)
    return <p className="dim">No stream was published or played in this capture.</p>;
  return (
    <div className="streams">
      <ul>
        {streams.map(({ name, role, messageStreamId }) => (
          <li key={`${messageStreamId} ${role} ${name}`}>
            <strong>{role}</strong> <code>{reveal ? name : MASK}</code>{' '}
            <span className="dim">message stream {messageStreamId}</span>
          </li>
        ))}
      </ul>
      <RevealButton />
    </div>
  );
}

/** A number with its name. */
export function Figure({
  name,
  small = false,
  children,
}: {
  readonly name: string;
  readonly small?: boolean;
  readonly children: ReactNode;
}) {
  return (
    <div className="figure" data-small={small}>
      <dt>{name}</dt>
      <dd>{children}</dd>
    </div>
  );
}
