import { useMemo } from 'react';
import { parseAddress } from '../../../src-protocol/bytes/address.ts';
import type { Note } from '../../state/note.ts';
import { useInspector } from '../../state/store.ts';
import { useAnswer } from '../../state/use-answer.ts';
import type { CommentView, RecordRef } from '../../worker/protocol.ts';
import type { Axis, Lane } from '../../worker/timeline/timeline-types.ts';

/** A bookmark or note of the person, or a comment that came with the capture. */
export interface NotedPlace {
  readonly kind: 'note' | 'comment';
  readonly record: RecordRef;
  readonly field?: string;
  /** Empty for a bookmark without words. */
  readonly text: string;
}

/** The same with its place in the picture. */
export interface NoteMark extends NotedPlace {
  readonly at: number;
}

/** The lane of notes: the page's own, since the worker knows of none. */
export const NOTES_LANE: Lane = { key: 'notes', kind: 'notes', role: 'notes' };

/** Marks drawn, at most: a capture may come with a comment for every packet. */
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

/** The notes of a connection on an axis, in its order. */
export function useNoteMarks(connection: number, axis: Axis): readonly NoteMark[] {
  const notes = useInspector((state) => state.notes);
  const comments = useInspector((state) => state.capture?.comments);
  const noted = useMemo(
    () => notedPlaces(connection, notes, comments ?? []),
    [connection, notes, comments],
  );
  const records = noted.map(({ record: { direction, at } }) => ({ direction, at }));
  const { answer, waiting } = useAnswer(
    'places',
    records.length === 0 ? undefined : { connection, axis, records },
  );
  return useMemo(() => {
    // An older answer is about other records, or another axis.
    if (!answer || waiting) return [];
    const marks = noted.map((one, number): NoteMark => ({ ...one, at: answer[number] ?? 0 }));
    return marks.sort((a, b) => a.at - b.at);
  }, [noted, answer, waiting]);
}

/** What a note is called where there is a line for it. */
export function noteWords({ kind, text }: NotedPlace): string {
  if (kind === 'comment') return `comment: ${text}`;
  return text === '' ? 'bookmark' : `note: ${text}`;
}

/** The note that stands nearest to a place. */
export function nearestNote(notes: readonly NoteMark[], at: number): NoteMark | undefined {
  return notes.reduce<NoteMark | undefined>(
    (best, note) => (best && Math.abs(best.at - at) <= Math.abs(note.at - at) ? best : note),
    undefined,
  );
}

/** The first note after a place, or the last one before it. */
export function noteBeside(
  notes: readonly NoteMark[],
  at: number,
  by: 1 | -1,
): NoteMark | undefined {
  return by > 0 ? notes.find((note) => note.at > at) : notes.findLast((note) => note.at < at);
}
