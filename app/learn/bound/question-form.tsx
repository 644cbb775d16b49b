import { type ReactNode, useId, useState } from 'react';
import { Button } from '../../components/button.tsx';

/** A question, what can be chosen, and what is right. */
export interface AskedQuestion {
  readonly question: string;
  readonly options: readonly string[];
  /** Index into `options`. */
  readonly answer: number;
  readonly reason: string;
}

/** A question to predict before the answer is shown. `given` is the option that was chosen; undefined while it is open. */
export function QuestionForm({
  asked: { question, options, answer, reason },
  given,
  onAnswer,
  again,
  children,
}: {
  readonly asked: AskedQuestion;
  readonly given: number | undefined;
  readonly onAnswer: (option: number) => void;
  /** What stands where the answer was given in. */
  readonly again: ReactNode;
  /** What is shown with the answer. */
  readonly children?: ReactNode;
}) {
  const [chosen, setChosen] = useState<number>();
  const name = useId();
  return (
    <form
      className="quiz"
      onSubmit={(event) => {
        event.preventDefault();
        if (given === undefined && chosen !== undefined) onAnswer(chosen);
      }}
    >
      <fieldset disabled={given !== undefined}>
        <legend>{question}</legend>
        {options.map((option, index) => (
          <label
            key={option}
            className={given !== undefined && index === answer ? 'quiz-right' : ''}
          >
            <input
              type="radio"
              name={name}
              checked={(given ?? chosen) === index}
              onChange={() => setChosen(index)}
            />
            {option}
            {given === index && index !== answer && <span className="faint">your answer</span>}
          </label>
        ))}
      </fieldset>
      <div className="quiz-foot">
        {given === undefined ? (
          <Button look="primary" type="submit" disabled={chosen === undefined}>
            Reveal
          </Button>
        ) : (
          again
        )}
        <p role="status">
          {given !== undefined && (
            <>
              <strong>
                {given === answer ? 'Right.' : `Not quite: ${options[answer] ?? ''}.`}
              </strong>{' '}
              {reason} {children}
            </>
          )}
        </p>
      </div>
    </form>
  );
}
