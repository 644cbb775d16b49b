import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { corpusFile } from '../../corpus/inspect-file.ts';
import { Host } from './host.ts';
import type { FromWorker, ToWorker } from './protocol.ts';

// 655 kB: more than is read at first.
const LARGE = corpusFile(
  'captures/real/07c-large-frames-117kB-chunk4096-ffmpeg-nginx.pcap',
) as Uint8Array<ArrayBuffer>;
const SMALL = LARGE.subarray(0, 200_000);

/** A file whose slices can be read at once, as a worker may. */
class KeptFile extends File {
  readonly kept: Uint8Array<ArrayBuffer>;

  constructor(kept: Uint8Array<ArrayBuffer>) {
    super([kept], 'large.pcap');
    this.kept = kept;
  }

  override slice(start?: number, end?: number): Blob {
    return new KeptFile(this.kept.slice(start, end));
  }
}

/** A worker with `bytes` opened in it, and what it told of its progress. */
function opened(bytes: Uint8Array<ArrayBuffer>) {
  const told: Extract<FromWorker, { type: 'progress' }>[] = [];
  const host = new Host((message) => {
    if (message.type === 'progress') told.push(message);
  });
  const say = (message: ToWorker) => host.receive(message);
  say({ type: 'open', session: 1, source: { kind: 'file', file: new KeptFile(bytes) } });
  return { told, say };
}

const doneAs = (told: readonly { done?: string }[]) => told.at(-1)?.done;

describe('a capture that is longer than the first read', () => {
  beforeEach(() => {
    // Only workers have it.
    vi.stubGlobal(
      'FileReaderSync',
      class {
        readAsArrayBuffer = ({ kept }: KeptFile) => kept.buffer;
      },
    );
    vi.useFakeTimers({ toFake: ['setTimeout', 'clearTimeout'] });
  });
  afterEach(() => {
    vi.useRealTimers();
    vi.unstubAllGlobals();
  });

  /** Until the first rows were told. */
  async function withRows(bytes: Uint8Array<ArrayBuffer>) {
    const worker = opened(bytes);
    await vi.waitFor(() => expect(worker.told[0]?.connections[0]?.chunks).toBeGreaterThan(0));
    return worker;
  }

  /** Many turns of the worker, in which it would have read the rest. */
  async function turns(): Promise<void> {
    for (let turn = 0; turn < 200; turn++) await new Promise((resolve) => setImmediate(resolve));
  }

  it('is read on when the page shows the first rows', async () => {
    const { told, say } = await withRows(LARGE);
    await turns();
    expect(told).toHaveLength(1);
    expect(told[0]).toMatchObject({ read: 256 * 1024, size: LARGE.length });
    say({ type: 'shown', session: 1 });
    await vi.waitFor(() => expect(doneAs(told)).toBe('complete'));
    expect(told.at(-1)!.read).toBe(LARGE.length);
  });

  it('is read on after half a second when the page shows nothing, as in the background', async () => {
    const { told } = await withRows(LARGE);
    await turns();
    expect(doneAs(told)).toBeUndefined();
    vi.advanceTimersByTime(500);
    await vi.waitFor(() => expect(doneAs(told)).toBe('complete'));
  });

  it('is left at once when it is cancelled meanwhile', async () => {
    const { told, say } = await withRows(LARGE);
    say({ type: 'cancel', session: 1 });
    await vi.waitFor(() => expect(doneAs(told)).toBe('cancelled'));
    expect(told.at(-1)!.read).toBe(256 * 1024);
  });

  it('is not waited for by one that was read whole', async () => {
    const { told } = opened(SMALL);
    await vi.waitFor(() => expect(doneAs(told)).toBe('complete'));
  });
});
