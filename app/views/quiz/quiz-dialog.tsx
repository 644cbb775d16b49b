import { type ReactNode, useEffect, useRef, useState } from 'react';
import { TOPIC_SECTIONS } from '../../../src-protocol/inspect/questions.ts';
import { Button, Choice } from '../../components/button.tsx';
import { Dialog } from '../../components/dialog.tsx';
import { QuestionForm } from '../../learn/bound/question-form.tsx';
import { countAnswer, forgetScore, useProgress } from '../../learn/progress.ts';
import { complain, select, setDialog } from '../../state/actions.ts';
import { inspector, useInspector } from '../../state/store.ts';
import { CitationLine } from '../inspector/citation-line.tsx';
import { AnswerBytes } from './answer-bytes.tsx';
import { type CaptureQuestion, questionAnywhere, questionsAt } from './capture-question.ts';
import './quiz.css';

/** What the questions are about. */
type About = 'record' | 'session';

const ABOUT: readonly { readonly value: About; readonly text: string }[] = [
  { value: 'record', text: 'This record' },
  { value: 'session', text: 'Any chunk' },
];

const NOTHING: Readonly<Record<About, string>> = {
  record:
    'There is nothing to ask about this record. Questions are about chunks, not about the handshake.',
  session: 'There is nothing to ask about this connection.',
};

/** Questions about the capture that is open: predict, then reveal. */
export function QuizDialog(): ReactNode {
  const [about, setAbout] = useState<About>('record');
  // Grows with each question: the next one about the record, or another chunk.
  const [turn, setTurn] = useState(0);
  const question = useQuestion(about, turn);
  const score = useProgress((progress) => progress.score);
  return (
    <Dialog title="Quiz me on this capture" onClose={() => setDialog(undefined)}>
      <div className="quiz-dialog">
        <Choice
          label="What the questions are about"
          value={about}
          options={ABOUT}
          onChange={(value) => {
            setAbout(value);
            setTurn(0);
          }}
        />
        {question === 'none' ? (
          <p role="status">{NOTHING[about]}</p>
        ) : (
          question && (
            <Asked
              key={`${about} ${turn} ${question.described.address} ${question.topic}`}
              question={question}
              onNext={() => setTurn(turn + 1)}
            />
          )
        )}
        {score.asked > 0 && (
          <p className="faint quiz-score">
            {score.right} of {score.asked} right, counted in this browser.{' '}
            <Button look="quiet" onClick={forgetScore}>
              Begin anew
            </Button>
          </p>
        )}
      </div>
    </Dialog>
  );
}

function Asked({
  question,
  onNext,
}: {
  readonly question: CaptureQuestion;
  readonly onNext: () => void;
}): ReactNode {
  const [given, setGiven] = useState<number>();
  const next = useRef<HTMLButtonElement>(null);
  const { described, topic, answer } = question;
  useEffect(() => {
    // What had the focus is no longer there.
    if (given !== undefined) next.current?.focus();
  }, [given]);
  return (
    <>
      <p className="dim">
        Chunk <span className="mono">{described.address}</span>
      </p>
      <QuestionForm
        asked={question}
        given={given}
        onAnswer={(option) => {
          setGiven(option);
          countAnswer(option === answer);
        }}
        again={
          <button ref={next} type="button" className="button button-primary" onClick={onNext}>
            Next question
          </button>
        }
      />
      {given !== undefined && (
        <>
          <AnswerBytes described={described} />
          <p>
            <CitationLine see={TOPIC_SECTIONS[topic]} />
          </p>
          <Button
            onClick={() => {
              setDialog(undefined);
              select(described.record);
            }}
          >
            Look at {described.address}
          </Button>
        </>
      )}
    </>
  );
}

/** The question of a turn; undefined while it is looked for. */
function useQuestion(about: About, turn: number): CaptureQuestion | 'none' | undefined {
  const connection = useInspector((state) => state.connection);
  const key = `${about} ${turn} ${connection ?? ''}`;
  const [found, setFound] = useState<{ key: string; question: CaptureQuestion | 'none' }>();
  useEffect(() => {
    if (connection === undefined) return undefined;
    let over = false;
    find(about, connection, turn).then(
      (question) => over || setFound({ key, question: question ?? 'none' }),
      (error: unknown) => over || complain(error),
    );
    return () => {
      over = true;
    };
  }, [about, connection, turn, key]);
  return found?.key === key ? found.question : undefined;
}

async function find(
  about: About,
  connection: number,
  turn: number,
): Promise<CaptureQuestion | undefined> {
  if (about === 'session') return questionAnywhere(connection, Math.random);
  const { selection } = inspector.getState();
  if (selection?.connection !== connection) return undefined;
  const questions = await questionsAt(selection);
  return questions[turn % Math.max(1, questions.length)];
}
