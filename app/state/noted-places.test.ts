import { describe, expect, it } from 'vitest';
import type { CommentView, RecordRef } from '../worker/protocol.ts';
import type { Note } from './note.ts';
import { besideSpot, notedPlaces, noteWords } from './noted-places.ts';

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

  it('follow each other as the records come, and the fields of one after it', () => {
    const spot = (place: number, at: number, more: { field?: string; down?: true } = {}) => ({
      place,
      spot: {
        record: { ...record(0, at), direction: more.down ? (1 as const) : (0 as const) },
        ...(more.field !== undefined && { field: more.field }),
      },
    });
    const later = spot(7, 3100, { down: true });
    const whole = spot(3, 4000);
    const field = spot(3, 4000, { field: 'chunk.basicHeader.fmt' });
    const packet = {
      place: 0,
      spot: { record: { ...record(0, 1537), kind: 'handshake' as const } },
    };
    const spots = [later, field, packet, whole];
    const walk: unknown[] = [];
    for (let here: (typeof spots)[number] | undefined; ;) {
      const next = besideSpot(spots, here, 1);
      if (!next) break;
      walk.push(next);
      here = spots.find(({ spot }) => spot === next.spot);
    }
    expect(walk).toEqual(
      [packet, whole, field, later].map(({ spot }, at) => ({ spot, number: at + 1 })),
    );
    expect(besideSpot(spots, spot(5, 9000), -1)?.spot).toBe(field.spot);
    expect(besideSpot(spots, packet, -1)).toBeUndefined();
    expect(besideSpot(spots, undefined, -1)?.spot).toBe(later.spot);
  });
});
