import { type Field } from '../../../src-protocol/dictionary/field.ts';
import * as dictionary from '../../../src-protocol/inspect/dictionary.ts';
import { MESSAGE_TYPES } from '../../../src-protocol/message/message-types.ts';

const withTypes = new Map<string, Field>();

/**
 * The declared field with this id. Message type IDs get their names here: the chunk layer, which
 * declares them, does not know what messages mean.
 */
export function fieldById(id: string): Field | undefined {
  const field = dictionary.fieldById(id);
  if (!field || field.values || !id.endsWith('.messageTypeId')) return field;
  const known = withTypes.get(id) ?? { ...field, values: MESSAGE_TYPES };
  withTypes.set(id, known);
  return known;
}
