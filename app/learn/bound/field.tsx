import type { BoundField, BoundRecord } from '../bound-facts.ts';
import type { ReactNode } from 'react';
import { PlaceLink } from './place-link.tsx';

/** The value of a field of the sample, in the text. What stands between the tags was checked against it. */
export function Field({
  bound,
  children,
}: {
  readonly bound: string;
  readonly children?: ReactNode;
}) {
  const { place, label, text, name, hex, see } = JSON.parse(bound) as BoundField;
  const value = children ?? (name === undefined ? text : `${text} (${name})`);
  const title = `${label}: ${text}${hex === '' ? ', not on the wire' : `, bytes ${hex}`} · ${see}`;
  return (
    <PlaceLink place={place} className="bound-field" title={title}>
      {value}
    </PlaceLink>
  );
}

/** Words that lead to a place. */
export function Show({
  bound,
  children,
}: {
  readonly bound: string;
  readonly children?: ReactNode;
}) {
  const { place, sentence } = JSON.parse(bound) as BoundRecord;
  return (
    <PlaceLink place={place} className="bound-show" title={sentence}>
      {children ?? sentence}
    </PlaceLink>
  );
}

/** A record in one sentence, on a line of its own. */
export function Record({ bound }: { readonly bound: string }) {
  const { place, sentence } = JSON.parse(bound) as BoundRecord;
  return (
    <span className="bound-record">
      <PlaceLink place={place}>{sentence}</PlaceLink>
    </span>
  );
}
