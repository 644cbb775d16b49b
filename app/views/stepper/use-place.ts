import { currentConnection, useInspector } from '../../state/store.ts';
import { useAnswer } from '../../state/use-answer.ts';
import { useLocated } from '../../state/use-located.ts';
import type { Place } from './sentence.ts';

/** Where the selected record is; undefined until all that is known of it belongs together. */
export function usePlace(): Place | undefined {
  const connection = useInspector(currentConnection);
  const record = useInspector((state) => state.selection);
  const inDirection = useInspector((state) => state.scope === 'direction');
  const located = useLocated();
  const at = { connection: connection?.connection ?? 0, count: 1 };
  const { kind } = record ?? {};

  const chunkRow = located && kind === 'chunk' ? located.chunk : undefined;
  const messageRow = located && kind === 'message' ? located.message : undefined;
  const chunks = useAnswer(
    'chunks',
    chunkRow === undefined ? undefined : { ...at, from: chunkRow },
  );
  const messages = useAnswer(
    'messages',
    messageRow === undefined ? undefined : { ...at, from: messageRow },
  );
  if (!record || !connection || !located) return undefined;
  if (chunks.waiting || messages.waiting) return undefined;
  const chunk = chunks.answer?.rows[0];
  const message = messages.answer?.rows[0];
  const position = inDirection ? located.positionInDirection : (chunkRow ?? messageRow);
  return { record, connection, position, inDirection, chunk, message };
}
