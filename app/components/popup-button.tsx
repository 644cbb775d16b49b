import { type ButtonHTMLAttributes, type ReactNode, Suspense, useState } from 'react';

/** What a popup needs to know of the button that opened it. */
export interface PopupProps {
  /** The button: the popup stands beside it and gives the focus back to it. */
  readonly anchor: HTMLElement;
  readonly onClose: () => void;
}

/**
 * A button that opens a popup whose code comes when somebody goes to the button: most popups are never opened.
 * `fetchPopup` fetches that code; `popup` draws it and may be waiting for it.
 */
export function PopupButton({
  kind,
  fetchPopup,
  popup,
  ...rest
}: Omit<ButtonHTMLAttributes<HTMLButtonElement>, 'popover'> & {
  readonly kind: 'menu' | 'dialog';
  readonly fetchPopup: () => Promise<unknown>;
  readonly popup: (props: PopupProps) => ReactNode;
}): ReactNode {
  const [anchor, setAnchor] = useState<HTMLElement>();
  // What could not be fetched now is asked for again by the popup itself, which then says so.
  const prepare = (): void => void fetchPopup().catch(() => undefined);
  return (
    <>
      <button
        type="button"
        aria-haspopup={kind}
        aria-expanded={anchor !== undefined}
        onPointerEnter={prepare}
        onFocus={prepare}
        onClick={({ currentTarget }) => setAnchor(anchor ? undefined : currentTarget)}
        {...rest}
      />
      {anchor && (
        <Suspense fallback={null}>
          {popup({ anchor, onClose: () => setAnchor(undefined) })}
        </Suspense>
      )}
    </>
  );
}

/** Handles the library's wish to close a popup; a press on the button itself closes it by itself. */
export function closing({
  anchor,
  onClose,
}: PopupProps): (open: boolean, details: { readonly event: Event }) => void {
  return (open, { event }) => {
    const onButton = event.type !== 'keydown' && anchor.contains(event.target as Node | null);
    if (!open && !onButton) onClose();
  };
}
