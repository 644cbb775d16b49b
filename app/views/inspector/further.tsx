import { findingWords } from '../../../src-protocol/dictionary/finding-words.ts';
import { furtherWords } from '../../../src-protocol/dictionary/further-words.ts';
import { valueWords } from '../../../src-protocol/dictionary/value-words.ts';

/**
 * What there is to learn of a structure or field beyond its first line, or why a finding matters where its
 * declaration does not say.
 */
export function Further({ id, code }: { readonly id?: string; readonly code?: string }) {
  const words = code === undefined ? furtherWords(id ?? '') : findingWords(code);
  if (words === undefined) return null;
  return <p className={code === undefined ? 'explain-text' : 'dim'}>{words}</p>;
}

/** What the value of a field means where its declaration has but a name for it. */
export function ValueWords({
  id,
  value,
  name,
}: {
  readonly id: string;
  readonly value: number;
  readonly name: string;
}) {
  const words = valueWords(id, value);
  if (words === undefined) return null;
  return (
    <p className="explain-text">
      <b>{name}</b>: {words}
    </p>
  );
}
