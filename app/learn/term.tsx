import { type ReactNode, useId } from 'react';
import { CHAPTERS } from './chapters.ts';
import { termById } from './glossary.ts';
import { PageLink } from './page-link.tsx';

/** A word of the glossary in a text; pressed, it says what it means. */
export function Term({ id, children }: { readonly id: string; readonly children: ReactNode }) {
  const { word, says, chapter } = termById(id);
  const card = useId();
  const explained = CHAPTERS.find((one) => one.id === chapter);
  return (
    <>
      <button type="button" className="term" popoverTarget={card}>
        {children}
      </button>
      <span id={card} popover="auto" role="note" aria-label={word} className="term-card">
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
