import { ChevronLeft, ChevronRight, CornerDownRight } from 'lucide-react';
import { useState } from 'react';
import { Button, Choice } from '../../components/button.tsx';
import { setDialog, setScope, setUnit, step } from '../../state/actions.ts';
import { useHint } from '../../state/commands.ts';
import { useMask } from '../../state/mask.ts';
import { useInspector } from '../../state/store.ts';
import type { Unit } from '../../worker/protocol.ts';
import { placeSentence, positionText } from './sentence.ts';
import { usePlace } from './use-place.ts';
import './stepper.css';

const UNITS = (['chunk', 'message', 'command'] as const).map((value) => ({ value, text: value }));
const SCOPES = [
  { value: 'both', text: 'both directions' },
  { value: 'direction', text: 'this direction' },
] as const;

/** Steps through the session, and says where it stands. */
export function StepperBar() {
  const unit = useInspector((state) => state.unit);
  const scope = useInspector((state) => state.scope);
  const goToHint = useHint('go-to');
  return (
    <section className="stepper" aria-label="Step through the session">
      <div className="stepper-buttons">
        <StepButton unit={unit} by={-1} />
        <StepButton unit={unit} by={1} />
      </div>
      <Choice<Unit> label="Step over" value={unit} options={UNITS} onChange={setUnit} />
      <Choice label="Where to step" value={scope} options={SCOPES} onChange={setScope} />
      <Position />
      <Button {...goToHint} onClick={() => setDialog('go-to')}>
        <CornerDownRight size={14} aria-hidden />
        Go to
      </Button>
    </section>
  );
}

function StepButton({ unit, by }: { readonly unit: Unit; readonly by: 1 | -1 }) {
  const hint = useHint(`${by > 0 ? 'next' : 'previous'}-${unit}`);
  return (
    <Button
      {...hint}
      aria-label={`${by > 0 ? 'Next' : 'Previous'} ${unit}`}
      onClick={() => void step(unit, by)}
    >
      {by > 0 ? <ChevronRight size={18} aria-hidden /> : <ChevronLeft size={18} aria-hidden />}
    </Button>
  );
}

/** The position, and its sentence for screen readers. The last one stays while the next is on its way. */
function Position() {
  const place = usePlace();
  const said = useInspector((state) => state.said);
  const selection = useInspector((state) => state.selection);
  const mask = useMask();
  const [shown, setShown] = useState<{ text: string; sentence: string }>();
  const text = place && positionText(place);
  const sentence = place && placeSentence(place, mask);

  if (text !== undefined && sentence !== undefined)
    if (shown?.text !== text || shown.sentence !== sentence) setShown({ text, sentence });

  return (
    <>
      <p className="stepper-position mono">
        {selection ? (shown?.text ?? '') : 'nothing selected'}
        {said !== '' && <span className="stepper-said"> {said}</span>}
      </p>
      <p className="visually-hidden" aria-live="polite" aria-atomic="true">
        {said || (selection ? shown?.sentence : '')}
      </p>
    </>
  );
}
