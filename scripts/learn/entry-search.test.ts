import { describe, expect, it } from 'vitest';
import { entryOf, ENTRIES } from '../../app/learn/reference/entries.ts';
import { searchFor } from '../../app/learn/reference/entry-search.ts';
import { keyedNodes } from '../../app/state/field-keys.ts';
import { parseAddress } from '../../src-protocol/bytes/address.ts';
import { findOccurrences } from './occurrences.ts';
import { ask } from './record-fields.ts';
import { sampleView } from './sample-view.ts';

const occurrences = Object.entries(findOccurrences());

/** Structures that are in no row of a table: packets of the handshake, what is remembered, tags of FLV files. */
const NO_ROW = /^(?:handshake|state\.|flv\.|unexplained|payload)/;

describe('where the open capture has an entry of the reference', () => {
  it('can be asked of every entry that a sample has', () => {
    const without = ENTRIES.filter((entry) => entry.kind !== 'finding' && !searchFor(entry));
    expect(without.map(({ id }) => id).filter((id) => !NO_ROW.test(id))).toEqual([]);
    expect(occurrences.length).toBeGreaterThan(100);
  });

  it('is found by its filter, at the place that the samples’ list has', () => {
    let asked = 0;
    for (const [key, places] of occurrences) {
      const [kind = '', ...id] = key.split(' ');
      const entry = entryOf(kind, id.join(' '));
      const search = entry && searchFor(entry);
      const place = places[0]!;
      if (!search || place.at.endsWith('@0')) continue;
      const { level, filter } = search;
      const { connection } = place;
      const view = sampleView(place.sample, connection);
      for (;;) {
        const progress = ask(view, 'filter', { connection, level, filter });
        expect(progress.problem, `${key}: ${filter}`).toBeUndefined();
        if (progress.done) break;
      }
      const { direction, offset } = parseAddress(place.at)!;
      const record = ask(view, 'locate', {
        ...{ connection, direction, at: offset },
        ...(level === 'messages' && { kind: 'message' as const }),
      })!.record;
      if (record.kind === 'handshake') continue;
      const position = ask(view, 'place', { connection, level, filter, record });
      expect(position, `${key}: ${filter} at ${place.sample} ${place.at}`).toBeDefined();
      asked++;
    }
    expect(asked).toBeGreaterThan(90);
  });

  it.each(['obs-publish', 'extended-timestamps', 'long-chunk-stream-ids'])(
    'of %s a filter knows exactly the chunks that have a field of the header',
    (sample) => {
      const view = sampleView(sample, 0);
      const window = { connection: 0, from: 0, count: 150 };
      const chunks = ask(view, 'chunks', window).rows.map(({ address, direction, offset: at }) => {
        const described = ask(view, 'describe', {
          record: { connection: 0, kind: 'chunk', direction, at },
        })!;
        const own = keyedNodes(described).filter(({ node }) => node.origin !== 'inherited');
        return { address, ids: new Set(own.map(({ node }) => node.id)) };
      });
      const wrong = ENTRIES.filter(({ kind, id }) => kind === 'field' && id.startsWith('chunk.'))
        .filter((entry) => searchFor(entry)!.exact)
        .flatMap((entry) => {
          const { filter } = searchFor(entry)!;
          while (!ask(view, 'filter', { connection: 0, level: 'chunks', filter }).done);
          const { rows } = ask(view, 'chunks', { ...window, filter });
          const hits = new Set(rows.map(({ address }) => address));
          return chunks
            .filter(({ address, ids }) => ids.has(entry.id) !== hits.has(address))
            .map(({ address }) => `${entry.id} ${address}`);
        });
      expect(wrong).toEqual([]);
    },
  );
});
