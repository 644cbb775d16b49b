import { useInspector } from '../../state/store.ts';
import { useAnswer } from '../../state/use-answer.ts';
import type { RecordExtent } from '../../worker/timeline/timeline-types.ts';

/** Where the selected record lies, as soon as that is known. */
export function useSelected(): RecordExtent | undefined {
  const selection = useInspector((state) => state.selection);
  const { answer } = useAnswer('extent', selection && { record: selection });
  return answer;
}
