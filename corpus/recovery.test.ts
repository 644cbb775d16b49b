import { createHash } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { CORPUS, corpusFile, inspect, look } from './inspect-file.ts';

/** A message whose bytes are all still in the damaged capture. */
type Recoverable = [messageTypeId: number, timestamp: number, length: number, sha1: string];

interface Side {
  sourceMessages: number;
  messages: Recoverable[] | 'all';
}

const truth = JSON.parse(readFileSync(join(CORPUS, 'truth/recoverable.json'), 'utf8')) as Record<
  string,
  Record<string, Side>
>;

const cases = Object.entries(truth).flatMap(([name, sides]) =>
  Object.entries(sides).map(([side, expected]) => ({ name, side, expected })),
);

describe('captures with holes give every message that has none, and no other', () => {
  it.each(cases)('$name, $side', ({ name, side, expected }) => {
    const bytes = corpusFile(`captures/variants/${name}`);
    const connection = inspect(bytes).connections[Number(side[0])]!;
    const direction = side.endsWith('c2s') ? 0 : 1;
    const { rows, describer } = look(connection, bytes);
    const list = connection.session!.messageRows[direction];
    const found: string[] = [];
    for (let i = 0; i < list.length; i++) {
      const { complete, row, messageTypeId, length } = rows.message(list.get(i));
      if (!complete) continue;
      const sha1 = createHash('sha1').update(describer.payload(row)).digest('hex').slice(0, 12);
      found.push(`${messageTypeId} ${length} ${sha1}`);
    }
    // Times are left out: the deltas that fell into the hole are lost, and later ones add to less.
    if (expected.messages === 'all') expect(found).toHaveLength(expected.sourceMessages);
    else
      expect(found).toEqual(
        expected.messages.map(([type, , length, sha1]) => `${type} ${length} ${sha1}`),
      );
  });
});
