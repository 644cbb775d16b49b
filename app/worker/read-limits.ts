import { counted } from '../../src-protocol/bytes/counted.ts';
import type { Connection } from '../../src-protocol/inspect/connection.ts';
import type { ReadPart } from './part.ts';
import type { Failure } from './protocol.ts';

/**
 * Bytes of memory that what was decoded takes: the tables grow with chunks, messages and segments, not with payload;
 * of a packed file all that was unpacked is kept. Chromium was measured to take a quarter more than the tables, before their
 * full blocks were packed (`bench/README.md`, 35 bytes a chunk for tables of 27.7).
 */
export function heldBytes(
  connections: readonly Pick<Connection, 'segments' | 'session'>[],
  parts: readonly Pick<ReadPart, 'packing' | 'source'>[],
): number {
  let bytes = 0;
  for (const { segments, session } of connections) {
    bytes += segments[0].byteLength + segments[1].byteLength;
    if (session) bytes += session.chunks.byteLength + session.messages.byteLength;
  }
  for (const { packing, source } of parts) if (packing) bytes += source.size;
  return bytes;
}

/** What to say when a person asked for the beginning of a file only. */
export function limitNote(share: string): Failure {
  return {
    kind: 'partly-read',
    severity: 'note',
    text: `Only ${share} are decoded, as you asked.`,
    help: 'Everything else on this page is about that part.',
  };
}

/** What to say when decoding stopped because what it holds is enough for the device. */
export function memoryNote(
  share: string,
  connections: readonly Pick<Connection, 'session'>[],
  most: number,
): Failure {
  const chunks = connections.reduce((sum, { session }) => sum + (session?.chunks.length ?? 0), 0);
  const megabytes = Math.round(most / 1e6);
  return {
    kind: 'partly-read',
    severity: 'warning',
    text: `Only ${share} are decoded, ${counted(chunks, 'chunk')}. More could be too much for the memory of this device.`,
    help: `What is decoded can be used as ever. A capture may take ${megabytes} MB here, an eighth of the memory that the device tells of. Decode everything if it has more to spare: should it not, the browser closes the page, and the file stays as it is. Or decode one connection only.`,
  };
}

/** What to say when reading or decoding broke off; what was decoded is still there. */
export function brokenOff(read: number, size: number, evidence: string): Failure {
  return {
    kind: 'worker-died',
    severity: 'error',
    text: `The decoder stopped after ${read} of ${counted(size, 'byte')}. What it had decoded by then is shown; the file itself is untouched.`,
    help: 'Decode a part: the first 200 MB, or one connection. Or cut the capture into smaller files (editcap -c 100000), or filter it to one connection (tcp.stream == 0), and open those.',
    evidence,
  };
}
