import type { EncodedOnce } from '../chunk/encoded-once.ts';
import { amf, type PlainValue } from '../amf/amf-value.ts';
import { command, commandMessage } from '../command/command.ts';
import { dataMessage } from '../command/data-message.ts';
import { statusCode } from '../command/status-codes.ts';
import {
  acknowledgement,
  setChunkSize,
  setPeerBandwidth,
  windowAcknowledgementSize,
} from '../message/protocol-control.ts';
import { userControl } from '../message/user-control.ts';
import type { Wire } from '../wire/wire.ts';
import { WireWriter } from '../wire/wire-writer.ts';
import type { WholeMessage } from './message-collector.ts';

/** Chunk streams of what a server sends. All below 64, and 2 for all control, which some clients insist on. */
export const CHUNK_STREAMS = { control: 2, connection: 3, audio: 4, stream: 5, video: 6 } as const;

/** A message and the chunk stream it goes on. */
export interface Reply extends WholeMessage {
  readonly chunkStreamId: number;
  readonly encoded?: EncodedOnce;
}

/** User control events a server sends (§7.1.7). None beyond 7, which unknown clients may choke on. */
export const USER_CONTROL = { streamBegin: 0, streamEof: 1, pingRequest: 6, pingResponse: 7 };

/** A message on chunk stream 2, written by one of the layouts of `message/`. */
function control(messageTypeId: number, layout: (w: Wire) => void): Reply {
  return {
    chunkStreamId: CHUNK_STREAMS.control,
    messageTypeId,
    messageStreamId: 0,
    timestamp: 0,
    payload: written(layout),
  };
}

export const chunkSizeReply = (size: number): Reply => control(1, (w) => setChunkSize(w, size));
export const acknowledgementReply = (received: number): Reply =>
  control(3, (w) => acknowledgement(w, received));
export const windowReply = (size: number): Reply =>
  control(5, (w) => windowAcknowledgementSize(w, size));
/** Limit type 2, Dynamic: what every server sends. */
export const bandwidthReply = (size: number): Reply =>
  control(6, (w) => setPeerBandwidth(w, { windowSize: size, limitType: 2 }));
export const streamEventReply = (eventType: number, messageStreamId: number): Reply =>
  control(4, (w) => userControl(w, { eventType, messageStreamId }));
export const pingReply = (eventType: number, timestamp: number): Reply =>
  control(4, (w) => userControl(w, { eventType, timestamp }));

/** A command on message stream 0. */
export function commandReply(
  name: string,
  transactionId: number,
  object: PlainValue,
  ...values: PlainValue[]
): Reply {
  return {
    chunkStreamId: CHUNK_STREAMS.connection,
    messageTypeId: 20,
    messageStreamId: 0,
    timestamp: 0,
    payload: written((w) => commandMessage(w, 20, command(name, transactionId, object, ...values))),
  };
}

/** onStatus on the stream it is about (§7.2.2): players and publishers do not look for it elsewhere. */
export function statusReply(messageStreamId: number, code: string, description: string): Reply {
  return {
    ...commandReply('onStatus', 0, null, information(code, description)),
    chunkStreamId: CHUNK_STREAMS.stream,
    messageStreamId,
  };
}

/** A data message on a stream, of AMF0 values. */
export function dataReply(messageStreamId: number, ...values: PlainValue[]): Reply {
  return {
    chunkStreamId: CHUNK_STREAMS.stream,
    messageTypeId: 18,
    messageStreamId,
    timestamp: 0,
    payload: written((w) => dataMessage(w, 18, { name: '', values: values.map(amf) })),
  };
}

/** An information object, with the level that goes with the code. */
export function information(code: string, description: string): Record<string, PlainValue> {
  return { level: statusCode(code)?.level ?? 'status', code, description };
}

function written(layout: (w: Wire) => void): Uint8Array {
  const w = new WireWriter();
  layout(w);
  return w.toBytes();
}
