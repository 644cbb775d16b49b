import { RotateCw } from 'lucide-react';
import { useEffect, useRef, useState } from 'react';
import { Button } from '../../components/button.tsx';
import { CopyButton } from '../../components/copy-button.tsx';
import { byteSize } from '../../format/bytes.ts';
import { counted } from '../../format/numbers.ts';
import { setRevealKeys } from '../../state/actions.ts';
import { openLive } from '../../state/live-actions.ts';
import {
  type ListenerNews,
  type ListenerState,
  type LiveConnection,
  watchListener,
} from '../../state/live-listener.ts';
import { MASK } from '../../state/mask.ts';
import { useInspector } from '../../state/store.ts';
import { PlayElsewhere } from './play-elsewhere.tsx';
import { playAddress } from './play-lines.ts';
import './live.css';

const HOST = location.hostname === '' ? 'localhost' : location.hostname;

type Listening = Extract<ListenerNews, { listening: true }>;

/** What is said while there is no listener to show. */
const WITHOUT = {
  gone: 'The listener does not answer any more: its program was stopped. The page looks for it again every two seconds.',
  absent:
    'There is no listener where this page comes from, or it does not let this page in. A page on a static host can only open captures.',
  locked: 'There is a listener, and it shows live connections only to pages that know its word.',
} as const;

/** The listener on the start page: where to publish to, and who does. */
export function LivePanel() {
  const [state, setState] = useState<ListenerState>('asking');
  const [attempt, setAttempt] = useState(0);
  useEffect(() => watchListener(setState), [attempt]);
  const again = () => {
    setState('asking');
    setAttempt(attempt + 1);
  };
  if (state === 'asking') return <p role="status">Looking for the listener.</p>;
  if (typeof state === 'string')
    return (
      <div className="live-absent" role="status">
        <p>{WITHOUT[state]}</p>
        <p>
          {state === 'locked' ? (
            <>
              Open the address that <code>npm start</code> has printed: it ends in{' '}
              <code>?key=</code> and the word.
            </>
          ) : (
            <>
              To watch live connections, run <code>npm start</code> in a clone of the project and
              open the address it prints.
            </>
          )}
        </p>
        <Button onClick={again}>
          <RotateCw size={14} aria-hidden />
          Look again
        </Button>
      </div>
    );
  if (!state.listening)
    return (
      <p className="live-absent" role="status">
        {state.reason}
      </p>
    );
  return (
    <div className="live">
      <Addresses port={state.port} forward={state.forward} />
      <LiveConnections {...state} />
      {state.bounds && <Bounds bounds={state.bounds} />}
    </div>
  );
}

/** What to give to an encoder. */
function Addresses({
  port,
  forward,
}: {
  readonly port: number;
  readonly forward: string | undefined;
}) {
  const server = playAddress(HOST, port, 'live', '');
  const lines = [
    { program: 'OBS', text: server, hint: 'Server; any stream key will do' },
    {
      program: 'FFmpeg',
      text: `ffmpeg -re -i input.mp4 -c copy -f flv ${server}/test`,
      hint: 'a file, as it is',
    },
    {
      program: 'GStreamer',
      text: `gst-launch-1.0 videotestsrc is-live=true ! x264enc tune=zerolatency ! flvmux streamable=true ! rtmp2sink location=${server}/test`,
      hint: 'a test picture',
    },
  ];
  return (
    <section aria-labelledby="live-addresses">
      <h3 id="live-addresses">Publish here</h3>
      {forward !== undefined && (
        <p className="live-tap">
          <strong>Tap:</strong> everything is passed on to <code>{forward}</code>, unchanged, and
          shown as it passes.
        </p>
      )}
      <dl className="live-addresses">
        {lines.map(({ program, text, hint }) => (
          <div key={program}>
            <dt>
              {program} <span className="dim">{hint}</span>
            </dt>
            <dd>
              <code>{text}</code>
              <CopyButton text={text} label={`Copy for ${program}`} />
            </dd>
          </div>
        ))}
      </dl>
    </section>
  );
}

/** What the listener allows: a connection that goes beyond is closed, and the reason is in the list. */
function Bounds({ bounds }: { readonly bounds: NonNullable<Listening['bounds']> }) {
  return (
    <details className="live-bounds">
      <summary>What the listener allows</summary>
      <dl>
        {bounds.map(({ what, most }) => (
          <div key={what}>
            <dt>{what}</dt>
            <dd>{most}</dd>
          </div>
        ))}
      </dl>
    </details>
  );
}

function LiveConnections({ connections, refused, port, forward }: Listening) {
  const reveal = useInspector((state) => state.revealKeys);
  const rates = useRates(connections);
  return (
    <section aria-labelledby="live-connections">
      <h3 id="live-connections">Connections</h3>
      <p className="dim" role="status">
        {connections.length === 0
          ? 'Nobody has connected yet. A connection appears here as soon as it is made.'
          : `${counted(connections.filter(({ closed }) => closed === undefined).length, 'connection')} open, ${counted(connections.length, 'connection')} listed.`}
        {refused > 0 && ` ${counted(refused, 'connection')} turned away: there were too many.`}
      </p>
      {connections.length > 0 && (
        <>
          <ul className="live-connections">
            {connections.map((connection) => (
              <li key={connection.id}>
                <ConnectionRow
                  connection={connection}
                  rate={rates.get(connection.id)}
                  reveal={reveal}
                  // A tap has no streams of its own to play.
                  port={forward === undefined ? port : undefined}
                />
              </li>
            ))}
          </ul>
          <Button onClick={() => setRevealKeys(!reveal)}>
            {reveal ? 'Hide stream keys' : 'Show stream keys'}
          </Button>
        </>
      )}
    </section>
  );
}

const ROLES = { publish: 'publishes', play: 'plays' } as const;

function ConnectionRow({
  connection,
  rate,
  reveal,
  port,
}: {
  readonly connection: LiveConnection;
  readonly rate: number | undefined;
  readonly reveal: boolean;
  readonly port: number | undefined;
}) {
  const { id, client, app, role, stream, bytes, closed, ending, full, dropped } = connection;
  const name = stream === undefined ? '' : reveal ? stream : MASK;
  const what =
    role === undefined
      ? 'has connected'
      : `${ROLES[role]} ${[app, name].filter(Boolean).join('/')}`;
  return (
    <>
      <div className="live-what">
        <strong>
          {id}: {client} {what}
        </strong>
        <span className="dim">
          {byteSize(bytes[0])} up, {byteSize(bytes[1])} down
          {closed === undefined &&
            rate !== undefined &&
            rate > 0 &&
            `, ${(rate / 1e6).toFixed(2)} Mbit/s`}
        </span>
        <span className={closed === undefined ? 'live-open' : 'dim'}>
          {closed === undefined ? 'open' : `closed: ${ending ?? 'no reason is known'}`}
        </span>
        {full !== undefined && <span>{full}</span>}
        {dropped && <span>Its recording has made room for newer ones.</span>}
      </div>
      {closed === undefined && role === 'publish' && port !== undefined && (
        <PlayElsewhere id={id} address={playAddress(HOST, port, app ?? '', stream ?? '')} />
      )}
      {!dropped && (
        <Button look={closed === undefined ? 'primary' : 'plain'} onClick={() => openLive(id)}>
          {closed === undefined ? 'Watch' : 'Open'} <span className="visually-hidden">{id}</span>
        </Button>
      )}
    </>
  );
}

/** Bits a second of each connection, both directions, from one piece of news to the next. */
function useRates(connections: readonly LiveConnection[]): ReadonlyMap<number, number> {
  const before = useRef({ at: 0, bytes: new Map<number, number>() });
  const [rates, setRates] = useState<ReadonlyMap<number, number>>(new Map());
  useEffect(() => {
    const at = performance.now();
    const seconds = (at - before.current.at) / 1000;
    if (seconds < 0.9) return;
    const bytes = new Map(connections.map(({ id, bytes: [up, down] }) => [id, up + down]));
    const found = [...bytes].flatMap(([id, sum]) => {
      const then = before.current.bytes.get(id);
      return then === undefined ? [] : [[id, ((sum - then) * 8) / seconds] as const];
    });
    before.current = { at, bytes };
    setRates(new Map(found));
  }, [connections]);
  return rates;
}
