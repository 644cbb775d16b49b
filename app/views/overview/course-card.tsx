import { Fragment } from 'react';
import type { CourseStep } from '../../../src-protocol/inspect/session-course.ts';
import { select } from '../../state/actions.ts';
import { useMask } from '../../state/mask.ts';
import type { ConnectionSummary, RecordRef } from '../../worker/protocol.ts';
import type { OverviewAnswer } from '../../worker/session-questions.ts';
import { adviceText, endingText, outcomeText, STEP_NAMES } from './course-text.ts';
import { Verdict } from './verdict.tsx';

/** Whether an outcome is good, bad, or says nothing. */
const GOOD: Readonly<Record<CourseStep['outcome'], boolean | undefined>> = {
  done: true,
  refused: false,
  unanswered: false,
  missing: false,
  pending: undefined,
  unknown: undefined,
};

/** How far the session came, step by step, where it came to nothing, and how it ended. */
export function CourseCard({
  connection,
  overview: { course, refs, lastSaid },
}: {
  readonly connection: ConnectionSummary;
  readonly overview: OverviewAnswer;
}) {
  const { start, stopped } = connection;
  const mask = useMask();
  const { steps, ending } = course;
  const last = ending.last === undefined ? undefined : refs[ending.last];
  if (steps.length === 0 && ending.how === 'unknown') return null;
  const advice = stopped && adviceText(stopped, connection);
  return (
    <section className="card" aria-labelledby="course-title">
      <h2 id="course-title">How it went</h2>
      <ul className="verdicts">
        {steps.map((step) => (
          <Verdict key={step.name} good={GOOD[step.outcome]}>
            <strong>{STEP_NAMES[step.name]}</strong> {outcomeText(step)}
            <Places step={step} refs={refs} />
          </Verdict>
        ))}
      </ul>
      <p>
        {endingText(ending, start)}
        {last && lastSaid !== undefined && (
          <>
            {' '}
            The last message before came from the {last.direction === 0 ? 'client' : 'server'}:{' '}
            <RecordButton record={last} text={mask(lastSaid)} />
          </>
        )}
      </p>
      {advice !== undefined && (
        <p>
          <strong>What to look at.</strong> {advice}
        </p>
      )}
    </section>
  );
}

/** The request and its answer. */
function Places({
  step: { name, message, answer, status },
  refs,
}: {
  readonly step: CourseStep;
  readonly refs: OverviewAnswer['refs'];
}) {
  const places = [
    { row: message, text: name === 'media' ? 'first message' : 'request' },
    { row: answer, text: status ?? 'answer' },
  ];
  return places.map(({ row, text }) => {
    const record = row === undefined ? undefined : refs[row];
    return (
      record && (
        <Fragment key={text}>
          {' '}
          <RecordButton record={record} text={text} />
        </Fragment>
      )
    );
  });
}

function RecordButton({ record, text }: { readonly record: RecordRef; readonly text: string }) {
  return (
    <button type="button" className="link" onClick={() => select(record)}>
      {text}
    </button>
  );
}
