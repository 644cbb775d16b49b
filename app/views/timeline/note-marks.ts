import { useMemo } from 'react';
import { type NotedPlace, notedPlaces } from '../../state/noted-places.ts';
import { useInspector } from '../../state/store.ts';
import { useAnswer } from '../../state/use-answer.ts';
import type { Axis, Lane } from '../../worker/timeline/timeline-types.ts';

/** The same with its place in the picture. */
export interface NoteMark extends NotedPlace {
  readonly at: number;
}

/** The lane of notes: the page's own, since the worker knows of none. */
export const NOTES_LANE: Lane = { key: 'notes', kind: 'notes', role: 'notes' };

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
