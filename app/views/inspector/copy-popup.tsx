import { Menu } from '@base-ui/react/menu';
import type { ReactNode } from 'react';
import { closing, type PopupProps } from '../../components/popup-button.tsx';
import { COPY_FORMATS, type CopyFormat } from './copy-formats.ts';

/** The forms in which bytes can be copied. */
export function CopyPopup({
  onCopy,
  ...popup
}: PopupProps & { readonly onCopy: (format: CopyFormat) => void }): ReactNode {
  return (
    <Menu.Root open onOpenChange={closing(popup)}>
      <Menu.Portal>
        <Menu.Positioner anchor={popup.anchor} sideOffset={4} align="end">
          <Menu.Popup className="copy-menu" finalFocus={() => popup.anchor}>
            {COPY_FORMATS.map((format) => (
              <Menu.Item
                key={format.name}
                className="copy-menu-item"
                onClick={() => onCopy(format)}
              >
                {format.name}
              </Menu.Item>
            ))}
          </Menu.Popup>
        </Menu.Positioner>
      </Menu.Portal>
    </Menu.Root>
  );
}
