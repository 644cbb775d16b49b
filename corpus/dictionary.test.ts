import { describe, expect, it } from 'vitest';
import type { Field, NamedValue } from '../src-protocol/dictionary/field.ts';
import { FINDING_WORDS_CODES, findingWords } from '../src-protocol/dictionary/finding-words.ts';
import {
  FURTHER_IDS,
  FURTHER_KEYS,
  furtherWords,
} from '../src-protocol/dictionary/further-words.ts';
import { VALUE_WORDS_KEYS, valueWords } from '../src-protocol/dictionary/value-words.ts';
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

/** A name that is a number with its unit, such as 48000 Hz. */
const MEASURE = /^[\d.]+ (?:k?Hz|bit)$/;

const fields: Field[] = STRUCTURES.flatMap((structure) => Object.values(structure.fields));

describe('the dictionary', () => {
  it('every structure has a section that exists, and two sentences or more', () => {
    for (const { id, see, text } of STRUCTURES) {
      expect([id, isKnownSection(see)]).toEqual([id, true]);
      const count = sentences(text, furtherWords(id));
      expect([id, count >= 2]).toEqual([id, true]);
    }
  });

  it('every field has a section that exists, a name, and two sentences or more', () => {
    for (const { id, see, text, label } of fields) {
      expect([id, isKnownSection(see)]).toEqual([id, true]);
      expect([id, label === '', /[.:)…]$/.test(text)]).toEqual([id, false, true]);
      expect([id, sentences(text, furtherWords(id)) >= 2]).toEqual([id, true]);
    }
  });

  it('every value and bit has a name, words, and a section that exists where it has one of its own', () => {
    for (const { id, values, flags } of fields)
      for (const [value, named] of Object.entries({ ...values, ...flags })) {
        const { name, section, text }: NamedValue =
          typeof named === 'string' ? { name: named } : named;
        const words = [text, valueWords(id, Number(value))].filter((said) => said !== undefined);
        // What is a number and its unit says all there is.
        const enough = words.length === 1 || (words.length === 0 && MEASURE.test(name));
        expect([id, value, name, enough]).toEqual([id, value, name, true]);
        for (const said of words)
          expect([id, value, /[.?)]$/.test(said)]).toEqual([id, value, true]);
        if (section) expect([id, value, isKnownSection(section)]).toEqual([id, value, true]);
      }
  });

  it('words on values are about values that have names', () => {
    for (const [id, value] of VALUE_WORDS_KEYS) {
      const { values, flags } = fieldById(id) ?? {};
      expect([id, value, { ...values, ...flags }[value] !== undefined]).toEqual([id, value, true]);
    }
    expect(valueWords('media.opusPacket.config', 32)).toBeUndefined();
    expect(valueWords('constructor', 0)).toBeUndefined();
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
    expect(furtherWords('amf0.number.length')).toBe(furtherWords('amf0.string.length'));
    expect(furtherWords('command.metadata.length')).toBeUndefined();
    expect(furtherWords('media.avcNalUnit.unknown')).toBeUndefined();
    expect(furtherWords('media.avcNalUnit.constructor')).toBeUndefined();
    expect(furtherWords('constructor')).toBeUndefined();
  });
});
