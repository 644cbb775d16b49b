import { type ReactNode, useRef } from 'react';
import { formatLocation } from '../../state/location.ts';
import type { Place } from '../bound-facts.ts';
import { useOwnCapture } from '../own-capture.ts';
import { locationOf, show, useReadAlong, useTalksAbout } from '../read-along.ts';

/** A link to a place in a sample: shows it beside the text; opened in another tab, in the full workbench. */
export function PlaceLink({
  place,
  className,
  title,
  children,
}: {
  readonly place: Place;
  readonly className?: string;
  readonly title?: string;
  readonly children: ReactNode;
}) {
  const element = useRef<HTMLAnchorElement>(null);
  const own = useOwnCapture();
  // Beside the text there is room for one capture, and the reader's own stays where it is.
  const elsewhere = useReadAlong(({ opened }) => !opened) && own !== undefined;
  useTalksAbout(element, place);
  return (
    <a
      ref={element}
      className={className}
      title={title}
      href={addressOfPlace(place)}
      {...(elsewhere && { target: '_blank', rel: 'noopener' })}
      onClick={(event) => {
        if (elsewhere || event.metaKey || event.ctrlKey || event.shiftKey || event.altKey) return;
        event.preventDefault();
        show(place, event.currentTarget);
      }}
    >
      {children}
      {elsewhere && <span className="visually-hidden"> (new tab)</span>}
    </a>
  );
}

/** The address of a place in the full workbench. */
export function addressOfPlace(place: Place): string {
  return formatLocation({
    source: { kind: 'sample', id: place.sample },
    ...locationOf({ view: 'chunks', ...place }),
  });
}
