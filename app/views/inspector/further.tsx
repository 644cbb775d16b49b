import { findingWords } from '../../../src-protocol/dictionary/finding-words.ts';
import { furtherWords } from '../../../src-protocol/dictionary/further-words.ts';

/** What there is to learn of a structure or field beyond its first line. */
export function Further({ id }: { readonly id: string }) {
  const words = furtherWords(id);
  return words === undefined ? null : <p className="explain-text">{words}</p>;
}

/** Why a finding matters, where its declaration does not say. */
export function FurtherOnFinding({ code }: { readonly code: string }) {
  const words = findingWords(code);
  return words === undefined ? null : <p className="dim">{words}</p>;
}
