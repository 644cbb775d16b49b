import { type ReactNode, type SubmitEvent, useId, useState } from 'react';
import type { AxisSpan } from '../../worker/timeline/timeline-types.ts';
import type { Navigation } from './navigation.ts';
import { fieldText, readPlace } from './place-text.ts';
import { lengthOf } from './viewport.ts';

/** Start and end of the view as text: every view can be had without dragging. */
export function SpanFields(props: {
  readonly navigation: Navigation;
  readonly span: AxisSpan;
  readonly axis: Navigation['axis'];
  readonly length: number;
}): ReactNode {
  const { navigation, span, axis, length } = props;
  const [typed, setTyped] = useState<{ from?: string; to?: string }>({});
  const [problem, setProblem] = useState<string>();
  const id = useId();
  const from = typed.from ?? fieldText(axis, span.from, lengthOf(span));
  const to = typed.to ?? fieldText(axis, span.to, lengthOf(span));

  const show = (event: SubmitEvent): void => {
    event.preventDefault();
    const [start, end] = [readPlace(axis, from, length), readPlace(axis, to, length)];
    if (typeof start === 'string' || typeof end === 'string') {
      setProblem(typeof start === 'string' ? start : String(end));
      return;
    }
    if (end <= start) {
      setProblem('The end must come after the start.');
      return;
    }
    setProblem(undefined);
    setTyped({});
    navigation.show({ from: start, to: end });
  };
  const field = (name: 'from' | 'to', label: string, value: string): ReactNode => (
    <label className="span-field">
      <span>{label}</span>
      <input
        type="text"
        inputMode="decimal"
        autoComplete="off"
        size={9}
        value={value}
        aria-invalid={problem !== undefined}
        aria-describedby={problem === undefined ? undefined : id}
        onChange={({ target }) => setTyped({ ...typed, [name]: target.value })}
      />
    </label>
  );
  return (
    <form className="span-fields" aria-label="Start and end of the view" onSubmit={show}>
      {field('from', 'From', from)}
      {field('to', 'to', to)}
      <button type="submit" className="timeline-tool">
        Show
      </button>
      {problem !== undefined && (
        <span id={id} className="span-problem" role="alert">
          {problem}
        </span>
      )}
    </form>
  );
}
