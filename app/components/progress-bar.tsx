import './progress-bar.css';

/** How far something is, 0 to 100. */
export function ProgressBar({
  value,
  label,
  slim = false,
}: {
  readonly value: number;
  readonly label: string;
  readonly slim?: boolean;
}) {
  return (
    <div
      role="progressbar"
      aria-label={label}
      aria-valuemin={0}
      aria-valuemax={100}
      aria-valuenow={value}
      className={`progress${slim ? ' progress-slim' : ''}`}
    >
      <div className="progress-done" style={{ width: `${value}%` }} />
    </div>
  );
}
