import { describe, expect, it } from 'vitest';
import { amf0, Citation, codec, errata, ertmp, flv, pcapng, practice, rtmp } from './citation.ts';
import {
  citationLink,
  citationText,
  citationTitle,
  citationWithAmendments,
  documentOf,
  DOCUMENTS,
  isKnownSection,
} from './documents.ts';

describe('citations', () => {
  it.each([
    [rtmp('5.3.1.1'), 'RTMP 1.0 §5.3.1.1', 'Chunk Basic Header', 'rtmp-v1-0-spec.pdf#page=12'],
    [errata('5.1'), 'Errata §5.1', 'Chunk Message Header Extended Timestamp', '.html#section-5.1'],
    [amf0('2.5'), 'AMF0 §2.5', 'Object Type', 'amf0-file-format-spec.pdf#page=5'],
    [flv('E.4.2.1'), 'FLV E.4.2.1', 'AUDIODATA', 'video-file-format-v10-1-spec.pdf#page=76'],
    [ertmp('Enhanced Video'), 'Enhanced RTMP, Enhanced Video', 'Enhanced Video', '#enhanced-video'],
    [
      ertmp('ExVideoTagHeader'),
      'Enhanced RTMP, ExVideoTagHeader',
      'ExVideoTagHeader',
      '#enhanced-video',
    ],
    [pcapng('A'), 'pcapng A', 'Packet Block (obsolete!)', '#appendix-A'],
    [new Citation('uri', '4.1'), 'RTMP URIs §4.1', 'Host and Port', 'rtmp-uris.html#section-4.1'],
  ])('%# reads as people write it', (citation, text, title, linkEnd) => {
    expect(citationText(citation)).toBe(text);
    expect(citationTitle(citation)).toBe(title);
    expect(citationLink(citation)).toMatch(/^https:\/\//);
    expect(citationLink(citation)!.endsWith(linkEnd)).toBe(true);
    expect(isKnownSection(citation)).toBe(true);
  });

  it('leaves amendments to the longer form', () => {
    const citation = rtmp('5.3.1.3').amendedBy(errata('5.1'));
    expect(citationText(citation)).toBe('RTMP 1.0 §5.3.1.3');
    expect(citationWithAmendments(citation)).toBe('RTMP 1.0 §5.3.1.3, amended by Errata §5.1');
    expect(citationWithAmendments(rtmp('5.2'))).toBe('RTMP 1.0 §5.2');
  });

  it('names programs, and links nowhere for them', () => {
    expect(citationText(practice('librtmp'))).toBe('seen in librtmp');
    expect(citationLink(practice('librtmp'))).toBeUndefined();
    expect(citationTitle(practice('librtmp'))).toBeUndefined();
    expect(isKnownSection(practice('librtmp'))).toBe(true);
  });

  it('knows what does not exist', () => {
    expect(isKnownSection(rtmp('5.3.1.4'))).toBe(false);
    expect(isKnownSection(practice(''))).toBe(false);
    expect(isKnownSection(rtmp('5.2').amendedBy(errata('12')))).toBe(false);
    expect(citationLink(rtmp('9.9'))).toBe(documentOf(rtmp('1')).address);
  });

  it('lists each section once, with a place in a document of the same name', () => {
    // Sold or printed: an address of the document is all there is.
    const placeless = ['nal-file', 'h264', 'h265', 'h266', 'h273', 'vp9', 'vp-mp4'].concat([
      'mpeg4-audio',
      'mp3',
      'ac3',
    ]);
    for (const [id, document] of Object.entries(DOCUMENTS)) {
      expect(document.id).toBe(id);
      for (const [key, section] of document.sections) {
        expect(section.section).toBe(key);
        expect(section.title).not.toBe('');
        const placed = (section.page ?? 0) > 0 || section.anchor !== undefined;
        expect([id, placed]).toEqual([id, !placeless.includes(id)]);
      }
    }
    expect(citationLink(codec('h264', '7.3.1'))).toBe(DOCUMENTS.h264.address);
    expect(citationText(codec('nal-file', '5.3.4.1'))).toBe('ISO/IEC 14496-15 §5.3.4.1');
    expect(citationText(codec('ac3', 'E'))).toBe('A/52 E');
    expect(DOCUMENTS.rtmp.sections.size).toBe(65);
    expect(DOCUMENTS.errata.sections.size).toBe(28);
  });
});
