import { Citation } from '../../src-protocol/dictionary/citation.ts';
import { citationLink, citationText, sectionOf } from '../../src-protocol/dictionary/documents.ts';
import type { CoveredSections } from './chapters.ts';

/** Sections of documents, each with its title and a link to the document. */
export function CoveredList({ covers }: { readonly covers: readonly CoveredSections[] }) {
  return (
    <ul className="learn-covered">
      {covers.flatMap(({ document, sections }) =>
        sections.map((section) => {
          const citation = new Citation(document, section);
          const title = sectionOf(citation)?.title;
          return (
            <li key={`${document} ${section}`}>
              <a href={citationLink(citation)} target="_blank" rel="noreferrer noopener">
                {citationText(citation)}
              </a>{' '}
              {title !== section && title}
            </li>
          );
        }),
      )}
    </ul>
  );
}
