import { Columns3 } from 'lucide-react';
import { lazy } from 'react';
import { PopupButton } from '../../components/popup-button.tsx';
import type { Level } from '../../worker/protocol.ts';
import type { ColumnWords } from './column-popup.tsx';

const fetchPopup = () => import('./column-popup.tsx');
const ColumnPopup = lazy(async () => ({ default: (await fetchPopup()).ColumnPopup }));

/** The button above a table with which its columns are chosen. */
export function ColumnMenu(props: {
  readonly level: Level;
  readonly all: readonly ColumnWords[];
  readonly rows: number;
}) {
  return (
    <PopupButton
      kind="dialog"
      className="button button-quiet"
      title="Columns, times and order"
      fetchPopup={fetchPopup}
      popup={(popup) => <ColumnPopup {...popup} {...props} />}
    >
      <Columns3 size={15} aria-hidden />
      Columns
    </PopupButton>
  );
}
