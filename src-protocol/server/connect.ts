import { asNumber, asString, property } from '../amf/amf-value.ts';
import type { CommandMessage } from '../command/command.ts';
import { capabilitiesAnswer, readCapabilities } from './capabilities.ts';
import { WINDOW } from './flow-control.ts';
import { streamName } from './message-stream.ts';
import type { Outbox } from './outbox.ts';
import * as replies from './replies.ts';
import type { ConnectRequest } from './server-event.ts';

/** Bytes of payload in the chunks a session sends. FFmpeg takes the number over for its own. */
export const SERVER_CHUNK_SIZE = 16_384;

/** Reads connect (§7.2.1.1); `id` is that of the decision. */
export function connectRequest({ values }: CommandMessage, id: number): ConnectRequest {
  const object = values[2];
  const text = (name: string): string | undefined => asString(property(object, name));
  // OBS is given `rtmp://host/live?token=…`, and puts all of it in here.
  const { name, query } = streamName(text('app') ?? '');
  return {
    type: 'connect',
    id,
    app: name.replace(/^\/+|\/+$/g, ''),
    ...(query !== undefined && { query }),
    // Some write tcurl, gortmplib puts it in quotes.
    tcUrl: (text('tcUrl') ?? text('tcurl'))?.replace(/^'|'$/g, ''),
    flashVer: text('flashVer') ?? text('flashver'),
    objectEncoding: asNumber(property(object, 'objectEncoding')) ?? 0,
    capabilities: readCapabilities(object),
  };
}

/** The answer to a connect that is granted: what every server sends, in the order clients know. */
export function answerConnect(
  outbox: Outbox,
  transactionId: number,
  { capabilities }: ConnectRequest,
): void {
  outbox.send(replies.windowReply(WINDOW));
  outbox.send(replies.bandwidthReply(WINDOW));
  outbox.setChunkSize(SERVER_CHUNK_SIZE);
  outbox.send(
    replies.commandReply(
      '_result',
      transactionId,
      { fmsVer: 'FMS/3,0,1,123', capabilities: 31, ...capabilitiesAnswer(capabilities) },
      {
        ...replies.information('NetConnection.Connect.Success', 'Connected.'),
        // Our answers are AMF0; AMF3 is understood all the same.
        objectEncoding: 0,
      },
    ),
  );
}

/** The answer to one that is refused. */
export function refuseConnect(
  outbox: Outbox,
  transactionId: number,
  code: string,
  description: string,
): void {
  const said = replies.information(code, description);
  outbox.send(replies.commandReply('_error', transactionId, null, said));
}
