import type { Citation } from './citation.ts';
import type { Field, FieldDeclaration } from './field.ts';

/** A declared structure: its name, where it is described, and its fields. */
export interface Structure<Fields extends Record<string, Field> = Record<string, Field>> {
  readonly id: string;
  /** As the specification calls it. */
  readonly label: string;
  readonly see: Citation;
  /** What it is for, in a sentence or two. */
  readonly text: string;
  readonly fields: Fields;
}

/** Declares a structure. Field ids are the structure's id, a dot, and the key. */
export function structure<Keys extends string>(
  id: string,
  label: string,
  see: Citation,
  text: string,
  declarations: Record<Keys, FieldDeclaration>,
): Structure<Record<Keys, Field>> {
  const fields = {} as Record<Keys, Field>;
  for (const key of Object.keys(declarations) as Keys[]) {
    const declaration = declarations[key];
    fields[key] = {
      // One shape for every field keeps the reader's property loads monomorphic.
      id: `${id}.${key}`,
      kind: declaration.kind,
      bits: declaration.bits,
      littleEndian: declaration.littleEndian ?? false,
      label: declaration.label ?? words(key),
      see: declaration.see ?? see,
      text: declaration.text,
      ...optional(declaration),
    };
  }
  return { id, label, see, text, fields };
}

function optional(declaration: FieldDeclaration): Partial<Field> {
  const { values, flags, unit, format, practice, errata, enhanced } = declaration;
  return {
    ...(values && { values }),
    ...(flags && { flags }),
    ...(unit && { unit }),
    ...(format && { format }),
    ...(practice && { practice }),
    ...(errata && { errata }),
    ...(enhanced && { enhanced }),
  };
}

/** `messageTypeId` → `message type id`. */
function words(key: string): string {
  return key.replace(/([a-z0-9])([A-Z])/g, '$1 $2').toLowerCase();
}
