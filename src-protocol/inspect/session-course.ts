import type { Direction } from '../bytes/units.ts';
import { statusCode } from '../command/status-codes.ts';
import { HANDSHAKE_BYTES } from '../handshake/handshake-reader.ts';
import type { MessageRow } from '../message/message-table.ts';
import { isMedia } from '../message/message-types.ts';
import type { Conversation, Turn } from '../session/conversation.ts';
import type { TcpEventTable } from '../tcp/event-table.ts';
import { SEGMENT_BITS } from '../tcp/segment-kinds.ts';
import type { Connection } from './connection.ts';
import type { RtmpSession } from './rtmp-session.ts';
import { sessionRows } from './session-analyses.ts';

/** What a session does one after the other, up to its purpose (RTMP 1.0 §5.2, §7.2). */
export type CourseStepName =
  'handshake' | 'connect' | 'createStream' | 'publish' | 'play' | 'publish or play' | 'media';

/**
 * What became of a step. `missing`: nobody asked for it before the end. `pending`: the connection was still open when the
 * capture ended, or is. `unknown`: who would have answered is not in the capture.
 */
export type CourseOutcome = 'done' | 'refused' | 'unanswered' | 'missing' | 'pending' | 'unknown';

/** One step, and the messages that show what became of it. */
export interface CourseStep {
  readonly name: CourseStepName;
  readonly outcome: CourseOutcome;
  readonly message?: MessageRow;
  readonly answer?: MessageRow;
  /** The code of the answer, such as `NetStream.Publish.BadName`. */
  readonly status?: string;
  /** What that code means, a sentence; absent for one that nobody has listed. */
  readonly meaning?: string;
  /** Seconds from the request to its answer; NaN without a clock. */
  readonly seconds?: number;
  /** Of a handshake that is not whole: bytes of it that each side sent, of 3073. */
  readonly sent?: readonly [number, number];
}

/** How a connection ended. `open`: it had not when the capture ended. `unknown`: there are no packets to tell. */
export interface SessionEnding {
  readonly how: 'fin' | 'rst' | 'open' | 'unknown';
  /** Who ended it. */
  readonly by?: Direction;
  /** Seconds since 1970. */
  readonly time: number;
  /** The last message before. */
  readonly last?: MessageRow;
}

/** How far a session came, and how it ended. */
export interface SessionCourse {
  /** In the order in which they come; those after one that was not reached are left out. */
  readonly steps: readonly CourseStep[];
  readonly ending: SessionEnding;
}

/** Messages looked at to find the last one before the end: few come after it. */
const MOST_LOOKED_AT = 1000;
/** What codes that nobody has listed say when something was refused. */
const REFUSING = /BadName|Denied|Failed|Invalid|NotFound|Prohibited|Rejected|Unauthorized/;

/** The course of a session, by its commands so far. */
export function courseOf(
  connection: Connection,
  session: RtmpSession,
  conversation: Conversation,
): SessionCourse {
  const ending = endingOf(connection, session);
  return { steps: new CourseReader(connection, session, conversation, ending).steps(), ending };
}

/** The step at which a session came to nothing: undefined where a later one was reached, or everything went well. */
export function stoppedAt({ steps }: Pick<SessionCourse, 'steps'>): CourseStep | undefined {
  const last = steps.findLastIndex(({ outcome }) => outcome === 'done');
  return steps
    .slice(last + 1)
    .find(({ outcome }) => ['refused', 'unanswered', 'missing'].includes(outcome));
}

class CourseReader {
  readonly #connection: Connection;
  readonly #session: RtmpSession;
  readonly #conversation: Conversation;
  readonly #ending: SessionEnding;

  constructor(
    connection: Connection,
    session: RtmpSession,
    conversation: Conversation,
    ending: SessionEnding,
  ) {
    this.#ending = ending;
    this.#connection = connection;
    this.#session = session;
    this.#conversation = conversation;
  }

  steps(): CourseStep[] {
    const { framing, midstream, encrypted } = this.#session;
    if (framing === 'flv') return [];
    const steps: CourseStep[] = midstream ? [] : [this.#handshake()];
    const { turns } = this.#conversation;
    if (encrypted || (steps[0] && steps[0].outcome !== 'done' && turns.length === 0)) return steps;
    steps.push(...this.#asked('connect', midstream));
    if (turns.length === 0) return steps;
    steps.push(...this.#asked('createStream', true));
    const streams = [...this.#asked('publish', true), ...this.#asked('play', true)];
    if (streams.length === 0) {
      const came = steps.every(({ outcome }) => outcome === 'done');
      if (came && !midstream) steps.push({ name: 'publish or play', outcome: this.#notYet });
      return steps;
    }
    steps.push(...streams);
    const media = firstMedia(this.#session);
    if (media !== undefined) steps.push({ name: 'media', outcome: 'done', message: media });
    else if (streams.some(({ outcome }) => outcome === 'done'))
      steps.push({ name: 'media', outcome: this.#notYet });
    return steps;
  }

  get #notYet(): CourseOutcome {
    return this.#ending.how === 'fin' || this.#ending.how === 'rst' ? 'missing' : 'pending';
  }

  #handshake(): CourseStep {
    const name = 'handshake';
    if (!this.#isHeard(0) || !this.#isHeard(1)) return { name, outcome: 'unknown' };
    const [client, server] = [this.#sent(0), this.#sent(1)];
    if (client === HANDSHAKE_BYTES && server === HANDSHAKE_BYTES) return { name, outcome: 'done' };
    const outcome = this.#connection.finished ? 'unanswered' : 'pending';
    return { name, outcome, sent: [client, server] };
  }

  #sent(direction: Direction): number {
    return Math.min(HANDSHAKE_BYTES, this.#session.handshakeOf(direction).received);
  }

  /** A command of the client: the first, or the first that was refused. None is a step that is missing, or left out. */
  #asked(name: CourseStepName, optional: boolean): CourseStep[] {
    const steps: CourseStep[] = [];
    for (const [number, turn] of this.#conversation.turns.entries())
      if (turn.name === name && turn.direction === 0) {
        const step = this.#answered(name, number, turn);
        if (step.outcome === 'refused') return [step];
        steps.push(step);
      }
    if (steps.length > 0) return steps.slice(0, 1);
    return optional ? [] : [{ name, outcome: this.#notYet }];
  }

  #answered(name: CourseStepName, number: number, { message, answeredBy }: Turn): CourseStep {
    const by = answeredBy ?? (name === 'connect' ? this.#statusOfConnect() : undefined);
    if (by === undefined) {
      const over = this.#connection.finished ? 'unanswered' : 'pending';
      return { name, message, outcome: this.#isHeard(1) ? over : 'unknown' };
    }
    const answer = this.#conversation.turns[by]!;
    const status = this.#session.ledger.commandOf(answer.message)?.status;
    const meaning = status === undefined ? undefined : statusCode(status)?.text;
    const seconds = this.#conversation.roundTrip(number);
    return {
      name,
      message,
      outcome: answer.name === '_error' || isRefusal(status) ? 'refused' : 'done',
      answer: answer.message,
      ...(status !== undefined && { status }),
      ...(meaning !== undefined && { meaning }),
      ...(seconds !== undefined && { seconds }),
    };
  }

  /** Some servers tell what became of connect in an onStatus, which has no transaction ID. */
  #statusOfConnect(): number | undefined {
    const found = this.#conversation.turns.findIndex(
      ({ message, name, direction }) =>
        name === 'onStatus' &&
        direction === 1 &&
        this.#session.ledger.commandOf(message)?.status?.startsWith('NetConnection.Connect.'),
    );
    return found < 0 ? undefined : found;
  }

  /** Whether anything of a side is in the capture, so that its silence is one. */
  #isHeard(direction: Direction): boolean {
    const { bytes, missing, tcpEvents } = this.#connection;
    if (bytes[direction] > missing[direction]) return true;
    const { table } = tcpEvents ?? {};
    if (!table) return false;
    const { direction: wire, kinds } = table.column;
    for (let row = 0; row < table.length; row++) {
      const own = this.#connection.directionOf(wire.get(row) as Direction) === direction;
      // A gap is what the other side acknowledged, and nothing that was heard.
      if (own && (kinds.get(row) & SEGMENT_BITS.gap) === 0) return true;
    }
    return false;
  }
}

function firstMedia({ messages }: RtmpSession): MessageRow | undefined {
  const { messageTypeId } = messages.column;
  for (let row = 0; row < messages.length; row++) if (isMedia(messageTypeId.get(row))) return row;
  return undefined;
}

function isRefusal(status: string | undefined): boolean {
  if (status === undefined) return false;
  const known = statusCode(status);
  return known ? known.level === 'error' : REFUSING.test(status);
}

/** How far the segments of a connection were looked through for its end: those there are do not change any more. */
interface Search {
  /** The next row to look at. */
  row: number;
  /** The row that ends the connection, once it is found. */
  end?: number;
}

const SEARCHES = new WeakMap<Connection, Search>();

/** How a connection ended, as far as the capture shows it. */
export function endingOf(connection: Connection, session: RtmpSession): SessionEnding {
  const { table } = connection.tcpEvents ?? {};
  const row = table && endRow(connection, table);
  const time = row === undefined ? Infinity : table!.column.time.get(row);
  const last = lastMessage(connection, session, time);
  const told = last !== undefined && { last };
  if (row === undefined) return { how: table ? 'open' : 'unknown', time: connection.end, ...told };
  const { kinds, direction } = table!.column;
  const by = connection.directionOf(direction.get(row) as Direction);
  return { how: (kinds.get(row) & SEGMENT_BITS.rst) === 0 ? 'fin' : 'rst', by, time, ...told };
}

/** The first segment that ends the connection. A ladder asks with each window: no row is looked at twice. */
function endRow(connection: Connection, table: TcpEventTable): number | undefined {
  let search = SEARCHES.get(connection);
  if (!search) SEARCHES.set(connection, (search = { row: 0 }));
  const end = SEGMENT_BITS.fin | SEGMENT_BITS.rst;
  for (; search.end === undefined && search.row < table.length; search.row++)
    if ((table.column.kinds.get(search.row) & end) !== 0) search.end = search.row;
  return search.end;
}

function lastMessage(
  connection: Connection,
  session: RtmpSession,
  before: number,
): MessageRow | undefined {
  const rows = sessionRows(connection, session);
  const { messages } = rows;
  const first = Math.max(0, messages.length - MOST_LOOKED_AT);
  for (let row = messages.length - 1; row >= first; row--) {
    const time = rows.timeOf(messages.column.lastChunk.get(row));
    if (Number.isNaN(time) || time <= before) return row;
  }
  return undefined;
}
