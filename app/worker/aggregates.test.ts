import { describe, expect, it } from 'vitest';
import type { RecordRef } from './protocol.ts';
import { asking, captureView } from './view.test-support.ts';

const view = captureView('synthetic/s05-aggregate-messages.pcap');
const ask = asking(view);

const { rows, total } = ask('messages', { connection: 0, from: 0, count: 5000 });
const parts = rows.filter(({ aggregate }) => aggregate !== undefined);

const refOf = ({ direction, offset }: (typeof rows)[number]): RecordRef => ({
  connection: 0,
  kind: 'message',
  direction,
  at: offset,
});

describe('sub-messages of Aggregates on the page', () => {
  it('are rows of the table', () => {
    expect(total).toBe(rows.length);
    expect(parts).toHaveLength(160);
  });

  it('are found again by their address, and explained by themselves', () => {
    for (const row of parts.slice(0, 25)) {
      const record = refOf(row);
      const located = ask('locate', {
        connection: 0,
        direction: 0,
        at: row.offset,
        kind: 'message',
      });
      expect(located).toMatchObject({ record, message: row.row });
      const described = ask('describe', { record })!;
      expect(described).toMatchObject({ record, address: row.address, headers: [] });
      expect(described.message).toEqual(row);
      expect(described.body?.children?.[0]?.id).toBe('message.aggregatePart');
      expect(ask('state', { record })).toBeDefined();
    }
  });

  it('are no steps: stepping goes from message to message on the wire', () => {
    const wire = rows.filter(({ aggregate }) => aggregate === undefined);
    for (const by of [1, -1] as const) {
      const order = by === 1 ? wire : [...wire].reverse();
      let from: RecordRef | undefined = refOf(order[0]!);
      for (const row of order.slice(1)) {
        from = ask('step', { connection: 0, from, unit: 'message', by });
        expect(from).toEqual(refOf(row));
      }
    }
    const part = refOf(parts[3]!);
    const next = ask('step', { connection: 0, from: part, unit: 'message', by: 1 });
    expect(next).toEqual(refOf(wire[parts[3]!.aggregate! + 1]!));
  });

  it('leave the timeline whole', () => {
    const window = { connection: 0, axis: 'index', exponent: 4, first: 0, columns: 100 } as const;
    const { lanes, messages } = ask('timeline', window);
    expect(lanes.length).toBeGreaterThan(4);
    expect(messages?.every(({ ref }) => ref.connection === 0)).toBe(true);
  });
});
