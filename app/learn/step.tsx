import { Button } from '../components/button.tsx';
import { step } from '../state/actions.ts';
import { useInspector } from '../state/store.ts';
import type { Unit } from '../worker/protocol.ts';
import { follow, readAlong } from './read-along.ts';

/** A button that takes steps in the workbench beside the text. */
export function Step({ unit = 'chunk', count = '1' }: { unit?: Unit; count?: string }) {
  const ready = useInspector(
    ({ phase, selection }) => phase === 'ready' && selection !== undefined,
  );
  const steps = Math.max(1, Math.min(50, Number(count) || 1));
  const words = steps === 1 ? `the next ${unit}` : `${steps} ${unit}s on`;
  const go = () => {
    // The reader acts in the workbench: the text no longer leads.
    follow(false);
    for (let done = 0; done < steps; done++) void step(unit, 1);
    readAlong.setState({ opened: true });
  };
  return (
    <Button className="learn-step" disabled={!ready} onClick={go}>
      Step to {words}
    </Button>
  );
}
