import type { FieldItems } from '../inspector/field-items.ts';

/** What became of a field between two messages. */
export type Difference = 'same' | 'changed' | 'added' | 'removed';

/** A field of one message, of the other, or of both. */
export interface ComparedField {
  readonly key: string;
  readonly text: string;
  readonly before: string | undefined;
  readonly after: string | undefined;
  readonly difference: Difference;
}

/** The fields of two messages side by side, in the order of the later one, removed ones where they stood. */
export function compareFields(before: FieldItems, after: FieldItems): ComparedField[] {
  const old = leavesOf(before);
  const now = leavesOf(after);
  const compared: ComparedField[] = [];
  const gone = [...old].filter(([key]) => !now.has(key));
  for (const [key, { text, value }] of now) {
    const was = old.get(key);
    compared.push({
      key,
      text,
      before: was?.value,
      after: value,
      difference: !was ? 'added' : was.value === value ? 'same' : 'changed',
    });
  }
  for (const [key, { text, value }] of gone) {
    // Behind the last field that stood before it and is still there.
    const order = [...old.keys()];
    const earlier = order.slice(0, order.indexOf(key)).findLast((one) => now.has(one));
    const at = compared.findIndex((field) => field.key === earlier);
    compared.splice(at + 1, 0, {
      key,
      text,
      before: value,
      after: undefined,
      difference: 'removed',
    });
  }
  return compared;
}

interface Leaf {
  readonly text: string;
  readonly value: string;
}

function leavesOf({ byKey }: FieldItems): Map<string, Leaf> {
  const leaves = new Map<string, Leaf>();
  for (const [key, item] of byKey) {
    if (item.children.length > 0 || !item.node) continue;
    const parent = item.parent?.node ? `${item.parent.text} · ` : '';
    const name = item.valueName === undefined ? '' : ` ${item.valueName}`;
    leaves.set(key, { text: parent + item.text, value: `${item.value ?? ''}${name}` });
  }
  return leaves;
}
