import type { Field, NamedValue } from '../../../src-protocol/dictionary/field.ts';
import { furtherWords } from '../../../src-protocol/dictionary/further-words.ts';
import { valueWords } from '../../../src-protocol/dictionary/value-words.ts';
import { counted } from '../../format/numbers.ts';

/** Sentences that not every entry has. */
export function Further({ words }: { readonly words: string | undefined }) {
  return words === undefined ? null : <p>{words}</p>;
}

/** What there is to know of a field beyond its one sentence: more words, other voices, its values. */
export function FieldWords({ field }: { readonly field: Field }) {
  return (
    <>
      <Further words={furtherWords(field.id)} />
      <Voice name="In practice" words={field.practice} />
      <Voice name="Errata" words={field.errata} />
      <Voice name="Enhanced RTMP" words={field.enhanced} />
      <Names field={field} />
    </>
  );
}

function Voice({ name, words }: { readonly name: string; readonly words: string | undefined }) {
  if (words === undefined) return null;
  return (
    <p>
      <b>{name}</b> {words}
    </p>
  );
}

/** A field's size and byte order, and what it counts, in words. */
export function formOf({ kind, bits, littleEndian, unit }: Field): string {
  const size = bits === 0 ? '' : bits % 8 === 0 ? counted(bits / 8, 'byte') : counted(bits, 'bit');
  const order = littleEndian ? ', least significant byte first' : '';
  const counts = unit === undefined ? '' : `, in ${unit}`;
  if (kind === 'computed') return `worked out, not on the wire${counts}`;
  return `${size === '' ? kind : size}${order}${counts}`;
}

function Names({ field }: { readonly field: Field }) {
  const names = Object.entries(field.values ?? field.flags ?? {});
  if (names.length === 0) return null;
  return (
    <dl className="reference-names">
      {names.map(([value, named]) => {
        const { name, text }: NamedValue = typeof named === 'string' ? { name: named } : named;
        const words = text ?? valueWords(field.id, Number(value));
        return (
          <div key={value}>
            <dt>
              <code>{value}</code> {name}
            </dt>
            {words !== undefined && <dd>{words}</dd>}
          </div>
        );
      })}
    </dl>
  );
}
