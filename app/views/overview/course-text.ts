import type {
  CourseStep,
  CourseStepName,
  SessionEnding,
} from '../../../src-protocol/inspect/session-course.ts';
import { duration } from '../../format/times.ts';
import type { ConnectionSummary } from '../../worker/protocol.ts';

const SIDES = ['client', 'server'] as const;

/** What a step is called in a sentence. */
export const STEP_NAMES: Readonly<Record<CourseStepName, string>> = {
  handshake: 'handshake',
  connect: 'connect',
  createStream: 'createStream',
  publish: 'publish',
  play: 'play',
  'publish or play': 'publish or play',
  media: 'audio or video',
};

/** What became of a step: `accepted after 44 ms`. */
export function outcomeText(step: CourseStep): string {
  switch (step.outcome) {
    case 'done':
      return doneText(step);
    case 'refused':
      return `refused${after(step)}${step.meaning === undefined ? '' : `: ${withoutStop(step.meaning)}`}`;
    case 'unanswered':
      return step.name === 'handshake' ? `not complete: ${sentText(step)}` : 'not answered';
    case 'missing':
      return step.name === 'media' ? 'none came' : 'not asked for';
    case 'pending':
      return step.name === 'handshake'
        ? `not complete so far: ${sentText(step)}`
        : step.message === undefined
          ? 'not so far'
          : 'not answered so far';
    case 'unknown':
      return 'what the other side sent is not in the capture';
  }
}

function doneText(step: CourseStep): string {
  if (step.name === 'handshake') return 'complete on both sides';
  return step.name === 'media' ? 'came' : `accepted${after(step)}`;
}

function sentText({ sent = [0, 0] }: CourseStep): string {
  return sent
    .map(
      (bytes, side) =>
        `the ${SIDES[side]} sent ${bytes === 0 ? 'nothing' : `${bytes} of 3073 bytes`}`,
    )
    .join(', ');
}

function after({ seconds }: CourseStep): string {
  return seconds === undefined || Number.isNaN(seconds) ? '' : ` after ${duration(seconds)}`;
}

function withoutStop(sentence: string): string {
  return sentence.replace(/\.$/, '');
}

/** Why a session came to nothing, in a few words for a list: `connect not answered`. */
export function stoppedText(step: CourseStep): string {
  const { name, outcome, status } = step;
  if (name === 'handshake') return 'handshake not complete';
  if (name === 'media') return 'no audio or video';
  if (outcome === 'refused' && status !== undefined) return `${name} refused: ${status}`;
  return `${STEP_NAMES[name]} ${outcomeText(step)}`;
}

/** How it ended, a sentence. `start` is when it began; times are seconds since 1970. */
export function endingText({ how, by, time }: SessionEnding, start: number): string {
  if (how === 'unknown') return 'Without packets nothing tells how the connection ended.';
  if (how === 'open' || by === undefined)
    return 'The connection was still open when the capture ended.';
  const lasted = Number.isNaN(time - start) ? '' : ` after ${duration(time - start)}`;
  const did = how === 'fin' ? 'closed the connection (FIN)' : 'broke the connection off (RST)';
  return `The ${SIDES[by]} ${did}${lasted}.`;
}

const SILENT = 'Servers often end a connection without a word when they do not want it';

/** What to look at when a session came to nothing there; undefined where the answer says it all. */
export function adviceText(
  { name, outcome, sent }: CourseStep,
  { app, transport }: Pick<ConnectionSummary, 'app' | 'transport'>,
): string | undefined {
  if (outcome === 'refused') return undefined;
  if (name === 'handshake' && sent?.[1] === 0 && transport === 'rtmpe')
    return 'The client asked for RTMPE, and the server sent nothing back: many servers do not speak it, and hang up. Try the same address with rtmp:// in place of rtmpe://.';
  if (name === 'handshake')
    return sent?.[1] === 0
      ? 'Whatever accepted the TCP connection does not answer in RTMP. It may be another program, or wait for TLS: check the port, and rtmp:// against rtmps://.'
      : 'One side ended it before both had sent everything: see the packets below, and which side ended the connection.';
  if (name === 'connect')
    return outcome === 'missing'
      ? 'The client went away after the handshake: it was stopped, or did not like what the server sent. See the handshake below.'
      : `${SILENT}: because it has no application ${app === undefined || app === '' ? 'of that name' : `“${app}”`}, or does not let this client in. Check the address, then the server’s log.`;
  if (name === 'createStream') return 'The server’s log may say what it was waiting for.';
  if (name === 'publish')
    return `${SILENT}: because the stream name is taken by another publisher, or a program that it asks refuses the key. Check the key, and the server’s log.`;
  if (name === 'play')
    return 'The server may not have the stream, and wait for somebody to publish it.';
  if (name === 'media')
    return 'When it plays, nobody publishes the stream, or its key frame had not come. When it publishes, its encoder did not begin.';
  return undefined;
}
