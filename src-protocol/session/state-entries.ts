import { addressOf } from '../bytes/address.ts';
import { type Direction, DIRECTIONS, senderOf } from '../bytes/units.ts';
import { rtmp } from '../dictionary/citation.ts';
import { computed, type Field, type ValueNames } from '../dictionary/field.ts';
import { structure } from '../dictionary/structure.ts';
import { userControlEventName } from '../message/user-control.ts';
import type { FieldValue } from '../wire/field-tree.ts';
import type { ChunkStreamState, DirectionState, SessionState, Setting } from './session-state.ts';
import type { StateEntry } from './state-entry.ts';

const LIMIT_TYPES: ValueNames = { 0: 'Hard', 1: 'Soft', 2: 'Dynamic' };

/** What is remembered for each direction. */
export const DirectionStateStructure = structure(
  'state.direction',
  'state of a direction',
  rtmp('5.3'),
  'What both ends remember about one direction of the connection.',
  {
    chunkSize: computed(
      'Most bytes of payload that a chunk of this direction may carry. 128 until a Set Chunk Size in the same direction changes it.',
      { unit: 'bytes', see: rtmp('5.4.1'), label: 'chunk size' },
    ),
    windowAcknowledgementSize: computed(
      'The sender of this direction wants an Acknowledgement each time this many bytes have arrived.',
      { unit: 'bytes', see: rtmp('5.4.4'), label: 'window acknowledgement size' },
    ),
    peerBandwidth: computed(
      'Most bytes that the sender of this direction may have under way without an Acknowledgement, as its peer has asked.',
      { unit: 'bytes', see: rtmp('5.4.5'), label: 'peer bandwidth' },
    ),
    limitType: computed('How strictly the peer bandwidth is meant.', {
      see: rtmp('5.4.5'),
      values: LIMIT_TYPES,
      label: 'limit type',
    }),
    acknowledged: computed('Bytes of this direction that the peer has said it received.', {
      unit: 'bytes',
      see: rtmp('5.4.3'),
      label: 'acknowledged',
    }),
    bytes: computed('Bytes of this direction up to here, the handshake included.', {
      unit: 'bytes',
      see: rtmp('5.4.3'),
      label: 'bytes sent',
    }),
    missing: computed('Bytes of this direction up to here that the capture does not have.', {
      unit: 'bytes',
      see: rtmp('5.1'),
      label: 'missing (TCP gaps)',
    }),
  },
);

/** What is remembered for each chunk stream of a direction. */
export const ChunkStreamStateStructure = structure(
  'state.chunkStream',
  'memory of a chunk stream',
  rtmp('5.3.1.2'),
  'What chunks of types 1 to 3 on this chunk stream take from the chunks before.',
  {
    timestamp: computed(
      'Absolute time of the current or last message; the base of the next delta.',
      { unit: 'ms', see: rtmp('5.3.1.2.1') },
    ),
    timestampDelta: computed('What a type 3 chunk that starts a message adds to the timestamp.', {
      unit: 'ms',
      see: rtmp('5.3.1.2.4'),
      label: 'timestamp delta',
    }),
    messageLength: computed('Length of the current or last message; types 2 and 3 take it over.', {
      unit: 'bytes',
      see: rtmp('5.3.1.2.5'),
      label: 'message length',
    }),
    messageTypeId: computed('Type of the current or last message; types 2 and 3 take it over.', {
      see: rtmp('5.3.1.2.5'),
      label: 'message type id',
    }),
    messageStreamId: computed(
      'Message stream of the current or last message; types 1 to 3 take it over.',
      { see: rtmp('5.3.1.2.5'), label: 'message stream id' },
    ),
    extendedTimestamp: computed(
      'The extended timestamp that type 3 chunks repeat, as long as the last header used it.',
      { unit: 'ms', see: rtmp('5.3.1.3'), label: 'extended timestamp' },
    ),
    assembled: computed('Bytes of the message under way that have come, of its length.', {
      see: rtmp('5.3'),
      label: 'message assembled',
    }),
  },
);

/** What is remembered for the session as a whole. */
export const SessionStateStructure = structure(
  'state.session',
  'state of the session',
  rtmp('7.2'),
  'What both ends remember about commands and message streams.',
  {
    transaction: computed('A command that waits for _result or _error with its transaction ID.', {
      see: rtmp('7.2'),
      label: 'open transaction',
    }),
    handshake: computed('How far the handshake has come.', {
      see: rtmp('5.2.1'),
      label: 'handshake',
    }),
    objectEncoding: computed(
      'Version of AMF that connect offered, or that its answer settled on.',
      {
        see: rtmp('7.2.1.1'),
        values: { 0: 'AMF0', 3: 'AMF3' },
        label: 'object encoding',
      },
    ),
    lastPing: computed('The last Ping Request or Ping Response, with the time in it.', {
      see: rtmp('7.1.7'),
      label: 'last ping',
    }),
    messageStream: computed('A message stream, and what it is used for.', {
      see: rtmp('7.2.1.3'),
      label: 'message stream',
    }),
  },
);

/** The structures behind state entries, for the dictionary. */
export const STATE_STRUCTURES = [
  DirectionStateStructure,
  ChunkStreamStateStructure,
  SessionStateStructure,
];

/** The state as a list of values, each with its meaning and who set it. */
export function stateEntries(state: SessionState): StateEntry[] {
  const entries: StateEntry[] = [];
  for (const direction of DIRECTIONS) addDirection(entries, direction, state.directions[direction]);
  const f = SessionStateStructure.fields;
  if (state.objectEncoding) {
    const { value, by } = state.objectEncoding;
    entries.push({
      path: 'objectEncoding',
      group: 'session',
      id: f.objectEncoding.id,
      value,
      ...(by && { setBy: addressOf(by.direction, by.at) }),
    });
  }
  if (state.lastPing) {
    const { eventType, timestamp, by } = state.lastPing;
    entries.push({
      path: 'lastPing',
      group: 'session',
      id: f.lastPing.id,
      value: `${userControlEventName(eventType)} ${timestamp}, by the ${senderOf(by.direction)}`,
      setBy: addressOf(by.direction, by.at),
    });
  }
  for (const open of state.transactions) {
    entries.push({
      path: `transaction.${senderOf(open.direction)}.${open.transactionId}.${open.at}`,
      group: 'session',
      id: f.transaction.id,
      value: `${open.transactionId}: ${open.command}, asked by the ${senderOf(open.direction)}`,
      setBy: addressOf(open.direction, open.at),
    });
  }
  for (const stream of state.messageStreams) {
    entries.push({
      path: `messageStream.${stream.messageStreamId}`,
      group: 'session',
      id: f.messageStream.id,
      value: stream.use
        ? `${stream.messageStreamId}: ${stream.use}`
        : `${stream.messageStreamId}: created`,
      setBy: addressOf(stream.by.direction, stream.by.at),
    });
  }
  return entries;
}

function addDirection(entries: StateEntry[], direction: Direction, state: DirectionState): void {
  const sender = senderOf(direction);
  const group = sender === 'client' ? 'client to server' : 'server to client';
  const f = DirectionStateStructure.fields;
  const add = (field: Field, setting: Setting | undefined): void => {
    if (!setting) return;
    const key = field.id.slice(field.id.lastIndexOf('.') + 1);
    const entry: StateEntry = {
      path: `${sender}.${key}`,
      group,
      id: field.id,
      value: setting.value,
      ...(setting.by && { setBy: addressOf(setting.by.direction, setting.by.at) }),
      ...(setting.assumed && { assumed: setting.assumed }),
    };
    entries.push(entry);
  };
  add(f.chunkSize, state.chunkSize);
  add(f.windowAcknowledgementSize, state.windowAcknowledgementSize);
  add(f.peerBandwidth, state.peerBandwidth);
  add(f.limitType, state.limitType);
  add(f.acknowledged, state.acknowledged);
  add(f.bytes, { value: state.bytes });
  const streams = [...state.chunkStreams.values()].sort(
    (a, b) => a.chunkStreamId - b.chunkStreamId,
  );
  for (const stream of streams) addChunkStream(entries, direction, group, stream);
}

function addChunkStream(
  entries: StateEntry[],
  direction: Direction,
  above: string,
  stream: ChunkStreamState,
): void {
  const f = ChunkStreamStateStructure.fields;
  const path = `${senderOf(direction)}.chunkStream.${stream.chunkStreamId}`;
  const group = `${above}, chunk stream ${stream.chunkStreamId}`;
  const add = (field: Field, value: FieldValue, by?: number, amount?: number): void => {
    entries.push({
      path: `${path}${field.id.slice(field.id.lastIndexOf('.'))}`,
      group,
      id: field.id,
      value,
      ...(by !== undefined && { setBy: addressOf(direction, by) }),
      ...(amount !== undefined && { amount }),
    });
  };
  add(f.timestamp, stream.timestamp, stream.timestampBy);
  add(f.timestampDelta, stream.timestampDelta, stream.timestampDeltaBy);
  add(f.messageLength, stream.messageLength, stream.messageLengthBy);
  add(f.messageTypeId, stream.messageTypeId, stream.messageLengthBy);
  add(f.messageStreamId, stream.messageStreamId, stream.messageStreamIdBy);
  if (stream.hasExtendedTimestamp)
    add(f.extendedTimestamp, stream.extendedTimestamp, stream.timestampDeltaBy);
  const { unfinished, received, messageLength } = stream;
  if (unfinished) add(f.assembled, `${received} of ${messageLength}`, undefined, received);
  else add(f.assembled, 'nothing under way');
}
