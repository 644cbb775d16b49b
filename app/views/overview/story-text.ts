import type { Address } from '../../../src-protocol/bytes/address.ts';
import { duration, seconds } from '../../format/times.ts';
import type { StoryTurn } from '../../worker/session-questions.ts';

/** What a turn has to do with another: `answers 1 after 44 ms`, `answered by 2 after 44 ms`, or nothing. */
export function turnRelation(
  { answers, answeredBy, roundTrip }: Pick<StoryTurn, 'answers' | 'answeredBy' | 'roundTrip'>,
  askedRoundTrip?: number,
): string {
  if (answers !== undefined) return `answers ${answers + 1}${after(askedRoundTrip)}`;
  return answeredBy === undefined ? '' : `answered by ${answeredBy + 1}${after(roundTrip)}`;
}

function after(roundTrip: number | undefined): string {
  return roundTrip === undefined || Number.isNaN(roundTrip) ? '' : ` after ${duration(roundTrip)}`;
}

/** The conversation as a numbered list in Markdown; `start` is when the connection began, `placed` what an address becomes. */
export function storyMarkdown(
  turns: readonly StoryTurn[],
  start: number,
  mask: (text: string) => string,
  placed: (address: Address) => string = (address) => address,
): string {
  const lines = turns.map((turn) => {
    const { number, message } = turn;
    const sender = message.direction === 0 ? 'client' : 'server';
    const time = Number.isNaN(message.time) ? '' : `${seconds(message.time - start)} `;
    const transaction =
      message.transactionId === undefined || message.transactionId === 0
        ? ''
        : `, transaction ${message.transactionId}`;
    const relation = turnRelation(turn, askedRoundTrip(turns, turn));
    return `${number + 1}. ${time}${sender}: ${markdownCode(mask(message.summary))}${transaction}${relation === '' ? '' : `, ${relation}`} (${placed(message.address)})`;
  });
  return `${lines.join('\n')}\n`;
}

/** A text as it is, whatever signs it has. */
export function markdownCode(text: string): string {
  return `\`${text.replaceAll('`', "'").replaceAll('\n', ' ')}\``;
}

/** The round trip that a turn ended, if it was the first answer. */
export function askedRoundTrip(
  turns: readonly StoryTurn[],
  { answers, number }: Pick<StoryTurn, 'answers' | 'number'>,
): number | undefined {
  const asked = answers === undefined ? undefined : turns.find((turn) => turn.number === answers);
  return asked?.answeredBy === number ? asked.roundTrip : undefined;
}
