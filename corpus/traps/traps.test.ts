import { describe, expect, it } from 'vitest';
import { TRAP_ENTRIES } from '../../scripts/trap-list.js';
import { walk } from '../../src-protocol/wire/field-tree.ts';
import type { Connection } from '../../src-protocol/inspect/connection.ts';
import { inspect, look } from '../inspect-file.ts';
import { decodedOf, linesOf } from '../lines.ts';
import { TRAPS } from './traps.ts';

/** What is said of a connection: its messages, what is wrong in each, and what is wrong in all. */
function said(connection: Connection, bytes: Uint8Array): string[] {
  const { rows, describer } = look(connection, bytes);
  const { messages, findings } = connection.session!;
  const about = (row: number): string[] => {
    const codes: string[] = [];
    walk(describer.message(row).body, ({ notes = [] }) => codes.push(...notes));
    return codes;
  };
  const inside = Array.from({ length: messages.length }, (_, row) =>
    about(row).map((code) => `  in ${rows.message(row).address}: ${code}`),
  ).flat();
  const found = Array.from({ length: findings.table.length }, (_, row) => rows.finding(row));
  return [
    ...linesOf(connection, bytes).messages.map((line) => `  ${line}`),
    ...inside,
    ...found.map(({ address, code }) => `  ! ${address} ${code}`),
  ];
}

const saidOf = (id: string): string[] => {
  const bytes = TRAPS[id]!();
  return decodedOf(inspect(bytes)).flatMap((connection) => said(connection, bytes));
};

/** Where a receiver may stumble and the sender did nothing wrong. */
const NOTHING_WRONG = [
  ...['ethernet-padding', 'ip-fragments', 'sequence-wraps', 'keep-alive', 'same-ports-again'],
  ...['byte-by-byte', 'delta-again-and-again', 'acknowledgements-inherited'],
  ...['exactly-full-chunks', 'chunk-size-mid-message', 'chunk-size-each-way'],
  ...['last-time-that-fits', 'extended-then-short', 'clock-begins-anew', 'time-in-32-bits'],
  ...['command-frames', 'answers-out-of-order', 'three-connections-to-get-in', 'two-publishes'],
  ...['acknowledgements-that-do-not-count', 'pings-unanswered'],
];

describe('traps of the gallery', () => {
  it('are those that the gallery’s list describes', () => {
    expect(Object.keys(TRAPS).sort()).toEqual(TRAP_ENTRIES.map(({ id }) => id).sort());
  });

  it('say what they are expected to say, message by message', async () => {
    const text = Object.keys(TRAPS).map((id) => [id, ...saidOf(id), ''].join('\n'));
    await expect(text.join('\n')).toMatchFileSnapshot('expected.txt');
  });

  it.each(Object.keys(TRAPS))('%s: something is wrong with it, or nothing is', (id) => {
    const wrong = saidOf(id).filter((line) => /^ {2}(?:!|in )/.test(line));
    expect(wrong.length > 0).toBe(!NOTHING_WRONG.includes(id));
  });

  it.each(Object.entries(TRAPS))('%s is small', (_, write) => {
    expect(write().length).toBeLessThan(24_000);
  });
});
