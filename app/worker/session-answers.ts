import {
  OverviewMaker,
  type SessionOverview,
} from '../../src-protocol/inspect/session-overview.ts';
import { endingOf } from '../../src-protocol/inspect/session-course.ts';
import { SessionAnalyses } from '../../src-protocol/inspect/session-analyses.ts';
import type { LadderLine } from '../../src-protocol/session/ladder.ts';
import { EFFECTS } from '../../src-protocol/session/effect-table.ts';
import { codedTracks } from './coded-tracks.ts';
import { savableStreams, saveStream } from './saved-streams.ts';
import type { ConnectionQuestion, FindingView, Questions } from './protocol.ts';
import type {
  LadderRow,
  OverviewAnswer,
  ProblemGroup,
  RateMarker,
  SessionQuestions,
  StoryTurn,
} from './session-questions.ts';
import { advanceTimeline } from './timeline/timeline.ts';
import { RateMarkers } from './rate-markers.ts';
import type { View } from './view.ts';

/** Rows walked over before other questions get their turn: some 15 ms. */
const ROWS_AT_ONCE = 50_000;
/** Bins, turns and lines asked for at once, at most. */
const MOST_BINS = 1024;
const MOST_TURNS = 1000;
const MOST_LINES = 1000;

interface Made {
  readonly analyses: SessionAnalyses;
  readonly maker: OverviewMaker;
}

const known = new WeakMap<View, Made>();

function madeFor(view: View): Made {
  let made = known.get(view);
  if (!made) {
    const { connection, session, describer } = view;
    const analyses = new SessionAnalyses(connection, session, describer);
    made = { analyses, maker: new OverviewMaker(connection, session, describer, analyses) };
    known.set(view, made);
  }
  return made;
}

/** Gets a step closer to answering; true when the question can be answered now. */
export function prepare(
  view: View,
  question: ConnectionQuestion,
  ask: Questions[ConnectionQuestion]['ask'],
): boolean {
  switch (question) {
    case 'overview':
    case 'rates':
    case 'chunkCost':
    case 'tracks':
    case 'streams':
    case 'saveStream':
      madeFor(view).analyses.conversation.advance();
      return madeFor(view).analyses.advance(ROWS_AT_ONCE);
    case 'story':
    case 'ladder':
    case 'ladderPlace':
      return madeFor(view).analyses.advanceLadder(ROWS_AT_ONCE);
    default:
      return advanceTimeline(view, question, ask, ROWS_AT_ONCE);
  }
}

type SessionAnswers = {
  [Q in keyof SessionQuestions]: (
    view: View,
    ask: SessionQuestions[Q]['ask'],
  ) => SessionQuestions[Q]['answer'];
};

/** Makes the answers; `finding` is how a finding is shown. */
export function sessionAnswers(finding: (view: View, row: number) => FindingView): SessionAnswers {
  return {
    overview: (view) => {
      const overview = madeFor(view).maker.overview();
      const { last } = overview.course.ending;
      return {
        ...overview,
        refs: refsOf(view, overview),
        problems: problemsOf(view, finding),
        ...(last !== undefined && { lastSaid: view.rows.summary(last) }),
      };
    },
    tracks: (view) => codedTracks(view, madeFor(view).analyses.media.tracks),
    streams: (view) => savableStreams(view, madeFor(view).analyses.media.tracks),
    saveStream: (view, ask) => saveStream(view, madeFor(view).analyses.media.tracks, ask),
    rates: (view, { bins, shortest }) => {
      const { rates, flow } = madeFor(view).analyses;
      const most = Math.max(1, Math.min(bins, MOST_BINS));
      const { width, series } = rates.read(most, shortest);
      const { width: openWidth, open } = flow.read(MOST_BINS, 0);
      const { start } = view.connection;
      const markers = markersOf(view, width, finding);
      return { start, width, openWidth, series, open, markers };
    },
    chunkCost: (view, { chunkSize }) => {
      const { economy } = madeFor(view).analyses;
      const size = Math.max(1, Math.floor(chunkSize));
      return [economy.withChunkSize(0, size), economy.withChunkSize(1, size)];
    },
    story: (view, { from, count }) => story(view, from, count),
    ladder: (view, ask) => ladder(view, ask),
    ladderPlace: (view, { record, ...options }) => {
      const { ladder } = madeFor(view).analyses;
      if (record.kind === 'handshake') {
        const name = view.packetAt(record.direction, record.at);
        return name && ladder.indexOfPacket(options, name);
      }
      const chunk = view.chunkAt(record.direction, record.at);
      if (chunk === undefined) return undefined;
      return ladder.indexOfMessage(options, view.session.chunks.column.message.get(chunk));
    },
  };
}

/** What there is to say about a connection without chunks. */
export const NO_SESSION: { [Q in keyof SessionQuestions]: SessionQuestions[Q]['answer'] } = {
  overview: undefined,
  tracks: [],
  streams: [],
  saveStream: undefined,
  rates: undefined,
  chunkCost: undefined,
  story: { turns: [], total: 0 },
  ladder: { total: 0, rows: [], brackets: [], roundTrips: {} },
  ladderPlace: undefined,
};

function refsOf(view: View, { course, tracks, metadata }: SessionOverview): OverviewAnswer['refs'] {
  const steps = course.steps.flatMap(({ message, answer }) => [message, answer]);
  const rows = [
    ...steps,
    course.ending.last,
    ...[...tracks, ...metadata].map((of) => of.message),
  ].filter((row) => row !== undefined);
  return Object.fromEntries(rows.map((row) => [row, view.messageRef(row)]));
}

function problemsOf(view: View, finding: (view: View, row: number) => FindingView): ProblemGroup[] {
  const { table, diagnostics, totals } = view.session.findings;
  const first = new Map<number, number>();
  for (const row of view.findingsInOrder()) {
    const diagnostic = table.column.diagnostic.get(row);
    if (!first.has(diagnostic)) first.set(diagnostic, row);
    if (first.size === diagnostics.length) break;
  }
  const rank = { error: 0, warning: 1, note: 2 };
  return [...first]
    .map(([number, row]) => {
      const { code, severity } = diagnostics[number]!;
      return { code, severity, count: totals[number]!, first: finding(view, row) };
    })
    .sort((a, b) => rank[a.severity] - rank[b.severity] || b.count - a.count);
}

/** Changes of the chunk size, commands and problems. */
function markersOf(
  view: View,
  width: number,
  finding: (view: View, row: number) => FindingView,
): RateMarker[] {
  const { session, connection, rows } = view;
  const markers = new RateMarkers(connection.start, width);
  const mark = (kind: RateMarker['kind'], message: number): void =>
    markers.add(kind, rows.whenMessage(message).time, () => ({
      text: rows.summary(message),
      record: view.messageRef(message),
    }));
  const { column, length } = session.effects.table;
  for (let effect = 0; effect < length; effect++)
    if (column.kind.get(effect) === EFFECTS.chunkSize)
      mark('chunk size', column.message.get(effect));
  for (const { message } of madeFor(view).analyses.conversation.turns) mark('command', message);
  for (const row of view.findingsInOrder()) {
    const { time, severity, code } = rows.finding(row);
    if (severity === 'note') continue;
    const made = () => ({ text: code, record: finding(view, row).record });
    markers.add('problem', time, made, severity);
  }
  return markers.inOrder();
}

function story(view: View, from: number, count: number): Questions['story']['answer'] {
  const { conversation } = madeFor(view).analyses;
  const total = conversation.turns.length;
  const start = Math.max(0, Math.floor(from));
  const end = Math.min(total, start + Math.min(count, MOST_TURNS));
  const turns: StoryTurn[] = [];
  for (let number = start; number < end; number++) {
    const { message, answers, answeredBy } = conversation.turns[number]!;
    const roundTrip = conversation.roundTrip(number);
    turns.push({
      number,
      message: view.rows.message(message),
      record: view.messageRef(message),
      ...(answers !== undefined && { answers }),
      ...(answeredBy !== undefined && { answeredBy }),
      ...(roundTrip !== undefined && { roundTrip }),
    });
  }
  return { turns, total };
}

function ladder(view: View, ask: Questions['ladder']['ask']): Questions['ladder']['answer'] {
  const { analyses, maker } = madeFor(view);
  const count = Math.max(0, Math.min(ask.count, MOST_LINES));
  const from = Math.max(0, Math.floor(ask.from));
  const { lines, before, after, unit, total, ...rest } = analyses.ladder.window(ask, from, count);
  const end = endingRow(view, total);
  const inWindow = end && end.index >= from && end.index < from + count;
  const next = after ?? (end && !inWindow && end.index >= from ? end.index : undefined);
  return {
    ...rest,
    total: end ? total + 1 : total,
    rows: [...lines.map((line) => row(view, line)), ...(inWindow ? [end] : [])],
    ...(before !== undefined && { before }),
    ...(next !== undefined && { after: next }),
    ...(unit !== undefined && { unit }),
    roundTrips: maker.roundTrips(),
  };
}

/** The line behind all others, where the capture shows how the connection ended. */
function endingRow({ connection, session }: View, index: number): LadderRow | undefined {
  const ending = endingOf(connection, session);
  const isSeen = ending.how === 'fin' || ending.how === 'rst';
  return isSeen ? { index, kind: 'ending', time: ending.time, ending } : undefined;
}

function row(view: View, line: LadderLine): LadderRow {
  const { index } = line;
  switch (line.kind) {
    case 'handshake': {
      const { packet } = line;
      const record = view.ref('handshake', packet.direction, packet.offset);
      return { index, kind: 'handshake', time: packet.time, packet, record };
    }
    case 'message': {
      const message = view.rows.message(line.message);
      const { conversation } = madeFor(view).analyses;
      const turn = conversation.numberOf(line.message);
      const asked = turn === undefined ? undefined : conversation.turns[turn]!.answers;
      const isFirst = asked !== undefined && conversation.turns[asked]!.answeredBy === turn;
      const roundTrip = isFirst ? conversation.roundTrip(asked) : undefined;
      return {
        index,
        kind: 'message',
        time: message.time,
        message,
        record: view.messageRef(line.message),
        inRun: line.inRun,
        ...(roundTrip !== undefined && { roundTrip }),
      };
    }
    case 'run': {
      const { message, from, to, ...rest } = line;
      return {
        ...rest,
        time: from,
        until: to,
        first: message,
        record: view.messageRef(message),
      };
    }
    case 'idle':
      return { index, kind: 'idle', time: line.from, until: line.to };
  }
}
