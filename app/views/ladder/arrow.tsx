import type { Direction } from '../../../src-protocol/bytes/units.ts';
import type { Family } from '../marks/message-family.ts';

/** How an arrow is drawn. */
export interface ArrowLook {
  readonly family: Family;
  readonly weight: 'thin' | 'plain' | 'bold' | 'fat';
  /** Pixels from where it leaves to where it arrives; 0 is flat. */
  readonly slope: number;
}

const HEIGHT = 16;
const MIDDLE = HEIGHT / 2;

/** An arrow from one life line to the other, as wide as there is room. */
export function Arrow({
  direction,
  look,
}: {
  readonly direction: Direction;
  readonly look: ArrowLook;
}) {
  const { family, weight, slope } = look;
  const start = MIDDLE - slope / 2;
  const end = MIDDLE + slope / 2;
  const [left, right] = direction === 0 ? [start, end] : [end, start];
  return (
    <span
      className="ladder-arrow"
      data-family={family}
      data-weight={weight}
      data-direction={direction}
    >
      <svg viewBox={`0 0 100 ${HEIGHT}`} preserveAspectRatio="none" focusable="false">
        <line x1="0" x2="100" y1={left} y2={right} vectorEffect="non-scaling-stroke" />
      </svg>
      <svg
        className="ladder-arrow-head"
        viewBox={`0 0 10 ${HEIGHT}`}
        focusable="false"
        style={{ transform: `translateY(${end - MIDDLE}px)` }}
      >
        <path d={direction === 0 ? 'M0 3 10 8 0 13Z' : 'M10 3 0 8 10 13Z'} />
      </svg>
    </span>
  );
}
