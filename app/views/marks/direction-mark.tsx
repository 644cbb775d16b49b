import type { Direction } from '../../../src-protocol/bytes/units.ts';
import { DIRECTION_WORDS } from './direction-words.ts';
import './marks.css';

/** An arrow in the direction's colour: to the right is to the server. */
export function DirectionMark({ direction }: { readonly direction: Direction }) {
  return (
    <span className="direction-mark" data-direction={direction} title={DIRECTION_WORDS[direction]}>
      <span aria-hidden>{direction === 0 ? '→' : '←'}</span>
      <span className="visually-hidden">{DIRECTION_WORDS[direction]}</span>
    </span>
  );
}
