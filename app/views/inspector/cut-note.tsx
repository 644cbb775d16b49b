import type { ReactNode } from 'react';
import type { Address } from '../../../src-protocol/bytes/address.ts';
import { PageLink } from '../../learn/page-link.tsx';
import type { Cut } from './cut.ts';

/** Says that a chunk header and a value are in each other's way, and where that is explained. */
export function CutNote({
  cut,
  onGo,
}: {
  readonly cut: Cut;
  readonly onGo: (address: Address) => void;
}): ReactNode {
  return (
    <p className="explain-voice explain-cut" data-voice="practice">
      <b>Cut here</b> <Sentence cut={cut} onGo={onGo} />{' '}
      <PageLink to="learn/chunk-size">Read why messages are cut</PageLink>
    </p>
  );
}

function Sentence({ cut, onGo }: { cut: Cut; onGo: (address: Address) => void }): ReactNode {
  const go = (address: Address): ReactNode => (
    <button type="button" className="address-link" onClick={() => onGo(address)}>
      {address}
    </button>
  );
  if (cut.kind === 'value')
    return (
      <>
        A chunk ends in the middle of <strong>{cut.value}</strong>. At {go(cut.stray)} stands the
        header of another chunk, which is no part of the value.
      </>
    );
  if (cut.message !== undefined)
    return (
      <>
        This header is no part of the message, which began at {go(cut.message)}: a chunk was full,
        and here the message goes on.
      </>
    );
  return (
    <>
      This header stands{' '}
      {cut.value === undefined ? (
        'between two values'
      ) : (
        <>
          in the middle of <strong>{cut.value}</strong>
        </>
      )}{' '}
      and is no part of the message: a chunk was full, and here the message goes on.
    </>
  );
}
