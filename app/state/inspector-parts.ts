import { say, setSettings } from './actions.ts';
import { FIELD_LENSES, type Part, PARTS } from './settings.ts';
import { inspector } from './store.ts';

/** Shows or hides a part of the inspector; the last one stays. */
export function togglePart(part: Part): void {
  const { parts } = inspector.getState();
  const shown = PARTS.filter((one) => parts.includes(one) !== (one === part));
  if (shown.length > 0) setSettings({ parts: shown });
  else
    say(
      `The inspector has only ${part} left. Hide all of it with the command “Show or hide the inspector”.`,
    );
}

/** Goes round: the fields on the wire, those of the message, both. */
export function nextFieldLens(): void {
  const at = FIELD_LENSES.indexOf(inspector.getState().fieldLens);
  setSettings({ fieldLens: FIELD_LENSES[(at + 1) % FIELD_LENSES.length]! });
}
