import type { Questions } from '../worker/protocol.ts';
import { useInspector } from './store.ts';
import { useAnswer } from './use-answer.ts';

/** Where the selected record stands in the tables; undefined while that is not known. */
export function useLocated(): Questions['locate']['answer'] {
  const selection = useInspector((state) => state.selection);
  const { answer, waiting } = useAnswer(
    'locate',
    selection && {
      connection: selection.connection,
      direction: selection.direction,
      at: selection.at,
      kind: selection.kind,
    },
  );
  return waiting ? undefined : answer;
}
