import { NarrowWorkbench } from '../views/frame/narrow-workbench.tsx';
import { InspectorPanel } from '../views/inspector/inspector-panel.tsx';
import { StatePanel } from '../views/state/state-panel.tsx';
import { StepperBar } from '../views/stepper/stepper-bar.tsx';
import '../views/frame/frame.css';

/** The parts of the workbench that a chapter talks about, one at a time. */
export function BesideWorkbench() {
  return (
    <>
      <NarrowWorkbench inspector={<InspectorPanel />} state={<StatePanel />} first="inspector" />
      <StepperBar />
    </>
  );
}
