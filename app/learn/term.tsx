import { type KeyboardEvent, type ReactNode, useId, useRef } from 'react';
import { chapterById } from './chapters.ts';
import { termById } from './glossary.ts';
import { PageLink } from './page-link.tsx';

/** A word of the glossary in a text; pressed, it says what it means. */
export function Term({ id, children }: { readonly id: string; readonly children: ReactNode }) {
  const { word, says, chapter } = termById(id);
  const name = useId();
  const card = useRef<HTMLSpanElement>(null);
  const explained = chapter === undefined ? undefined : chapterById(chapter)?.chapter;
  // The page has a use of its own for Escape, which would keep the browser from closing the card.
  const close = (event: KeyboardEvent) => {
    if (event.key !== 'Escape' || !card.current?.matches(':popover-open')) return;
    event.stopPropagation();
    card.current.hidePopover();
  };
  return (
    <>
      <button type="button" className="term" popoverTarget={name} onKeyDown={close}>
        {children}
      </button>
      <span id={name} ref={card} popover="auto" role="note" aria-label={word} className="term-card">
        <b>{word}</b> {says}
        {explained && (
          <>
            {' '}
            <PageLink to={`learn/${explained.id}`}>{explained.title}</PageLink>
          </>
        )}
      </span>
    </>
  );
}
