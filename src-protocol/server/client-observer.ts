import { commandMessage } from '../command/command.ts';
import { asString } from '../amf/amf-value.ts';
import { HandshakeReader } from '../handshake/handshake-reader.ts';
import { isCommand } from '../message/message-types.ts';
import { WireReader } from '../wire/wire-reader.ts';
import { connectRequest } from './connect.ts';
import { MessageCollector, type WholeMessage } from './message-collector.ts';
import { streamName } from './message-stream.ts';
import { DEFAULT_LIMITS } from './server-limits.ts';

/** What a client is up to. */
export interface ClientPurpose {
  app?: string;
  role?: 'publish' | 'play';
  /** Without its query. */
  stream?: string;
}

/**
 * Listens to a client that talks to somebody else, to say what it is up to. It changes nothing, and stops
 * listening when it does not understand.
 */
export class ClientObserver {
  readonly purpose: ClientPurpose = {};
  readonly #handshake = new HandshakeReader();
  readonly #wire = new WireReader();
  readonly #collector = new MessageCollector(DEFAULT_LIMITS, (message) => this.#message(message));

  /** Takes the next bytes the client sent. */
  push(bytes: Uint8Array): void {
    const used = this.#handshake.push(bytes, 0, bytes.length);
    if (used < bytes.length) this.#collector.push(bytes.subarray(used));
  }

  #message({ messageTypeId, payload }: WholeMessage): void {
    if (!isCommand(messageTypeId)) return;
    this.#wire.start(payload, 0, payload.length);
    const command = commandMessage(this.#wire, messageTypeId);
    const { name, values } = command;
    if (name === 'connect') this.purpose.app = connectRequest(command, 0).app;
    else if (name === 'publish' || name === 'play') {
      const stream = asString(values[3]);
      if (stream === undefined) return;
      this.purpose.role = name;
      this.purpose.stream = streamName(stream).name;
    }
  }
}
