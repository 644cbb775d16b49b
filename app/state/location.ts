import { type Address, parseAddress } from '../../src-protocol/bytes/address.ts';
import type { Axis, AxisSpan } from '../worker/timeline/timeline-types.ts';
import type { Reading } from '../worker/protocol.ts';
import { FILTER_MODES, type FilterMode, type ViewName, VIEWS } from './store.ts';
import {
  type ColumnChoices,
  formatColumns,
  formatSort,
  parseColumns,
  parseSort,
  type Sorts,
  TIMES,
  type Times,
} from './table-choice.ts';

/** What a link may say that bytes are. */
const READ_AS: readonly NonNullable<Reading['as']>[] = [
  'capture',
  'client',
  'server',
  'text',
  'flv',
];

/** Where a capture came from, as a link names it: a sample of the page, or somebody's own file. */
export type SourceName =
  | { readonly kind: 'sample'; readonly id: string }
  | {
      readonly kind: 'file';
      readonly name: string;
      readonly size: number;
      /** See `fingerprint`; links of older versions have none. */
      readonly crc?: string;
    }
  /** A connection of the listener, for as long as its recording is kept. */
  | { readonly kind: 'live'; readonly id: number };

/** The address bar, taken apart. Everything that is left out is at its default. */
export interface Location {
  /** A page of the article or the reference; the capture beside it is the page's own. */
  readonly article?: string;
  readonly source?: SourceName;
  /** What somebody said the bytes are, where that is not left to the bytes. */
  readonly reading?: Reading;
  readonly connection?: number;
  readonly view?: ViewName;
  readonly at?: Address;
  /** Set when the address means a message; it would be taken for a chunk otherwise. */
  readonly kind?: 'message';
  /** `FieldNode.path` */
  readonly field?: string;
  /** What the timeline counts along, when that is not time. */
  readonly axis?: Axis;
  /** The stretch of the timeline that is looked at, in the axis' unit. */
  readonly window?: AxisSpan | undefined;
  /** The filter, as it was written, and what it does with the other rows. */
  readonly filter?: string;
  readonly filterMode?: FilterMode;
  /** Columns and times of tables, where they were chosen. */
  readonly columns?: ColumnChoices;
  readonly sorts?: Sorts;
  readonly times?: Times;
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
 * #/s/obs-publish/c0/timeline?axis=bytes&win=1024,2048
 * #/f/capture.pcapng~12400000~cbf43926/c1/overview
 * #/f/dump.bin~89500/c0/chunks?as=server
 * #/learn/handshake?at=up@1
 * ```
 */
export function formatLocation(location: Location): string {
  const { article, source, connection, view, at, kind, field, axis, window } = location;
  if (!source && article === undefined) return '';
  const parts = ['', ...(article === undefined ? sourceParts(source!) : [article])];
  if (article === undefined && connection !== undefined) parts.push(`c${connection}`);
  if (article === undefined && view !== undefined) parts.push(view);
  const query: string[] = [];
  if (article !== undefined && connection) query.push(`connection=${connection}`);
  if (location.reading) query.push(`as=${formatReading(location.reading)}`);
  if (at !== undefined) query.push(`at=${at}`);
  if (at !== undefined && kind !== undefined) query.push(`kind=${kind}`);
  if (field !== undefined) query.push(`field=${escape(field)}`);
  if (axis !== undefined) query.push(`axis=${axis}`);
  if (window !== undefined) query.push(`win=${short(window.from)},${short(window.to)}`);
  if (location.filter !== undefined) query.push(`q=${escapeFilter(location.filter)}`);
  if (location.filterMode !== undefined) query.push(`mode=${location.filterMode}`);
  if (location.times !== undefined) query.push(`times=${location.times}`);
  for (const [level, chosen] of Object.entries(location.columns ?? {}))
    query.push(`cols.${level}=${formatColumns(chosen)}`);
  for (const [level, sort] of Object.entries(location.sorts ?? {}))
    query.push(`sort.${level}=${formatSort(sort)}`);
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
  if (parts[0] === 'learn' || parts[0] === 'reference') {
    location.article = parts.splice(0).join('/');
  } else if (parts.length > 0) {
    const source = readSource(parts[0]!, parts[1]);
    if (source) location.source = source;
    else return { location: {}, dropped: [text] };
  }
  for (const part of parts.slice(2)) {
    const connection = /^c(\d{1,9})$/.exec(part);
    if (connection && location.connection === undefined)
      location.connection = Number(connection[1]);
    else if (isOneOf(VIEWS, part) && location.view === undefined) location.view = part;
    else dropped.push(part);
  }

  for (const pair of cut < 0 ? [] : text.slice(cut + 1).split('&')) {
    if (pair === '') continue;
    const [key, value] = splitPair(pair);
    if (key === 'as' && readReading(value)) location.reading = readReading(value)!;
    else if (key === 'at' && value !== undefined && parseAddress(value))
      location.at = value as Address;
    else if (key === 'kind' && value === 'message') location.kind = value;
    else if (key === 'field' && value) location.field = value;
    else if (
      key === 'connection' &&
      location.article !== undefined &&
      /^\d{1,9}$/.test(value ?? '')
    )
      location.connection = Number(value);
    else if (key === 'axis' && isAxis(value)) location.axis = value;
    else if (key === 'win' && readWindow(value)) location.window = readWindow(value);
    else if (key === 'q' && value) location.filter = value;
    else if (key === 'mode' && isOneOf(FILTER_MODES, value)) location.filterMode = value;
    else if (key === 'times' && isOneOf(TIMES, value)) location.times = value;
    else if (readTable(location, key, value)) continue;
    else dropped.push(pair);
  }
  return { location, dropped };
}

/** Whether two links are about the same capture; one that does not know its bytes fits any. */
export function sameSource(a: SourceName | undefined, b: SourceName | undefined): boolean {
  if (!a || !b) return a === b;
  if (a.kind === 'sample') return b.kind === 'sample' && a.id === b.id;
  if (a.kind === 'live') return b.kind === 'live' && a.id === b.id;
  if (b.kind !== 'file' || a.name !== b.name || a.size !== b.size) return false;
  return a.crc === undefined || b.crc === undefined || a.crc === b.crc;
}

/** Whether two links have the same bytes read as the same thing. */
export function sameReading(a: Reading = {}, b: Reading = {}): boolean {
  return a.as === b.as && a.force === b.force;
}

/** `client`, or `rtmp:3` where connection 3 is to be read as RTMP. */
function formatReading({ as, force }: Reading): string {
  return as ?? `rtmp:${force}`;
}

function readReading(text: string | undefined): Reading | undefined {
  if (isOneOf(READ_AS, text)) return { as: text };
  const force = /^rtmp:(\d{1,9})$/.exec(text ?? '')?.[1];
  return force === undefined ? undefined : { force: Number(force) };
}

function sourceParts(source: SourceName): [string, string] {
  if (source.kind === 'live') return ['live', String(source.id)];
  return source.kind === 'sample'
    ? ['s', escape(source.id)]
    : [
        'f',
        [escape(source.name), source.size, source.crc]
          .filter((part) => part !== undefined)
          .join('~'),
      ];
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
  const match = /^([^~]+)~(\d{1,15})(?:~([0-9a-f]{8}))?$/.exec(rest);
  const name = match && unescape(match[1]!);
  if (!name) return undefined;
  const crc = match[3];
  return { kind: 'file', name, size: Number(match[2]), ...(crc !== undefined && { crc }) };
}

function splitPair(pair: string): [string, string | undefined] {
  const at = pair.indexOf('=');
  if (at < 0) return [pair, undefined];
  const key = pair.slice(0, at);
  const value = pair.slice(at + 1);
  // Only in a filter a plus is a space, as browsers and people write it.
  return [key, unescape(key === 'q' ? value.replaceAll('+', '%20') : value)];
}

/** Takes the columns or the order of one table; false when the pair is about neither. */
function readTable(
  location: { columns?: ColumnChoices; sorts?: Sorts },
  key: string,
  value: string | undefined,
): boolean {
  const [, what, level] = /^(cols|sort)\.(chunks|messages|commands|segments)$/.exec(key) ?? [];
  if (what === 'sort') {
    const sort = parseSort(value ?? '');
    if (!sort) return false;
    location.sorts = { ...location.sorts, [level!]: sort };
    return true;
  }
  const columns = level === undefined ? undefined : parseColumns(value ?? '');
  if (!columns) return false;
  location.columns = { ...location.columns, [level!]: columns };
  return true;
}

function isOneOf<T extends string>(all: readonly T[], value: string | undefined): value is T {
  return value !== undefined && (all as readonly string[]).includes(value);
}

/** A filter reads best with its colons, commas and comparisons in place. */
function escapeFilter(text: string): string {
  return escape(text)
    .replaceAll('%3A', ':')
    .replaceAll('%2C', ',')
    .replaceAll('%7E', '~')
    .replaceAll('%20', '+')
    .replaceAll('%2F', '/');
}

function isAxis(text: string | undefined): text is Axis {
  return text === 'time' || text === 'bytes' || text === 'index';
}

/** Nanoseconds are as fine as capture clocks get; bytes and chunks are whole but for what a zoom leaves. */
function short(value: number): string {
  return value.toFixed(9).replace(/\.?0+$/, '');
}

function readWindow(text: string | undefined): AxisSpan | undefined {
  const match = /^(\d{1,15}(?:\.\d{1,9})?),(\d{1,15}(?:\.\d{1,9})?)$/.exec(text ?? '');
  if (!match) return undefined;
  const [from, to] = [Number(match[1]), Number(match[2])];
  return to > from ? { from, to } : undefined;
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
