import { CATALOGUE, type CommandInfo } from '../../../src-protocol/command/catalogue.ts';
import { STATUS_CODES, type StatusCode } from '../../../src-protocol/command/status-codes.ts';
import type { Citation } from '../../../src-protocol/dictionary/citation.ts';
import type { Diagnostic } from '../../../src-protocol/dictionary/diagnostic.ts';
import type { Field, NamedValue } from '../../../src-protocol/dictionary/field.ts';
import { MESSAGE_TYPES } from '../../../src-protocol/dictionary/message-types.ts';
import type { Structure } from '../../../src-protocol/dictionary/structure.ts';
import { DIAGNOSTICS, STRUCTURES } from '../../../src-protocol/inspect/dictionary.ts';

/** Kinds of entries, in the order of the list; part of addresses. */
export const KINDS = [
  'structure',
  'field',
  'message',
  'command',
  'data',
  'status',
  'finding',
] as const;
/** What an entry is about. */
export type Kind = (typeof KINDS)[number];

/** What the kinds are called over their lists. */
export const KIND_TITLES: Readonly<Record<Kind, string>> = {
  structure: 'Structures',
  field: 'Fields',
  message: 'Message types',
  command: 'Commands',
  data: 'Data messages',
  status: 'Status codes',
  finding: 'Findings',
};

interface Common {
  /** Unique within its kind, part of addresses. */
  readonly id: string;
  readonly title: string;
  readonly text: string;
  readonly see: Citation;
  /** All that a search looks through, in lower case. */
  readonly words: string;
}

/** One page of the reference. */
export type Entry = Common &
  (
    | { readonly kind: 'structure'; readonly structure: Structure }
    | { readonly kind: 'field'; readonly field: Field; readonly structure: Structure }
    | { readonly kind: 'message'; readonly number: number }
    | { readonly kind: 'command' | 'data'; readonly command: CommandInfo }
    | { readonly kind: 'status'; readonly status: StatusCode }
    | { readonly kind: 'finding'; readonly diagnostic: Diagnostic }
  );

/** Every entry of the reference, from the dictionary; nothing is written here a second time. */
export const ENTRIES: readonly Entry[] = [
  ...STRUCTURES.map(structureEntry),
  ...STRUCTURES.flatMap(fieldEntries),
  ...Object.entries(MESSAGE_TYPES).map(([number, named]) => messageEntry(Number(number), named)),
  ...CATALOGUE.map(commandEntry),
  ...STATUS_CODES.map(statusEntry),
  ...DIAGNOSTICS.map(findingEntry),
];

/** The entry of a kind with this id. */
export function entryOf(kind: string, id: string): Entry | undefined {
  return ENTRIES.find((entry) => entry.kind === kind && entry.id === id);
}

/**
 * Entries whose words hold all of the words searched for; titles that begin with them come first. A field stands
 * behind others that fit as well.
 */
export function search(text: string): Entry[] {
  const wanted = text.toLowerCase().split(/\s+/).filter(Boolean);
  const found = ENTRIES.filter(({ words }) => wanted.every((word) => words.includes(word)));
  const rank = ({ title, id }: Entry) => {
    const name = title.toLowerCase();
    const first = wanted[0] ?? '';
    return name === text.toLowerCase() ? 0 : name.startsWith(first) || id.startsWith(first) ? 1 : 2;
  };
  const isField = ({ kind }: Entry) => Number(kind === 'field');
  return found.sort((a, b) => rank(a) - rank(b) || isField(a) - isField(b));
}

function words(...texts: readonly (string | undefined)[]): string {
  return texts
    .filter((text) => text !== undefined)
    .join(' ')
    .toLowerCase();
}

function structureEntry(structure: Structure): Entry {
  const { id, label, text, see, fields } = structure;
  const inside = Object.values(fields).flatMap(wordsOfField);
  return {
    kind: 'structure',
    id,
    title: label,
    text,
    see,
    structure,
    words: words(id, label, text, ...inside),
  };
}

function fieldEntries(structure: Structure): Entry[] {
  return Object.values(structure.fields).map((field) => ({
    kind: 'field',
    id: field.id,
    title: field.label,
    text: field.text,
    see: field.see,
    field,
    structure,
    words: words(structure.label, ...wordsOfField(field)),
  }));
}

function wordsOfField(field: Field): (string | undefined)[] {
  return [
    ...[field.id, field.label, field.text, field.practice],
    ...Object.values(field.values ?? field.flags ?? {}).flatMap(textsOf),
  ];
}

function textsOf(named: string | NamedValue): (string | undefined)[] {
  return typeof named === 'string' ? [named] : [named.name, named.text];
}

function messageEntry(number: number, named: NamedValue): Entry {
  const { name, text = '', section } = named;
  return {
    kind: 'message',
    id: String(number),
    title: `${name} (${number})`,
    text,
    see: section!,
    number,
    words: words(name, text, `type ${number} 0x${number.toString(16)}`),
  };
}

function commandEntry(command: CommandInfo): Entry {
  const { name, on, text, see } = command;
  const inside = command.arguments.map((argument) => `${argument.name} ${argument.text}`);
  return {
    kind: on === 'data' ? 'data' : 'command',
    id: name,
    title: name,
    text,
    see,
    command,
    words: words(name, text, ...inside),
  };
}

function statusEntry(status: StatusCode): Entry {
  const { code, text, see, level } = status;
  return {
    kind: 'status',
    id: code,
    title: code,
    text,
    see,
    status,
    words: words(code, text, level),
  };
}

function findingEntry(diagnostic: Diagnostic): Entry {
  const { code, text, see, help, severity } = diagnostic;
  return {
    kind: 'finding',
    id: code,
    title: code,
    text,
    see,
    diagnostic,
    words: words(code, text, help, severity),
  };
}
