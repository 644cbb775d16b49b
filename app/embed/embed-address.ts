import { type Location, parseLocation } from '../state/location.ts';

/** What an embed can show. */
export const FIGURES = ['hex', 'field', 'ladder', 'state', 'timeline'] as const;
/** One of them. */
export type FigureName = (typeof FIGURES)[number];

/** Longest bytes that a link may carry. */
export const MOST_INLINE = 4096;

/** An embed's link, taken apart. */
export interface EmbedAddress {
  readonly figure: FigureName;
  /** Where the record is; the source is left out when the bytes are in the link. */
  readonly location: Location;
  /** Bytes of the link. */
  readonly bytes?: Uint8Array;
  readonly theme?: 'light' | 'dark';
}

/**
 * Reads an embed's link. A text says what is wrong with it.
 *
 * ```
 * embed.html#/s/obs-publish/c0?at=up@3089&ui=hex&theme=dark
 * embed.html#/bytes?b64=AwAAAAAAAA…&ui=field&field=chunk.basicHeader.fmt
 * ```
 */
export function parseEmbedAddress(hash: string): EmbedAddress | string {
  const [path = '', query = ''] = hash.replace(/^#/, '').split('?');
  const parameters = new URLSearchParams(query);
  const figure = parameters.get('ui') ?? 'hex';
  if (!isFigure(figure)) return `There is no view “${figure}”. It can be ${FIGURES.join(', ')}.`;
  const theme = parameters.get('theme');
  const looks: Pick<EmbedAddress, 'theme'> = theme === 'light' || theme === 'dark' ? { theme } : {};
  const inline = parameters.get('b64');
  for (const own of ['ui', 'theme', 'b64', 'h']) parameters.delete(own);
  const rest = [...parameters].map(([key, value]) => `${key}=${encodeURIComponent(value)}`);
  if (inline !== null) {
    const bytes = fromBase64(inline);
    if (typeof bytes === 'string') return bytes;
    const { location } = parseLocation(`#/s/bytes?${rest.join('&')}`);
    return { figure, location, bytes, ...looks };
  }
  const { location } = parseLocation(`#${path}${rest.length > 0 ? `?${rest.join('&')}` : ''}`);
  if (location.source?.kind !== 'sample')
    return 'The link names neither a sample nor bytes. It should begin with #/s/ and the name of a sample.';
  return { figure, location, ...looks };
}

function isFigure(name: string): name is FigureName {
  return (FIGURES as readonly string[]).includes(name);
}

function fromBase64(text: string): Uint8Array | string {
  const letters = text.replaceAll('-', '+').replaceAll('_', '/').replaceAll(' ', '+');
  if (letters.length > Math.ceil(MOST_INLINE / 3) * 4)
    return `The link carries more than ${MOST_INLINE} bytes, which is the most it may.`;
  try {
    return Uint8Array.from(atob(letters), (letter) => letter.charCodeAt(0));
  } catch {
    return 'The bytes in the link are not base64.';
  }
}
