import { type AmfValue, asNumber, asString, property } from '../amf/amf-value.ts';
import { type Direction, opposite } from '../bytes/units.ts';
import { type CommandMessage, commandMessage } from '../command/command.ts';
import { dataMessage } from '../command/data-message.ts';
import { statusOf, summarise, summariseData } from '../command/summary.ts';
import type { MessageEvent } from '../message/message-reader.ts';
import type { MessageRow, MessageTable } from '../message/message-table.ts';
import { isCommand, isData } from '../message/message-types.ts';
import type { Strings } from '../table/strings.ts';
import { WireReader } from '../wire/wire-reader.ts';
import { EFFECTS, type Effects } from './effect-table.ts';

/** What is kept of a command. */
export interface LedgerCommand {
  readonly message: MessageRow;
  readonly direction: Direction;
  readonly name: string;
  readonly transactionId: number | undefined;
  /** The code of its information object, such as `NetStream.Publish.Start`. */
  readonly status?: string;
  /** The command this one answers, for `_result` and `_error`. */
  readonly answers?: LedgerCommand;
}

/** What connect asked for, and how it was answered. */
export interface ConnectFacts {
  readonly message: MessageRow;
  readonly app: string;
  readonly tcUrl: string;
  answer?: {
    readonly message: MessageRow;
    readonly accepted: boolean;
    readonly description: string;
  };
}

/** A stream that was published or played. */
export interface LedgerStream {
  readonly name: string;
  readonly role: 'publish' | 'play';
  readonly messageStreamId: number;
}

/** Commands kept; beyond that a capture is not a session but an attack. */
const MOST_COMMANDS = 200_000;
const MOST_STREAMS = 1000;

/** What the ledger writes to. */
export interface LedgerTables {
  readonly messages: MessageTable;
  readonly effects: Effects;
  readonly strings: Strings;
}

/** Reads commands and data messages as they become complete: names, transactions, streams, the application. */
export class CommandLedger {
  /** The application that connect named. */
  app: string | undefined;
  readonly streams: LedgerStream[] = [];
  /** The first connect, once it came. */
  connect: ConnectFacts | undefined;
  /** The commands that were kept, in the order of their completion. */
  readonly commands: LedgerCommand[] = [];
  readonly #tables: LedgerTables;
  readonly #wire = new WireReader();
  readonly #commands = new Map<MessageRow, LedgerCommand>();
  /** The row of the answer to a request. */
  readonly #answered = new Map<MessageRow, MessageRow>();
  /** Requests without an answer, by the direction of the asker and the transaction ID. */
  readonly #open: readonly [Map<number, LedgerCommand>, Map<number, LedgerCommand>] = [
    new Map(),
    new Map(),
  ];

  constructor(tables: LedgerTables) {
    this.#tables = tables;
  }

  /** The command in a message row. */
  commandOf(message: MessageRow): LedgerCommand | undefined {
    return this.#commands.get(message);
  }

  /** The row of the answer to the request in `message`, once it came. */
  answerTo(message: MessageRow): MessageRow | undefined {
    return this.#answered.get(message);
  }

  /** Rows of the request and of its answer, for a message that is one of them; undefined for any other. */
  transactionOf(message: MessageRow): readonly MessageRow[] | undefined {
    const command = this.#commands.get(message);
    if (!command) return undefined;
    const request = command.answers ?? command;
    const answer = this.#answered.get(request.message);
    if (answer !== undefined) return [request.message, answer];
    return request.transactionId ? [request.message] : undefined;
  }

  /** Takes a message; returns its summary when it is a command or data message. */
  message(event: MessageEvent): string | undefined {
    this.#wire.start(event.body, 0, event.body.length);
    if (isCommand(event.messageTypeId)) {
      const command = commandMessage(this.#wire, event.messageTypeId);
      this.#record(event, command);
      return summarise(command);
    }
    return payloadSummary(event.messageTypeId, event.body);
  }

  #record(event: MessageEvent, command: CommandMessage): void {
    if (this.#commands.size >= MOST_COMMANDS) return;
    const { name, transactionId, values } = command;
    const isAnswer = name === '_result' || name === '_error';
    const answers =
      isAnswer && transactionId !== undefined
        ? this.#take(opposite(event.direction), transactionId)
        : undefined;
    const status = statusOf(values);
    const entry: LedgerCommand = {
      message: event.row,
      direction: event.direction,
      name,
      transactionId,
      ...(status !== undefined && { status }),
      ...(answers && { answers }),
    };
    this.#commands.set(event.row, entry);
    this.commands.push(entry);
    if (answers) this.#answered.set(answers.message, event.row);
    if (isAnswer) {
      if (transactionId !== undefined) this.#effect(EFFECTS.answer, event, transactionId);
      if (answers?.name === 'connect') this.#connectAnswered(event, name === '_result', values[3]);
      const created =
        answers?.name === 'createStream' && name === '_result' ? asNumber(values[3]) : undefined;
      if (created !== undefined) this.#effect(EFFECTS.streamCreated, event, created);
      return;
    }
    if (transactionId !== undefined && transactionId > 0) {
      this.#open[event.direction].set(transactionId, entry);
      this.#effect(EFFECTS.request, event, transactionId, name);
    }
    this.#follow(event, name, values);
  }

  /** Commands that say what the connection is for. */
  #follow(event: MessageEvent, name: string, values: readonly AmfValue[]): void {
    if (name === 'connect') {
      const app = asString(property(values[2], 'app'));
      const tcUrl = asString(property(values[2], 'tcUrl'));
      this.app ??= app;
      this.connect ??= { message: event.row, app: app ?? '', tcUrl: tcUrl ?? '' };
      this.#encoding(event, values[2]);
    } else if (name === 'publish' || name === 'play')
      this.#stream(event, name, asString(values[3]) ?? '');
    else if (name === 'deleteStream') {
      const id = asNumber(values[3]);
      if (id !== undefined) this.#effect(EFFECTS.streamDeleted, event, id);
    }
  }

  #connectAnswered(event: MessageEvent, accepted: boolean, info: AmfValue | undefined): void {
    const description = asString(property(info, 'description')) ?? '';
    if (this.connect) this.connect.answer ??= { message: event.row, accepted, description };
    this.#encoding(event, info);
  }

  /** The version of AMF that the client offers, or that the server's answer settles on (§7.2.1.1). */
  #encoding(event: MessageEvent, object: AmfValue | undefined): void {
    const version = asNumber(property(object, 'objectEncoding'));
    if (version !== undefined) this.#effect(EFFECTS.objectEncoding, event, version);
  }

  #stream(event: MessageEvent, role: 'publish' | 'play', name: string): void {
    const { messageStreamId } = event;
    const known = this.streams.some(
      (stream) => stream.name === name && stream.messageStreamId === messageStreamId,
    );
    if (!known && this.streams.length < MOST_STREAMS)
      this.streams.push({ name, role, messageStreamId });
    this.#effect(role === 'publish' ? EFFECTS.publish : EFFECTS.play, event, messageStreamId, name);
  }

  #take(asker: Direction, transactionId: number): LedgerCommand | undefined {
    const open = this.#open[asker].get(transactionId);
    this.#open[asker].delete(transactionId);
    return open;
  }

  #effect(kind: number, event: MessageEvent, value: number, text?: string): void {
    const chunk = this.#tables.messages.column.lastChunk.get(event.row);
    const detail = text === undefined ? 0 : this.#tables.strings.intern(text);
    this.#tables.effects.add(kind, chunk, event.row, value, detail);
  }
}

/** One line about a data message or a command, from its payload alone; undefined for other types. */
export function payloadSummary(messageTypeId: number, payload: Uint8Array): string | undefined {
  const wire = new WireReader(payload);
  if (isData(messageTypeId)) return summariseData(dataMessage(wire, messageTypeId));
  if (isCommand(messageTypeId)) return summarise(commandMessage(wire, messageTypeId));
  return undefined;
}
