import { amf0Value } from '../amf/amf0.ts';
import { AmfContext } from '../amf/amf-context.ts';
import { asString } from '../amf/amf-value.ts';
import { aggregate } from '../message/aggregate.ts';
import { AGGREGATE, isData, isMedia } from '../message/message-types.ts';
import { WireReader } from '../wire/wire-reader.ts';
import { KeptMessages } from './kept-messages.ts';
import { type MediaRole, mediaRole } from './media-role.ts';
import type { MessageForMany, WholeMessage } from './message-collector.ts';

/** A message for players, with what a relay has to know of it. */
export interface RelayedMessage extends MessageForMany {
  /** Undefined for data. */
  readonly role?: MediaRole;
}

/** Data handlers, and decoder configurations, kept for players to come, and bytes of each at most. */
const MOST_SETUPS = 64;
const LARGEST_SETUP = 64 * 1024;

/**
 * One published stream: turns what the publisher sends into what players are sent, and keeps what a
 * player that comes later needs, which is metadata, decoder configurations, and everything since the last
 * key frame: of audio and video, copies. Bodies are never changed, except that `@setDataFrame` is an order to the server and not for
 * players.
 */
export class PublishedStream {
  /** Data frames by handler, such as onMetaData. */
  readonly #frames = new Map<string, WholeMessage>();
  readonly #setups = new Map<string, RelayedMessage>();
  readonly #sinceKeyFrame = new KeptMessages();
  #timestamp = 0;

  /** Takes a message of the publisher; returns what goes to players, in order. */
  take(message: WholeMessage): RelayedMessage[] {
    const { messageTypeId } = message;
    if (messageTypeId === AGGREGATE) return this.#parts(message);
    if (isData(messageTypeId)) return this.#data(message);
    if (!isMedia(messageTypeId)) return [];
    const role = mediaRole(message);
    const relayed = { ...message, role };
    this.#timestamp = message.timestamp;
    this.#keep(relayed, role);
    return [relayed];
  }

  /** What a player is owed before anything that comes from now on. */
  greeting(): RelayedMessage[] {
    // Times never step back for the player: all of it happens when its first frame does.
    const timestamp = this.#sinceKeyFrame.timestamp ?? this.#timestamp;
    const before = [...this.#frames.values(), ...this.#setups.values()];
    return [...before.map((message) => ({ ...message, timestamp })), ...this.#sinceKeyFrame.list()];
  }

  /** An Aggregate in its parts (§7.1.6): few players take it whole. */
  #parts(message: WholeMessage): RelayedMessage[] {
    const wire = new WireReader(message.payload);
    return aggregate(wire, message.timestamp)
      .filter(
        ({ messageTypeId, data, length }) => messageTypeId !== AGGREGATE && data.length === length,
      )
      .flatMap(({ messageTypeId, renormalisedTimestamp, data }) =>
        this.take({
          messageTypeId,
          messageStreamId: message.messageStreamId,
          timestamp: renormalisedTimestamp,
          payload: data,
        }),
      );
  }

  /** `@setDataFrame` keeps the frame inside it for players to come, `@clearDataFrame` forgets one. */
  #data(message: WholeMessage): RelayedMessage[] {
    const { messageTypeId, payload } = message;
    const wire = new WireReader(payload);
    // A type 15 message has a byte before its values, by the letter; some senders leave it out.
    const hasSelector = messageTypeId === 15 && wire.peek(1) === 0;
    const start = hasSelector ? 1 : 0;
    wire.start(payload, start, payload.length);
    const context = new AmfContext();
    const name = asString(amf0Value(wire, undefined, context));
    if (name === '@clearDataFrame') {
      this.#frames.delete(asString(amf0Value(wire, undefined, context)) ?? '');
      return [];
    }
    if (name !== '@setDataFrame') {
      if (name === 'onMetaData') this.#keepFrame(name, message);
      return [message];
    }
    const values = payload.subarray(start + wire.position);
    const inner = new Uint8Array(start + values.length);
    inner.set(values, start);
    const frame = { ...message, payload: inner };
    this.#keepFrame(asString(amf0Value(wire, undefined, context)) ?? '', frame);
    return [frame];
  }

  #keepFrame(handler: string, frame: WholeMessage): void {
    this.#frames.delete(handler);
    if (this.#frames.size < MOST_SETUPS && frame.payload.length <= LARGEST_SETUP)
      this.#frames.set(handler, frame);
  }

  #keep(message: RelayedMessage, role: MediaRole): void {
    const { setup, isKeyFrame } = role;
    if (setup !== undefined) this.#keepSetup(setup, message);
    if (isKeyFrame) this.#sinceKeyFrame.restart(message, role);
    else if (!this.#sinceKeyFrame.isEmpty) this.#sinceKeyFrame.add(message, role);
  }

  #keepSetup(setup: string, message: RelayedMessage): void {
    const { payload } = message;
    if (payload.length > LARGEST_SETUP) this.#setups.delete(setup);
    else if (this.#setups.has(setup) || this.#setups.size < MOST_SETUPS)
      this.#setups.set(setup, { ...message, payload: payload.slice() });
  }
}
