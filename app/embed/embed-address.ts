import { type Location, parseLocation } from '../state/location.ts';
import { INLINE_PARAMETERS, type InlineBytes, parseInline } from './inline-bytes.ts';

/** What an embed can show. */
export const FIGURES = ['hex', 'field', 'ladder', 'state', 'timeline'] as const;
/** One of them. */
export type FigureName = (typeof FIGURES)[number];

/** An embed's link, taken apart. */
export interface EmbedAddress {
  readonly figure: FigureName;
  /** Where the record is; the source is left out when the bytes are in the link. */
  readonly location: Location;
  /** Bytes of the link, and what it says of them. */
  readonly inline?: InlineBytes;
  readonly theme?: 'light' | 'dark';
}

/**
 * Reads an embed's link. A text says what is wrong with it.
 *
 * ```
 * embed.html#/s/obs-publish/c0?at=up@3089&ui=hex&theme=dark
 * embed.html#/bytes?b64=BAAAAAAAAA…&from=up@3351&chunk=4096&ui=field&field=chunk.basicHeader.fmt
 * embed.html#/bytes?b64=AgAHY29ubm…&type=20
 * ```
 */
export function parseEmbedAddress(hash: string): EmbedAddress | string {
  const [path = '', query = ''] = hash.replace(/^#/, '').split('?');
  const parameters = new URLSearchParams(query);
  const figure = parameters.get('ui') ?? 'hex';
  if (!isFigure(figure)) return `There is no view “${figure}”. It can be ${FIGURES.join(', ')}.`;
  const theme = parameters.get('theme');
  const looks: Pick<EmbedAddress, 'theme'> = theme === 'light' || theme === 'dark' ? { theme } : {};
  const inline = parameters.get('b64') === null ? undefined : parseInline(parameters);
  for (const own of ['ui', 'theme', 'h', ...INLINE_PARAMETERS]) parameters.delete(own);
  const rest = [...parameters].map(([key, value]) => `${key}=${encodeURIComponent(value)}`);
  if (typeof inline === 'string') return inline;
  if (inline) {
    if (inline.payloadType !== undefined && figure !== 'hex' && figure !== 'field')
      return 'The payload of one message can be shown as hex or as field; there is no session around it.';
    const { location } = parseLocation(`#/s/bytes?${rest.join('&')}`);
    return { figure, location, inline, ...looks };
  }
  const { location } = parseLocation(`#${path}${rest.length > 0 ? `?${rest.join('&')}` : ''}`);
  if (location.source?.kind !== 'sample')
    return 'The link names neither a sample nor bytes. It should begin with #/s/ and the name of a sample.';
  return { figure, location, ...looks };
}

function isFigure(name: string): name is FigureName {
  return (FIGURES as readonly string[]).includes(name);
}
