/** A piece of a chart's line, for its legend. */
export function Swatch({
  colour,
  dashed = false,
}: {
  readonly colour: string;
  readonly dashed?: boolean;
}) {
  return (
    <svg className="swatch" viewBox="0 0 24 8" width="24" height="8" aria-hidden focusable="false">
      <line
        x1="0"
        x2="24"
        y1="4"
        y2="4"
        style={{ stroke: `var(--${colour})` }}
        strokeWidth="2.5"
        {...(dashed && { strokeDasharray: '5 3' })}
      />
    </svg>
  );
}
