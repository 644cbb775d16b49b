import { useState } from 'react';
import { Choice } from '../components/button.tsx';
import { useMedia } from '../components/use-media.ts';
import type { Part } from '../state/settings.ts';
import { DrawerPart } from '../views/drawer/drawer.tsx';
import { MainView } from '../views/frame/main-view.tsx';
import { InspectorPanel } from '../views/inspector/inspector-panel.tsx';
import { StepperBar } from '../views/stepper/stepper-bar.tsx';
import '../views/frame/frame.css';

type Shown = Part | 'inspector' | 'state' | 'table';

const AROUND = [
  { value: 'state', text: 'State' },
  { value: 'table', text: 'Table' },
] as const;

const PARTS: Parts = [{ value: 'inspector', text: 'Inspector' }, ...AROUND];
/** Half a phone has no room for the inspector as a whole. What the text talks about is explained first. */
const PARTS_ON_PHONES: Parts = [
  { value: 'explanation', text: 'Meaning' },
  { value: 'fields', text: 'Fields' },
  { value: 'bytes', text: 'Bytes' },
  ...AROUND,
];

type Parts = readonly { readonly value: Shown; readonly text: string }[];

/** The parts of the workbench that a chapter talks about, one at a time. */
export function BesideWorkbench() {
  const phone = useMedia('(width < 600px)');
  const options = phone ? PARTS_ON_PHONES : PARTS;
  const [chosen, setChosen] = useState<Shown>('inspector');
  const part = options.some(({ value }) => value === chosen) ? chosen : options[0]!.value;
  return (
    <>
      <Choice label="Part of the workbench" value={part} options={options} onChange={setChosen} />
      <div className="learn-beside-part">
        {part === 'state' ? (
          <DrawerPart part="state" />
        ) : part === 'table' ? (
          <MainView />
        ) : part === 'inspector' ? (
          <InspectorPanel />
        ) : (
          <InspectorPanel only={part} />
        )}
      </div>
      <StepperBar />
    </>
  );
}
