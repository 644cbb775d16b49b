import { lazy, Suspense } from 'react';
import type { InspectorState } from '../../state/store.ts';
import { HelpDialog } from '../help/help-dialog.tsx';
import { GoToDialog } from '../stepper/go-to-dialog.tsx';

const Palette = lazy(async () => ({
  default: (await import('../palette/palette.tsx')).Palette,
}));
const SettingsDialog = lazy(async () => ({
  default: (await import('../settings/settings-dialog.tsx')).SettingsDialog,
}));
const ShareDialog = lazy(async () => ({
  default: (await import('../share/share-dialog.tsx')).ShareDialog,
}));
const QuizDialog = lazy(async () => ({
  default: (await import('../quiz/quiz-dialog.tsx')).QuizDialog,
}));
const SaveDialog = lazy(async () => ({
  default: (await import('../save/save-dialog.tsx')).SaveDialog,
}));
const StoryDialog = lazy(async () => ({
  default: (await import('../save/story-dialog.tsx')).StoryDialog,
}));
const NoteDialog = lazy(async () => ({
  default: (await import('../notes/note-dialog.tsx')).NoteDialog,
}));

const DIALOGS = {
  help: HelpDialog,
  'go-to': GoToDialog,
  palette: Palette,
  settings: SettingsDialog,
  note: NoteDialog,
  share: ShareDialog,
  quiz: QuizDialog,
  save: SaveDialog,
  story: StoryDialog,
} as const;

/** The dialog that is open. */
export function Dialogs({ dialog }: { readonly dialog: NonNullable<InspectorState['dialog']> }) {
  const Dialog = DIALOGS[dialog];
  return (
    <Suspense fallback={null}>
      <Dialog />
    </Suspense>
  );
}
