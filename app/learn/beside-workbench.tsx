import { useState } from 'react';
import { Choice } from '../components/button.tsx';
import { DrawerPart } from '../views/drawer/drawer.tsx';
import { MainView } from '../views/frame/main-view.tsx';
import { InspectorPanel } from '../views/inspector/inspector-panel.tsx';
import { StepperBar } from '../views/stepper/stepper-bar.tsx';
import '../views/frame/frame.css';

type Part = 'inspector' | 'state' | 'table';

const PARTS: readonly { readonly value: Part; readonly text: string }[] = [
  { value: 'inspector', text: 'Inspector' },
  { value: 'state', text: 'State' },
  { value: 'table', text: 'Table' },
];

/** The parts of the workbench that a chapter talks about, one at a time. */
export function BesideWorkbench() {
  const [part, setPart] = useState<Part>('inspector');
  return (
    <>
      <Choice label="Part of the workbench" value={part} options={PARTS} onChange={setPart} />
      <div className="learn-beside-part">
        {part === 'inspector' && <InspectorPanel />}
        {part === 'state' && <DrawerPart part="state" />}
        {part === 'table' && <MainView />}
      </div>
      <StepperBar />
    </>
  );
}
