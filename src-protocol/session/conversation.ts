import type { Direction } from '../bytes/units.ts';
import type { MessageRow } from '../message/message-table.ts';
import type { LedgerCommand } from './command-ledger.ts';
import type { SessionRows } from './session-rows.ts';

/** A command, what it answers, and what answers it. */
export interface Turn {
  readonly message: MessageRow;
  readonly direction: Direction;
  readonly name: string;
  /** Number of the turn that this one answers. */
  readonly answers?: number;
  /** Number of the first turn that answers this one. */
  answeredBy?: number;
}

/** Commands of a stream that are answered by an onStatus, and how its code begins (RTMP 1.0 §7.2.2). */
const ANSWERED_BY_STATUS: Readonly<Record<string, readonly string[]>> = {
  publish: ['NetStream.Publish.'],
  play: ['NetStream.Play.'],
  play2: ['NetStream.Play.'],
  pause: ['NetStream.Pause.', 'NetStream.Unpause.'],
  seek: ['NetStream.Seek.'],
  closeStream: ['NetStream.Unpublish.', 'NetStream.Play.Stop'],
};
/** Commands remembered as open; older ones are not answered any more. */
const MOST_OPEN = 64;

/**
 * The commands of both sides in order, each joined to its answer: `_result` and `_error` by their
 * transaction ID, onStatus by the message stream and what its code is about.
 */
export class Conversation {
  readonly turns: Turn[] = [];
  readonly #rows: SessionRows;
  /** Number of the turn in a message. */
  readonly #numbers = new Map<MessageRow, number>();
  #open: number[] = [];

  constructor(rows: SessionRows) {
    this.#rows = rows;
  }

  /** Takes the commands that have come since it was last called. */
  advance(): void {
    const { commands } = this.#rows.ledger;
    while (this.turns.length < commands.length) this.#take(commands[this.turns.length]!);
  }

  /** The number of the turn in a message; undefined for a message that is no command. */
  numberOf(message: MessageRow): number | undefined {
    return this.#numbers.get(message);
  }

  /** Seconds from a turn to the first that answers it; undefined without an answer, NaN without a clock. */
  roundTrip(number: number): number | undefined {
    const turn = this.turns[number];
    const answer = turn?.answeredBy === undefined ? undefined : this.turns[turn.answeredBy];
    if (!turn || !answer) return undefined;
    return this.#timeOf(answer.message) - this.#timeOf(turn.message);
  }

  #take(command: LedgerCommand): void {
    const number = this.turns.length;
    const { message, direction, name } = command;
    const answers = command.answers
      ? this.#numbers.get(command.answers.message)
      : name === 'onStatus'
        ? this.#asked(command)
        : undefined;
    this.turns.push({ message, direction, name, ...(answers !== undefined && { answers }) });
    this.#numbers.set(message, number);
    if (answers !== undefined) this.turns[answers]!.answeredBy ??= number;
    if (Object.hasOwn(ANSWERED_BY_STATUS, name))
      this.#open = [...this.#open, number].slice(-MOST_OPEN);
  }

  /** The open command on the same message stream, of the other side, that a status is about. */
  #asked({ message, direction, status = '' }: LedgerCommand): number | undefined {
    const { messageStreamId } = this.#rows.messages.column;
    const stream = messageStreamId.get(message);
    const found = this.#open.find((number) => {
      const turn = this.turns[number]!;
      return (
        turn.direction !== direction &&
        messageStreamId.get(turn.message) === stream &&
        ANSWERED_BY_STATUS[turn.name]!.some((start) => status.startsWith(start))
      );
    });
    if (found !== undefined) this.#open = this.#open.filter((number) => number !== found);
    return found;
  }

  #timeOf(message: MessageRow): number {
    return this.#rows.timeOf(this.#rows.messages.column.firstChunk.get(message));
  }
}
