import { describe, expect, it } from 'vitest';
import {
  embedAddress,
  iframeCode,
  markdownOf,
  type SharedRecord,
  staticHtmlOf,
  svgOf,
  withoutBytes,
} from './share-texts.ts';

const place = { sample: '', connection: 0, at: 'up@0' } as const;
const record: SharedRecord = {
  caption: 'up@3089, client to server: AMF0 command',
  link: 'https://example.org/#/s/a/c0/chunks?at=up@3089&field=x',
  groups: [
    {
      hex: ['03'],
      omitted: 0,
      part: 'header',
      fields: [
        { label: 'fmt', text: '0 (type 0)', bits: '00', place },
        { label: 'cs id', text: '3', bits: '000011', place },
      ],
    },
    {
      hex: ['3c', '62', '3e', '7c', '00'],
      omitted: 9,
      part: 'payload',
      fields: [{ label: 'name', text: '"<b>|"', place }],
    },
  ],
  omitted: 12,
};

describe('a record for an article', () => {
  it('as Markdown, with nothing that would end a cell', () => {
    const text = markdownOf(record);
    expect(text).toContain('| `03` | 00 fmt: 0 (type 0); 000011 cs id: 3 |');
    expect(text).toContain('name: "\\<b\\>\\|"');
    expect(text).toContain('12 more bytes.');
  });

  it('as HTML, with nothing that would become an element', () => {
    const text = staticHtmlOf(record);
    expect(text).toContain('<code>3c 62 3e … 7c 00</code>');
    expect(text).not.toContain('<b>');
    expect(text).not.toContain('<script');
    expect(text).toContain('at=up@3089&#38;field=x');
  });

  it('as a picture that is one whole element', () => {
    const text = svgOf(record);
    expect(text).toMatch(/^<svg [^>]*role="img"[^>]*>.*<\/svg>\n$/s);
    expect(text).not.toContain('<b>');
    expect(text.match(/<rect /g)).toHaveLength(2);
  });

  it('without the bytes of a stream key, also where a group is cut', () => {
    // One byte at 3089, then fourteen of which the first three and the last two are shown.
    const bits = (start: number, end: number) => ({ start: start * 8, end: end * 8 });
    const [header, name] = withoutBytes(record.groups, 3089, [bits(3092, 3093), bits(3103, 3104)]);
    expect(header!.hex).toEqual(['03']);
    expect(name!.hex).toEqual(['3c', '62', '··', '7c', '··']);
    expect(withoutBytes(record.groups, 3089, [])).toEqual(record.groups);
  });

  it('as a frame in a sandbox', () => {
    const address = embedAddress('https://example.org/app/', '#/s/a/c0/chunks?at=up@3089', 'state');
    expect(address).toBe('https://example.org/app/embed.html#/s/a/c0/chunks?at=up@3089&ui=state');
    const code = iframeCode(address, 'state', 'A "title"');
    expect(code).toContain('sandbox="allow-scripts allow-popups"');
    expect(code).toContain('title="A &#34;title&#34;"');
    expect(code).not.toContain('allow-same-origin');
  });
});
