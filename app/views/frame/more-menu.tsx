import { Ellipsis } from 'lucide-react';
import { lazy } from 'react';
import { PopupButton } from '../../components/popup-button.tsx';

const fetchPopup = () => import('./more-popup.tsx');
const MorePopup = lazy(async () => ({ default: (await fetchPopup()).MorePopup }));

/** What has no room in the bar of a small screen. */
export function MoreMenu() {
  return (
    <PopupButton
      kind="menu"
      className="button button-icon top-more"
      aria-label="More"
      title="More"
      fetchPopup={fetchPopup}
      popup={(popup) => <MorePopup {...popup} />}
    >
      <Ellipsis size={18} aria-hidden />
    </PopupButton>
  );
}
