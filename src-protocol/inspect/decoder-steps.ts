import { counted } from '../bytes/counted.ts';
import { type Address, addressOf } from '../bytes/address.ts';
import { EXTENDED } from '../chunk/chunk-header.ts';
import {
  type ChunkRow,
  chunkStreamIdOf,
  directionOf,
  fmtOf,
  hasExtendedTimestampOf,
  isCut,
  startsMessageOf,
} from '../chunk/chunk-table.ts';
import { ABORTED, COMPLETE } from '../message/message-table.ts';
import { messageTypeName } from '../message/message-types.ts';
import { EFFECTS } from '../session/effect-table.ts';
import type { ChunkStreamState, Setting } from '../session/session-state.ts';
import { NO_ROW } from '../table/column.ts';
import type { FieldNode } from '../wire/field-tree.ts';
import { type Derivation, timestampDerivation } from '../session/derivations.ts';
import type { RtmpSession } from './rtmp-session.ts';

/** One thing the decoder did with a chunk, in a sentence. */
export interface DecoderStep {
  readonly text: string;
  /** `FieldNode.path` of the field it is about. */
  readonly path?: string;
  /** The record that something was remembered from. */
  readonly from?: Address;
}

/**
 * §5.3.1, as it went for one chunk: what was read, what was remembered, how many bytes were wanted and
 * why, and what became of the message. Everything is told from the tables and from `tree`, the chunk as
 * the field tracer has it; nothing is decoded again.
 */
export function decoderSteps(session: RtmpSession, row: ChunkRow, tree: FieldNode): DecoderStep[] {
  const direction = directionOf(session.chunks.column.header.get(row));
  const state = session.state.before(row).directions[direction];
  const id = chunkStreamIdOf(session.chunks.column.header.get(row));
  const past = state.chunkStreams.get(id);
  const facts: Facts = { session, row, tree, past };
  return [
    basicHeaderStep(facts),
    memoryStep(facts),
    messageHeaderStep(facts),
    extendedTimestampStep(facts),
    messageStep(facts),
    timeStep(facts),
    ...dataSteps(facts, state.chunkSize),
    ...completionSteps(facts),
  ];
}

interface Facts {
  readonly session: RtmpSession;
  readonly row: ChunkRow;
  readonly tree: FieldNode;
  /** What the chunk stream remembered. */
  readonly past: ChunkStreamState | undefined;
}

function basicHeaderStep({ session, row, tree }: Facts): DecoderStep {
  const packed = session.chunks.column.header.get(row);
  const node = child(tree, 'chunk.basicHeader');
  const bytes = node ? (node.end - node.start) / 8 : 1;
  const id = chunkStreamIdOf(packed);
  const sum = bytes > 1 ? `${id - 64} + 64 = ${id}` : String(id);
  return step(
    `Read ${counted(bytes, 'byte')} of basic header: fmt ${fmtOf(packed)}, chunk stream ID ${sum}.`,
    node?.path,
  );
}

function memoryStep({ session, row, past }: Facts): DecoderStep {
  const { column } = session.chunks;
  const packed = column.header.get(row);
  const id = chunkStreamIdOf(packed);
  const before = column.previousOnStream.get(row);
  if (!past || before === NO_ROW)
    return step(`Nothing is remembered of chunk stream ${id}: this is its first chunk.`);
  const from = addressOf(directionOf(packed), column.offset.get(before));
  return {
    text: `Chunk stream ${id} is known: its memory was left by the chunk at ${from}.`,
    from,
  };
}

const HEADER_BYTES = [11, 7, 3, 0] as const;
const LEFT_OUT = [
  '',
  'the message stream ID is remembered',
  'length, type and message stream ID are remembered',
  'everything is remembered',
] as const;

function messageHeaderStep({ session, row, tree, past }: Facts): DecoderStep {
  const packed = session.chunks.column.header.get(row);
  const fmt = fmtOf(packed);
  const bytes = HEADER_BYTES[fmt]!;
  const path = child(tree, 'chunk.messageHeader')?.path;
  const read =
    bytes === 0
      ? 'Type 3 has no message header'
      : `Read ${counted(bytes, 'byte')} of message header`;
  if (fmt === 0) return step(`${read}: timestamp, length, type, message stream ID.`, path);
  const at = fmt === 1 ? past?.messageStreamIdBy : past?.messageLengthBy;
  if (at === undefined)
    return step(
      `${read}: ${LEFT_OUT[fmt]!} by nobody, since the capture has no earlier header.`,
      path,
    );
  const from = addressOf(directionOf(packed), at);
  return { ...step(`${read}: ${LEFT_OUT[fmt]!} from ${from}.`, path), from };
}

function extendedTimestampStep({ session, row, tree, past }: Facts): DecoderStep {
  const packed = session.chunks.column.header.get(row);
  const fmt = fmtOf(packed);
  const header = child(tree, 'chunk.messageHeader');
  const field = header?.children?.find(
    ({ id, origin }) =>
      origin === undefined && (id.endsWith('.timestamp') || id.endsWith('.timestampDelta')),
  );
  const extended = child(tree, 'chunk.extendedTimestamp');
  if (hasExtendedTimestampOf(packed) && extended)
    return step(
      fmt === 3
        ? 'Extended timestamp? Yes: the header before had one, and these 4 bytes repeat it.'
        : `Extended timestamp? Yes: the field is 0x${EXTENDED.toString(16)}, so 4 more bytes were read.`,
      extended.path,
    );
  if (fmt === 3)
    return past?.hasExtendedTimestamp
      ? step(
          'Extended timestamp? The header before had one, but the next 4 bytes do not repeat it: they were taken for data.',
        )
      : step('Extended timestamp? No: the header before had none.');
  const value = typeof field?.value === 'number' ? String(field.value) : 'the field';
  return step(`Extended timestamp? No: ${value} is below 0x${EXTENDED.toString(16)}.`, field?.path);
}

function messageStep({ session, row, past }: Facts): DecoderStep {
  const packed = session.chunks.column.header.get(row);
  const message = session.chunks.column.message.get(row);
  const { column } = session.messages;
  if (!startsMessageOf(packed)) {
    const first = session.messageOffsetOf(message);
    const from = addressOf(directionOf(packed), first);
    return {
      text: `A message is under way, ${session.chunks.column.messageOffset.get(row)} of ${counted(column.length.get(message), 'byte')}: this chunk goes on with it.`,
      from,
    };
  }
  const left = past?.unfinished ? 'The unfinished message was given up' : 'No message is under way';
  return step(`${left}: a new one of ${counted(column.length.get(message), 'byte')} begins.`);
}

function timeStep({ session, row, tree, past }: Facts): DecoderStep {
  const path = child(tree, 'chunk.messageHeader')?.children?.find(({ id }) =>
    id.endsWith('.absoluteTimestamp'),
  )?.path;
  const message = session.chunks.column.message.get(row);
  if (!startsMessageOf(session.chunks.column.header.get(row)))
    return step(
      `The message keeps its time, ${session.messages.column.timestamp.get(message)} ms.`,
      path,
    );
  const sum: Derivation = timestampDerivation(session, row, past);
  return {
    ...step(`Time of the message: ${sum.text}.`, path),
    ...(sum.from && { from: sum.from }),
  };
}

function dataSteps(
  { session, row, tree }: Facts,
  { value: chunkSize, by, assumed }: Setting,
): DecoderStep[] {
  const { column } = session.chunks;
  const packed = column.header.get(row);
  const message = column.message.get(row);
  const length = session.messages.column.length.get(message);
  const before = column.messageOffset.get(row);
  const payload = column.payloadLength.get(row);
  const how = assumed === 'inferred' ? 'inferred at' : 'set by';
  const begin = assumed === 'given' ? 'set by hand' : 'the one to begin with';
  const set = by ? `${how} ${addressOf(by.direction, by.at)}` : begin;
  const path = child(tree, 'chunk.data')?.path;
  const wanted = Math.min(chunkSize, length - before);
  const steps = [
    {
      ...step(
        `Wanted: min(chunk size ${chunkSize}, ${set}; ${length - before} to come) = ${counted(wanted, 'byte')}.`,
      ),
      ...(by && { from: addressOf(by.direction, by.at) }),
    },
  ];
  if (isCut(packed)) return [...steps, step('The capture does not have all of these bytes.', path)];
  const note = payload === wanted ? '' : ', by what the capture shows of the chunk size';
  return [...steps, step(`Read ${counted(payload, 'byte')} of data${note}.`, path)];
}

function completionSteps({ session, row }: Facts): DecoderStep[] {
  const { column } = session.chunks;
  const message = column.message.get(row);
  const messages = session.messages.column;
  const received = column.messageOffset.get(row) + column.payloadLength.get(row);
  const length = messages.length.get(message);
  const type = messages.messageTypeId.get(message);
  const marks = messages.marks.get(message);
  const isLast = messages.lastChunk.get(message) === row;
  if (received < length) {
    const steps = [
      step(`${received} of ${counted(length, 'byte')} have come: the message waits for more.`),
    ];
    if (isLast && (marks & ABORTED) !== 0) steps.push(step('It was given up later.'));
    return steps;
  }
  const complete = (marks & COMPLETE) !== 0 ? 'complete' : 'at its end, with bytes missing';
  const summary = session.strings.get(messages.summary.get(message));
  return [
    step(`${received} of ${counted(length, 'byte')}: the message is ${complete}.`),
    step(`Type ${type} is ${messageTypeName(type)}${summary ? `: ${summary}` : ''}.`),
    ...effectSteps(session, row),
  ];
}

/** §5.4: what a control message changes, before the next chunk is read. */
function effectSteps(session: RtmpSession, row: ChunkRow): DecoderStep[] {
  const { column } = session.effects.table;
  return session.effects.of(row).flatMap((effect) => {
    const value = column.value.get(effect);
    switch (column.kind.get(effect)) {
      case EFFECTS.chunkSize:
        return [
          step(
            `From the next chunk of this direction on, a chunk carries up to ${counted(value, 'byte')}.`,
          ),
        ];
      case EFFECTS.abort:
        return [step(`What has come of the message on chunk stream ${value} is dropped.`)];
      case EFFECTS.request:
        return [step(`Transaction ${value} is open until it is answered.`)];
      case EFFECTS.answer:
        return [step(`Transaction ${value} is answered.`)];
      case EFFECTS.streamCreated:
        return [step(`Message stream ${value} exists from here on.`)];
      default:
        return [];
    }
  });
}

function child(tree: FieldNode, id: string): FieldNode | undefined {
  return tree.children?.find((node) => node.id === id);
}

function step(text: string, path?: string): DecoderStep {
  return path === undefined ? { text } : { text, path };
}
