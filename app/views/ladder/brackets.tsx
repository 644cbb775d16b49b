import type { LadderBracket } from '../../../src-protocol/session/ladder.ts';

/** Pixels from a life line to the first bracket, and from one to the next. */
const FIRST = 10;
const NEXT = 7;
const LANES = 3;

/** Requests joined to their answers beside the life line of who asked; no more than a drawing. */
export function Brackets({
  brackets,
  from,
  to,
  rowHeight,
  top,
  slope,
}: {
  readonly brackets: readonly LadderBracket[];
  /** Rows in view. */
  readonly from: number;
  readonly to: number;
  readonly rowHeight: number;
  /** Where row `from` stands, pixels from the top of the list. */
  readonly top: number;
  /** How far arrows fall, pixels. */
  readonly slope: number;
}) {
  const height = (to - from) * rowHeight;
  const arrowAt = (index: number) => (index - from) * rowHeight + ARROW_AT;
  return ([0, 1] as const).map((asker) => {
    const placed = lanesOf(brackets.filter((bracket) => bracket.asker === asker));
    const outer = asker === 0 ? GUTTER : 0;
    const sign = asker === 0 ? -1 : 1;
    return (
      <svg
        key={asker}
        className="ladder-brackets"
        data-asker={asker}
        width={GUTTER}
        height={height}
        style={{ transform: `translateY(${top}px)` }}
        aria-hidden
        focusable="false"
      >
        {placed.map(({ bracket, lane }) => {
          const x = outer + sign * (FIRST + lane * NEXT);
          const start = Math.max(-rowHeight, arrowAt(bracket.from) - slope / 2);
          const end = Math.min(height + rowHeight, arrowAt(bracket.to) + slope / 2);
          return (
            <g key={`${bracket.from} ${bracket.to}`}>
              <path d={`M${outer} ${start}H${x}V${end}H${outer}`} />
              <path className="ladder-bracket-head" d={`M${outer} ${end}l${sign * 6} -3.5v7Z`} />
            </g>
          );
        })}
      </svg>
    );
  });
}

/** Width of the room beside each life line, pixels; as in ladder.css. */
const GUTTER = 30;
/** Where the middle of an arrow lies in its row, pixels. */
const ARROW_AT = 33.5;

/** A lane for each, so that brackets that overlap stand side by side; what finds no room shares the last. */
export function lanesOf(
  brackets: readonly LadderBracket[],
): { bracket: LadderBracket; lane: number }[] {
  const ends: number[] = [];
  return [...brackets]
    .sort((a, b) => a.from - b.from)
    .map((bracket) => {
      const free = ends.findIndex((end) => end < bracket.from);
      const lane = Math.min(LANES - 1, free < 0 ? ends.length : free);
      ends[lane] = Math.max(ends[lane] ?? 0, bracket.to);
      return { bracket, lane };
    });
}
