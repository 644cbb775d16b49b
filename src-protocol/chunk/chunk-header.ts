import type { Address } from '../bytes/address.ts';
import { errata, rtmp } from '../dictionary/citation.ts';
import { bytes, computed, uint, type ValueNames } from '../dictionary/field.ts';
import { MESSAGE_TYPES } from '../dictionary/message-types.ts';
import { structure } from '../dictionary/structure.ts';
import type { Wire } from '../wire/wire.ts';
import {
  BASIC_HEADER_NOT_SMALLEST,
  EXTENDED_TIMESTAMP_DIFFERS,
  EXTENDED_TIMESTAMP_MISSING,
  EXTENDED_TIMESTAMP_NOT_NEEDED,
} from './chunk-diagnostics.ts';
import type { ChunkStream, ChunkStreams } from './chunk-stream.ts';

const FMT_NAMES: ValueNames = {
  0: {
    name: 'type 0',
    text: 'All 11 bytes of message header, with an absolute timestamp. Begins a chunk stream, and whenever time goes backwards.',
    section: rtmp('5.3.1.2.1'),
  },
  1: {
    name: 'type 1',
    text: '7 bytes: the message stream ID is that of the chunk before. Usual for media, whose messages differ in length.',
    section: rtmp('5.3.1.2.2'),
  },
  2: {
    name: 'type 2',
    text: '3 bytes: only the time has moved on; length, type and stream are those of the chunk before.',
    section: rtmp('5.3.1.2.3'),
  },
  3: {
    name: 'type 3',
    text: 'No message header: the message goes on, or a new one is just like the last. On chunk streams below 64 it is a single byte, such as c3 for chunk stream 3: what turns up in the middle of a string is that.',
    section: rtmp('5.3.1.2.4'),
  },
};

/** §5.3.1: a chunk as a whole. */
export const Chunk = structure(
  'chunk',
  'chunk',
  rtmp('5.3.1'),
  'The unit in which RTMP shares one connection between messages: a header that says which chunk stream it belongs to, and a slice of a message. Long messages are cut so that a short one, such as audio, need not wait behind a video frame.',
  {
    data: bytes(
      0,
      'This chunk’s slice of the message: as many bytes as the chunk size allows, or what is left of the message. Nothing marks its end; the reader has to count.',
      { label: 'chunk data' },
    ),
  },
);

/** §5.3.1.1: 1 to 3 bytes, fmt and chunk stream ID. */
export const ChunkBasicHeader = structure(
  'chunk.basicHeader',
  'chunk basic header',
  rtmp('5.3.1.1').amendedBy(errata('4.1')),
  'Which form the message header has and which chunk stream this chunk belongs to, in one, two or three bytes. A chunk stream is a lane of the connection: messages on it follow one another and share what their headers leave out.',
  {
    fmt: uint(
      2,
      'Chooses one of four message headers, from 11 bytes down to none. The fewer bytes, the more is taken from the chunk before on the same chunk stream.',
      {
        label: 'fmt',
        values: FMT_NAMES,
        practice: 'Node-Media-Server writes type 0 for every message; most others use 1 and 3.',
      },
    ),
    chunkStreamId: uint(
      6,
      'The chunk stream ID itself when it is 2 to 63. 0 says that one more byte follows, 1 that two more follow.',
      {
        label: 'cs id',
        values: {
          0: 'one more byte follows',
          1: 'two more bytes follow',
          2: {
            name: 'control',
            text: 'Reserved for protocol control and user control messages.',
            section: rtmp('5.3.1.1'),
          },
        },
        practice:
          'Commands usually travel on 3, audio on 4, video on 6; OBS puts audio and video both on 4. No number but 2 has a fixed meaning.',
      },
    ),
    chunkStreamIdMinus64: uint(
      8,
      'The chunk stream ID less 64, for IDs 64 to 319. The six bits before it are 0.',
      {
        label: 'cs id - 64',
        practice:
          'nginx-rtmp knows 32 chunk streams unless told otherwise; gortmplib only IDs up to 63.',
      },
    ),
    chunkStreamIdMinus64Wide: uint(
      16,
      'The chunk stream ID less 64, for IDs 64 to 65599. The low byte comes first, unlike nearly everything else in RTMP.',
      {
        label: 'cs id - 64',
        littleEndian: true,
        errata:
          'The text asks for network byte order everywhere and makes no exception here; the errata say that every implementation sends the low byte first.',
        practice:
          'HaishinKit and the npm package rtmp-client write these two bytes the other way round.',
      },
    ),
    id: computed('The chunk stream ID that these bits mean, once 64 is added back.', {
      label: 'chunk stream ID',
    }),
  },
);

/** §5.3.1.2: 11, 7, 3 or 0 bytes. */
export const ChunkMessageHeader = structure(
  'chunk.messageHeader',
  'chunk message header',
  rtmp('5.3.1.2'),
  'What the message is and when it happened. Types 1 to 3 leave out what has not changed on this chunk stream, so the rest must be remembered from the chunks before.',
  {
    timestamp: uint(
      24,
      'Absolute time of the message in milliseconds, on a clock that the sender may start anywhere. 0xFFFFFF says that the time is in the extended timestamp.',
      {
        unit: 'ms',
        see: rtmp('5.3.1.2.1'),
        values: { 0xffffff: 'see extended timestamp' },
        practice: 'Most encoders start the clock at 0 with their first media message.',
      },
    ),
    timestampDelta: uint(
      24,
      'Milliseconds since the previous message on this chunk stream, which is to be added to that message’s time. 0xFFFFFF says that the delta is in the extended timestamp.',
      {
        unit: 'ms',
        see: rtmp('5.3.1.2.5'),
        values: { 0xffffff: 'see extended timestamp' },
        practice:
          'When a type 3 chunk starts a message right after a type 0, programs disagree on what to add: see chunk.type-3-after-type-0.',
      },
    ),
    messageLength: uint(
      24,
      'Bytes in the whole message, over all of its chunks; not the bytes of this chunk. Together with the chunk size it tells where the next header is.',
      {
        unit: 'bytes',
        see: rtmp('5.3.1.2.5'),
        practice:
          'nginx-rtmp refuses messages over 1 MiB unless told otherwise, gortmplib over 10 MiB.',
      },
    ),
    messageTypeId: uint(
      8,
      'What kind of message it is, and so what its payload means: 1 to 6 for control, 8 audio, 9 video, 18 data, 20 commands.',
      {
        label: 'message type id',
        see: rtmp('5.3.1.2.5'),
        values: MESSAGE_TYPES,
        practice:
          'A type that no document has is usually no type at all: the reader has lost its place in the stream.',
      },
    ),
    messageStreamId: uint(
      32,
      'The stream inside the connection: 0 for the connection itself, else an ID that createStream handed out. Low byte first.',
      {
        label: 'message stream id',
        littleEndian: true,
        see: rtmp('5.3.1.2.5').amendedBy(errata('4.2')),
        errata:
          'The text says little-endian in one place and network byte order in another; the errata settle it: low byte first, and no ID above 16,777,215.',
        practice:
          'Nearly always 1 for media. A value such as 16777216 comes from a sender that wrote the bytes the other way round.',
      },
    ),
    absoluteTimestamp: computed(
      'The time of the message on the sender’s clock, modulo 2³² milliseconds: stated by a type 0, added up from deltas otherwise. Chunks that continue a message do not move it.',
      { label: 'timestamp (resolved)', unit: 'ms', see: rtmp('4') },
    ),
  },
);

/** §5.3.1.3: 4 bytes, when the 24-bit field is full. */
export const ExtendedTimestamp = structure(
  'chunk.extendedTimestamp',
  'extended timestamp',
  rtmp('5.3.1.3').amendedBy(errata('5.1')),
  'All 32 bits of a timestamp or delta that does not fit in 24: after 4 hours 39 minutes every absolute time needs it. The field that many programs get wrong.',
  {
    value: uint(
      32,
      'The whole timestamp (type 0) or delta (types 1 and 2). Type 3 chunks repeat it as long as the last header before them used it.',
      {
        label: 'extended timestamp',
        unit: 'ms',
        errata:
          'The text leaves open whether type 3 chunks that continue a message have the field; the errata say they do, always, with the same value.',
        practice:
          'Older FFmpeg, librtmp and OBS leave it out of type 3 chunks; SRS and GStreamer therefore compare before they believe it.',
      },
    ),
  },
);

/** The structures of a chunk's header, for the dictionary. */
export const CHUNK_STRUCTURES = [Chunk, ChunkBasicHeader, ChunkMessageHeader, ExtendedTimestamp];

/** The 24-bit value that sends the reader to the extended timestamp. */
export const EXTENDED = 0xffffff;

/** What one chunk header says, field by field as on the wire; refilled for each chunk. */
export interface ChunkHeader {
  fmt: number;
  chunkStreamId: number;
  /** 1, 2 or 3: the form on the wire, which need not be the smallest. */
  basicHeaderLength: number;
  /** The 24-bit field: a timestamp for type 0, a delta for 1 and 2; for type 3 not on the wire. */
  timestampField: number;
  messageLength: number;
  messageTypeId: number;
  messageStreamId: number;
  hasExtendedTimestamp: boolean;
  extendedTimestamp: number;
}

/** A header to fill. */
export function emptyChunkHeader(): ChunkHeader {
  return {
    fmt: 0,
    chunkStreamId: 0,
    basicHeaderLength: 1,
    timestampField: 0,
    messageLength: 0,
    messageTypeId: 0,
    messageStreamId: 0,
    hasExtendedTimestamp: false,
    extendedTimestamp: 0,
  };
}

/** Bytes of the smallest basic header for a chunk stream ID (§5.3.1.1). */
export function smallestBasicHeader(chunkStreamId: number): 1 | 2 | 3 {
  if (chunkStreamId < 64) return 1;
  return chunkStreamId < 320 ? 2 : 3;
}

/** §5.3.1: the whole header of a chunk, given what earlier chunks left behind. */
export function chunkHeader(w: Wire, h: ChunkHeader, streams: ChunkStreams): void {
  chunkBasicHeader(w, h);
  if (w.short) return;
  const past = streams.get(h.chunkStreamId);
  chunkMessageHeader(w, h, past);
  extendedTimestamp(w, h, past);
}

/** §5.3.1.1. */
export function chunkBasicHeader(w: Wire, h: ChunkHeader): void {
  const f = w.open(ChunkBasicHeader);
  h.fmt = w.uint(f.fmt, h.fmt);
  const form = w.uint(
    f.chunkStreamId,
    h.basicHeaderLength === 1 ? h.chunkStreamId : h.basicHeaderLength - 2,
  );
  if (form === 0) {
    h.basicHeaderLength = 2;
    h.chunkStreamId = w.uint(f.chunkStreamIdMinus64, h.chunkStreamId - 64) + 64;
    w.calculated(f.id, h.chunkStreamId, `${h.chunkStreamId - 64} + 64`);
  } else if (form === 1) {
    h.basicHeaderLength = 3;
    h.chunkStreamId = w.uint(f.chunkStreamIdMinus64Wide, h.chunkStreamId - 64) + 64;
    if (h.chunkStreamId < 320 && !w.short) w.note(BASIC_HEADER_NOT_SMALLEST);
    w.calculated(f.id, h.chunkStreamId, `${h.chunkStreamId - 64} + 64`);
  } else {
    h.basicHeaderLength = 1;
    h.chunkStreamId = form;
  }
  w.close();
}

/** §5.3.1.2, types 0 to 3. */
export function chunkMessageHeader(w: Wire, h: ChunkHeader, past: ChunkStream): void {
  const { fmt } = h;
  const from = past.setBy;
  const f = w.open(ChunkMessageHeader);
  if (fmt === 0) h.timestampField = w.uint(f.timestamp, h.timestampField);
  else if (fmt < 3) h.timestampField = w.uint(f.timestampDelta, h.timestampField);
  else w.inherited(f.timestampDelta, past.timestampDelta, from?.timestampDelta);
  if (fmt < 2) {
    h.messageLength = w.uint(f.messageLength, h.messageLength);
    h.messageTypeId = w.uint(f.messageTypeId, h.messageTypeId);
  } else {
    w.inherited(f.messageLength, (h.messageLength = past.messageLength), from?.messageLength);
    w.inherited(f.messageTypeId, (h.messageTypeId = past.messageTypeId), from?.messageLength);
  }
  if (fmt < 1) h.messageStreamId = w.uint(f.messageStreamId, h.messageStreamId);
  else
    w.inherited(
      f.messageStreamId,
      (h.messageStreamId = past.messageStreamId),
      from?.messageStreamId,
    );
  w.close();
}

/**
 * §5.3.1.3. Whether a type 3 chunk really repeats the field is decided by comparison, as SRS and
 * GStreamer do: four bytes that differ from the value in force are payload of a sender that leaves
 * the field out. (A wrong match has a chance of 2⁻³².)
 */
function extendedTimestamp(w: Wire, h: ChunkHeader, past: ChunkStream): void {
  h.hasExtendedTimestamp = h.fmt < 3 ? h.timestampField === EXTENDED : past.hasExtendedTimestamp;
  if (!h.hasExtendedTimestamp) return;
  let differs = false;
  if (h.fmt === 3 && !w.writing) {
    const next = w.peek(4);
    // A sender that repeats the absolute time where a delta is in force still sends the field.
    differs = next !== past.extendedTimestamp;
    if (differs && next !== -1 && next !== past.timestamp) {
      h.hasExtendedTimestamp = false;
      w.note(EXTENDED_TIMESTAMP_MISSING);
      return;
    }
  }
  const f = w.open(ExtendedTimestamp);
  const value = w.uint(f.value, h.extendedTimestamp);
  if (!w.short) {
    if (differs) w.note(EXTENDED_TIMESTAMP_DIFFERS);
    else if (value < EXTENDED) w.note(EXTENDED_TIMESTAMP_NOT_NEEDED);
    h.extendedTimestamp = differs ? past.extendedTimestamp : value;
  }
  w.close();
}

/** Addresses of the chunks that set what a chunk stream remembers; only where somebody will read them. */
export interface ChunkStreamSources {
  timestamp?: Address;
  timestampDelta?: Address;
  messageLength?: Address;
  messageStreamId?: Address;
}
