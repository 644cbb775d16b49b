import * as v from 'valibot';
import { type Address, parseAddress } from '../../src-protocol/bytes/address.ts';

const Note = v.object({
  id: v.pipe(v.string(), v.regex(/^[\w-]{1,64}$/)),
  connection: v.pipe(v.number(), v.integer(), v.minValue(0), v.maxValue(1e9)),
  at: v.custom<Address>((at) => typeof at === 'string' && parseAddress(at) !== undefined),
  kind: v.optional(v.literal('message')),
  field: v.optional(v.pipe(v.string(), v.maxLength(1000))),
  text: v.pipe(v.string(), v.maxLength(10_000)),
  /** When it was made, milliseconds since 1970. */
  made: v.pipe(v.number(), v.minValue(0)),
});

/** A place somebody wants to find again, with or without words about it. */
export type Note = Readonly<v.InferOutput<typeof Note>>;

/** Notes of one capture; more than that nobody writes by hand. */
const MOST = 5000;

const FORMAT = 'rtmp-inspector notes';
const NoteFile = v.object({
  format: v.literal(FORMAT),
  capture: v.pipe(v.string(), v.maxLength(1000)),
  notes: v.pipe(v.array(v.unknown()), v.maxLength(MOST)),
});

/** The notes in what was stored; what does not read as one is left out. */
export function readNotes(stored: unknown): Note[] {
  if (!Array.isArray(stored)) return [];
  return stored.slice(0, MOST).flatMap((one) => {
    const parsed = v.safeParse(Note, one);
    return parsed.success ? [parsed.output] : [];
  });
}

/** Notes as a file that `readNoteFile` takes; `capture` says what they are about. */
export function writeNoteFile(capture: string, notes: readonly Note[]): string {
  return `${JSON.stringify({ format: FORMAT, capture, notes }, null, 2)}\n`;
}

/** A file of notes; undefined when it is none. `dropped` counts entries that could not be read. */
export function readNoteFile(
  text: string,
): { capture: string; notes: Note[]; dropped: number } | undefined {
  let json: unknown;
  try {
    json = JSON.parse(text);
  } catch {
    return undefined;
  }
  const parsed = v.safeParse(NoteFile, json);
  if (!parsed.success) return undefined;
  const notes = readNotes(parsed.output.notes);
  return {
    capture: parsed.output.capture,
    notes,
    dropped: parsed.output.notes.length - notes.length,
  };
}

/** Whether a note stands at this place: the record, and the field when one is selected. */
export function isAt(note: Note, place: Pick<Note, 'connection' | 'at' | 'field'>): boolean {
  return note.connection === place.connection && note.at === place.at && note.field === place.field;
}

/** Notes of both, each once; in the order in which they were made. */
export function mergeNotes(some: readonly Note[], more: readonly Note[]): Note[] {
  const all = new Map([...some, ...more].map((note) => [note.id, note]));
  return [...all.values()].sort((a, b) => a.made - b.made).slice(0, MOST);
}
