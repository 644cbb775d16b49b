import { randomBytes } from 'node:crypto';
import type { Socket } from 'node:net';
import { isMedia } from '../src-protocol/message/message-types.ts';
import type { MessageForMany } from '../src-protocol/server/message-collector.ts';
import { PlayerFeed } from '../src-protocol/server/player-feed.ts';
import type { ServerEvent, ServerOutput } from '../src-protocol/server/server-event.ts';
import type { ServerLimits } from '../src-protocol/server/server-limits.ts';
import { ServerSession } from '../src-protocol/server/server-session.ts';
import { SERVER_RANDOM_BYTES } from '../src-protocol/handshake/server-handshake.ts';
import type { LiveConnection } from './live-connection.ts';
import type { Relay, RelayPlayer } from './relay.ts';

/** Bytes that may wait for a player; past this it is behind, and is sent nothing more. */
export const BEHIND = 4 * 1024 * 1024;
/** Bytes down to which they have to shrink before it is sent anything again. */
const CAUGHT_UP = 256 * 1024;
/** Milliseconds a player may be behind. */
export const PATIENCE = 30_000;
/** Milliseconds in which a client may close its side after we closed ours. */
const LAST_WORDS = 2000;

type RequestEvent = Extract<ServerEvent, { type: 'connect' | 'publish' | 'play' }>;
type StreamEvent = Extract<ServerEvent, { messageStreamId: number }>;

/** A client that this program serves itself: the socket around a `ServerSession`. */
export class ServedConnection {
  readonly #socket: Socket;
  readonly #live: LiveConnection;
  readonly #relay: Relay;
  readonly #session: ServerSession;
  readonly #players = new Map<number, Player>();
  readonly #timer: NodeJS.Timeout;

  constructor(socket: Socket, live: LiveConnection, relay: Relay, limits: Partial<ServerLimits>) {
    this.#socket = socket;
    this.#live = live;
    this.#relay = relay;
    this.#session = new ServerSession(randomBytes(SERVER_RANDOM_BYTES), performance.now(), limits);
    this.#timer = setInterval(() => {
      this.#tick();
    }, 1000);
    socket.setNoDelay(true);
    socket.on('data', (bytes: Buffer) => {
      live.data(0, bytes);
      this.perform(this.#session.receive(bytes, performance.now()));
    });
    socket.on('end', () => {
      live.recording.closed(0, false);
      this.perform(this.#session.end({ reason: 'The client closed the connection.' }));
    });
    socket.on('error', (error) => {
      live.recording.closed(0, true);
      this.perform(this.#session.end({ reason: `The connection broke off: ${error.message}.` }));
    });
    socket.on('close', () => {
      clearInterval(this.#timer);
      this.perform(this.#session.end({ reason: 'The connection was closed.' }));
      live.close('The connection was closed.');
    });
  }

  /** Bytes that wait for the client. */
  get waiting(): number {
    return this.#socket.writableLength;
  }

  /** Ends the connection in good order. */
  end(reason: string): void {
    this.perform(this.#session.end({ reason }));
  }

  get session(): ServerSession {
    return this.#session;
  }

  /** Does what the session says. What lies side by side is written at once. */
  perform(outputs: readonly ServerOutput[]): void {
    let pending: Uint8Array[] = [];
    const flush = (): void => {
      if (pending.length > 0) this.#write(pending);
      pending = [];
    };
    for (const { send, event } of outputs) {
      if (send) pending.push(send);
      else {
        flush();
        this.#handle(event);
      }
    }
    flush();
  }

  #write(pieces: readonly Uint8Array[]): void {
    if (this.#socket.destroyed || this.#socket.writableEnded) return;
    const bytes = pieces.length === 1 ? pieces[0]! : Buffer.concat(pieces);
    this.#live.data(1, bytes);
    this.#socket.write(bytes);
  }

  #handle(event: ServerEvent): void {
    switch (event.type) {
      case 'connect':
      case 'publish':
      case 'play':
        this.#decide(event);
        break;
      case 'media':
        this.#relay.media(this.#streamName(event), this, event.message);
        // Players have their own copies by now, and so has what is kept for those who come late. Data are kept as they are.
        if (isMedia(event.message.messageTypeId)) this.#session.reuse(event.message);
        break;
      case 'unpublished':
        this.#relay.unpublish(this.#streamName(event), this);
        this.#names.delete(event.messageStreamId);
        break;
      case 'stopped':
        this.#stop(event.messageStreamId);
        break;
      case 'resumed': {
        const player = this.#players.get(event.messageStreamId);
        if (player) this.#relay.begin(player.name, player);
        break;
      }
      case 'ended':
        this.#close(event);
        break;
      case 'round-trip':
        break;
    }
  }

  #decide(event: RequestEvent): void {
    const now = performance.now();
    const session = this.#session;
    if (event.type === 'connect') {
      this.#live.purpose({ app: event.app });
      this.perform(session.accept(event.id, now));
      return;
    }
    const { name, id, messageStreamId } = event;
    const full = this.#nameOf(name);
    this.#live.purpose({ role: event.type, stream: name });
    if (event.type === 'publish') {
      this.#names.set(messageStreamId, full);
      const description = `${name} is being published already, by another connection.`;
      this.perform(
        this.#relay.publish(full, this)
          ? session.accept(id, now)
          : session.reject(id, 'NetStream.Publish.BadName', description, now),
      );
      return;
    }
    // A start of 0 or more asks for a recording; a live stream of the name will do.
    if (event.start >= 0 && !this.#relay.isPublished(full)) {
      const description = `Nobody publishes ${name}, and there are no recordings here.`;
      this.perform(session.reject(id, 'NetStream.Play.StreamNotFound', description, now));
      return;
    }
    this.#stop(messageStreamId);
    const feed = new PlayerFeed(session.connection!.capabilities);
    const player = new Player(this, messageStreamId, full, feed);
    this.#players.set(messageStreamId, player);
    this.perform(session.accept(id, now));
    // What the client had sent behind its play may have ended it already.
    if (this.#players.get(messageStreamId) === player) this.#relay.play(full, player);
  }

  #stop(messageStreamId: number): void {
    const player = this.#players.get(messageStreamId);
    this.#players.delete(messageStreamId);
    if (player) this.#relay.stop(player.name, player);
  }

  /** Leaves the relay. What was asked for in the bytes that ended the session was never said to be over. */
  #leave(): void {
    for (const messageStreamId of this.#players.keys()) this.#stop(messageStreamId);
    for (const name of this.#names.values()) this.#relay.unpublish(name, this);
    this.#names.clear();
  }

  /** Full names of what is published, by message stream. */
  readonly #names = new Map<number, string>();

  #streamName({ messageStreamId }: StreamEvent): string {
    return this.#names.get(messageStreamId) ?? '';
  }

  #nameOf(name: string): string {
    return `${this.#session.connection?.app ?? ''}/${name}`;
  }

  #tick(): void {
    const now = performance.now();
    this.perform(this.#session.tick(now));
    for (const player of this.#players.values())
      if (player.behindSince !== undefined && now - player.behindSince > PATIENCE)
        this.perform(
          this.#session.end({
            reason: `The player was more than ${BEHIND / 1024 / 1024} MiB behind for ${PATIENCE / 1000} seconds.`,
          }),
        );
  }

  #close({ reason, limit }: Extract<ServerEvent, { type: 'ended' }>): void {
    clearInterval(this.#timer);
    this.#leave();
    this.#live.because(reason, limit);
    if (this.#socket.destroyed) return;
    if (!this.#socket.writableEnded) this.#live.recording.closed(1, false);
    // What the client still sends is read, or a reset would eat our last words.
    this.#socket.end();
    const patience = setTimeout(() => this.#socket.destroy(), LAST_WORDS).unref();
    // What is over is not to be held until then: thousands may come and go in that time.
    this.#socket.once('close', () => clearTimeout(patience));
  }
}

/** One message stream that is played. */
class Player implements RelayPlayer {
  /** Of the stream, with its application. */
  readonly name: string;
  readonly feed: PlayerFeed;
  readonly #connection: ServedConnection;
  readonly #messageStreamId: number;
  /** When it fell behind, by `performance.now()`. */
  behindSince: number | undefined;

  constructor(
    connection: ServedConnection,
    messageStreamId: number,
    name: string,
    feed: PlayerFeed,
  ) {
    this.#connection = connection;
    this.#messageStreamId = messageStreamId;
    this.name = name;
    this.feed = feed;
  }

  get isBehind(): boolean {
    return this.behindSince !== undefined;
  }

  hasCaughtUp(): boolean {
    if (this.#connection.waiting > CAUGHT_UP) return false;
    this.behindSince = undefined;
    return true;
  }

  send(messages: readonly MessageForMany[]): void {
    if (messages.length === 0) return;
    const { session } = this.#connection;
    this.#connection.perform(
      messages.flatMap((message) => session.deliver(this.#messageStreamId, message)),
    );
    if (this.#connection.waiting > BEHIND) this.behindSince ??= performance.now();
  }

  notify(what: 'over' | 'again'): void {
    this.#connection.perform(this.#connection.session.notifyPlayer(this.#messageStreamId, what));
  }
}
