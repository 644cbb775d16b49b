import { byteSize } from '../../format/bytes.ts';
import { hostAndPort } from '../../format/hosts.ts';
import { count, counted } from '../../format/numbers.ts';
import { dateAndTime, duration } from '../../format/times.ts';
import { select, setView } from '../../state/actions.ts';
import { MASK } from '../../state/mask.ts';
import { currentConnection, useInspector } from '../../state/store.ts';
import type { CommentView, ConnectionSummary } from '../../worker/protocol.ts';
import { FindingCounts, RevealButton } from '../connections/connections-view.tsx';
import { DirectionMark } from '../marks/direction-mark.tsx';
import { DIRECTION_WORDS } from '../marks/direction-words.ts';
import { ReadAsPicker } from '../source/read-as-picker.tsx';
import { CommandStory } from './command-story.tsx';
import { HandshakeCard } from './handshake-card.tsx';
import './overview.css';

/** One connection at a glance: who, how it began, what was said, what is in the capture. */
export function OverviewView() {
  const connection = useInspector(currentConnection);
  if (!connection) return null;
  return (
    <div className="overview" tabIndex={-1}>
      <Ends connection={connection} />
      <HandshakeCard connection={connection} />
      <Streams connection={connection} />
      <Traffic connection={connection} />
      <CaptureFacts />
      <CommandStory key={connection.connection} connection={connection} />
    </div>
  );
}

function Ends({ connection }: { readonly connection: ConnectionSummary }) {
  const { client, server, clientName, serverName, start, end, app, midstream, why } = connection;
  return (
    <section className="card card-wide" aria-labelledby="ends-title">
      <h2 id="ends-title">
        Connection {connection.connection}
        {app !== undefined && (
          <>
            {' '}
            to application <code>{app}</code>
          </>
        )}
      </h2>
      <div className="ends">
        <Endpoint side="client" endpoint={client} name={clientName} />
        <span className="ends-line" aria-hidden>
          ⇄
        </span>
        <Endpoint side="server" endpoint={server} name={serverName} />
        <dl className="facts">
          <dt>Began</dt>
          <dd>{dateAndTime(start)}</dd>
          <dt>Lasted</dt>
          <dd>{duration(end - start)}</dd>
        </dl>
      </div>
      <p className="dim">
        {why}
        {midstream && ' The capture began while it was already running.'}
      </p>
    </section>
  );
}

/** What somebody wrote into the capture, with the way to the bytes it is about. */
function Comments({ comments }: { readonly comments: readonly CommentView[] }) {
  if (comments.length === 0) return null;
  return (
    <details className="capture-comments">
      <summary>{counted(comments.length, 'comment')} in the file</summary>
      <ul>
        {comments.map(({ about, text, record }, at) => (
          <li key={at}>
            {record ? (
              <button type="button" className="button" onClick={() => select(record)}>
                {about}
              </button>
            ) : (
              <span className="dim">{about}</span>
            )}{' '}
            {text}
          </li>
        ))}
      </ul>
    </details>
  );
}

function Endpoint({
  side,
  endpoint,
  name,
}: {
  readonly side: string;
  readonly endpoint: string;
  readonly name: string | undefined;
}) {
  const { host, port } = hostAndPort(endpoint);
  return (
    <div className="endpoint">
      <span className="dim">{side}</span>
      <strong className="mono">{host}</strong>
      {name !== undefined && <span>{name}</span>}
      <span className="mono dim">{port && `port ${port}`}</span>
    </div>
  );
}

function Streams({ connection: { streams } }: { readonly connection: ConnectionSummary }) {
  const reveal = useInspector((state) => state.revealKeys);
  return (
    <section className="card" aria-labelledby="streams-title">
      <h2 id="streams-title">Streams</h2>
      {streams.length === 0 ? (
        <p className="dim">No stream was published or played in this capture.</p>
      ) : (
        <>
          <ul className="streams">
            {streams.map(({ name, role, messageStreamId }) => (
              <li key={`${messageStreamId} ${role} ${name}`}>
                <strong>{role}</strong> <code>{reveal ? name : MASK}</code>{' '}
                <span className="dim">message stream {messageStreamId}</span>
              </li>
            ))}
          </ul>
          <RevealButton />
        </>
      )}
    </section>
  );
}

function Traffic({ connection }: { readonly connection: ConnectionSummary }) {
  return (
    <section className="card" aria-labelledby="traffic-title">
      <h2 id="traffic-title">Traffic</h2>
      <table className="traffic">
        <thead>
          <tr>
            <td />
            <th scope="col">bytes</th>
            <th scope="col">chunks</th>
            <th scope="col">messages</th>
            <th scope="col">missing</th>
          </tr>
        </thead>
        <tbody>
          {connection.directions.map(({ bytes, chunks, messages, missing }, direction) => (
            <tr key={direction}>
              <th scope="row">
                <DirectionMark direction={direction as 0 | 1} />
                <span aria-hidden> {DIRECTION_WORDS[direction]}</span>
              </th>
              <td title={counted(bytes, 'byte')}>{byteSize(bytes)}</td>
              <td>{count(chunks)}</td>
              <td>{count(messages)}</td>
              <td className={missing > 0 ? 'tone-warning' : ''}>{byteSize(missing)}</td>
            </tr>
          ))}
        </tbody>
      </table>
      <p>
        Problems: <FindingCounts findings={connection.findings} />
      </p>
      <p className="card-links">
        <button type="button" className="button" onClick={() => setView('chunks')}>
          All chunks
        </button>
        <button type="button" className="button" onClick={() => setView('problems')}>
          All problems
        </button>
      </p>
    </section>
  );
}

function CaptureFacts() {
  const capture = useInspector((state) => state.capture);
  if (!capture) return null;
  const { name, size, format, packets, cutPackets, others, remarks, kind } = capture;
  return (
    <section className="card" aria-labelledby="capture-title">
      <h2 id="capture-title">Capture</h2>
      <dl className="facts">
        <dt>File</dt>
        <dd>{name}</dd>
        <dt>Size</dt>
        <dd title={counted(size, 'byte')}>{byteSize(size)}</dd>
        <dt>Format</dt>
        <dd>{format}</dd>
        {kind === 'capture' && (
          <>
            <dt>Packets</dt>
            <dd>
              {count(packets)}
              {cutPackets > 0 && `, ${count(cutPackets)} of them cut short when captured`}
            </dd>
          </>
        )}
        {others.length > 0 && (
          <>
            <dt>Besides TCP</dt>
            <dd>{others.map(({ what, packets: many }) => `${what} ${count(many)}`).join(', ')}</dd>
          </>
        )}
      </dl>
      {remarks.map((remark) => (
        <p key={remark}>{remark}</p>
      ))}
      <Comments comments={capture.comments} />
      <p>
        <ReadAsPicker />
      </p>
    </section>
  );
}
