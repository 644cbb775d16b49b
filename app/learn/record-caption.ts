import type { Described } from '../worker/protocol.ts';

/** A record in a line, to stand under a picture of it: `up@3089, client to server: AMF0 command`. */
export function recordCaption({ record, message, address }: Described): string {
  const from = record.direction === 0 ? 'client to server' : 'server to client';
  return `${address}, ${from}: ${message?.messageType ?? 'handshake'}`;
}
