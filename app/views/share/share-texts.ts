import type { BitRange } from '../../../src-protocol/bytes/units.ts';
import type { ByteGroup } from '../../learn/bound-facts.ts';
import { hexText } from '../../learn/hex-text.ts';
import type { FigureName } from '../../embed/embed-address.ts';

/** A record, ready to be put into somebody's article. */
export interface SharedRecord {
  /** `up@3089, client to server: AMF0 command` */
  readonly caption: string;
  /** Where the record can be seen in the inspector. */
  readonly link: string;
  readonly groups: readonly ByteGroup[];
  /** Bytes of the record that are not in `groups`. */
  readonly omitted: number;
}

/** What stands in place of a hidden byte. */
const HIDDEN = '··';

/**
 * Groups of bytes from stream offset `start` on, without the bytes that have bits in `hidden`; nor are these
 * told in the values of fields.
 */
export function withoutBytes(
  groups: readonly ByteGroup[],
  start: number,
  hidden: readonly BitRange[],
): ByteGroup[] {
  let at = start;
  return groups.map((group) => {
    const from = at;
    at += group.hex.length + group.omitted;
    const hex = group.hex.map((byte, index) => {
      // Where bytes are left out, the last two stand at the group's end.
      const leftOut = group.omitted > 0 && index >= group.hex.length - 2 ? group.omitted : 0;
      const bit = (from + index + leftOut) * 8;
      return hidden.some((range) => range.start < bit + 8 && range.end > bit) ? HIDDEN : byte;
    });
    // A value that is bytes and nothing more begins with the same digits.
    const before = digits(group.hex);
    const after = digits(hex);
    const fields = group.fields.map((field) =>
      before === after ? field : { ...field, text: field.text.replace(before, after) },
    );
    return { ...group, hex, fields };
  });
}

/** Bytes as values of fields show them. */
function digits(hex: readonly string[]): string {
  return hex.slice(0, 12).join(' ');
}

/** Height of a frame before it has told its own. */
const HEIGHTS: Readonly<Record<FigureName, number>> = {
  hex: 260,
  field: 160,
  ladder: 360,
  state: 320,
  timeline: 220,
};

/** The frame of an embed, as it goes into a page. `address` is that of `embed.html`, with the record. */
export function iframeCode(address: string, figure: FigureName, title: string): string {
  return `<iframe src="${escapeHtml(address)}" title="${escapeHtml(title)}" width="100%" height="${HEIGHTS[figure]}" loading="lazy" sandbox="allow-scripts allow-popups" style="border:0"></iframe>`;
}

/** The address of an embed: that of the page's own link, with what is to be shown. */
export function embedAddress(base: string, hash: string, figure: FigureName): string {
  const separator = hash.includes('?') ? '&' : '?';
  return `${new URL('embed.html', base).href}${hash}${separator}ui=${figure}`;
}

/** The address of an embed that carries its bytes, with the record or the field in them that is to be shown. */
export function inlineAddress(
  base: string,
  query: string,
  figure: FigureName,
  {
    at,
    kind,
    field,
  }: { readonly at?: string; readonly kind?: string; readonly field?: string | undefined },
): string {
  const parts = [
    query,
    ...(at === undefined ? [] : [`at=${at}`]),
    ...(kind === undefined ? [] : [`kind=${kind}`]),
    ...(field === undefined ? [] : [`field=${encodeURIComponent(field)}`]),
    `ui=${figure}`,
  ];
  return `${new URL('embed.html', base).href}#/bytes?${parts.join('&')}`;
}

/** The bytes as a table of Markdown. */
export function markdownOf({ caption, link, groups, omitted }: SharedRecord): string {
  const rows = groups.map(
    (group) => `| \`${hexText(group)}\` | ${escapeMarkdown(fieldsText(group))} |`,
  );
  const more = omitted > 0 ? `\n${omitted} more bytes.\n` : '';
  return `**${escapeMarkdown(caption)}**\n\n| bytes | field |\n| --- | --- |\n${rows.join('\n')}\n${more}\n[Open in RTMP Inspector](${link})\n`;
}

/** The bytes as HTML that needs neither script nor style sheet. */
export function staticHtmlOf({ caption, link, groups, omitted }: SharedRecord): string {
  const rows = groups.map(
    (group) =>
      `    <tr><td><code>${escapeHtml(hexText(group))}</code></td><td>${escapeHtml(fieldsText(group))}</td></tr>`,
  );
  const more = omitted > 0 ? `\n  <p>${omitted} more bytes.</p>` : '';
  return `<figure>
  <table>
    <thead><tr><th scope="col">bytes</th><th scope="col">field</th></tr></thead>
    <tbody>
${rows.join('\n')}
    </tbody>
  </table>${more}
  <figcaption>${escapeHtml(caption)} <a href="${escapeHtml(link)}">Open in RTMP Inspector</a></figcaption>
</figure>
`;
}

const LETTER = 7.3;
const LINE = 16;
const WIDEST = 900;

/** The bytes as a picture: a box for each group, the header's and the payload's told apart by their upper edge. */
export function svgOf({ caption, groups }: SharedRecord): string {
  const boxes: string[] = [];
  let x = 0;
  let y = LINE + 8;
  let lowest = 0;
  for (const group of groups) {
    const lines = [hexText(group), ...group.fields.map(fieldText)];
    const width = Math.min(WIDEST, Math.max(...lines.map((line) => line.length)) * LETTER + 12);
    const height = lines.length * LINE + 8;
    if (x + width > WIDEST && x > 0) {
      x = 0;
      y += lowest + 6;
      lowest = 0;
    }
    lowest = Math.max(lowest, height);
    const dash = group.part === 'payload' ? ' stroke-dasharray="4 2"' : '';
    boxes.push(
      `<rect x="${x}" y="${y}" width="${width.toFixed(0)}" height="${height}" fill="none" stroke="currentColor" stroke-opacity=".4"/>`,
      `<path d="M${x} ${y}h${width.toFixed(0)}" stroke="currentColor" stroke-width="3"${dash}/>`,
      ...lines.map(
        (line, index) =>
          `<text x="${x + 6}" y="${y + 15 + index * LINE}"${index === 0 ? ' font-weight="700"' : ''}>${escapeHtml(line)}</text>`,
      ),
    );
    x += Math.ceil(width) + 6;
  }
  return `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 ${WIDEST} ${y + lowest + 4}" font-family="monospace" font-size="12" fill="currentColor" role="img" aria-label="${escapeHtml(caption)}"><text x="0" y="12">${escapeHtml(caption)}</text>${boxes.join('')}</svg>\n`;
}

function fieldsText({ fields }: ByteGroup): string {
  return fields.map(fieldText).join('; ');
}

function fieldText({ label, text, bits }: ByteGroup['fields'][number]): string {
  return `${bits === undefined ? '' : `${bits} `}${label}${text === '' ? '' : `: ${text}`}`;
}

function escapeHtml(text: string): string {
  return text.replace(/[&<>"]/g, (letter) => `&#${letter.charCodeAt(0)};`);
}

function escapeMarkdown(text: string): string {
  return text.replace(/[\\|*_`[\]<>]/g, (letter) => `\\${letter}`);
}
