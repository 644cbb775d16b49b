import { describe, expect, it } from 'vitest';
import type { RecordRef } from '../../worker/protocol.ts';
import { nearestNote, noteBeside } from './note-marks.ts';

const record = (connection: number, at: number): RecordRef => ({
  connection,
  direction: 0,
  kind: 'chunk',
  at,
});
describe('Notes in the picture', () => {
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
