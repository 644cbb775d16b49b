import { type Address, parseAddress } from '../../src-protocol/bytes/address.ts';
import { type ViewName, VIEWS } from './store.ts';

/** Where a capture came from, as a link names it: a sample of the page, or somebody's own file. */
export type SourceName =
  | { readonly kind: 'sample'; readonly id: string }
  | { readonly kind: 'file'; readonly name: string; readonly size: number }
  /** A connection of the listener, for as long as its recording is kept. */
  | { readonly kind: 'live'; readonly id: number };

/** The address bar, taken apart. Everything that is left out is at its default. */
export interface Location {
  readonly source?: SourceName;
  readonly connection?: number;
  readonly view?: ViewName;
  readonly at?: Address;
  /** Set when the address means a message; it would be taken for a chunk otherwise. */
  readonly kind?: 'message';
  /** `FieldNode.path` */
  readonly field?: string;
}

/** A location, and the parts of the link nobody here understands, as they stood there. */
export interface ParsedLocation {
  readonly location: Location;
  readonly dropped: readonly string[];
}

/**
 * Writes the part of an address after `#`.
 *
 * ```
 * #/s/obs-publish/c0/chunks?at=up@3351&field=chunk.basicHeader.fmt
 * #/f/capture.pcapng~12400000/c1/overview
 * ```
 */
export function formatLocation(location: Location): string {
  const { source, connection, view, at, kind, field } = location;
  if (!source) return '';
  const parts = ['', ...sourceParts(source)];
  if (connection !== undefined) parts.push(`c${connection}`);
  if (view !== undefined) parts.push(view);
  const query: string[] = [];
  if (at !== undefined) query.push(`at=${at}`);
  if (at !== undefined && kind !== undefined) query.push(`kind=${kind}`);
  if (field !== undefined) query.push(`field=${escape(field)}`);
  return `#${parts.join('/')}${query.length > 0 ? `?${query.join('&')}` : ''}`;
}

/** Reads what `formatLocation` wrote, or what became of it; never fails, tells what it dropped. */
export function parseLocation(hash: string): ParsedLocation {
  const text = hash.replace(/^#/, '');
  const cut = text.indexOf('?');
  const path = cut < 0 ? text : text.slice(0, cut);
  const dropped: string[] = [];
  const location: { -readonly [K in keyof Location]: Location[K] } = {};

  const parts = path.split('/').filter((part) => part !== '');
  if (parts.length > 0) {
    const source = readSource(parts[0]!, parts[1]);
    if (source) location.source = source;
    else return { location: {}, dropped: [text] };
  }
  for (const part of parts.slice(2)) {
    const connection = /^c(\d{1,9})$/.exec(part);
    if (connection && location.connection === undefined)
      location.connection = Number(connection[1]);
    else if (isView(part) && location.view === undefined) location.view = part;
    else dropped.push(part);
  }

  for (const pair of cut < 0 ? [] : text.slice(cut + 1).split('&')) {
    if (pair === '') continue;
    const [key, value] = splitPair(pair);
    if (key === 'at' && value !== undefined && parseAddress(value)) location.at = value as Address;
    else if (key === 'kind' && value === 'message') location.kind = value;
    else if (key === 'field' && value) location.field = value;
    else dropped.push(pair);
  }
  return { location, dropped };
}

/** Whether two links are about the same capture. */
export function sameSource(a: SourceName | undefined, b: SourceName | undefined): boolean {
  if (!a || !b) return a === b;
  if (a.kind === 'sample') return b.kind === 'sample' && a.id === b.id;
  if (a.kind === 'live') return b.kind === 'live' && a.id === b.id;
  return b.kind === 'file' && a.name === b.name && a.size === b.size;
}

function sourceParts(source: SourceName): [string, string] {
  if (source.kind === 'live') return ['live', String(source.id)];
  return source.kind === 'sample'
    ? ['s', escape(source.id)]
    : ['f', `${escape(source.name)}~${source.size}`];
}

function readSource(kind: string, rest: string | undefined): SourceName | undefined {
  if (rest === undefined) return undefined;
  if (kind === 's') {
    const id = unescape(rest);
    return id ? { kind: 'sample', id } : undefined;
  }
  if (kind === 'live')
    return /^\d{1,9}$/.test(rest) ? { kind: 'live', id: Number(rest) } : undefined;
  if (kind !== 'f') return undefined;
  const match = /^(.+)~(\d{1,15})$/.exec(rest);
  const name = match && unescape(match[1]!);
  return name ? { kind: 'file', name, size: Number(match[2]) } : undefined;
}

function splitPair(pair: string): [string, string | undefined] {
  const at = pair.indexOf('=');
  return at < 0 ? [pair, undefined] : [pair.slice(0, at), unescape(pair.slice(at + 1))];
}

function isView(part: string): part is ViewName {
  return (VIEWS as readonly string[]).includes(part);
}

/** Like encodeURIComponent, but keeps what reads well in a field path, and takes what separates here. */
function escape(text: string): string {
  return encodeURIComponent(text.toWellFormed())
    .replaceAll('%5B', '[')
    .replaceAll('%5D', ']')
    .replaceAll('~', '%7E');
}

function unescape(text: string): string | undefined {
  try {
    return decodeURIComponent(text);
  } catch {
    return undefined;
  }
}
