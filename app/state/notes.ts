import { get, set } from 'idb-keyval';
import { addressOf } from '../../src-protocol/bytes/address.ts';
import { notify, say } from './actions.ts';
import type { SourceName } from './location.ts';
import { isAt, mergeNotes, type Note, readNoteFile, readNotes, writeNoteFile } from './note.ts';
import { inspector } from './store.ts';
import { counted } from '../format/numbers.ts';

const { getState, setState } = inspector;

/** What was deleted last, so that it can be brought back. */
let deleted: readonly Note[] = [];

/** The name under which the notes of a capture are kept; undefined until a file's bytes have been looked at. */
function storageKey(source: SourceName | undefined): string | undefined {
  if (!source) return undefined;
  if (source.kind === 'sample') return `notes s/${source.id}`;
  // A live connection is known by a number that the next run of the listener gives to another.
  if (source.kind === 'live') return undefined;
  return source.crc && `notes f/${source.name}~${source.size}~${source.crc}`;
}

/** Loads the notes of each capture as soon as it is known which one it is. */
export function startNotes(): void {
  inspector.subscribe(({ source }, before) => {
    const key = storageKey(source);
    if (key !== undefined && key !== storageKey(before.source)) void load(key);
  });
}

async function load(key: string): Promise<void> {
  // Storage may be blocked: notes then last as long as the page.
  const stored = readNotes(await asked(() => get<unknown>(key)).catch(() => undefined));
  if (storageKey(getState().source) !== key) return;
  const early = getState().notes;
  setState({ notes: mergeNotes(stored, early) });
  if (early.length > 0) void keep();
}

/** Where the database itself is out of bounds, asking for it throws at once: a failure like any other. */
async function asked<T>(database: () => Promise<T>): Promise<T> {
  return database();
}

async function keep(): Promise<void> {
  const { source, notes } = getState();
  const key = storageKey(source);
  if (key === undefined) return;
  await asked(() => set(key, notes)).catch(() =>
    notify('This browser does not let the page keep notes. Export them before you close it.'),
  );
}

function change(notes: readonly Note[]): void {
  setState({ notes });
  void keep();
}

/** The place that is looked at; undefined when nothing is selected. */
function here(): Omit<Note, 'id' | 'text' | 'made'> | undefined {
  const { selection, field } = getState();
  if (!selection) return undefined;
  return {
    connection: selection.connection,
    at: addressOf(selection.direction, selection.at),
    ...(selection.kind === 'message' ? { kind: 'message' as const } : {}),
    ...(field === undefined ? {} : { field }),
  };
}

/** The note at the place that is looked at. */
export function noteHere(): Note | undefined {
  const place = here();
  return place && getState().notes.find((note) => isAt(note, place));
}

/** Bookmarks the selected place; takes the bookmark away when it has one without words. */
export function toggleMark(): void {
  const place = here();
  if (!place) return;
  const there = noteHere();
  if (there?.text) say('There is a note here already.');
  else if (there) deleteNotes([there.id]);
  else {
    add('', place);
    say(`Bookmarked ${place.at}.`);
  }
}

/** Writes a note at the selected place, in place of the one there. */
export function writeNote(text: string): void {
  const place = here();
  if (!place) return;
  const there = noteHere();
  if (there) editNote(there.id, text);
  else add(text, place);
  say(`Note kept at ${place.at}.`);
}

function add(text: string, place: Omit<Note, 'id' | 'text' | 'made'>): void {
  const note: Note = { id: crypto.randomUUID(), ...place, text, made: Date.now() };
  change([...getState().notes, note]);
}

/** Changes the words of a note. */
export function editNote(id: string, text: string): void {
  change(getState().notes.map((note) => (note.id === id ? { ...note, text } : note)));
}

/** Deletes notes; `undoDelete` brings them back. */
export function deleteNotes(ids: readonly string[]): void {
  const { notes } = getState();
  deleted = notes.filter(({ id }) => ids.includes(id));
  change(notes.filter(({ id }) => !ids.includes(id)));
  say(deleted.length === 1 ? `Deleted the note at ${deleted[0]!.at}.` : 'Deleted the notes.');
}

/** Brings back what was deleted last. */
export function undoDelete(): void {
  change(mergeNotes(getState().notes, deleted));
  deleted = [];
  say('The deletion was undone.');
}

/** The notes as a file. */
export function exportNotes(): { name: string; text: string } {
  const { source, sourceName, notes } = getState();
  const capture =
    storageKey(source)
      ?.replace(/^notes ./, '')
      .slice(1) ??
    sourceName ??
    '';
  return { name: `${sourceName ?? 'capture'}.notes.json`, text: writeNoteFile(capture, notes) };
}

/** Adds the notes of a file to those there are. */
export function importNotes(text: string): void {
  const file = readNoteFile(text);
  if (!file) {
    notify('This is not a file of notes that this page has written.');
    return;
  }
  const { source } = getState();
  const own = storageKey(source);
  if (own !== undefined && !own.endsWith(file.capture))
    notify(`These notes were written about ${file.capture}. They may point elsewhere here.`);
  if (file.dropped > 0) notify(`Left out ${counted(file.dropped, 'note')} that could not be read.`);
  const before = getState().notes.length;
  change(mergeNotes(getState().notes, file.notes));
  say(`Added ${counted(getState().notes.length - before, 'note')}.`);
}
