import { describe, expect, it } from 'vitest';
import { MemorySource } from '../../src-protocol/bytes/byte-source.ts';
import { captureView } from './view.test-support.ts';
import { heldBytes } from './read-limits.ts';

describe('the memory that a capture takes', () => {
  it('is that of its tables, whatever the size of its file', () => {
    const { connection } = captureView('real/04f-obs29-publish-nginx.pcap');
    const held = heldBytes([connection], [{ packing: undefined, source: new MemorySource(BYTES) }]);
    const { chunks, messages } = connection.session!;
    expect(held).toBeGreaterThanOrEqual(
      chunks.length * chunks.bytesPerRow + messages.length * messages.bytesPerRow,
    );
    expect(held).toBeLessThan(BYTES.length);
  });

  it('grows by what was unpacked of a packed file, which is kept', () => {
    const source = new MemorySource(BYTES);
    expect(heldBytes([], [{ packing: 'gzip', source }])).toBe(BYTES.length);
  });
});

const BYTES = new Uint8Array(226_080);
