import { asBoolean, asNumber, asString } from '../amf/amf-value.ts';
import type { CommandMessage } from '../command/command.ts';
import { nextState, STREAM, type StreamEvent, type StreamState } from './connection-state.ts';
import type { StreamName } from './server-event.ts';

/** One message stream of a connection, from createStream on. */
export class MessageStream {
  readonly id: number;
  state: StreamState = 'Idle';
  /** What is published or played, once it was asked for. */
  name: StreamName = { name: '' };
  /** What a player wants of it. */
  wants = { audio: true, video: true };

  constructor(id: number) {
    this.id = id;
  }

  /** Moves on; false, and nothing changed, when the event is not expected now. */
  on(event: StreamEvent): boolean {
    const next = nextState(STREAM, this.state, event);
    if (next === undefined) return false;
    this.state = next;
    return true;
  }
}

/** `name?token` in two parts. The name is what publisher and players share, the rest is between client and server. */
export function streamName(text: string): StreamName {
  const mark = text.indexOf('?');
  return mark < 0 ? { name: text } : { name: text.slice(0, mark), query: text.slice(mark + 1) };
}

/** The publishing type of publish: may be missing, and in upper case (Wirecast). */
export function publishingType({ values }: CommandMessage): string {
  return (asString(values[4]) ?? 'live').toLowerCase();
}

/** Whether publish or play was called with `false` for a name, which is how Flash ends a stream. */
export function isEnd({ values }: CommandMessage): boolean {
  return asBoolean(values[3]) === false;
}

/** The stream that deleteStream names: by number, or by name as GStreamer does. */
export function deletedStream(
  { values }: CommandMessage,
  messageStreamId: number,
  streams: ReadonlyMap<number, MessageStream>,
): MessageStream | undefined {
  const id = asNumber(values[3]);
  if (id !== undefined) return streams.get(id);
  const name = asString(values[3]);
  if (name === undefined) return streams.get(messageStreamId);
  return [...streams.values()].find((stream) => stream.name.name === streamName(name).name);
}
