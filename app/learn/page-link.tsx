import type { ReactNode } from 'react';
import { read } from '../state/actions.ts';
import { useInspector } from '../state/store.ts';

/** A link to a page of the article or the reference, such as `learn/handshake`. */
export function PageLink({
  to,
  className,
  onFollow,
  children,
}: {
  readonly to: string;
  readonly className?: string;
  /** Called before the page is turned. */
  readonly onFollow?: () => void;
  readonly children: ReactNode;
}) {
  const here = useInspector(({ article }) => article === to);
  return (
    <a
      href={`#/${to}`}
      className={className}
      aria-current={here ? 'page' : undefined}
      onClick={(event) => {
        if (event.metaKey || event.ctrlKey || event.shiftKey || event.altKey) return;
        event.preventDefault();
        onFollow?.();
        read(to);
        window.scrollTo(0, 0);
      }}
    >
      {children}
    </a>
  );
}
