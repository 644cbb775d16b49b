import { type Address, addressOf } from '../../../src-protocol/bytes/address.ts';
import { diagnosticByCode } from '../../../src-protocol/inspect/dictionary.ts';
import { byteSize } from '../../format/bytes.ts';
import { count, counted } from '../../format/numbers.ts';
import { dateAndTime, duration } from '../../format/times.ts';
import type { ConnectionSummary } from '../../worker/protocol.ts';
import type { OverviewAnswer, StoryTurn } from '../../worker/session-questions.ts';
import { DIRECTION_WORDS } from '../marks/direction-words.ts';
import { endingText, outcomeText, STEP_NAMES } from '../overview/course-text.ts';
import { markdownCode, storyMarkdown } from '../overview/story-text.ts';

/** What a session is told from. */
export interface SessionFacts {
  readonly capture: string;
  readonly connection: ConnectionSummary;
  readonly overview: OverviewAnswer;
  readonly turns: readonly StoryTurn[];
  /** Commands and answers in all. */
  readonly total: number;
}

/**
 * A session as Markdown: both ends, how far it came, what was found, audio and video, and what was said. `mask` hides stream
 * keys, `linkTo` gives the address of a record's page.
 */
export function sessionMarkdown(
  { capture, connection, overview, turns, total }: SessionFacts,
  mask: (text: string) => string,
  linkTo: (address: Address) => string,
): string {
  const placed = (address: Address): string => `[${address}](${linkTo(address)})`;
  const parts = [
    `# ${markdownCode(mask(capture))}, connection ${connection.connection}`,
    list(endsOf(connection, mask)),
    '## How it went',
    list(courseOf(overview, mask, placed)),
    endingText(overview.course.ending, connection.start),
    '## Problems',
    list(problemsOf(overview, placed)) || 'None were found.',
    '## Audio and video',
    list(tracksOf(overview, placed)) || 'There are none.',
    '## What was said',
    storyMarkdown(turns, connection.start, mask, placed).trimEnd() || 'No command.',
    total > turns.length ? `The first ${turns.length} of ${counted(total, 'command')}.` : '',
  ];
  return `${parts.filter((part) => part !== '').join('\n\n')}\n`;
}

function endsOf(
  { client, server, app, streams, start, end, directions, midstream }: ConnectionSummary,
  mask: (text: string) => string,
): string[] {
  return [
    `client ${markdownCode(client)}${server === '' ? '' : `, server ${markdownCode(server)}`}${app === undefined ? '' : `, application ${markdownCode(mask(app))}`}`,
    ...streams.map(
      ({ role, name, messageStreamId }) =>
        `${role} ${markdownCode(mask(name))} on message stream ${messageStreamId}`,
    ),
    ...(Number.isNaN(start)
      ? []
      : [`began ${dateAndTime(start)}, lasted ${duration(end - start)}`]),
    ...directions.map(
      ({ bytes, missing, chunks, messages }, direction) =>
        `${DIRECTION_WORDS[direction]!}: ${byteSize(bytes)}, ${counted(chunks, 'chunk')}, ${counted(messages, 'message')}${missing > 0 ? `, ${byteSize(missing)} missing` : ''}`,
    ),
    ...(midstream ? ['the capture began while it was already running'] : []),
  ];
}

function courseOf(
  { course, refs }: OverviewAnswer,
  mask: (text: string) => string,
  placed: (address: Address) => string,
): string[] {
  return course.steps.map((step) => {
    const places = [step.message, step.answer].flatMap((row) => {
      const record = row === undefined ? undefined : refs[row];
      return record ? [placed(addressOf(record.direction, record.at))] : [];
    });
    const at = places.length === 0 ? '' : ` (${places.join(', ')})`;
    return `**${STEP_NAMES[step.name]}** ${mask(outcomeText(step))}${at}`;
  });
}

function problemsOf({ problems }: OverviewAnswer, placed: (address: Address) => string): string[] {
  return problems.map(
    ({ code: name, severity, count: many, first }) =>
      `${severity} ${markdownCode(name)}, ${many === 1 ? '' : `${count(many)} times, first `}at ${placed(first.address)}: ${diagnosticByCode(name)?.text ?? ''}`,
  );
}

function tracksOf(
  { tracks, refs }: OverviewAnswer,
  placed: (address: Address) => string,
): string[] {
  return tracks.map((track) => {
    const { kind, codec, direction, messageStreamId, facts, frames, bytes, seconds } = track;
    const { width, height, sampleRate } = facts;
    const record = refs[track.message];
    return [
      `${DIRECTION_WORDS[direction]}, message stream ${messageStreamId}: ${codec} ${kind}`,
      ...(width !== undefined && height !== undefined ? [`${width} × ${height}`] : []),
      ...(sampleRate === undefined ? [] : [`${count(sampleRate)} Hz`]),
      `${counted(frames, 'frame')} in ${duration(seconds)}`,
      byteSize(bytes),
      ...(record ? [`from ${placed(addressOf(record.direction, record.at))} on`] : []),
    ].join(', ');
  });
}

function list(lines: readonly string[]): string {
  return lines.map((line) => `- ${line}`).join('\n');
}
