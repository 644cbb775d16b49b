import { Citation } from '../../src-protocol/dictionary/citation.ts';
import { citationLink, DOCUMENTS } from '../../src-protocol/dictionary/documents.ts';
import { DIAGNOSTICS, STRUCTURES } from '../../src-protocol/inspect/dictionary.ts';
import { CHAPTERS, type CoveredSections } from './chapters.ts';
import { PageLink } from './page-link.tsx';
import { counted } from '../format/numbers.ts';

const MAPPED: readonly CoveredSections['document'][] = ['rtmp', 'errata', 'ertmp', 'amf0', 'flv'];

/** Every section of the documents: which chapters explain it, and what the dictionary has from it. */
export function SectionMap() {
  return (
    <main id="main" className="learn-map" tabIndex={-1}>
      <h1>Section by section</h1>
      <p className="learn-lead">
        What the documents have, in their order, with the chapters that explain each section and the
        structures and findings that cite it.
      </p>
      {MAPPED.map((document) => (
        <DocumentMap key={document} document={document} />
      ))}
    </main>
  );
}

function DocumentMap({ document }: { readonly document: CoveredSections['document'] }) {
  const { title, edition, sections } = DOCUMENTS[document];
  return (
    <section aria-labelledby={`map-${document}`}>
      <h2 id={`map-${document}`}>
        {title} <span className="faint">{edition}</span>
      </h2>
      <table>
        <thead>
          <tr>
            <th scope="col">Section</th>
            <th scope="col">Chapters</th>
            <th scope="col">Dictionary</th>
          </tr>
        </thead>
        <tbody>
          {[...sections.values()].map(({ section, title }) => (
            <tr key={section}>
              <th scope="row">
                <a
                  href={citationLink(new Citation(document, section))}
                  target="_blank"
                  rel="noreferrer noopener"
                >
                  {section === title ? section : `${section} ${title}`}
                </a>
              </th>
              <td>
                <ChaptersOf document={document} section={section} />
              </td>
              <td>
                <EntriesOf document={document} section={section} />
              </td>
            </tr>
          ))}
        </tbody>
      </table>
    </section>
  );
}

interface SectionProps {
  readonly document: string;
  readonly section: string;
}

function ChaptersOf({ document, section }: SectionProps) {
  return CHAPTERS.filter(({ covers }) =>
    covers.some((one) => one.document === document && one.sections.includes(section)),
  ).map(({ id, title }) => (
    <PageLink key={id} to={`learn/${id}`} className="map-link">
      {title}
    </PageLink>
  ));
}

const cites = (see: Citation, { document, section }: SectionProps): boolean =>
  (see.document === document && see.section === section) ||
  see.amendments.some((amendment) => cites(amendment, { document, section }));

function EntriesOf(place: SectionProps) {
  const structures = STRUCTURES.filter(
    ({ see, fields }) =>
      cites(see, place) || Object.values(fields).some((field) => cites(field.see, place)),
  );
  const findings = DIAGNOSTICS.filter(({ see }) => cites(see, place)).length;
  return (
    <>
      {structures.map(({ id, label }) => (
        <PageLink key={id} to={`reference/structure/${id}`} className="map-link">
          {label}
        </PageLink>
      ))}
      {findings > 0 && <span className="faint">{counted(findings, 'finding')}</span>}
    </>
  );
}
