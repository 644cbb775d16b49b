import { parseAddress } from '../../src-protocol/bytes/address.ts';
import { ask } from '../worker/client.ts';
import type { CommentView, RecordRef } from '../worker/protocol.ts';
import type { Note } from './note.ts';
import type { ScopeAsk } from './step-ask.ts';
import type { InspectorState } from './store.ts';

/** A bookmark or note of the person, or a comment that came with the capture. */
export interface NotedPlace {
  readonly kind: 'note' | 'comment';
  readonly record: RecordRef;
  readonly field?: string;
  /** Empty for a bookmark without words. */
  readonly text: string;
}

/** A record, and the field of it that is meant; the record as a whole without one. */
export type Spot = Pick<NotedPlace, 'record' | 'field'>;

/** Places of a connection at most: a capture may come with a comment for every packet. */
const MOST = 2000;

/** What was noted about one connection: by the person first, then in the capture. */
export function notedPlaces(
  connection: number,
  notes: readonly Note[],
  comments: readonly CommentView[],
): NotedPlace[] {
  const own = notes.flatMap(({ connection: of, at, kind, field, text }): NotedPlace[] => {
    const place = parseAddress(at);
    if (of !== connection || !place) return [];
    const { direction, offset } = place;
    const record: RecordRef = { connection, direction, at: offset, kind: kind ?? 'chunk' };
    return [{ kind: 'note', record, text, ...(field !== undefined && { field }) }];
  });
  const others = comments.flatMap(({ record, text }): NotedPlace[] =>
    record?.connection === connection ? [{ kind: 'comment', record, text }] : [],
  );
  return [...own, ...others].slice(0, MOST);
}

/** What a note is called where there is a line for it. */
export function noteWords({ kind, text }: NotedPlace): string {
  if (kind === 'comment') return `comment: ${text}`;
  return text === '' ? 'bookmark' : `note: ${text}`;
}

/** Whether anything is noted in the connection that is looked at. */
export function hasNotedPlaces({ connection, notes, capture }: InspectorState): boolean {
  if (connection === undefined) return false;
  return notedPlaces(connection, notes, capture?.comments ?? []).length > 0;
}

/**
 * The next (1) or previous (-1) noted place in the order of the capture, among those that the scope leaves;
 * undefined when there is none.
 */
export async function nextNoted(
  { notes, capture, selection, field }: InspectorState,
  by: 1 | -1,
  around: ScopeAsk,
): Promise<CountedNote | undefined> {
  const { connection, scope } = around;
  const all = notedPlaces(connection, notes, capture?.comments ?? []);
  if (all.length === 0) return undefined;
  const inScope =
    scope === 'both'
      ? undefined
      : await ask('in-scope', { ...around, records: all.map(({ record }) => record) });
  const noted = inScope ? all.filter((_, number) => inScope[number]) : all;
  if (noted.length === 0) return undefined;
  const here = selection && { record: selection, field };
  const records = [...noted, ...(here ? [here] : [])].map(({ record }) => record);
  const places = await ask('places', { connection, axis: 'index', records });
  const placed = noted.map((spot, number) => ({ spot, place: places[number] ?? 0 }));
  const found = besideSpot(placed, here && { spot: here, place: places[noted.length] ?? 0 }, by);
  return found && { ...found.spot, number: found.number, of: noted.length };
}

/** A noted place, and which of how many it is in the order of the capture. */
export interface CountedNote extends NotedPlace {
  readonly number: number;
  readonly of: number;
}

/** Characters of a note that the stepper bar says; the list of notes has all of them. */
const MOST_SAID = 80;

/** What is said at a noted place. */
export function noteSentence(note: CountedNote): string {
  const words = noteWords(note);
  const said = words.length > MOST_SAID ? `${words.slice(0, MOST_SAID)}…` : words;
  return `${note.number} of ${note.of}: ${said}`;
}

/** A spot and its place among the chunks of the connection. */
interface Placed<S> {
  readonly spot: S;
  readonly place: number;
}

/** The first spot after `here`, or the last one before it, counted from 1; of all, the first or the last when nothing is selected. */
export function besideSpot<S extends Spot>(
  spots: readonly Placed<S>[],
  here: Placed<Omit<Spot, 'field'> & { readonly field?: string | undefined }> | undefined,
  by: 1 | -1,
): { readonly spot: S; readonly number: number } | undefined {
  const inOrder = [...spots].sort(compare);
  const index =
    by > 0
      ? inOrder.findIndex((one) => !here || compare(one, here) > 0)
      : inOrder.findLastIndex((one) => !here || compare(one, here) < 0);
  const found = inOrder[index];
  return found && { spot: found.spot, number: index + 1 };
}

/** Records as they come, the handshake first; of one record first itself, then its fields. */
function compare(
  a: Placed<{ record: RecordRef; field?: string | undefined }>,
  b: Placed<{ record: RecordRef; field?: string | undefined }>,
): number {
  const [one, other] = [a.spot.record, b.spot.record];
  const packets = Number(other.kind === 'handshake') - Number(one.kind === 'handshake');
  return (
    packets ||
    a.place - b.place ||
    one.direction - other.direction ||
    one.at - other.at ||
    textOrder(a.spot.field ?? '', b.spot.field ?? '')
  );
}

function textOrder(a: string, b: string): number {
  return a === b ? 0 : a < b ? -1 : 1;
}
