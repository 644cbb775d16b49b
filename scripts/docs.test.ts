import { readFileSync } from 'node:fs';
import { expect, it } from 'vitest';
import { findingWords } from '../src-protocol/dictionary/finding-words.ts';
import { furtherWords } from '../src-protocol/dictionary/further-words.ts';
import * as dictionary from '../src-protocol/inspect/dictionary.ts';
import * as fields from '../src-protocol/filter/field.ts';
import * as states from '../src-protocol/server/connection-state.ts';
import { docPages } from './docs.js';

for (const { filepath, text } of await docPages(dictionary, fields, states, {
  furtherWords,
  findingWords,
}))
  it(`${filepath.split('/').pop()!} is what \`npm run docs\` writes`, () => {
    expect(readFileSync(filepath, 'utf8')).toBe(text);
  });
