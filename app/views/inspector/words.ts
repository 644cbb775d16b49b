import type { Field } from '../../../src-protocol/dictionary/field.ts';
import * as dictionary from '../../../src-protocol/inspect/dictionary.ts';

/** A field of the message layer whose values are the message types. */
const TYPED = 'message.aggregatePart.messageType';

const withTypes = new Map<string, Field>();

/**
 * The declared field with this id. Message type IDs get their names here: the chunk layer, which
 * declares them, does not know what messages mean.
 */
export function fieldById(id: string): Field | undefined {
  const field = dictionary.fieldById(id);
  if (!field || field.values || !id.endsWith('.messageTypeId')) return field;
  const values = dictionary.fieldById(TYPED)?.values ?? {};
  const known = withTypes.get(id) ?? { ...field, values };
  withTypes.set(id, known);
  return known;
}
