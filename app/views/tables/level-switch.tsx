import { Choice } from '../../components/button.tsx';
import { setView } from '../../state/actions.ts';
import type { Level } from '../../worker/protocol.ts';

/** From the session's commands down to the segments that carried it. */
export function LevelSwitch({ level }: { readonly level: Level }) {
  return (
    <Choice<Level>
      label="Rows are"
      value={level}
      options={[
        { value: 'commands', text: 'commands' },
        { value: 'messages', text: 'messages' },
        { value: 'chunks', text: 'chunks' },
        { value: 'segments', text: 'segments' },
      ]}
      onChange={setView}
    />
  );
}
