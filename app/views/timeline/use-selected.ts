import { useAnswerAbout } from '../../state/use-answer.ts';
import type { RecordExtent } from '../../worker/timeline/timeline-types.ts';

/** Where the selected record lies, as soon as that is known. */
export function useSelected(): RecordExtent | undefined {
  const { answer } = useAnswerAbout('extent', (record) => ({ record }));
  return answer;
}
