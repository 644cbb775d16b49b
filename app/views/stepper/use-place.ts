import { currentConnection, useInspector } from '../../state/store.ts';
import { useAnswerAbout } from '../../state/use-answer.ts';
import { useLocated } from '../../state/use-located.ts';
import type { Place } from './sentence.ts';

/** Where the selected record is; undefined until all that is known of it belongs together. */
export function usePlace(): Place | undefined {
  const connection = useInspector(currentConnection);
  const record = useInspector((state) => state.selection);
  const inDirection = useInspector((state) => state.scope === 'direction');
  const located = useLocated();
  const described = useAnswerAbout('describe', (asked) => ({ record: asked }));
  if (!record || !connection || !located || described.waiting) return undefined;
  const { kind } = record;
  const { chunk, message } = described.answer ?? {};
  const inTable = kind === 'chunk' || kind === 'message' ? located[kind] : undefined;
  return {
    record,
    connection,
    position: inDirection ? located.positionInDirection : inTable,
    inDirection,
    ...(kind === 'chunk' && { chunk }),
    ...(kind === 'message' && { message }),
  };
}
