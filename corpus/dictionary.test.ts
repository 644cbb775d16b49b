import { describe, expect, it } from 'vitest';
import type { Field } from '../src-protocol/dictionary/field.ts';
import { FINDING_WORDS_CODES, findingWords } from '../src-protocol/dictionary/finding-words.ts';
import {
  FURTHER_IDS,
  FURTHER_KEYS,
  furtherWords,
} from '../src-protocol/dictionary/further-words.ts';
import { isKnownSection } from '../src-protocol/dictionary/documents.ts';
import {
  DIAGNOSTICS,
  diagnosticByCode,
  fieldById,
  STRUCTURES,
  structureById,
} from '../src-protocol/inspect/dictionary.ts';

/** Sentences in a text: what ends in a full stop, a question mark or a colon’s list. */
const sentences = (...texts: (string | undefined)[]): number =>
  texts.reduce((sum, text = '') => sum + (text.match(/[.?!…](?=\s|$)/g)?.length ?? 0), 0);

const fields: Field[] = STRUCTURES.flatMap((structure) => Object.values(structure.fields));

describe('the dictionary', () => {
  it('every structure has a section that exists, and two sentences or more', () => {
    for (const { id, see, text } of STRUCTURES) {
      expect([id, isKnownSection(see)]).toEqual([id, true]);
      const count = sentences(text, furtherWords(id));
      expect([id, count >= 2]).toEqual([id, true]);
    }
  });

  it('every field has a section that exists, a name, and a whole sentence', () => {
    for (const { id, see, text, label } of fields) {
      expect([id, isKnownSection(see)]).toEqual([id, true]);
      expect([id, label === '', sentences(text) >= 1 || /[.:)]$/.test(text)]).toEqual([
        id,
        false,
        true,
      ]);
    }
  });

  it('every value and bit has a name, and a section that exists where it has one of its own', () => {
    for (const { id, values, flags } of fields)
      for (const [value, named] of Object.entries({ ...values, ...flags })) {
        const { name, section, text } = typeof named === 'string' ? { name: named } : named;
        expect([id, value, name !== '' && text !== '']).toEqual([id, value, true]);
        if (section) expect([id, value, isKnownSection(section)]).toEqual([id, value, true]);
      }
  });

  it('every finding has a section that exists, and says what is wrong and why it matters', () => {
    for (const { code, see, text, help, practice } of DIAGNOSTICS) {
      expect([code, isKnownSection(see)]).toEqual([code, true]);
      const count = sentences(text, help, practice, findingWords(code));
      expect([code, count >= 2]).toEqual([code, true]);
    }
  });

  it('further words are about something that is there, and whole sentences', () => {
    for (const id of FURTHER_IDS) {
      expect([id, (fieldById(id) ?? structureById(id)) !== undefined]).toEqual([id, true]);
      expect([id, /[.]$/.test(furtherWords(id)!)]).toEqual([id, true]);
    }
    for (const [folder, key] of FURTHER_KEYS) {
      const said = fields.filter(({ id }) => id.startsWith(`${folder}.`) && id.includes(`.${key}`));
      expect([folder, key, said.length > 0]).toEqual([folder, key, true]);
      for (const { id } of said.filter((field) => field.id.endsWith(`.${key}`)))
        expect([id, /[.]$/.test(furtherWords(id)!)]).toEqual([id, true]);
    }
    for (const code of FINDING_WORDS_CODES) {
      expect([code, diagnosticByCode(code) !== undefined]).toEqual([code, true]);
      expect([code, /[.]$/.test(findingWords(code)!)]).toEqual([code, true]);
    }
  });

  it('further words belong to one folder where several fields share them', () => {
    expect(furtherWords('media.hevcConfiguration.reserved4')).toBe(
      furtherWords('media.av1Configuration.reserved'),
    );
    expect(furtherWords('handshake.c0.version')).toBeUndefined();
    expect(furtherWords('command.metadata.width')).toBeUndefined();
    expect(furtherWords('media.avcNalUnit.unknown')).toBeUndefined();
    expect(furtherWords('constructor')).toBeUndefined();
  });
});
