import { counted } from '../bytes/counted.ts';
import { asString } from '../amf/amf-value.ts';
import { type CommandMessage, commandMessage } from '../command/command.ts';
import { HandshakeReader } from '../handshake/handshake-reader.ts';
import { serverHandshake } from '../handshake/server-handshake.ts';
import { AGGREGATE, isCommand, isData, isMedia } from '../message/message-types.ts';
import {
  acknowledgement,
  setPeerBandwidth,
  windowAcknowledgementSize,
} from '../message/protocol-control.ts';
import { userControl } from '../message/user-control.ts';
import { WireReader } from '../wire/wire-reader.ts';
import { answerConnect, connectRequest, refuseConnect } from './connect.ts';
import {
  CONNECTION,
  type ConnectionEvent,
  type ConnectionState,
  nextState,
} from './connection-state.ts';
import { FlowControl } from './flow-control.ts';
import { MessageCollector, type MessageForMany, type WholeMessage } from './message-collector.ts';
import { MessageStreams } from './message-streams.ts';
import { Outbox } from './outbox.ts';
import * as replies from './replies.ts';
import { USER_CONTROL } from './replies.ts';
import type { ConnectRequest, PlayRequest, PublishRequest, ServerOutput } from './server-event.ts';
import { DEFAULT_LIMITS, type Ending, type ServerLimits } from './server-limits.ts';

type Decision = ConnectRequest | PublishRequest | PlayRequest;

/**
 * The server's end of one RTMP connection, without a socket and without a clock: bytes and the time go
 * in, bytes to send and events come out, in order. `now` is in milliseconds, on a clock that never goes
 * back.
 *
 * ```ts
 * const session = new ServerSession(random, now);
 * for (const { send, event } of session.receive(bytes, now)) {
 *   if (send) socket.write(send);
 *   else if (event.type === 'publish') todo.push(...session.accept(event.id, now));
 * }
 * ```
 *
 * Bad input ends the connection with a reason; it never throws.
 */
export class ServerSession {
  readonly #random: Uint8Array;
  readonly #limits: ServerLimits;
  readonly #opened: number;
  readonly #handshake = new HandshakeReader();
  readonly #collector: MessageCollector;
  readonly #flow = new FlowControl();
  readonly #outbox = new Outbox(this.#flow);
  readonly #streams: MessageStreams;
  readonly #wire = new WireReader();
  /** Messages that came while a decision is open. */
  readonly #inbox: WholeMessage[] = [];
  #inboxBytes = 0;
  #state: ConnectionState = 'Uninitialized';
  #decision: Decision | undefined;
  #connectId = 1;
  #decisions = 0;
  #heard: number;
  #pinged: number | undefined;
  #request: ConnectRequest | undefined;

  /**
   * @param random `SERVER_RANDOM_BYTES` bytes nobody can guess, for the handshake
   * @param now when the connection was opened
   */
  constructor(random: Uint8Array, now: number, limits: Partial<ServerLimits> = {}) {
    this.#random = random;
    this.#opened = now;
    this.#heard = now;
    this.#limits = { ...DEFAULT_LIMITS, ...limits };
    this.#streams = new MessageStreams(this.#outbox, this.#limits.messageStreams, (request) => {
      this.#ask({ ...request, id: ++this.#decisions });
    });
    this.#collector = new MessageCollector(this.#limits, (message) => {
      this.#inbox.push(message);
      this.#inboxBytes += message.payload.length;
    });
  }

  /** Where the connection stands. */
  get state(): ConnectionState {
    return this.#state;
  }

  /** What connect said, once it came. */
  get connection(): ConnectRequest | undefined {
    return this.#request;
  }

  /** Bytes sent that the client has not acknowledged; clients that never do make it all there was. */
  get unacknowledged(): number {
    return this.#flow.unacknowledged;
  }

  /** Bytes kept for this client: unfinished messages, and those that wait for a decision. */
  get held(): number {
    return this.#collector.held + this.#inboxBytes;
  }

  /** Takes the next bytes of the client, in any cut. */
  receive(bytes: Uint8Array, now: number): ServerOutput[] {
    if (this.#state === 'Closed') return [];
    this.#heard = now;
    const used = this.#handshake.push(bytes, 0, bytes.length);
    if (used > 0) this.#shake(now);
    if (used < bytes.length && this.#hasShaken) {
      const due = this.#flow.receive(bytes.length - used);
      this.#collector.push(bytes.subarray(used));
      this.#work(now);
      if (due !== undefined) this.#outbox.send(replies.acknowledgementReply(due));
      this.#checkInput();
    }
    return this.#outbox.take();
  }

  /** Time has passed: call it every few seconds. Pings a silent client, and ends a dead or dawdling one. */
  tick(now: number): ServerOutput[] {
    const { handshakeTime, pingAfter, pongWithin } = this.#limits;
    if (this.#state === 'Closed') return [];
    if (this.#state !== 'Connected' && !this.#decision && now - this.#opened >= handshakeTime)
      this.#end({
        limit: 'handshakeTime',
        reason: `No connect came within ${counted(handshakeTime / 1000, 'second')}; the connection was at “${this.#state}”.`,
      });
    else if (this.#pinged !== undefined && this.#heard < this.#pinged) {
      if (now - this.#pinged >= pongWithin)
        this.#end({
          limit: 'pongWithin',
          reason: `The client was silent, and did not answer a ping within ${counted(pongWithin / 1000, 'second')}.`,
        });
    } else if (this.#state === 'Connected' && now - this.#heard >= pingAfter) {
      this.#pinged = now;
      this.#outbox.send(replies.pingReply(USER_CONTROL.pingRequest, Math.trunc(now) % 2 ** 32));
    }
    return this.#outbox.take();
  }

  /** Grants what the event with this id asked for, and goes on with what the client sent meanwhile. */
  accept(id: number, now: number): ServerOutput[] {
    const decision = this.#decided(id);
    if (!decision) return [];
    if (decision.type === 'connect') {
      this.#move('accepted');
      answerConnect(this.#outbox, this.#connectId, decision);
    } else if (decision.type === 'publish') this.#streams.acceptPublish(decision);
    else this.#streams.acceptPlay(decision);
    this.#work(now);
    return this.#outbox.take();
  }

  /** Refuses it with a status code, such as `NetStream.Publish.BadName`. A refused connect ends the connection. */
  reject(id: number, code: string, description: string, now: number): ServerOutput[] {
    const decision = this.#decided(id);
    if (!decision) return [];
    if (decision.type === 'connect') {
      refuseConnect(this.#outbox, this.#connectId, code, description);
      this.#end({ reason: `connect was refused: ${description}` }, 'refused');
      return this.#outbox.take();
    }
    this.#streams.refuse(decision, code, description);
    this.#work(now);
    return this.#outbox.take();
  }

  /**
   * Sends a message of what is played to the player; nothing while it is paused or wants none of the kind.
   * The payload is sent as it is.
   */
  deliver(messageStreamId: number, message: MessageForMany): ServerOutput[] {
    this.#streams.deliver(messageStreamId, message);
    return this.#outbox.take();
  }

  /**
   * The message of a `media` event is not needed any more: its payload may be overwritten by the next one. Without a word
   * it stays as it is.
   */
  reuse(message: WholeMessage): void {
    this.#collector.reuse(message);
  }

  /** Tells the player that the stream it plays is over, or, with `again`, that somebody publishes it once more. */
  notifyPlayer(messageStreamId: number, what: 'over' | 'again'): ServerOutput[] {
    this.#streams.notifyPlayer(messageStreamId, what);
    return this.#outbox.take();
  }

  /** The connection is gone, or is about to be closed for a reason of the driver’s. */
  end(ending: Ending): ServerOutput[] {
    this.#end(ending);
    return this.#outbox.take();
  }

  get #hasShaken(): boolean {
    return this.#state !== 'Uninitialized' && this.#state !== 'Ack Sent';
  }

  /** §5.2: answers C0 and C1 in one go, and waits for C2 before anything else is sent. */
  #shake(now: number): void {
    const { version } = this.#handshake;
    if (version !== undefined && !isRtmp(version)) {
      this.#end({ reason: notRtmp(version) });
      return;
    }
    const c1 = this.#handshake.packet(1);
    if (this.#state === 'Uninitialized' && c1) {
      // Other versions are answered with 3, and the client may go on or leave (§5.2.2).
      this.#outbox.bytes(serverHandshake(c1, Math.trunc(now) % 2 ** 32, this.#random));
      this.#move('C0 and C1');
    }
    // What C2 says is not checked: it is a signature, an echo or neither (Errata §3).
    if (this.#state === 'Ack Sent' && this.#handshake.done) this.#move('C2');
  }

  /** Acts on messages until one needs a decision. */
  #work(now: number): void {
    let at = 0;
    for (; at < this.#inbox.length && !this.#decision && this.#state !== 'Closed'; at++) {
      const message = this.#inbox[at]!;
      this.#inboxBytes -= message.payload.length;
      this.#message(message, now);
    }
    this.#inbox.splice(0, at);
  }

  #checkInput(): void {
    const { ending } = this.#collector;
    const { memory } = this.#limits;
    if (ending) this.#end(ending);
    else if (this.held > memory)
      this.#end({
        limit: 'memory',
        reason: `The client has sent ${counted(this.held, 'byte')} to be kept; the limit is ${memory}.`,
      });
  }

  #message(message: WholeMessage, now: number): void {
    const { messageTypeId, payload } = message;
    this.#wire.start(payload, 0, payload.length);
    if (isCommand(messageTypeId)) {
      const command = commandMessage(this.#wire, messageTypeId);
      if (this.#state === 'Handshake Done') this.#firstCommand(command);
      else this.#command(command, message.messageStreamId);
    } else if (messageTypeId <= 6) this.#control(messageTypeId, now);
    else if (isMedia(messageTypeId) || isData(messageTypeId) || messageTypeId === AGGREGATE)
      this.#streams.media(message);
    // Shared objects and types nobody knows are passed over.
  }

  #control(messageTypeId: number, now: number): void {
    const wire = this.#wire;
    if (messageTypeId === 3) {
      const received = acknowledgement(wire, 0);
      if (!wire.short) this.#flow.acknowledge(received);
    } else if (messageTypeId === 5) {
      const size = windowAcknowledgementSize(wire, 0);
      if (!wire.short && size > 0) this.#flow.window = size;
    } else if (messageTypeId === 6) {
      const { windowSize, limitType } = setPeerBandwidth(wire);
      const stated = wire.short ? undefined : this.#flow.limit(windowSize, limitType);
      if (stated !== undefined) this.#outbox.send(replies.windowReply(stated));
    } else if (messageTypeId === 4) this.#userControl(now);
    // Set Chunk Size and Abort have taken effect already, in the collector.
  }

  #userControl(now: number): void {
    const { eventType, timestamp } = userControl(this.#wire);
    if (this.#wire.short) return;
    if (eventType === USER_CONTROL.pingRequest)
      this.#outbox.send(replies.pingReply(USER_CONTROL.pingResponse, timestamp ?? 0));
    else if (eventType === USER_CONTROL.pingResponse && this.#pinged !== undefined) {
      this.#outbox.event({ type: 'round-trip', milliseconds: now - this.#pinged });
      this.#pinged = undefined;
    }
    // Set Buffer Length is of no use to a live stream: there is nothing to buffer ahead.
  }

  #firstCommand(command: CommandMessage): void {
    if (command.name !== 'connect') {
      this.#end({ reason: `The first command was ${named(command)}; it has to be connect.` });
      return;
    }
    this.#connectId = command.transactionId ?? 1;
    this.#move('connect');
    this.#request = connectRequest(command, ++this.#decisions);
    this.#ask(this.#request);
  }

  #command(command: CommandMessage, messageStreamId: number): void {
    if (this.#streams.command(command, messageStreamId)) return;
    const { name, transactionId = 0, values } = command;
    const outbox = this.#outbox;
    switch (name) {
      case 'getStreamLength':
        // 0: live, or unknown.
        outbox.result(transactionId, 0);
        break;
      case 'FCSubscribe': {
        const said = replies.information('NetStream.Play.Start', asString(values[3]) ?? '');
        outbox.result(transactionId);
        outbox.send(replies.commandReply('onFCSubscribe', 0, null, said));
        break;
      }
      case 'releaseStream':
      case 'FCUnsubscribe':
      case '_checkbw':
      case 'checkBandwidth':
        outbox.result(transactionId);
        break;
      case '_result':
      case '_error':
      case 'onStatus':
        break;
      case 'connect':
        outbox.refuseCall(transactionId, 'This connection has been connected already.');
        break;
      default:
        outbox.refuseCall(transactionId, `There is no method ${named(command)} here.`);
    }
  }

  #ask(decision: Decision): void {
    this.#decision = decision;
    this.#outbox.event(decision);
  }

  #decided(id: number): Decision | undefined {
    const decision = this.#decision;
    if (decision?.id !== id || this.#state === 'Closed') return undefined;
    this.#decision = undefined;
    return decision;
  }

  #move(event: ConnectionEvent): void {
    this.#state = nextState(CONNECTION, this.#state, event) ?? this.#state;
  }

  #end(ending: Ending, event: ConnectionEvent = 'ended'): void {
    if (this.#state === 'Closed') return;
    this.#streams.end();
    this.#collector.clear();
    this.#inbox.length = 0;
    this.#inboxBytes = 0;
    this.#decision = undefined;
    this.#move(event);
    this.#outbox.event({ type: 'ended', ...ending });
  }
}

/** 32 and above are left to text protocols (§5.2.2), and 22 begins a TLS record. */
function isRtmp(version: number): boolean {
  return version < 32 && version !== 22;
}

function notRtmp(version: number): string {
  if (version === 22) return 'The client speaks TLS (RTMPS); this is a plain RTMP port.';
  const letter = String.fromCharCode(version);
  return /[A-Z]/.test(letter)
    ? 'The client speaks HTTP or another text protocol; this is an RTMP port.'
    : `The client began with byte ${version}, which no version of RTMP begins with.`;
}

/** A command by name, for a sentence: not more of it than fits one. */
function named({ name }: CommandMessage): string {
  return name === '' ? 'one without a name' : `‘${name.slice(0, 40)}’`;
}
