import { Bookmark } from 'lucide-react';
import { lazy } from 'react';
import { PopupButton } from '../../components/popup-button.tsx';

const fetchPopup = () => import('./saved-filters-popup.tsx');
const SavedFiltersPopup = lazy(async () => ({ default: (await fetchPopup()).SavedFiltersPopup }));

/** The button beside the filter that shows those that were given names. */
export function SavedFilters() {
  return (
    <PopupButton
      kind="dialog"
      className="button button-icon"
      aria-label="Saved filters"
      title="Saved filters"
      fetchPopup={fetchPopup}
      popup={(popup) => <SavedFiltersPopup {...popup} />}
    >
      <Bookmark size={15} aria-hidden />
    </PopupButton>
  );
}
