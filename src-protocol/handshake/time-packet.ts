import { practice, rtmp } from '../dictionary/citation.ts';
import { bytes, computed, uint, type FieldDeclaration } from '../dictionary/field.ts';
import { structure } from '../dictionary/structure.ts';
import { NO_BYTES, type Wire } from '../wire/wire.ts';
import {
  BLOCK_BYTES,
  DIGEST_BYTES,
  DIGEST_ROOM,
  digestBlockStart,
  KEY_BYTES,
  KEY_ROOM,
  keyBlockStart,
  type FoundDigest,
} from './digest.ts';
import { WHOLE_PACKET, type Say } from './packet-name.ts';

const DIGEST = practice('librtmp, FFmpeg, SRS');

/** The fields of C1 and S1, which differ only in who sends them. */
function timeFields(side: 'client' | 'server') {
  return {
    time: uint(32, `The ${side}’s clock, from which its timestamps should count. May be 0.`, {
      unit: 'ms',
      practice: 'Programs put their uptime here, the time of day in seconds, or 0.',
    }),
    zero: uint(32, 'Has to be zero.', {
      format: 'hex',
      practice:
        'Many programs write a version number here, with or without a digest to go with it.',
    }),
    version: uint(
      32,
      `The ${side}’s own version, four numbers, where the specification has zero.`,
      {
        format: 'version',
        see: DIGEST,
      },
    ),
    layout: computed(
      'Which of the two blocks comes first. Each program tries both: nothing in the packet says it, only that the digest verifies.',
      {
        see: DIGEST,
        practice:
          'Programs number the layouts, and not in the same way: librtmp’s 0 is SRS’s schema 1. Names are safer.',
      },
    ),
    random: bytes(1528, 'Any bytes, random enough that a side knows its own when they come back.', {
      label: 'random data',
    }),
  } satisfies Record<string, FieldDeclaration>;
}

export const C1 = structure(
  'handshake.c1',
  'C1',
  rtmp('5.2.3'),
  'The client’s clock and random bytes for the server to send back; they may hide a digest and a key.',
  timeFields('client'),
);

export const S1 = structure(
  'handshake.s1',
  'S1',
  rtmp('5.2.3'),
  'The server’s clock and random bytes for the client to send back; they may hide a digest and a key.',
  timeFields('server'),
);

export const DigestBlock = structure(
  'handshake.digestBlock',
  'digest block',
  DIGEST,
  'Half of the random bytes: four that tell a place, and 760 with the digest at that place.',
  {
    offsetBytes: bytes(4, 'Their sum tells where the digest is.', { format: 'hex' }),
    digestOffset: computed('Where the digest starts, in bytes from the packet’s first.', {
      unit: 'bytes',
    }),
    randomBefore: bytes(0, 'Random bytes before the digest.'),
    digest: bytes(
      DIGEST_BYTES,
      'HMAC-SHA256 of the packet without these 32 bytes, with a well-known key.',
    ),
    digestCheck: computed(
      'Whether the digest is the one that the rest of the packet asks for, and with whose key.',
      { label: 'check of the digest' },
    ),
    randomAfter: bytes(0, 'Random bytes after the digest.'),
  },
);

export const KeyBlock = structure(
  'handshake.keyBlock',
  'key block',
  DIGEST,
  'Half of the random bytes: 760 with room for a public key, and four that tell its place.',
  {
    randomBefore: bytes(0, 'Random bytes before the key.'),
    key: bytes(
      KEY_BYTES,
      'With RTMPE the public key of a Diffie-Hellman exchange, 1024 bits, highest first; otherwise random bytes too.',
      {
        practice:
          'librtmp and Flash Player fill it with random bytes when nothing is enciphered; nobody looks at them.',
      },
    ),
    randomAfter: bytes(0, 'Random bytes after the key.'),
    offsetBytes: bytes(4, 'Their sum tells where the key is.', { format: 'hex' }),
    keyOffset: computed('Where the key starts, in bytes from the packet’s first.', {
      unit: 'bytes',
    }),
  },
);

/** What a plain C1 or S1 holds. */
export interface TimePacket {
  /** Milliseconds. */
  time: number;
  zero: number;
  /** 1528 bytes. */
  random: Uint8Array;
}

/** What a C1 or S1 with a digest holds. */
export interface DigestPacket {
  /** Milliseconds. */
  time: number;
  /** Four numbers, the first in the top byte. */
  version: number;
  digestBlock: {
    offsetBytes: Uint8Array;
    before: Uint8Array;
    digest: Uint8Array;
    after: Uint8Array;
  };
  keyBlock: { before: Uint8Array; key: Uint8Array; after: Uint8Array; offsetBytes: Uint8Array };
}

/** An empty packet to read into. */
export function newTimePacket(): TimePacket {
  return { time: 0, zero: 0, random: NO_BYTES };
}

/** An empty packet to read into. */
export function newDigestPacket(): DigestPacket {
  return {
    time: 0,
    version: 0,
    digestBlock: { offsetBytes: NO_BYTES, before: NO_BYTES, digest: NO_BYTES, after: NO_BYTES },
    keyBlock: { before: NO_BYTES, key: NO_BYTES, after: NO_BYTES, offsetBytes: NO_BYTES },
  };
}

/** The layout of C1 and S1 as specified. */
export function timePacket(w: Wire, layout: typeof C1, packet: TimePacket, say: Say): TimePacket {
  const f = w.open(layout);
  packet.time = w.uint(f.time, packet.time);
  packet.zero = w.uint(f.zero, packet.zero);
  say('zero');
  packet.random = w.bytes(f.random, 1528, packet.random);
  say('random');
  w.close();
  say(WHOLE_PACKET);
  return packet;
}

/** The layout of C1 and S1 with a digest: two blocks, in either order. */
export function digestPacket(
  w: Wire,
  layout: typeof C1,
  place: FoundDigest,
  packet: DigestPacket,
  say: Say,
): DigestPacket {
  const f = w.open(layout);
  packet.time = w.uint(f.time, packet.time);
  packet.version = w.uint(f.version, packet.version);
  w.calculated(f.layout, LAYOUTS[place.layout], 'the digest verifies in this one');
  if (place.layout === 'key-first') keyBlock(w, place, packet.keyBlock, say);
  digestBlock(w, place, packet.digestBlock, say);
  if (place.layout === 'digest-first') keyBlock(w, place, packet.keyBlock, say);
  w.close();
  say(WHOLE_PACKET);
  return packet;
}

const LAYOUTS = { 'digest-first': 'digest first, then key', 'key-first': 'key first, then digest' };
const KEY_OWNERS = { player: 'Flash Player', server: 'Flash Media Server' };

function digestBlock(
  w: Wire,
  place: FoundDigest,
  block: DigestPacket['digestBlock'],
  say: Say,
): void {
  const start = digestBlockStart(place.layout) + 4;
  const before = place.digestOffset - start;
  const f = w.open(DigestBlock);
  block.offsetBytes = w.bytes(f.offsetBytes, 4, block.offsetBytes);
  const how = sum(block.offsetBytes, DIGEST_ROOM, start);
  w.calculated(f.digestOffset, place.digestOffset, how);
  if (before > 0) block.before = w.bytes(f.randomBefore, before, block.before);
  block.digest = w.bytes(f.digest, DIGEST_BYTES, block.digest);
  say('digest');
  const check = `valid, with the key of ${KEY_OWNERS[place.side]}`;
  w.calculated(f.digestCheck, check, 'HMAC-SHA256 over the other 1504 bytes of the packet');
  const after = BLOCK_BYTES - 4 - before - DIGEST_BYTES;
  if (after > 0) block.after = w.bytes(f.randomAfter, after, block.after);
  w.close();
}

function keyBlock(w: Wire, place: FoundDigest, block: DigestPacket['keyBlock'], say: Say): void {
  const start = keyBlockStart(place.layout);
  const before = place.keyOffset - start;
  const f = w.open(KeyBlock);
  if (before > 0) block.before = w.bytes(f.randomBefore, before, block.before);
  block.key = w.bytes(f.key, KEY_BYTES, block.key);
  say('key');
  const after = BLOCK_BYTES - 4 - before - KEY_BYTES;
  if (after > 0) block.after = w.bytes(f.randomAfter, after, block.after);
  block.offsetBytes = w.bytes(f.offsetBytes, 4, block.offsetBytes);
  w.calculated(f.keyOffset, place.keyOffset, sum(block.offsetBytes, KEY_ROOM, start));
  w.close();
}

/** `133 + 216 + 107 + 172 = 628; 628 mod 728 + 12`. */
function sum(four: Uint8Array, room: number, start: number): string {
  const total = four.reduce((left, byte) => left + byte, 0);
  return `${Array.from(four).join(' + ')} = ${total}; ${total} mod ${room} + ${start}`;
}
