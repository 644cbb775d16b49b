import { describe, expect, it } from 'vitest';
import { corpusFile, inspect } from '../../../corpus/inspect-file.ts';
import { summariesOf } from '../../../src-protocol/inspect/connection-summary.ts';
import { inOrder } from './connection-order.ts';

const FIVE = summariesOf(
  inspect(corpusFile('captures/real/07k-errors-unknown-app-rtmpe-http-tls-to-nginx.pcap'))
    .connections,
);

describe('the order of connections', () => {
  it('has those that can be looked at first', () => {
    const decoded = inOrder(FIVE, undefined).map((one) => one.decoded);
    expect(decoded).toEqual([...decoded].sort((a, b) => Number(b) - Number(a)));
    expect(decoded).toContain(false);
  });

  it('is that of a column among them, both ways', () => {
    const chunks = (descending: boolean) =>
      inOrder(FIVE, { by: 'chunks', descending })
        .filter(({ decoded }) => decoded)
        .map((one) => one.chunks);
    expect(chunks(false)).toEqual([...chunks(false)].sort((a, b) => a - b));
    expect(chunks(true)).toEqual([...chunks(false)].reverse());
    expect(new Set(chunks(true)).size).toBeGreaterThan(1);
  });

  it('is that of the capture where no column has the name', () => {
    expect(inOrder(FIVE, { by: 'constructor' })).toEqual(inOrder(FIVE, undefined));
  });
});
