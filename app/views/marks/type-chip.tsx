import { type Family, FAMILIES, familyOf, typeName } from './message-family.ts';
import './marks.css';

/** The letter of a message's family, in its colour, with the words for screen readers. */
export function TypeChip({
  messageTypeId,
  named = false,
}: {
  readonly messageTypeId: number;
  readonly named?: boolean;
}) {
  const family = familyOf(messageTypeId);
  const name = typeName(messageTypeId);
  return (
    <>
      <FamilyChip family={family} title={`${name} (message type ID ${messageTypeId})`} />
      {named ? (
        <span className="clip">{name}</span>
      ) : (
        <span className="visually-hidden">{name}</span>
      )}
    </>
  );
}

/** The letter of a family. Whoever uses it says the words. */
export function FamilyChip({
  family,
  title,
}: {
  readonly family: Family;
  readonly title?: string;
}) {
  const { letter, words } = FAMILIES[family];
  return (
    <span className="type-chip" data-family={family} title={title ?? words} aria-hidden>
      {letter}
    </span>
  );
}
