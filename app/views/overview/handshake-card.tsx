import { duration } from '../../format/times.ts';
import { select } from '../../state/actions.ts';
import { useInspector } from '../../state/store.ts';
import type { ConnectionSummary } from '../../worker/protocol.ts';
import type { OverviewAnswer } from '../../worker/session-questions.ts';
import { DIRECTION_WORDS } from '../marks/direction-words.ts';
import { FamilyChip } from '../marks/type-chip.tsx';
import { Verdict } from './verdict.tsx';
import { HANDSHAKE_PACKETS, type HandshakePacket } from './handshake-packets.ts';
import { counted } from '../../format/numbers.ts';

const KINDS = {
  simple: 'As the specification has it: random bytes, sent back by the other side.',
  digest: 'With a digest hidden in C1 and S1, as Flash Player and servers made for it do.',
  none: 'There is none in this capture; it begins later.',
  unknown: 'It could not be told which kind it is.',
} as const;

const SIGNATURES: Readonly<Record<string, string>> = {
  valid: 'is signed, and the signature is right',
  wrong: 'is not signed the way the digest asks for',
  enciphered: 'is signed inside the cipher and cannot be checked',
  unchecked: 'may be signed; the other side’s packet is missing',
};

/** The six packets of the handshake, each leading to its bytes, and how they fit together. */
export function HandshakeCard({
  connection,
  overview,
}: {
  readonly connection: ConnectionSummary;
  readonly overview: OverviewAnswer | undefined;
}) {
  const { handshake, directions } = connection;
  return (
    <section className="card" aria-labelledby="handshake-title">
      <h2 id="handshake-title">
        <FamilyChip family="handshake" /> Handshake{handshake === 'none' ? '' : `, ${handshake}`}
      </h2>
      <p className="dim">{KINDS[handshake]}</p>
      {handshake !== 'none' &&
        ([0, 1] as const).map((direction) => (
          <ol
            key={direction}
            className="handshake"
            data-direction={direction}
            aria-label={`Handshake, ${DIRECTION_WORDS[direction]}`}
          >
            {HANDSHAKE_PACKETS.filter((packet) => packet.direction === direction).map((packet) => (
              <li key={packet.name}>
                <PacketButton
                  connection={connection}
                  packet={packet}
                  there={directions[direction].bytes > packet.at}
                  time={overview?.handshake.packets.find(({ name }) => name === packet.name)?.time}
                />
              </li>
            ))}
          </ol>
        ))}
      {overview && handshake !== 'none' && <Verdicts overview={overview} />}
      {overview && <RoundTripFacts roundTrips={overview.roundTrips} />}
    </section>
  );
}

function PacketButton({
  connection: { connection, start },
  packet: { name, direction, at, bytes },
  there,
  time,
}: {
  readonly connection: ConnectionSummary;
  readonly packet: HandshakePacket;
  readonly there: boolean;
  readonly time: number | undefined;
}) {
  const selected = useInspector(
    ({ selection }) =>
      selection?.kind === 'handshake' &&
      selection.direction === direction &&
      selection.at === at &&
      selection.connection === connection,
  );
  return (
    <button
      type="button"
      className="handshake-packet"
      aria-pressed={selected}
      disabled={!there}
      onClick={() => select({ connection, direction, kind: 'handshake', at })}
    >
      <strong>{name}</strong>
      <span>{there ? counted(bytes, 'byte') : 'not here'}</span>
      {there && time !== undefined && !Number.isNaN(time) && (
        <span className="mono dim">{(Math.max(0, time - start) * 1000).toFixed(2)} ms</span>
      )}
    </button>
  );
}

function Verdicts({ overview: { handshake } }: { readonly overview: OverviewAnswer }) {
  const { c0, s0, c1DigestAt, s1DigestAt, c1Random, s1Random } = handshake;
  return (
    <ul className="verdicts">
      {c0 !== undefined && s0 !== undefined && (
        <Verdict good={c0 === s0}>
          version {c0} asked, {s0} answered
        </Verdict>
      )}
      <Echo
        packet="S2"
        answered="C1"
        echoes={handshake.s2Echoes}
        signature={handshake.s2Signature}
      />
      <Echo
        packet="C2"
        answered="S1"
        echoes={handshake.c2Echoes}
        signature={handshake.c2Signature}
      />
      {c1DigestAt !== undefined && (
        <Verdict good>the digest in C1 is right, at byte {c1DigestAt}</Verdict>
      )}
      {s1DigestAt !== undefined && (
        <Verdict good>the digest in S1 is right, at byte {s1DigestAt}</Verdict>
      )}
      {(c1Random ?? s1Random) !== undefined && (
        <li className="dim">
          Random bytes begin{' '}
          {c1Random !== undefined && (
            <>
              with <code>{spaced(c1Random)}</code> in C1{s1Random !== undefined && ', '}
            </>
          )}
          {s1Random !== undefined && (
            <>
              with <code>{spaced(s1Random)}</code> in S1
            </>
          )}
          .
        </li>
      )}
    </ul>
  );
}

function Echo({
  packet,
  answered,
  echoes,
  signature,
}: {
  readonly packet: string;
  readonly answered: string;
  readonly echoes: boolean | undefined;
  readonly signature: string | undefined;
}) {
  const signed = signature === undefined ? undefined : SIGNATURES[signature];
  if (signed !== undefined)
    return (
      <Verdict good={signature !== 'wrong'}>
        {packet} {signed}
      </Verdict>
    );
  if (echoes === undefined) return null;
  return (
    <Verdict good={echoes}>
      {packet} {echoes ? 'sends the random bytes of' : 'does not send the random bytes of'}{' '}
      {answered} back
    </Verdict>
  );
}

function RoundTripFacts({ roundTrips }: Pick<OverviewAnswer, 'roundTrips'>) {
  const { toServer, toClient, c1ToS1, s1ToC2 } = roundTrips;
  const there = toServer !== undefined && toClient !== undefined;
  if (!there && c1ToS1 === undefined && s1ToC2 === undefined) return null;
  return (
    <dl className="facts">
      {there && (
        <>
          <dt>Round trip by TCP</dt>
          <dd>
            {duration(toServer + toClient)}{' '}
            <span className="dim">
              ({duration(toServer)} SYN to SYN-ACK, {duration(toClient)} to ACK)
            </span>
          </dd>
        </>
      )}
      {c1ToS1 !== undefined && (
        <>
          <dt>C1 to S1</dt>
          <dd>
            {duration(c1ToS1)} <span className="dim">with the server’s time to answer</span>
          </dd>
        </>
      )}
      {s1ToC2 !== undefined && (
        <>
          <dt>S1 to C2</dt>
          <dd>
            {duration(s1ToC2)} <span className="dim">with the client’s time to answer</span>
          </dd>
        </>
      )}
    </dl>
  );
}

function spaced(hex: string): string {
  return hex.replace(/../g, '$& ').trim();
}
