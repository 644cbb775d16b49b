import { type ReactNode, useState } from 'react';
import { Choice } from '../../components/button.tsx';
import { MainView } from './main-view.tsx';

type Part = 'view' | 'inspector' | 'state';

/** The workbench where there is no room for two things side by side: one at a time. */
export function NarrowWorkbench({
  inspector,
  state,
  first = 'view',
}: {
  readonly inspector: ReactNode;
  readonly state: ReactNode;
  /** What is shown before anybody chooses. */
  readonly first?: Part;
}) {
  const [part, setPart] = useState<Part>(first);
  return (
    <div className="workbench-narrow">
      <Choice<Part>
        label="Part of the workbench"
        value={part}
        options={[
          { value: 'view', text: 'View' },
          { value: 'inspector', text: 'Inspector' },
          { value: 'state', text: 'State' },
        ]}
        onChange={setPart}
      />
      <div hidden={part !== 'view'}>
        <MainView />
      </div>
      {part === 'inspector' && inspector}
      {part === 'state' && state}
    </div>
  );
}
