import {
  type AuthenticationParameters,
  authenticationParameters,
} from '../command/authentication.ts';
import type { MessageRow } from '../message/message-table.ts';
import type { Connection } from './connection.ts';

/** What one connection is in an authentication (errata §8.1.6), which takes up to three of them. */
export interface AuthenticationRound {
  readonly connection: number;
  /** 1: connect names nobody. 2: it names the user. 3: it brings the response to a challenge. */
  readonly step: 1 | 2 | 3;
  /** `adobe`, `llnw`, or what else the server asks for; empty where nobody says. */
  readonly method: string;
  readonly outcome: 'accepted' | 'refused' | 'unanswered';
  /** Number of the connection with the step before, and of the one that went on. */
  readonly previous?: number;
  readonly next?: number;
  /** The connect, and its answer. */
  readonly request: MessageRow;
  readonly answer?: MessageRow;
  /** Plain sentences: what happens in this step, and which connections belong to it. Names no user and no secret. */
  readonly text: string;
}

type Draft = {
  -readonly [Key in keyof AuthenticationRound]: AuthenticationRound[Key];
} & {
  readonly host: string;
  readonly server: string;
  readonly app: string;
  readonly asked: AuthenticationParameters;
  readonly answered: AuthenticationParameters;
};

const NONE: AuthenticationParameters = new Map();

/** Rounds looked at, each beside all before it: who tries more passwords than that is told nothing new. */
const MOST_ROUNDS = 300;

/**
 * The connections that are steps of an authentication, by their number, each linked with the one before and
 * after it: between the same hosts, for the same application, by the same method, in the order of the capture.
 */
export function authenticationRounds(
  connections: readonly Connection[],
): ReadonlyMap<number, AuthenticationRound> {
  const rounds: Draft[] = [];
  for (const connection of connections) {
    const round = rounds.length < MOST_ROUNDS ? roundOf(connection) : undefined;
    if (!round) continue;
    const before = rounds.findLast((other) => goesOn(other, round));
    if (before) {
      before.next = round.connection;
      round.previous = before.connection;
    }
    rounds.push(round);
  }
  for (const round of rounds) round.text = sentences(round);
  return new Map(rounds.map((round) => [round.connection, round]));
}

function roundOf({ number, client, server, session }: Connection): Draft | undefined {
  const connect = session?.ledger.connect;
  if (!connect) return undefined;
  const { answer } = connect;
  // Some clients put the query behind one of the two only.
  const asked =
    authenticationParameters(connect.app) ?? authenticationParameters(connect.tcUrl) ?? NONE;
  const answered =
    answer && !answer.accepted ? (authenticationParameters(answer.description) ?? NONE) : NONE;
  if (asked.size + answered.size === 0) return undefined;
  return {
    connection: number,
    step: asked.has('response') ? 3 : asked.has('user') ? 2 : 1,
    method: asked.get('authmod') ?? answered.get('authmod') ?? '',
    outcome: !answer ? 'unanswered' : answer.accepted ? 'accepted' : 'refused',
    request: connect.message,
    ...(answer && { answer: answer.message }),
    text: '',
    host: client.slice(0, client.lastIndexOf(':')),
    server,
    app: connect.app.split('?')[0]!,
    asked,
    answered,
  };
}

/** Whether `round` takes up what the refusal of `before` asked for. */
function goesOn(before: Draft, round: Draft): boolean {
  return (
    before.next === undefined &&
    before.outcome === 'refused' &&
    // A server may send its challenge at once, so that a step is left out.
    before.step < round.step &&
    before.host === round.host &&
    before.server === round.server &&
    before.app === round.app &&
    agrees(before, round, 'authmod') &&
    ['user', 'nonce', 'opaque'].every((name) => agrees(before, round, name))
  );
}

/** A value that both name is the same, however it was packed into the address. The challenge is none: beside the response stands the client’s own. */
function agrees({ asked, answered }: Draft, round: Draft, name: string): boolean {
  const before = answered.get(name) ?? asked.get(name);
  const now = round.asked.get(name);
  return before === undefined || now === undefined || unpacked(before) === unpacked(now);
}

/** Base64 has three letters that mean something else in an address. */
function unpacked(value: string): string {
  return value.replace(/%3d/gi, '=').replace(/%2b/gi, '+').replace(/%2f/gi, '/');
}

function sentences(round: Draft): string {
  const { step, method, previous, next } = round;
  const by = method === '' ? '' : ` by ${method}`;
  const place = `Step ${step} of 3 of an authentication${by}: ${WHAT[step]} ${outcomeOf(round)}`;
  const links = [
    ...(previous === undefined ? [] : [`The step before is connection ${previous}.`]),
    ...(next === undefined ? [] : [`Connection ${next} goes on.`]),
  ];
  return [place, ...links].join(' ');
}

const WHAT = {
  1: 'the client connects without a name.',
  2: 'the client connects with the name of a user.',
  3: 'the client connects with its response to the challenge, which shows that it knows the password.',
} as const;

function outcomeOf({ outcome, answered }: Draft): string {
  if (outcome === 'accepted') return 'The server accepts.';
  if (outcome === 'unanswered') return 'No answer of the server is in the capture.';
  const reason = answered.get('reason');
  if (reason === 'needauth') return 'The server refuses, and sends its challenge.';
  if (reason !== undefined) return `The server refuses for good: ${REASONS[reason] ?? reason}.`;
  return answered.size > 0
    ? 'The server refuses, and says how to authenticate.'
    : 'The server refuses, and does not say why.';
}

const REASONS: Readonly<Record<string, string>> = {
  authfailed: 'the response is wrong',
  nosuchuser: 'it knows no such user',
};
