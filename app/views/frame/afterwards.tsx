import { type ReactNode, startTransition, useEffect, useState } from 'react';

/** What need not be there with the first picture: drawn after it, a part at a time, so that the page is never busy for long. */
export function Afterwards({ children }: { readonly children: ReactNode }): ReactNode {
  const [due, setDue] = useState(false);
  useEffect(() => {
    let timer: ReturnType<typeof setTimeout> | undefined;
    // The timer ends when the frame that holds the first picture has been handed over.
    const frame = requestAnimationFrame(() => {
      timer = setTimeout(() => startTransition(() => setDue(true)));
    });
    return () => {
      cancelAnimationFrame(frame);
      clearTimeout(timer);
    };
  }, []);
  return due && children;
}
