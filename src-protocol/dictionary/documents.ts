import type { Citation, DocumentId } from './citation.ts';
import { CODEC_DOCUMENTS } from './codec-documents.ts';
import {
  AMF0_SECTIONS,
  AMF3_SECTIONS,
  ERRATA_SECTIONS,
  ERTMP1_HEADINGS,
  ERTMP_HEADINGS,
  FLV_SECTIONS,
  PCAPNG_SECTIONS,
  PCAP_SECTIONS,
  RTMP_SECTIONS,
  URI_SECTIONS,
  type SectionRow,
} from './document-sections.ts';

/** A section of a document: what a citation points at. */
export interface DocumentSection {
  readonly section: string;
  readonly title: string;
  /** Page of the PDF, from 1. */
  readonly page?: number;
  /** Fragment of the address, without `#`. */
  readonly anchor?: string;
}

/** A document that is cited. */
export interface CitedDocument {
  readonly id: DocumentId;
  /** As citations begin: `RTMP 1.0`. */
  readonly shortName: string;
  readonly title: string;
  /** Version or date of the text the sections were taken from. */
  readonly edition: string;
  /** Where it can be read; empty for `practice`. Data only: nothing here is ever fetched. */
  readonly address: string;
  readonly sections: ReadonlyMap<string, DocumentSection>;
}

const ENHANCED = 'https://veovera.github.io/enhanced-rtmp/docs';

/** Every document, by the name citations use. */
export const DOCUMENTS: Readonly<Record<DocumentId, CitedDocument>> = {
  rtmp: {
    id: 'rtmp',
    shortName: 'RTMP 1.0',
    title: 'Adobe’s Real Time Messaging Protocol',
    edition: 'December 2012',
    address: `${ENHANCED}/legacy/rtmp-v1-0-spec.pdf`,
    sections: bySection(RTMP_SECTIONS),
  },
  errata: {
    id: 'errata',
    shortName: 'Errata',
    title: 'RTMP Errata and Addenda',
    edition: '2 July 2024',
    address: 'https://zenomt.github.io/rtmp-errata-addenda/rtmp-errata-addenda.html',
    sections: bySection(ERRATA_SECTIONS),
  },
  uri: {
    id: 'uri',
    shortName: 'RTMP URIs',
    title: 'RTMP Family URI Schemes',
    edition: '2 July 2024',
    address: 'https://zenomt.github.io/rtmp-errata-addenda/rtmp-uris/rtmp-uris.html',
    sections: bySection(URI_SECTIONS),
  },
  amf0: {
    id: 'amf0',
    shortName: 'AMF0',
    title: 'Action Message Format, AMF 0',
    edition: 'December 2007',
    address: `${ENHANCED}/legacy/amf0-file-format-spec.pdf`,
    sections: bySection(AMF0_SECTIONS),
  },
  amf3: {
    id: 'amf3',
    shortName: 'AMF3',
    title: 'Action Message Format, AMF 3',
    edition: 'January 2013',
    address: `${ENHANCED}/legacy/amf3-file-format-spec.pdf`,
    sections: bySection(AMF3_SECTIONS),
  },
  flv: {
    id: 'flv',
    shortName: 'FLV',
    title: 'Adobe Flash Video File Format Specification 10.1, Annexes E and F',
    edition: 'August 2010',
    address: `${ENHANCED}/legacy/video-file-format-v10-1-spec.pdf`,
    sections: bySection(FLV_SECTIONS),
  },
  ertmp1: {
    id: 'ertmp1',
    shortName: 'Enhanced RTMP v1',
    title: 'Enhancing RTMP, FLV With Additional Video Codecs And HDR Support',
    edition: 'v1-2025-01-22-r2',
    address: `${ENHANCED}/enhanced/enhanced-rtmp-v1`,
    sections: bySection(ERTMP1_HEADINGS),
  },
  ertmp: {
    id: 'ertmp',
    shortName: 'Enhanced RTMP',
    title: 'Enhanced RTMP (V2)',
    edition: 'v2-2026-01-31-r2',
    address: `${ENHANCED}/enhanced/enhanced-rtmp-v2`,
    sections: bySection(ERTMP_HEADINGS),
  },
  pcap: {
    id: 'pcap',
    shortName: 'pcap',
    title: 'PCAP Capture File Format',
    edition: 'draft, December 2020',
    address: 'https://datatracker.ietf.org/doc/html/draft-gharris-opsawg-pcap',
    sections: bySection(PCAP_SECTIONS),
  },
  pcapng: {
    id: 'pcapng',
    shortName: 'pcapng',
    title: 'PCAP Next Generation (pcapng) Capture File Format',
    edition: 'draft, December 2020',
    address: 'https://datatracker.ietf.org/doc/html/draft-tuexen-opsawg-pcapng',
    sections: bySection(PCAPNG_SECTIONS),
  },
  ...codecDocuments(),
  practice: {
    id: 'practice',
    shortName: 'seen in',
    title: 'What programs do that no document describes',
    edition: '',
    address: '',
    sections: new Map(),
  },
};

/** The document a citation names. */
export function documentOf(citation: Citation): CitedDocument {
  return DOCUMENTS[citation.document];
}

/** The section a citation names; undefined for `practice` and for a section that does not exist. */
export function sectionOf(citation: Citation): DocumentSection | undefined {
  return documentOf(citation).sections.get(citation.section);
}

/**
 * The citation in a few words, amendments left out: `RTMP 1.0 §5.3.1.1`, `FLV E.4.2.1`,
 * `Enhanced RTMP, Enhanced Video`, `seen in librtmp`.
 */
export function citationText(citation: Citation): string {
  const { shortName } = documentOf(citation);
  const { section } = citation;
  // Other people's documents and this program's own notes stand for themselves.
  if (citation.document === 'practice')
    return /^(RFC|RTMP Inspector)/.test(section) ? section : `${shortName} ${section}`;
  if (/^\d/.test(section)) return `${shortName} §${section}`;
  // Annexes carry their letter, which says as much as a paragraph sign; headings are words.
  if (/^[A-Z](\.|$)/.test(section)) return `${shortName} ${section}`;
  return `${shortName}, ${section}`;
}

/** The citation with what amends it: `RTMP 1.0 §5.3.1.3, amended by Errata §5.1`. */
export function citationWithAmendments(citation: Citation): string {
  const amendments = citation.amendments.map(citationText);
  const text = citationText(citation);
  return amendments.length === 0 ? text : `${text}, amended by ${amendments.join(' and ')}`;
}

/** The title of the cited section; undefined for `practice` and for unknown sections. */
export function citationTitle(citation: Citation): string | undefined {
  return sectionOf(citation)?.title;
}

/** The address of the cited section, down to page or anchor; undefined for `practice`. */
export function citationLink(citation: Citation): string | undefined {
  const { address } = documentOf(citation);
  if (address === '') return undefined;
  const section = sectionOf(citation);
  if (section?.page !== undefined) return `${address}#page=${section.page}`;
  return section?.anchor === undefined ? address : `${address}#${section.anchor}`;
}

/** Whether a citation, and each that amends it, names a section that exists (or a program). */
export function isKnownSection(citation: Citation): boolean {
  const known =
    citation.document === 'practice' ? citation.section !== '' : sectionOf(citation) !== undefined;
  return known && citation.amendments.every(isKnownSection);
}

function codecDocuments(): Record<keyof typeof CODEC_DOCUMENTS, CitedDocument> {
  const documents = {} as Record<keyof typeof CODEC_DOCUMENTS, CitedDocument>;
  for (const id of Object.keys(CODEC_DOCUMENTS) as (keyof typeof CODEC_DOCUMENTS)[]) {
    const { sections, ...document } = CODEC_DOCUMENTS[id];
    documents[id] = { id, ...document, sections: bySection(sections) };
  }
  return documents;
}

function bySection(rows: readonly SectionRow[]): ReadonlyMap<string, DocumentSection> {
  return new Map(
    rows.map(([section, title, where]) => [
      section,
      typeof where === 'number'
        ? { section, title, page: where }
        : { section, title, ...(where !== undefined && { anchor: where }) },
    ]),
  );
}
