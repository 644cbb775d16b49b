import { useId, useState } from 'react';
import { Button } from '../../components/button.tsx';
import type { BoundQuestion } from '../bound-facts.ts';
import { answered, giveAnswer, useProgress } from '../progress.ts';
import { PlaceLink } from './place-link.tsx';

/** A question to predict before the answer is shown. Answers are kept in this browser only. */
export function Quiz({ bound }: { readonly bound: string }) {
  const facts = JSON.parse(bound) as BoundQuestion;
  const { place, question, options, answer, reason } = facts;
  const key = `${place.sample} ${place.at} ${question.length}`;
  const given = useProgress((progress) => answered(progress, key));
  const [chosen, setChosen] = useState<number>();
  const name = useId();
  const right = given === answer;
  return (
    <section className="quiz" aria-label="Question">
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
          </label>
        ))}
      </fieldset>
      <div className="quiz-foot">
        {given === undefined ? (
          <Button
            look="primary"
            disabled={chosen === undefined}
            onClick={() => chosen !== undefined && giveAnswer(key, chosen)}
          >
            Reveal
          </Button>
        ) : (
          <Button onClick={() => giveAnswer(key, undefined)}>Ask again</Button>
        )}
        <p role="status">
          {given !== undefined && (
            <>
              <strong>{right ? 'Right.' : `Not quite: ${options[answer] ?? ''}.`}</strong> {reason}{' '}
              <PlaceLink place={place}>Look at {place.at}</PlaceLink>
            </>
          )}
        </p>
      </div>
    </section>
  );
}
