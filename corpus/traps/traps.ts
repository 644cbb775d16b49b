import { CHUNK_HEADERS } from './chunk-headers.ts';
import { CHUNK_SIZES } from './chunk-sizes.ts';
import { CONVERSATIONS } from './conversations.ts';
import { FILES_AND_TCP } from './files-and-tcp.ts';
import { HANDSHAKES } from './handshakes.ts';
import type { Writers } from './parts.ts';
import { PAYLOADS } from './payloads.ts';
import { TIMESTAMPS } from './timestamps.ts';

/** Every trap that is written by code. The same bytes come out every time. */
export const TRAPS: Writers = {
  ...FILES_AND_TCP,
  ...HANDSHAKES,
  ...CHUNK_HEADERS,
  ...CHUNK_SIZES,
  ...TIMESTAMPS,
  ...PAYLOADS,
  ...CONVERSATIONS,
};
