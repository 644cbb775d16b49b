/** The documents cited, by the short names used everywhere. */
export type DocumentId =
  | 'rtmp'
  | 'errata'
  | 'uri'
  | 'amf0'
  | 'amf3'
  | 'flv'
  | 'ertmp1'
  | 'ertmp'
  | 'pcap'
  | 'pcapng'
  | 'nal-file'
  | 'h264'
  | 'h265'
  | 'h266'
  | 'h273'
  | 'av1'
  | 'av1-mp4'
  | 'av1-ts'
  | 'vp8'
  | 'vp9'
  | 'vp-mp4'
  | 'mpeg4-audio'
  | 'mp3'
  | 'opus'
  | 'ogg-opus'
  | 'flac'
  | 'ac3'
  | 'practice';

/**
 * Where a statement comes from: a section of a document, and the sections that amend it.
 * `practice` is for what no document says but programs do; its section names the program.
 */
export class Citation {
  readonly document: DocumentId;
  readonly section: string;
  readonly amendments: readonly Citation[];

  constructor(document: DocumentId, section: string, amendments: readonly Citation[] = []) {
    this.document = document;
    this.section = section;
    this.amendments = amendments;
  }

  /** This citation with an erratum or addendum that corrects it; both are shown. */
  amendedBy(amendment: Citation): Citation {
    return new Citation(this.document, this.section, [...this.amendments, amendment]);
  }
}

/** A section of Adobe's RTMP 1.0 specification (December 2012), such as `5.3.1.1`. */
export const rtmp = (section: string): Citation => new Citation('rtmp', section);
/** A section of "RTMP Errata and Addenda" (July 2024). */
export const errata = (section: string): Citation => new Citation('errata', section);
/** A section of the AMF 0 specification. */
export const amf0 = (section: string): Citation => new Citation('amf0', section);
/** A section of the AMF 3 specification (January 2013). */
export const amf3 = (section: string): Citation => new Citation('amf3', section);
/** A section of Annex E or F of the Video File Format Specification 10.1. */
export const flv = (section: string): Citation => new Citation('flv', section);
/** A heading of Enhanced RTMP v2. */
export const ertmp = (heading: string): Citation => new Citation('ertmp', heading);
/** Behaviour of programs that no document describes; `source` names where it was seen. */
export const practice = (source: string): Citation => new Citation('practice', source);
/** A section of the pcap draft. */
export const pcap = (section: string): Citation => new Citation('pcap', section);
/** A section of the pcapng draft. */
export const pcapng = (section: string): Citation => new Citation('pcapng', section);
/** A section of a document about a codec or its records, by the document's short name. */
export const codec = (document: DocumentId, section: string): Citation =>
  new Citation(document, section);
