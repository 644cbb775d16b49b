import type { Capabilities } from './capabilities.ts';
import type { WholeMessage } from './message-collector.ts';
import type { Ending } from './server-limits.ts';

/** What to do next, in order: bytes to send, or something to know or decide. */
export type ServerOutput =
  | { readonly send: Uint8Array; readonly event?: undefined }
  | { readonly send?: undefined; readonly event: ServerEvent };

/** A stream's name as it was asked for, cut at the first question mark. */
export interface StreamName {
  /** Without the query: what publisher and players share. */
  readonly name: string;
  /** What stood behind `?`, often a token; undefined without one. */
  readonly query?: string;
}

/** To be answered by `accept` or `reject` with its `id`; until then nothing more of the client is looked at. */
export interface ConnectRequest {
  readonly type: 'connect';
  readonly id: number;
  /** As sent, without slashes at either end and without its query: what publisher and players share. */
  readonly app: string;
  /** What stood behind `?` in it, often a token; undefined without one. */
  readonly query?: string;
  readonly tcUrl: string | undefined;
  readonly flashVer: string | undefined;
  /** 0 AMF0, 3 AMF3. The answer is AMF0 in either case, and says so. */
  readonly objectEncoding: number;
  readonly capabilities: Capabilities;
}

export interface PublishRequest extends StreamName {
  readonly type: 'publish';
  readonly id: number;
  readonly messageStreamId: number;
  /** `live`, `record` or `append` in lower case, or whatever was sent; `live` where nothing was. */
  readonly publishingType: string;
}

export interface PlayRequest extends StreamName {
  readonly type: 'play';
  readonly id: number;
  readonly messageStreamId: number;
  /** Seconds; −2 live or recorded, −1 live only. */
  readonly start: number;
}

/**
 * What happened on a connection. Those with an `id` are decisions that the session waits for (`accept`, `reject`):
 * connect (§7.2.1.1), publish (§7.2.2.6), play (§7.2.2.1).
 */
export type ServerEvent =
  | ConnectRequest
  | PublishRequest
  | PlayRequest
  /** Audio, video or data of a stream that is being published; also Aggregates. */
  | { readonly type: 'media'; readonly messageStreamId: number; readonly message: WholeMessage }
  | ({ readonly type: 'unpublished'; readonly messageStreamId: number } & StreamName)
  /** The player left the stream, or it ended. */
  | ({ readonly type: 'stopped'; readonly messageStreamId: number } & StreamName)
  /** The player wants to go on after a pause, or media it had switched off: it needs a key frame. */
  | ({ readonly type: 'resumed'; readonly messageStreamId: number } & StreamName)
  /** Milliseconds between a ping and its answer. */
  | { readonly type: 'round-trip'; readonly milliseconds: number }
  /** Send what there is to send, then close the connection. */
  | ({ readonly type: 'ended' } & Ending);
