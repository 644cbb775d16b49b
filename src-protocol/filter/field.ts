import { MESSAGE_TYPES } from '../dictionary/message-types.ts';
import type { NumberRange } from './expression.ts';

/** A name for numbers of a field: `audio` for type 8, `media` for 8 and 9. */
export interface ValueName {
  readonly name: string;
  readonly ranges: readonly NumberRange[];
  readonly text: string;
}

/** A field that filters can ask about: the one declaration that parser, completion, help and docs use. */
export interface FilterField {
  readonly name: string;
  /** Other ways to write it. */
  readonly aliases: readonly string[];
  /** Wireshark's names for it. */
  readonly wireshark: readonly string[];
  /**
   * What can be asked. `mark` is there or not; `number` is compared; `text` is compared, searched and
   * matched; `amf` is both, with a path behind its name; `bytes` are searched.
   */
  readonly kind: 'mark' | 'number' | 'text' | 'amf' | 'bytes';
  readonly text: string;
  readonly unit?: 'bytes' | 'ms' | 's';
  /** Words for some of its numbers. */
  readonly values?: readonly ValueName[];
  /** A text of several words: the colon searches in it. */
  readonly prose?: true;
  /** Ids of the fields in headers that say the same. */
  readonly nodes?: readonly string[];
  /** The column of the tables that shows it. */
  readonly column?: string;
  /** What a row costs: 0 a look at a column, 1 at a text, 2 at bytes of the file. */
  readonly cost: 0 | 1 | 2;
  readonly example: string;
}

type More = Partial<Omit<FilterField, 'name' | 'kind' | 'text' | 'example'>>;

function field(
  kind: FilterField['kind'],
  name: string,
  text: string,
  example: string,
  more: More = {},
): FilterField {
  const cost = kind === 'amf' || kind === 'bytes' ? 2 : kind === 'text' ? 1 : 0;
  return { name, aliases: [], wireshark: [], kind, text, cost, example, ...more };
}

const one = (value: number): NumberRange => ({ min: value, max: value });

const DIRECTIONS: readonly ValueName[] = [
  { name: 'up', ranges: [one(0)], text: 'client to server' },
  { name: 'down', ranges: [one(1)], text: 'server to client' },
  { name: 'client', ranges: [one(0)], text: 'sent by the client' },
  { name: 'server', ranges: [one(1)], text: 'sent by the server' },
];

/** Groups of message types that people ask for together. */
const TYPE_GROUPS: readonly [string, readonly number[], string][] = [
  ['command', [17, 20], 'commands, AMF0 and AMF3'],
  ['data', [15, 18], 'data messages, AMF0 and AMF3'],
  ['shared-object', [16, 19], 'shared objects, AMF0 and AMF3'],
  ['media', [8, 9], 'audio and video'],
  ['control', [1, 2, 3, 4, 5, 6], 'protocol control and user control'],
];

const TYPES: readonly ValueName[] = [
  ...TYPE_GROUPS.map(([name, types, text]) => ({ name, ranges: rangesOf(types), text })),
  ...Object.entries(MESSAGE_TYPES).map(([type, { name }]) => ({
    name: name.toLowerCase().replaceAll(' ', '-'),
    ranges: [one(Number(type))],
    text: `${name}, type ${type}`,
  })),
];

/** Numbers as ranges, neighbours joined. */
function rangesOf(numbers: readonly number[]): NumberRange[] {
  const ranges: NumberRange[] = [];
  for (const value of numbers) {
    const last = ranges.at(-1);
    if (last?.max === value - 1) ranges[ranges.length - 1] = { min: last.min, max: value };
    else ranges.push(one(value));
  }
  return ranges;
}

/**
 * Every field there is. On messages, a field of a chunk is that of the message's first chunk; on
 * chunks, a field of a message is that of the message the chunk belongs to.
 */
export const FILTER_FIELDS: readonly FilterField[] = [
  field('number', 'dir', 'Who sends: up is client to server, down is server to client.', 'dir:up', {
    aliases: ['direction', 'sender'],
    values: DIRECTIONS,
    column: 'direction',
  }),
  field('number', 'type', 'Message type, as a name or a number.', 'type:command', {
    wireshark: ['rtmpt.header.typeid'],
    nodes: ['chunk.messageHeader.messageTypeId'],
    values: TYPES,
    column: 'type',
  }),
  field('number', 'csid', 'Chunk stream ID.', 'csid:3', {
    aliases: ['chunkStreamId'],
    wireshark: ['rtmpt.header.csid'],
    nodes: ['chunk.basicHeader.chunkStreamId'],
    column: 'chunkStreamId',
  }),
  field('number', 'fmt', 'Chunk type: which fields the chunk’s header carries.', 'fmt:0..1', {
    wireshark: ['rtmpt.header.format'],
    nodes: ['chunk.basicHeader.fmt'],
    column: 'fmt',
  }),
  field('number', 'msid', 'Message stream ID.', 'msid:1', {
    aliases: ['messageStreamId'],
    wireshark: ['rtmpt.header.streamid'],
    nodes: ['chunk.messageHeader.messageStreamId'],
    column: 'messageStreamId',
  }),
  field('number', 'len', 'Message length, as declared.', 'len:>4096', {
    aliases: ['length', 'messageLength'],
    wireshark: ['rtmpt.header.bodysize'],
    nodes: ['chunk.messageHeader.messageLength'],
    unit: 'bytes',
    column: 'length',
  }),
  field(
    'number',
    'payload',
    'Payload that is there: of a chunk, or received of a message.',
    'payload:<128',
    {
      unit: 'bytes',
      column: 'payload',
    },
  ),
  field(
    'number',
    'header',
    'Length of the chunk header, extended timestamp included.',
    'header:12',
    {
      aliases: ['headerLength'],
      unit: 'bytes',
    },
  ),
  field('number', 'ts', 'Timestamp of the message, absolute.', 'ts:>=60000', {
    aliases: ['timestamp'],
    wireshark: ['rtmpt.header.timestamp'],
    nodes: ['chunk.messageHeader.absoluteTimestamp', 'chunk.messageHeader.timestamp'],
    unit: 'ms',
    column: 'timestamp',
  }),
  field(
    'number',
    'delta',
    'Timestamp delta; a message that begins with fmt 0 has none.',
    'delta:>40',
    {
      aliases: ['timestampDelta'],
      wireshark: ['rtmpt.header.timestampdelta'],
      unit: 'ms',
      column: 'delta',
    },
  ),
  field('mark', 'ts.ext', 'The chunk has an extended timestamp.', 'ts.ext', {
    aliases: ['extendedTimestamp'],
    wireshark: ['rtmpt.header.ets'],
    column: 'timestamp',
  }),
  field('number', 't', 'Time in the capture, since the connection began.', 't:1.2..3', {
    aliases: ['time'],
    unit: 's',
    column: 'time',
  }),
  field(
    'number',
    'at',
    'Offset of the first byte in its direction’s TCP stream.',
    'at:3073..4000',
    {
      aliases: ['offset'],
      unit: 'bytes',
      column: 'address',
    },
  ),
  field('number', 'packet', 'Number of the packet that carries the first byte.', 'packet:40', {
    aliases: ['pkt'],
    wireshark: ['frame.number'],
    column: 'packet',
  }),
  field('number', 'chunk', 'Number of the chunk, counted from 1.', 'chunk:1..20', {
    column: 'number',
  }),
  field('number', 'message', 'Number of the message, counted from 1.', 'message:7', {
    column: 'number',
  }),
  field('number', 'chunks', 'Chunks seen of the message.', 'chunks:>1', { column: 'chunks' }),
  field('mark', 'complete', 'Every byte of the message is in the capture.', '-complete', {
    column: 'progress',
  }),
  field('text', 'cmd', 'Name of the command.', 'cmd:connect', {
    aliases: ['command'],
    column: 'command',
  }),
  field('number', 'txid', 'Transaction ID of the command.', 'txid:1', {
    aliases: ['transactionId'],
    column: 'transactionId',
  }),
  field(
    'number',
    'answered',
    'Packet with the answer to this call; there only when it was answered.',
    'answered',
    {
      wireshark: ['rtmpt.function.call'],
    },
  ),
  field('number', 'answers', 'Packet with the call that this is the answer to.', 'answers', {
    wireshark: ['rtmpt.function.response'],
  }),
  field('text', 'info', 'The line that says what the message is.', 'info:publish', {
    aliases: ['summary'],
    wireshark: ['_ws.col.info', '_ws.col.Info'],
    prose: true,
    column: 'summary',
  }),
  field(
    'amf',
    'amf',
    'A value in a command or data message, by its path or the end of it; without a path, any of them.',
    'amf.app:live',
    {
      wireshark: ['amf.string', 'amf.number', 'rtmpt.amf.string', 'rtmpt.amf.number'],
    },
  ),
  field('mark', 'key', 'A key frame of video.', 'key', { aliases: ['keyframe'], cost: 1 }),
  field('text', 'codec', 'Codec of an audio or video message.', 'codec:h264', {}),
  field(
    'text',
    'problem',
    'Something was found: alone anything, else a severity, a code or its first word.',
    'problem:warning',
    {
      aliases: ['finding'],
      column: 'problem',
    },
  ),
  field('mark', 'gap', 'Bytes of the message are missing in the capture.', 'gap', {}),
  field('mark', 'resync', 'Read after the chunk stream had been lost and found again.', 'resync', {
    aliases: ['foundAgain'],
  }),
  field(
    'mark',
    'abandoned',
    'The message was aborted, or another took its place.',
    'abandoned',
    {},
  ),
  field('mark', 'part', 'The message came inside an Aggregate.', 'part', {}),
  field(
    'bytes',
    'bytes',
    'Bytes of the row: a chunk with its header, a message’s payload.',
    'bytes contains 02 00 07',
    {
      cost: 2,
    },
  ),
];

const byName = new Map(
  FILTER_FIELDS.flatMap((one) =>
    [one.name, ...one.aliases, ...one.wireshark].map((name) => [name.toLowerCase(), one] as const),
  ),
);

/** The field with this name, alias or Wireshark name; upper and lower case are the same. */
export function filterField(name: string): FilterField | undefined {
  return byName.get(name.toLowerCase());
}

/** Every name a field can be written with, Wireshark's included. */
export function fieldNames(): readonly string[] {
  return FILTER_FIELDS.flatMap(({ name, aliases, wireshark }) => [name, ...aliases, ...wireshark]);
}

/** The numbers behind a name of a value. */
export function namedValue({ values }: FilterField, name: string): ValueName | undefined {
  const wanted = name.toLowerCase();
  return values?.find((value) => value.name === wanted);
}

/** A name for these ranges, where the field has one. */
export function nameOfRanges(
  { values }: FilterField,
  ranges: readonly NumberRange[],
): string | undefined {
  return values?.find((value) => sameRanges(value.ranges, ranges))?.name;
}

function sameRanges(a: readonly NumberRange[], b: readonly NumberRange[]): boolean {
  return (
    a.length === b.length &&
    a.every(
      ({ min, max }, at) =>
        b[at]!.min === min && b[at]!.max === max && !b[at]!.minOpen && !b[at]!.maxOpen,
    )
  );
}
