import type { Questions } from '../worker/protocol.ts';
import { useAnswerAbout } from './use-answer.ts';

/** Where the selected record stands in the tables; undefined while that is not known. */
export function useLocated(): Questions['locate']['answer'] {
  const { answer, waiting } = useAnswerAbout('locate', ({ connection, direction, at, kind }) => ({
    connection,
    direction,
    at,
    kind,
  }));
  return waiting ? undefined : answer;
}
