import { describe, expect, it } from 'vitest';
import { isAt, mergeNotes, type Note, readNoteFile, readNotes, writeNoteFile } from './note.ts';

const note = (id: string, more: Partial<Note> = {}): Note => ({
  id,
  connection: 0,
  at: 'up@3351',
  text: 'look here',
  made: 1_700_000_000_000,
  ...more,
});

describe('notes', () => {
  it('come back from a file as they were written', () => {
    const notes = [note('a'), note('b', { kind: 'message', field: 'message.name', text: '' })];
    const file = writeNoteFile('x.pcap~12~cbf43926', notes);
    expect(readNoteFile(file)).toEqual({ capture: 'x.pcap~12~cbf43926', notes, dropped: 0 });
  });

  it('are taken one by one from a file that was meddled with', () => {
    const notes = [
      note('a'),
      { ...note('b'), at: 'sideways@1' },
      { ...note('<script>') },
      { ...note('c'), text: 7 },
      null,
    ];
    const file = JSON.stringify({ format: 'rtmp-inspector notes', capture: 'x', notes });
    expect(readNoteFile(file)).toEqual({ capture: 'x', notes: [note('a')], dropped: 4 });
    for (const other of ['', '{', '[]', '{"format":"other","capture":"x","notes":[]}', 'null'])
      expect(readNoteFile(other), other).toBeUndefined();
    expect(readNotes('nonsense')).toEqual([]);
  });

  it('stand at a record, or at a field of it', () => {
    const place = { connection: 0, at: 'up@3351' } as const;
    expect(isAt(note('a'), place)).toBe(true);
    expect(isAt(note('a'), { ...place, field: 'chunk.data' })).toBe(false);
    expect(isAt(note('a', { field: 'chunk.data' }), { ...place, field: 'chunk.data' })).toBe(true);
    expect(isAt(note('a'), { ...place, connection: 1 })).toBe(false);
  });

  it('are merged by their names, in the order in which they were made', () => {
    const early = note('b', { made: 1 });
    expect(mergeNotes([note('a')], [early, note('a', { text: 'newer' })])).toEqual([
      early,
      note('a', { text: 'newer' }),
    ]);
  });
});
