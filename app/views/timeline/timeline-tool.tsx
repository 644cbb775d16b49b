import type { MouseEvent, ReactNode } from 'react';

/** A button of the timeline's bar and lists, which shows a sign and says words. */
export function TimelineTool(props: {
  readonly label: string;
  /** Whether it is pressed, where it is one that stays pressed. */
  readonly on?: boolean;
  readonly onClick: (event: MouseEvent<HTMLButtonElement>) => void;
  readonly children: ReactNode;
}): ReactNode {
  return (
    <button
      type="button"
      className="timeline-tool"
      aria-label={props.label}
      title={props.label}
      aria-pressed={props.on}
      onClick={props.onClick}
    >
      {props.children}
    </button>
  );
}
