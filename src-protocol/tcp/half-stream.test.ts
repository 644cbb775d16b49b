import { describe, expect, it } from 'vitest';
import { bytesOf } from '../../corpus/network/build-packets.ts';
import { type Segment, emptySegment } from '../network/tcp-segment.ts';
import { HalfStream } from './half-stream.ts';

const NONE = { leftOut: undefined, found: new Set<number>() };

/** A half-stream that has seen its SYN, what it says, and a way to send it segments. */
function halfStream(most: number) {
  const said: string[] = [];
  const budget = { used: 0, most };
  const half = new HalfStream(
    0,
    {
      data: (_, bytes, start, end) =>
        said.push(Buffer.from(bytes.subarray(start, end)).toString('latin1')),
      gap: (_, length, at, cause) => said.push(`gap ${at}+${length} ${cause.code}`),
      closed: (_, how) => said.push(how),
      note: (_, diagnostic, at) => said.push(`${diagnostic.code}@${at}`),
    },
    { budget, source: undefined, damaged: NONE },
  );
  half.begin(99);
  const send = (offset: number, payload: string): Segment => {
    const bytes = bytesOf(payload);
    const segment = { ...emptySegment(), bytes, payloadEnd: bytes.length, sequence: 100 + offset };
    half.receive(segment, -1);
    return segment;
  };
  return { half, said, budget, send };
}

describe('HalfStream', () => {
  it('hands on segments that are in order without a copy', () => {
    const blocks: Uint8Array[] = [];
    const ignore = (): undefined => undefined;
    const half = new HalfStream(
      0,
      { data: (_, bytes) => blocks.push(bytes), gap: ignore, closed: ignore, note: ignore },
      { budget: { used: 0, most: 0 }, source: undefined, damaged: NONE },
    );
    const segment = {
      ...emptySegment(),
      bytes: bytesOf('..abc..'),
      payloadStart: 2,
      payloadEnd: 5,
    };
    half.receive(segment, -1);
    expect(blocks).toHaveLength(1);
    expect(blocks[0]).toBe(segment.bytes);
  });

  it('bounds what it keeps while it waits', () => {
    const { said, budget, send } = halfStream(1000);
    for (let i = 0; i < 20; i++) {
      send(10 + i, 'x');
      expect(budget.used).toBeLessThanOrEqual(1000);
    }
    expect(said.join(' ')).toBe(`gap 0+10 tcp.buffer-full ${'x '.repeat(20)}`.trim());
    send(0, 'too late!!');
    expect(said).toHaveLength(21);
  });

  it('gives its room back', () => {
    const { budget, half, send, said } = halfStream(1e6);
    for (let i = 100; i > 0; i--) send(i, 'x');
    expect(budget.used).toBe(100 * 129);
    expect(half.waits).toBe(true);
    send(0, 'a');
    expect(budget.used).toBe(0);
    expect(half.waits).toBe(false);
    expect(said.join('')).toBe('a' + 'x'.repeat(100));
  });

  it('follows a capture that slept for gigabytes', () => {
    const { half, said, send } = halfStream(1e6);
    send(0, 'before');
    send(3_000_000_000, 'after');
    half.flush();
    expect(said).toEqual(['before', 'gap 6+2999999994 tcp.gap', 'after', 'capture end']);
    expect(half.facts).toMatchObject({ gaps: 1, missing: 2_999_999_994 });
  });
});
