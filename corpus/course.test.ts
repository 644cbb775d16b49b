import { describe, expect, it } from 'vitest';
import { summaryOf } from '../src-protocol/inspect/connection-summary.ts';
import { sessionRows } from '../src-protocol/inspect/session-analyses.ts';
import { courseOf } from '../src-protocol/inspect/session-course.ts';
import { Conversation } from '../src-protocol/session/conversation.ts';
import { corpusFile, inspect } from './inspect-file.ts';

/** The steps of a connection as `name outcome status`, who ended it and how, and where it came to nothing. */
function courseIn(path: string, number: number) {
  const connection = inspect(corpusFile(`captures/${path}`)).connections[number]!;
  const session = connection.session!;
  const conversation = new Conversation(sessionRows(connection, session));
  conversation.advance();
  const { steps, ending } = courseOf(connection, session, conversation);
  return {
    steps: steps.map(({ name, outcome, status = '' }) => `${name} ${outcome} ${status}`.trim()),
    ending: [ending.how, ending.by],
    stopped: summaryOf(connection).stopped?.name,
    course: { steps, ending },
    session,
  };
}

const UP_TO_STREAM = [
  'handshake done',
  'connect done NetConnection.Connect.Success',
  'createStream done',
];

describe('how far a session came, in captures made by other programs', () => {
  it('OBS publishes, and ends it', () => {
    const { steps, ending, stopped, course, session } = courseIn(
      'real/04f-obs29-publish-nginx.pcap',
      0,
    );
    expect(steps).toEqual([...UP_TO_STREAM, 'publish done NetStream.Publish.Start', 'media done']);
    expect(ending).toEqual(['fin', 0]);
    expect(stopped).toBeUndefined();
    expect(session.ledger.commandOf(course.ending.last!)?.name).toBe('deleteStream');
    expect(course.steps[1]!.seconds).toBeCloseTo(0.044, 2);
  });

  it('nginx-rtmp does not know the application, and closes without a word', () => {
    const found = courseIn('real/07k-errors-unknown-app-rtmpe-http-tls-to-nginx.pcap', 0);
    expect(found.steps).toEqual(['handshake done', 'connect unanswered']);
    expect(found.ending).toEqual(['fin', 1]);
    expect(found.stopped).toBe('connect');
    const { last } = found.course.ending;
    expect(found.session.ledger.commandOf(last!)?.name).toBe('connect');
  });

  it('nginx-rtmp is asked for RTMPE, which it does not speak', () => {
    const found = courseIn('real/07k-errors-unknown-app-rtmpe-http-tls-to-nginx.pcap', 1);
    expect(found.steps).toEqual(['handshake unanswered']);
    expect(found.course.steps[0]!.sent).toEqual([1537, 0]);
    expect(found.stopped).toBe('handshake');
  });

  it('there is no stream of that name to play', () => {
    const found = courseIn('real/07k-errors-unknown-app-rtmpe-http-tls-to-nginx.pcap', 4);
    expect(found.steps).toEqual([...UP_TO_STREAM, 'play refused NetStream.Play.StreamNotFound']);
    expect(found.stopped).toBe('play');
  });

  it('a player waits for somebody to publish, in vain; a second publisher of a name gets no answer', () => {
    const path = 'real/07k3-errors-nms2-badname-play-waits.pcap';
    expect(courseIn(path, 0)).toMatchObject({
      steps: [...UP_TO_STREAM, 'play done NetStream.Play.Reset', 'media missing'],
      stopped: 'media',
    });
    expect(courseIn(path, 2)).toMatchObject({
      steps: [...UP_TO_STREAM, 'publish unanswered'],
      ending: ['fin', 1],
      stopped: 'publish',
    });
  });

  it('a player breaks the connection off', () => {
    const found = courseIn('real/07e-three-interleaved-connections-nginx.pcap', 2);
    expect(found.ending).toEqual(['rst', 0]);
    expect(found.stopped).toBeUndefined();
  });
});

describe('what a capture does not show', () => {
  it('is no fault: it begins later', () => {
    const found = courseIn('real/03a-rtmpdump-play-live-nginx-publisher-midstream.pcap', 0);
    expect(found.steps).toEqual([]);
    expect(found.stopped).toBeUndefined();
  });

  it('is no fault: it ends while the connection is open', () => {
    const found = courseIn('edge/c_rpc.pcap', 0);
    expect(found.steps).toEqual([...UP_TO_STREAM, 'publish or play pending']);
    expect(found.ending[0]).toBe('open');
    expect(found.stopped).toBeUndefined();
  });

  it('is no fault: nothing of the server was captured', () => {
    const found = courseIn('traps/one-direction.pcap', 0);
    expect(found.steps[0]).toBe('handshake unknown');
    expect(found.steps.filter((step) => step.includes('unanswered'))).toEqual([]);
    expect(found.stopped).toBeUndefined();
  });
});
