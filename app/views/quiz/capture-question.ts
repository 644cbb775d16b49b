import { senderOf } from '../../../src-protocol/bytes/units.ts';
import { questionsFrom, type RecordQuestion } from '../../../src-protocol/inspect/questions.ts';
import { ask } from '../../worker/client.ts';
import type { Described, RecordRef } from '../../worker/protocol.ts';
import { chunkSizeIn, chunkStreamIn } from '../state/remembered.ts';

/** Chunks tried before it is said that there is nothing to ask about. */
const MOST_TRIED = 20;

/** A question about a chunk of the capture, and the chunk. */
export interface CaptureQuestion extends RecordQuestion {
  readonly described: Described;
}

/** Every question about the chunk that a record is, or begins with; none about the handshake. */
export async function questionsAt({
  connection,
  direction,
  at,
}: RecordRef): Promise<CaptureQuestion[]> {
  const record: RecordRef = { connection, direction, at, kind: 'chunk' };
  const [described, state] = await Promise.all([
    ask('describe', { record }),
    ask('state', { record }),
  ]);
  const { chunk, message } = described ?? {};
  if (!described || !chunk || !message || !state) return [];
  const sender = senderOf(direction);
  const chunkSize = chunkSizeIn(state.before, sender);
  const questions = questionsFrom({
    chunk,
    chunkSize: chunkSize ?? 0,
    past: chunkStreamIn(state.before, sender, chunk.chunkStreamId),
    chunks: message.chunks,
  });
  return questions
    .filter(({ topic }) => topic !== 'chunks' || chunkSize !== undefined)
    .map((question) => ({ ...question, described }));
}

/** A question about a chunk of the connection, by chance; `chance` gives numbers from 0 up to 1. Undefined when there is none. */
export async function questionAnywhere(
  connection: number,
  chance: () => number,
): Promise<CaptureQuestion | undefined> {
  const { total } = await ask('chunks', { connection, from: 0, count: 1 });
  for (let tried = 0; tried < Math.min(MOST_TRIED, total); tried++) {
    const from = Math.floor(chance() * total);
    const [row] = (await ask('chunks', { connection, from, count: 1 })).rows;
    if (!row) continue;
    const { direction, offset: at } = row;
    const questions = await questionsAt({ connection, direction, at, kind: 'chunk' });
    const question = questions[Math.floor(chance() * questions.length)];
    if (question) return question;
  }
  return undefined;
}
