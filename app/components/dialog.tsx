import { Dialog as Base } from '@base-ui/react/dialog';
import { X } from 'lucide-react';
import type { ReactNode, RefObject } from 'react';
import './dialog.css';

/** A dialog over the page: focus goes in, stays in, and comes back. Open as long as it is drawn. */
export function Dialog({
  title,
  description,
  onClose,
  initialFocus,
  children,
}: {
  readonly title: string;
  readonly description?: string;
  readonly onClose: () => void;
  /** Gets the focus instead of the close button. */
  readonly initialFocus?: RefObject<HTMLElement | null>;
  readonly children: ReactNode;
}) {
  return (
    <Base.Root open onOpenChange={(open) => !open && onClose()}>
      <Base.Portal>
        <Base.Backdrop className="dialog-backdrop" />
        <Base.Popup className="dialog" initialFocus={initialFocus ?? true}>
          <header className="dialog-head">
            <Base.Title className="dialog-title">{title}</Base.Title>
            <Base.Close className="button button-icon" aria-label="Close">
              <X size={16} aria-hidden />
            </Base.Close>
          </header>
          {description !== undefined && (
            <Base.Description className="dim">{description}</Base.Description>
          )}
          {children}
        </Base.Popup>
      </Base.Portal>
    </Base.Root>
  );
}
