import type { ReactNode } from 'react';
import { addressOf } from '../../../src-protocol/bytes/address.ts';
import { select } from '../../state/actions.ts';
import { useAnswer } from '../../state/use-answer.ts';
import type { RecordRef } from '../../worker/protocol.ts';
import type { FieldItem } from './field-items.ts';

/** Links to the first other records of the capture that have the same field. */
export function SeeItIn({
  item,
  record,
}: {
  readonly item: FieldItem;
  readonly record: RecordRef;
}): ReactNode {
  const id = item.node?.id;
  const { answer, waiting } = useAnswer('examples', id === undefined ? undefined : { record, id });
  if (waiting || !answer || answer.length === 0) return null;
  return (
    <p className="see-it-in">
      <b>See it in</b>{' '}
      {answer.map(({ record: other, path }) => {
        const address = addressOf(other.direction, other.at);
        return (
          <button
            key={address}
            type="button"
            className="address-link"
            aria-label={`See ${item.text} in ${address}`}
            onClick={() => select(other, path)}
          >
            {address}
          </button>
        );
      })}
    </p>
  );
}
