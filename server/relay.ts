import { EncodedOnce } from '../src-protocol/chunk/encoded-once.ts';
import type { MessageForMany, WholeMessage } from '../src-protocol/server/message-collector.ts';
import type { PlayerFeed } from '../src-protocol/server/player-feed.ts';
import { PublishedStream } from '../src-protocol/server/published-stream.ts';

/** A player as the relay sees it: one message stream of one connection. */
export interface RelayPlayer {
  readonly feed: PlayerFeed;
  /** Sends messages; they are in order, and the player may leave out what it cannot take now. */
  send(messages: readonly MessageForMany[]): void;
  /** Whether it is behind, so that it is sent nothing until it can begin anew at a key frame. */
  readonly isBehind: boolean;
  /** It has caught up: begin anew. */
  hasCaughtUp(): boolean;
  notify(what: 'over' | 'again'): void;
}

interface Channel {
  stream: PublishedStream | undefined;
  publisher: object | undefined;
  readonly players: Set<RelayPlayer>;
}

/** Streams by application and name: one publisher each, any number of players. */
export class Relay {
  readonly #channels = new Map<string, Channel>();

  /** Names that somebody publishes, plays or waits for. */
  get names(): string[] {
    return [...this.#channels.keys()];
  }

  /** Whether somebody publishes under this name. */
  isPublished(name: string): boolean {
    return this.#channels.get(name)?.publisher !== undefined;
  }

  /** Begins a stream; false when the name is taken. Players who wait are told. */
  publish(name: string, publisher: object): boolean {
    const channel = this.#channel(name);
    if (channel.publisher) return false;
    channel.publisher = publisher;
    channel.stream = new PublishedStream();
    for (const player of channel.players) player.notify('again');
    return true;
  }

  /** The publisher's next message goes to all players. */
  media(name: string, publisher: object, message: WholeMessage): void {
    const channel = this.#channels.get(name);
    const { stream } = channel ?? {};
    if (!channel || !stream || channel.publisher !== publisher) return;
    const taken = stream.take(message);
    if (channel.players.size === 0) return;
    const messages = taken.map((one) => ({ ...one, encoded: new EncodedOnce() }));
    for (const player of channel.players) {
      if (player.isBehind) {
        if (player.hasCaughtUp()) player.send(player.feed.begin(stream));
        continue;
      }
      player.send(messages.filter((one) => player.feed.takes(one)));
    }
  }

  /** The publisher is gone. Players stay: it may come back. */
  unpublish(name: string, publisher: object): void {
    const channel = this.#channels.get(name);
    if (channel?.publisher !== publisher) return;
    channel.publisher = undefined;
    channel.stream = undefined;
    for (const player of channel.players) player.notify('over');
    this.#tidy(name, channel);
  }

  /** Adds a player, who gets what is there at once, and waits when there is nothing. */
  play(name: string, player: RelayPlayer): void {
    this.#channel(name).players.add(player);
    this.begin(name, player);
  }

  /** A player begins anew, after a pause for instance. */
  begin(name: string, player: RelayPlayer): void {
    const { stream } = this.#channels.get(name) ?? {};
    if (stream) player.send(player.feed.begin(stream));
  }

  /** A player has left. */
  stop(name: string, player: RelayPlayer): void {
    const channel = this.#channels.get(name);
    channel?.players.delete(player);
    if (channel) this.#tidy(name, channel);
  }

  #channel(name: string): Channel {
    const known = this.#channels.get(name);
    if (known) return known;
    const channel: Channel = { stream: undefined, publisher: undefined, players: new Set() };
    this.#channels.set(name, channel);
    return channel;
  }

  #tidy(name: string, { publisher, players }: Channel): void {
    if (!publisher && players.size === 0) this.#channels.delete(name);
  }
}
