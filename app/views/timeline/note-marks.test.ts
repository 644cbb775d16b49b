import { describe, expect, it } from 'vitest';
import type { Note } from '../../state/note.ts';
import type { CommentView, RecordRef } from '../../worker/protocol.ts';
import { nearestNote, noteBeside, notedPlaces, noteWords } from './note-marks.ts';

const record = (connection: number, at: number): RecordRef => ({
  connection,
  direction: 0,
  kind: 'chunk',
  at,
});
const note = (more: Partial<Note>): Note => ({
  id: 'a',
  connection: 0,
  at: 'up@3073',
  text: '',
  made: 0,
  ...more,
});

describe('Noted places', () => {
  it('are those of this connection, with their fields, and the comments of the file', () => {
    const comments: CommentView[] = [
      { about: 'the file', text: 'about everything' },
      { about: 'packet 7', text: 'here it stalls', record: record(0, 4000) },
      { about: 'packet 9', text: 'elsewhere', record: record(1, 50) },
    ];
    const notes = [
      note({ at: 'up@3290', kind: 'message', field: 'message.amf0.0' }),
      note({ connection: 2 }),
    ];
    expect(notedPlaces(0, notes, comments)).toEqual([
      {
        kind: 'note',
        record: { ...record(0, 3290), kind: 'message' },
        field: 'message.amf0.0',
        text: '',
      },
      { kind: 'comment', record: record(0, 4000), text: 'here it stalls' },
    ]);
  });

  it('are told apart in words', () => {
    expect(noteWords({ kind: 'note', record: record(0, 1), text: '' })).toBe('bookmark');
    expect(noteWords({ kind: 'note', record: record(0, 1), text: 'odd' })).toBe('note: odd');
    expect(noteWords({ kind: 'comment', record: record(0, 1), text: 'odd' })).toBe('comment: odd');
  });

  it('are found from where one stands', () => {
    const marks = [1, 5, 9].map((at) => ({
      kind: 'note' as const,
      record: record(0, at),
      text: '',
      at,
    }));
    expect(nearestNote(marks, 6)?.at).toBe(5);
    expect(nearestNote([], 6)).toBeUndefined();
    expect([noteBeside(marks, 5, 1)?.at, noteBeside(marks, 5, -1)?.at]).toEqual([9, 1]);
    expect(noteBeside(marks, 9, 1)).toBeUndefined();
  });
});
