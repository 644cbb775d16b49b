import { Menu } from '@base-ui/react/menu';
import {
  BookOpen,
  CircleHelp,
  FolderOpen,
  Link,
  type LucideIcon,
  Settings,
  Share2,
} from 'lucide-react';
import { closing, type PopupProps } from '../../components/popup-button.tsx';
import { pick, run } from '../../state/commands.ts';
import '../filter/filter.css';

const ITEMS: readonly { words: string; icon: LucideIcon; press: () => void }[] = [
  { words: 'Open another capture', icon: FolderOpen, press: pick },
  { words: 'Copy a link', icon: Link, press: () => run('copy-link') },
  { words: 'Share this record', icon: Share2, press: () => run('share') },
  { words: 'Chapters and reference', icon: BookOpen, press: () => run('learn') },
  { words: 'Settings', icon: Settings, press: () => run('settings') },
  { words: 'Keys and help', icon: CircleHelp, press: () => run('help') },
];

/** The tools of the bar as a menu. */
export function MorePopup(popup: PopupProps) {
  return (
    <Menu.Root open onOpenChange={closing(popup)}>
      <Menu.Portal>
        <Menu.Positioner anchor={popup.anchor} sideOffset={4} align="end" className="popover-place">
          <Menu.Popup className="popover" finalFocus={() => popup.anchor}>
            {ITEMS.map(({ words, icon: Icon, press }) => (
              <Menu.Item key={words} className="menu-item more-item" onClick={press}>
                <Icon size={16} aria-hidden />
                {words}
              </Menu.Item>
            ))}
          </Menu.Popup>
        </Menu.Positioner>
      </Menu.Portal>
    </Menu.Root>
  );
}
