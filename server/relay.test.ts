import { describe, expect, it } from 'vitest';
import type { MessageForMany } from '../src-protocol/server/message-collector.ts';
import { PlayerFeed } from '../src-protocol/server/player-feed.ts';
import { Relay, type RelayPlayer } from './relay.ts';

const picture = (timestamp: number, isKey: boolean) => ({
  messageTypeId: 9,
  messageStreamId: 1,
  timestamp,
  payload: Uint8Array.of(isKey ? 0x17 : 0x27, 1, 0, 0, 0, timestamp),
});
const SETUP = { ...picture(0, true), payload: Uint8Array.of(0x17, 0, 0, 0, 0, 1) };

class Listener implements RelayPlayer {
  readonly feed = new PlayerFeed({ capsEx: 0, sent: [] });
  readonly got: MessageForMany[] = [];
  readonly told: string[] = [];
  isBehind = false;
  isReady = false;

  hasCaughtUp(): boolean {
    if (this.isReady) this.isBehind = false;
    return this.isReady;
  }

  send(messages: readonly MessageForMany[]): void {
    this.got.push(...messages);
  }

  notify(what: string): void {
    this.told.push(what);
  }

  get times(): number[] {
    return this.got.map(({ timestamp }) => timestamp);
  }
}

describe('the relay', () => {
  it('lets one publish under a name; the name is free when that one has gone, and nobody else can end it', () => {
    const relay = new Relay();
    const [one, other] = [{}, {}];
    expect([relay.publish('live/a', one), relay.publish('live/a', other)]).toEqual([true, false]);
    relay.unpublish('live/a', other);
    expect(relay.publish('live/a', other)).toBe(false);
    relay.unpublish('live/a', one);
    expect(relay.publish('live/a', other)).toBe(true);
  });

  it('begins anew with a publisher that comes back: its times are its own', () => {
    const relay = new Relay();
    const player = new Listener();
    relay.play('live/a', player);
    for (const start of [5000, 20]) {
      const publisher = {};
      relay.publish('live/a', publisher);
      relay.media('live/a', publisher, { ...SETUP, timestamp: start });
      relay.media('live/a', publisher, picture(start, true));
      relay.unpublish('live/a', publisher);
    }
    expect(player.times).toEqual([5000, 5000, 20, 20]);
    expect(player.told).toEqual(['again', 'over', 'again', 'over']);
  });

  it('sends whole messages or none to a player that is behind, and goes on at the key frame', () => {
    const relay = new Relay();
    const publisher = {};
    const player = new Listener();
    relay.publish('live/a', publisher);
    relay.media('live/a', publisher, SETUP);
    relay.media('live/a', publisher, picture(40, true));
    relay.play('live/a', player);
    player.isBehind = true;
    for (const time of [80, 120]) relay.media('live/a', publisher, picture(time, false));
    expect(player.times).toEqual([40, 40]);
    player.isReady = true;
    relay.media('live/a', publisher, picture(160, true));
    relay.media('live/a', publisher, picture(200, false));
    expect(player.times).toEqual([40, 40, 160, 160, 200]);
  });

  it('gives all players the same message, to be put into chunks once', () => {
    const relay = new Relay();
    const publisher = {};
    const players = [new Listener(), new Listener()];
    relay.publish('live/a', publisher);
    for (const player of players) relay.play('live/a', player);
    relay.media('live/a', publisher, picture(40, true));
    const [first, second] = players.map(({ got }) => got[0]!);
    expect(first!.encoded).toBeDefined();
    expect(second!.encoded).toBe(first!.encoded);
    expect(second!.payload).toBe(first!.payload);
  });
});
