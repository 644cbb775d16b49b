import { useMemo } from 'react';
import { useInspector } from '../../state/store.ts';
import { useAnswer } from '../../state/use-answer.ts';
import type { RecordExtent } from '../../worker/timeline/timeline-types.ts';

/** Where the selected record lies, as soon as that is known. */
export function useSelected(): RecordExtent | undefined {
  const selection = useInspector((state) => state.selection);
  const ask = useMemo(() => (selection ? { record: selection } : undefined), [selection]);
  const { answer } = useAnswer('extent', ask);
  return answer;
}
