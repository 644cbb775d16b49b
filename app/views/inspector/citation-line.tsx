import { ExternalLink } from 'lucide-react';
import type { ReactNode } from 'react';
import type { Citation } from '../../../src-protocol/dictionary/citation.ts';
import {
  citationLink,
  citationText,
  citationTitle,
} from '../../../src-protocol/inspect/dictionary.ts';

export interface CitationLineProps {
  readonly see: Citation;
  /** Leaves out what amends it, where that speaks for itself. */
  readonly alone?: boolean;
}

/** Where a statement comes from, and what amends it. Links lead out of the page and say so. */
export function CitationLine({ see, alone }: CitationLineProps): ReactNode {
  return (
    <>
      <One see={see} />
      {!alone &&
        see.amendments.map((amendment) => (
          <One key={`${amendment.document} ${amendment.section}`} see={amendment} amends />
        ))}
    </>
  );
}

function One({ see, amends }: { see: Citation; amends?: boolean }): ReactNode {
  const link = citationLink(see);
  const title = citationTitle(see);
  return (
    <span className="citation" data-amends={amends}>
      {amends && <span className="dim">amended by </span>}
      {link === undefined ? (
        <span className="citation-section">{citationText(see)}</span>
      ) : (
        <a className="citation-section" href={link} target="_blank" rel="noreferrer">
          {citationText(see)}
          <ExternalLink size={12} aria-hidden="true" />
          <span className="visually-hidden"> (leaves this page, new tab)</span>
        </a>
      )}
      {title && <span className="dim"> {title}</span>}
    </span>
  );
}
