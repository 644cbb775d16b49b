import type { Direction } from '../bytes/units.ts';
import { commandInfo } from '../command/catalogue.ts';
import { errata, rtmp } from '../dictionary/citation.ts';
import { type Diagnostic, diagnostic } from '../dictionary/diagnostic.ts';
import type { MessageEvent } from '../message/message-reader.ts';
import type { MessageRow } from '../message/message-table.ts';
import { isCommand, isMedia } from '../message/message-types.ts';

export const MEDIA_ON_STREAM_0 = diagnostic(
  'message.media-message-stream',
  'warning',
  rtmp('7.2.2'),
  'Audio and video belong to a message stream that createStream gave out; message stream 0 is the connection’s own. Told once for each type.',
  'Servers with one stream per connection take it; others do not know whose media this is.',
);
export const CONNECTION_COMMAND_ON_STREAM = diagnostic(
  'command.not-on-stream-0',
  'warning',
  rtmp('7.2.1').amendedBy(errata('8.3')),
  'A command to the connection is sent on message stream 0.',
  'Most servers look only at its name.',
);
export const STREAM_COMMAND_ON_0 = diagnostic(
  'command.on-stream-0',
  'warning',
  rtmp('7.2.2'),
  'A command to a stream is sent on that stream’s number, not on message stream 0.',
  'A server with several streams on a connection cannot tell which one is meant.',
);

/** What can be wrong with the message stream a message is sent on. */
export const STREAM_DIAGNOSTICS = [
  MEDIA_ON_STREAM_0,
  CONNECTION_COMMAND_ON_STREAM,
  STREAM_COMMAND_ON_0,
] as const;

/** Answers go where the question came from, and onStatus may be about the connection or about a stream. */
const EITHER = new Set(['_result', '_error', 'onStatus']);

/** Whether messages are sent on the message stream they belong to. */
export class StreamRules {
  /** Direction and type of media already told about: a stream has thousands of them. */
  readonly #told = new Set<number>();

  /** Takes a message and, for a command, its name. */
  check(
    event: MessageEvent,
    command: string | undefined,
    note: (diagnostic: Diagnostic, message: MessageRow, direction: Direction) => void,
  ): void {
    const { messageTypeId, messageStreamId, direction, row } = event;
    if (isMedia(messageTypeId) && messageStreamId === 0) {
      const key = messageTypeId * 2 + direction;
      if (this.#told.has(key)) return;
      this.#told.add(key);
      note(MEDIA_ON_STREAM_0, row, direction);
    } else if (isCommand(messageTypeId) && command !== undefined && !EITHER.has(command)) {
      const info = commandInfo(command);
      if (!info?.documented) return;
      if (info.on === 'NetConnection' && messageStreamId !== 0)
        note(CONNECTION_COMMAND_ON_STREAM, row, direction);
      else if (info.on === 'NetStream' && messageStreamId === 0)
        note(STREAM_COMMAND_ON_0, row, direction);
    }
  }
}
