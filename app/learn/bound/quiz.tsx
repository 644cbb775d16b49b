import { Button } from '../../components/button.tsx';
import type { BoundQuestion } from '../bound-facts.ts';
import { answered, giveAnswer, useProgress } from '../progress.ts';
import { PlaceLink } from './place-link.tsx';
import { QuestionForm } from './question-form.tsx';

/** A question of a chapter. Answers are kept in this browser only. */
export function Quiz({ bound }: { readonly bound: string }) {
  const facts = JSON.parse(bound) as BoundQuestion;
  const { place, question } = facts;
  const key = `${place.sample} ${place.at} ${question.length}`;
  const given = useProgress((progress) => answered(progress, key));
  return (
    <section aria-label={`Question about ${place.at}`}>
      <QuestionForm
        asked={facts}
        given={given}
        onAnswer={(option) => giveAnswer(key, option)}
        again={<Button onClick={() => giveAnswer(key, undefined)}>Ask again</Button>}
      >
        <PlaceLink place={place}>Look at {place.at}</PlaceLink>
      </QuestionForm>
    </section>
  );
}
