import type { Direction } from '../../../src-protocol/bytes/units.ts';
import { select } from '../../state/actions.ts';
import { useInspector } from '../../state/store.ts';
import type { ConnectionSummary } from '../../worker/protocol.ts';
import { FamilyChip } from '../marks/type-chip.tsx';
import { HANDSHAKE_PACKETS, type HandshakePacket } from './handshake-packets.ts';

const KINDS = {
  simple: 'As the specification has it: random bytes, sent back by the other side.',
  digest: 'With a digest hidden in C1 and S1, as Flash Player and servers made for it do.',
  none: 'There is none in this capture; it begins later.',
  unknown: 'It could not be told which kind it is.',
} as const;

/** The six packets of the handshake, each leading to its bytes. */
export function HandshakeCard({ connection }: { readonly connection: ConnectionSummary }) {
  const { handshake, directions } = connection;
  return (
    <section className="card" aria-labelledby="handshake-title">
      <h2 id="handshake-title">
        <FamilyChip family="handshake" /> Handshake{handshake === 'none' ? '' : `, ${handshake}`}
      </h2>
      <p className="dim">{KINDS[handshake]}</p>
      {handshake !== 'none' &&
        ([0, 1] as const).map((direction) => (
          <ol key={direction} className="handshake" data-direction={direction}>
            {HANDSHAKE_PACKETS.filter((packet) => packet.direction === direction).map((packet) => (
              <li key={packet.name}>
                <PacketButton
                  connection={connection.connection}
                  packet={packet}
                  there={directions[direction].bytes > packet.at}
                />
              </li>
            ))}
          </ol>
        ))}
    </section>
  );
}

function PacketButton({
  connection,
  packet: { name, direction, at, bytes },
  there,
}: {
  readonly connection: number;
  readonly packet: HandshakePacket;
  readonly there: boolean;
}) {
  const selected = useInspector(
    ({ selection }) =>
      selection?.kind === 'handshake' &&
      selection.direction === direction &&
      selection.at === at &&
      selection.connection === connection,
  );
  const from: Direction = direction;
  return (
    <button
      type="button"
      className="handshake-packet"
      aria-pressed={selected}
      disabled={!there}
      onClick={() => select({ connection, direction: from, kind: 'handshake', at })}
    >
      <strong>{name}</strong>
      <span>{there ? `${bytes} ${bytes === 1 ? 'byte' : 'bytes'}` : 'not here'}</span>
    </button>
  );
}
