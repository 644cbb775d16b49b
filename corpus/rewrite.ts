import { commandMessage } from '../src-protocol/command/command.ts';
import { dataMessage } from '../src-protocol/command/data-message.ts';
import { audioTag } from '../src-protocol/media/audio-tag.ts';
import { videoTag } from '../src-protocol/media/video-tag.ts';
import { aggregate } from '../src-protocol/message/aggregate.ts';
import {
  abortMessage,
  acknowledgement,
  setChunkSize,
  setPeerBandwidth,
  windowAcknowledgementSize,
} from '../src-protocol/message/protocol-control.ts';
import { sharedObject } from '../src-protocol/message/shared-object.ts';
import { userControl } from '../src-protocol/message/user-control.ts';
import { WireReader } from '../src-protocol/wire/wire-reader.ts';
import type { Wire } from '../src-protocol/wire/wire.ts';
import { WireWriter } from '../src-protocol/wire/wire-writer.ts';

/** Payload read and written again. */
export interface Rewritten {
  readonly bytes: Uint8Array;
  /** Codes of what the reader had to say. */
  readonly notes: readonly string[];
  /** Bytes that the procedure did not take. */
  readonly left: number;
}

/**
 * The procedure of each message type as one function: reads where no value is given, and writes the value
 * otherwise. The values of a type go back only into the procedure they came from.
 */
const PROCEDURES: Readonly<Record<number, (w: Wire, value?: never) => unknown>> = {
  1: (w, value = 0 as never) => setChunkSize(w, value),
  2: (w, value = 0 as never) => abortMessage(w, value),
  3: (w, value = 0 as never) => acknowledgement(w, value),
  4: userControl,
  5: (w, value = 0 as never) => windowAcknowledgementSize(w, value),
  6: setPeerBandwidth,
  8: audioTag,
  9: videoTag,
  15: (w, value) => dataMessage(w, 15, value),
  16: (w, value) => sharedObject(w, 16, value),
  17: (w, value) => commandMessage(w, 17, value),
  18: (w, value) => dataMessage(w, 18, value),
  19: (w, value) => sharedObject(w, 19, value),
  20: (w, value) => commandMessage(w, 20, value),
  22: (w, value) => aggregate(w, 0, value),
};

/** Types of messages that have a procedure. */
export const REWRITABLE: readonly number[] = Object.keys(PROCEDURES).map(Number);

/** Reads a payload with the procedure of its type, and writes what was read with the same one. */
export function rewrite(messageTypeId: number, payload: Uint8Array): Rewritten {
  const procedure = PROCEDURES[messageTypeId]!;
  const notes: string[] = [];
  const reader = new WireReader(payload);
  reader.onNote = ({ code }) => notes.push(code);
  const value = procedure(reader) as never;
  const writer = new WireWriter();
  procedure(writer, value);
  return { bytes: writer.toBytes(), notes, left: reader.remaining };
}
