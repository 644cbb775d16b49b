import { Fragment } from 'react';
import type { BoundBytes, ByteGroup } from '../bound-facts.ts';
import { hexText } from '../hex-text.ts';
import { PlaceLink } from './place-link.tsx';
import { counted } from '../../format/numbers.ts';

/** Bytes of the sample. A single one stands in the text; more stand apart, each group with what it is. */
export function Bytes({ bound }: { readonly bound: string }) {
  const facts = JSON.parse(bound) as BoundBytes;
  const hex = facts.groups.flatMap((group) => group.hex);
  if (facts.length <= 4 && facts.groups.length <= 1) {
    const { place } = facts.groups[0]?.fields[0] ?? facts;
    return (
      <PlaceLink
        place={place}
        className="bound-byte"
        title={`${facts.start}: ${wordsOf(facts.groups[0])}`}
      >
        <code>{hex.join(' ')}</code>
      </PlaceLink>
    );
  }
  return (
    <span className="bound-bytes" role="group" aria-label={`Bytes from ${facts.start}`}>
      <span className="bound-bytes-at">{facts.start}</span>
      {facts.groups.map((group, index) => (
        <Group key={index} group={group} />
      ))}
    </span>
  );
}

function Group({ group }: { readonly group: ByteGroup }) {
  const { hex, omitted, fields, part } = group;
  if (fields.length === 0) return null;
  // Of a value that is bytes alone, and of which a part is shown, its text tells how many.
  const told = fields.some(({ text }) => text.endsWith(' bytes'));
  return (
    <span className={`bound-group bound-${part}`}>
      <code className="bound-hex">{hexText(group)}</code>
      {fields.map(({ label, text, bits, place }, index) => (
        <Fragment key={index}>
          <PlaceLink place={place} className="bound-label">
            {bits !== undefined && <code className="bound-bits">{bits}</code>}
            <span>{label}</span> <strong>{text}</strong>
          </PlaceLink>
        </Fragment>
      ))}
      {omitted > 0 && !told && (
        <span className="bound-omitted">{counted(hex.length + omitted, 'byte')}</span>
      )}
    </span>
  );
}

function wordsOf(group: ByteGroup | undefined): string {
  return (group?.fields ?? []).map(({ label, text }) => `${label} ${text}`).join(', ');
}
