import type { InspectorState } from '../../state/store.ts';
import { HelpDialog } from '../help/help-dialog.tsx';
import { GoToDialog } from '../stepper/go-to-dialog.tsx';

/** The dialog that is open. */
export function Dialogs({ dialog }: { readonly dialog: NonNullable<InspectorState['dialog']> }) {
  return dialog === 'help' ? <HelpDialog /> : <GoToDialog />;
}
