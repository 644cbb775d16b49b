import { useShallow } from 'zustand/react/shallow';
import { Button } from '../../components/button.tsx';
import { reopen } from '../../state/actions.ts';
import { pickOtherDirection } from '../../state/commands.ts';
import { useInspector } from '../../state/store.ts';
import './source.css';

/** Whose bytes a raw dump has: our guess and the reason for it, and how to say otherwise. */
export function SideStrip() {
  const sides = useInspector(useShallow((state) => state.capture?.sides ?? []));
  const kind = useInspector((state) => state.capture?.kind);
  const [first, second] = sides;
  if (!first || kind === 'flv') return null;
  const client = first.direction === 0;
  const swap = () => reopen({ as: client ? 'server' : 'client' });
  return (
    <section className="side-strip" aria-label="Which side is this?">
      <div>
        {sides.map(({ name, direction, sure, why }) => (
          <p key={`${name} ${direction}`}>
            <strong>{name}</strong> is taken for what the{' '}
            <strong>{direction === 0 ? 'client' : 'server'}</strong> sent
            {sure ? '' : ', as a guess'}: {why}.
          </p>
        ))}
      </div>
      <div className="side-strip-actions">
        <Button onClick={swap}>
          {second ? 'Swap the two sides' : `It is the ${client ? 'server' : 'client'}’s`}
        </Button>
        {!second && kind === 'raw' && (
          <Button onClick={pickOtherDirection}>Add the other direction</Button>
        )}
      </div>
    </section>
  );
}
