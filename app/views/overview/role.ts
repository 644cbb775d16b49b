import type { ConnectionSummary } from '../../worker/protocol.ts';

/** What a connection is for, guessed from its commands. */
export function roleOf({ streams }: Pick<ConnectionSummary, 'streams'>): string {
  const publishes = streams.some(({ role }) => role === 'publish');
  const plays = streams.some(({ role }) => role === 'play');
  if (publishes && plays) return 'publishes and plays';
  if (publishes) return 'publishes';
  return plays ? 'plays' : 'no stream seen';
}
