import { type AmfValue, asBoolean, asNumber, asString, property } from '../amf/amf-value.ts';
import { type CommandMessage, commandMessage } from '../command/command.ts';
import { HandshakeReader } from '../handshake/handshake-reader.ts';
import { serverHandshake } from '../handshake/server-handshake.ts';
import { isCommand, isData } from '../message/message-types.ts';
import {
  acknowledgement,
  setPeerBandwidth,
  windowAcknowledgementSize,
} from '../message/protocol-control.ts';
import { userControl } from '../message/user-control.ts';
import { WireReader } from '../wire/wire-reader.ts';
import { capabilitiesAnswer, readCapabilities } from './capabilities.ts';
import { CarefulWriter } from './careful-writer.ts';
import {
  CONNECTION,
  type ConnectionEvent,
  type ConnectionState,
  nextState,
} from './connection-state.ts';
import { FlowControl, WINDOW } from './flow-control.ts';
import { MessageCollector, type WholeMessage } from './message-collector.ts';
import {
  deletedStream,
  isEnd,
  MessageStream,
  publishingType,
  streamName,
} from './message-stream.ts';
import * as replies from './replies.ts';
import { CHUNK_STREAMS, type Reply, USER_CONTROL } from './replies.ts';
import type {
  ConnectRequest,
  PlayRequest,
  PublishRequest,
  ServerEvent,
  ServerOutput,
} from './server-event.ts';
import { DEFAULT_LIMITS, type Ending, type ServerLimits } from './server-limits.ts';

/** Bytes of payload in the chunks a session sends. FFmpeg takes the number over for its own. */
export const SERVER_CHUNK_SIZE = 16_384;

/** Chunk streams media go on, by message type. */
const MEDIA_CHUNK_STREAMS: Readonly<Record<number, number>> = {
  8: CHUNK_STREAMS.audio,
  9: CHUNK_STREAMS.video,
};

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
 *   else if (event.type === 'publish') todo.push(...session.accept(event.id));
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
  readonly #writer = new CarefulWriter();
  readonly #flow = new FlowControl();
  readonly #streams = new Map<number, MessageStream>();
  readonly #wire = new WireReader();
  /** Messages that came while a decision is open. */
  readonly #inbox: WholeMessage[] = [];
  #inboxBytes = 0;
  #output: ServerOutput[] = [];
  #state: ConnectionState = 'Uninitialized';
  #decision: Decision | undefined;
  #connectId = 1;
  #decisions = 0;
  #heard: number;
  #pinged: number | undefined;
  #fcPublished = false;
  #request: ConnectRequest | undefined;
  /** Whether the play being decided asked to clear the playlist. */
  #reset = false;

  /**
   * @param random `SERVER_RANDOM_BYTES` bytes nobody can guess, for the handshake
   * @param now when the connection was opened
   */
  constructor(random: Uint8Array, now: number, limits: Partial<ServerLimits> = {}) {
    this.#random = random;
    this.#opened = now;
    this.#heard = now;
    this.#limits = { ...DEFAULT_LIMITS, ...limits };
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
      if (due !== undefined) this.#send(replies.acknowledgementReply(due));
      this.#checkInput();
    }
    return this.#take();
  }

  /** Time has passed: call it every few seconds. Pings a silent client, and ends a dead or dawdling one. */
  tick(now: number): ServerOutput[] {
    const { handshakeTime, pingAfter, pongWithin } = this.#limits;
    if (this.#state === 'Closed') return [];
    if (this.#state !== 'Connected' && !this.#decision && now - this.#opened >= handshakeTime)
      this.#end({
        limit: 'handshakeTime',
        reason: `No connect came within ${handshakeTime / 1000} seconds; the connection was at “${this.#state}”.`,
      });
    else if (this.#pinged !== undefined && this.#heard < this.#pinged) {
      if (now - this.#pinged >= pongWithin)
        this.#end({
          limit: 'pongWithin',
          reason: `The client was silent, and did not answer a ping within ${pongWithin / 1000} seconds.`,
        });
    } else if (this.#state === 'Connected' && now - this.#heard >= pingAfter) {
      this.#pinged = now;
      this.#send(replies.pingReply(USER_CONTROL.pingRequest, Math.trunc(now) % 2 ** 32));
    }
    return this.#take();
  }

  /** Grants what the event with this id asked for, and goes on with what the client sent meanwhile. */
  accept(id: number, now: number): ServerOutput[] {
    const decision = this.#decided(id);
    if (!decision) return [];
    if (decision.type === 'connect') this.#acceptConnect(decision);
    else if (decision.type === 'publish') this.#acceptPublish(decision);
    else this.#acceptPlay(decision);
    this.#work(now);
    return this.#take();
  }

  /** Refuses it with a status code, such as `NetStream.Publish.BadName`. A refused connect ends the connection. */
  reject(id: number, code: string, description: string, now: number): ServerOutput[] {
    const decision = this.#decided(id);
    if (!decision) return [];
    if (decision.type === 'connect') {
      const said = replies.information(code, description);
      this.#send(replies.commandReply('_error', this.#connectId, null, said));
      this.#end({ reason: `connect was refused: ${description}` }, 'refused');
      return this.#take();
    }
    this.#streams.get(decision.messageStreamId)?.on('refused');
    this.#send(replies.statusReply(decision.messageStreamId, code, description));
    this.#work(now);
    return this.#take();
  }

  /**
   * Sends a message of what is played to the player; nothing while it is paused or wants none of the kind.
   * The payload is sent as it is.
   */
  deliver(messageStreamId: number, message: WholeMessage): ServerOutput[] {
    const stream = this.#streams.get(messageStreamId);
    if (stream?.state !== 'Playing') return [];
    const { messageTypeId } = message;
    if (messageTypeId === 8 && !stream.wants.audio) return [];
    if (messageTypeId === 9 && !stream.wants.video) return [];
    const chunkStreamId = MEDIA_CHUNK_STREAMS[messageTypeId] ?? CHUNK_STREAMS.stream;
    this.#send({ ...message, messageStreamId, chunkStreamId });
    return this.#take();
  }

  /** Tells the player that the stream it plays is over, or, with `again`, that somebody publishes it once more. */
  notifyPlayer(messageStreamId: number, what: 'over' | 'again'): ServerOutput[] {
    const stream = this.#streams.get(messageStreamId);
    if (stream?.state !== 'Playing' && stream?.state !== 'Paused') return [];
    const { name } = stream.name;
    if (what === 'over') {
      this.#send(replies.streamEventReply(USER_CONTROL.streamEof, messageStreamId));
      this.#status(messageStreamId, 'NetStream.Play.UnpublishNotify', `${name} is over.`);
    } else {
      this.#send(replies.streamEventReply(USER_CONTROL.streamBegin, messageStreamId));
      this.#status(messageStreamId, 'NetStream.Play.PublishNotify', `${name} is published again.`);
    }
    return this.#take();
  }

  /** The connection is gone, or is about to be closed for a reason of the driver’s. */
  end(ending: Ending): ServerOutput[] {
    this.#end(ending);
    return this.#take();
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
      this.#output.push({
        send: serverHandshake(c1, Math.trunc(now) % 2 ** 32, this.#random),
      });
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
        reason: `The client has sent ${this.held} bytes that had to be kept; the limit is ${memory}.`,
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
    else if (messageTypeId === 8 || messageTypeId === 9 || isData(messageTypeId)) {
      this.#media(message);
    } else if (messageTypeId === 22) this.#media(message);
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
      if (stated !== undefined) this.#send(replies.windowReply(stated));
    } else if (messageTypeId === 4) this.#userControl(now);
    // Set Chunk Size and Abort have taken effect already, in the collector.
  }

  #userControl(now: number): void {
    const { eventType, timestamp } = userControl(this.#wire);
    if (this.#wire.short) return;
    if (eventType === USER_CONTROL.pingRequest)
      this.#send(replies.pingReply(USER_CONTROL.pingResponse, timestamp ?? 0));
    else if (eventType === USER_CONTROL.pingResponse && this.#pinged !== undefined) {
      this.#event({ type: 'round-trip', milliseconds: now - this.#pinged });
      this.#pinged = undefined;
    }
    // Set Buffer Length is of no use to a live stream: there is nothing to buffer ahead.
  }

  #media(message: WholeMessage): void {
    const { messageStreamId } = message;
    if (this.#streams.get(messageStreamId)?.state !== 'Publishing') return;
    this.#event({ type: 'media', messageStreamId, message });
  }

  #firstCommand(command: CommandMessage): void {
    const object = command.values[2];
    if (command.name !== 'connect') {
      this.#end({ reason: `The first command was ${named(command)}; it has to be connect.` });
      return;
    }
    this.#connectId = command.transactionId ?? 1;
    const text = (name: string): string | undefined => asString(property(object, name));
    this.#move('connect');
    this.#request = {
      type: 'connect',
      id: ++this.#decisions,
      app: (text('app') ?? '').replace(/^\/+|\/+$/g, ''),
      // Some write tcurl, gortmplib puts it in quotes.
      tcUrl: (text('tcUrl') ?? text('tcurl'))?.replace(/^'|'$/g, ''),
      flashVer: text('flashVer') ?? text('flashver'),
      objectEncoding: asNumber(property(object, 'objectEncoding')) ?? 0,
      capabilities: readCapabilities(object),
    };
    this.#ask(this.#request);
  }

  #command(command: CommandMessage, messageStreamId: number): void {
    const { name, transactionId = 0, values } = command;
    switch (name) {
      case 'createStream':
        this.#createStream(transactionId);
        break;
      case 'publish':
        if (isEnd(command)) this.#close(messageStreamId);
        else this.#publish(command, messageStreamId);
        break;
      case 'play':
        if (isEnd(command)) this.#close(messageStreamId);
        else this.#play(command, messageStreamId);
        break;
      case 'FCPublish':
        this.#fcPublished = true;
        this.#result(transactionId);
        break;
      case 'FCUnpublish':
        this.#fcUnpublish(transactionId, values[3]);
        break;
      case 'FCSubscribe':
        this.#result(transactionId);
        this.#send(
          replies.commandReply(
            'onFCSubscribe',
            0,
            null,
            replies.information('NetStream.Play.Start', asString(values[3]) ?? ''),
          ),
        );
        break;
      case 'closeStream':
        this.#close(messageStreamId);
        break;
      case 'deleteStream': {
        const stream = deletedStream(command, messageStreamId, this.#streams);
        if (stream) this.#delete(stream);
        break;
      }
      case 'getStreamLength':
        // 0: live, or unknown.
        this.#result(transactionId, 0);
        break;
      case 'pause':
      case 'pauseRaw':
      case 'pauseraw':
        this.#pause(messageStreamId, asBoolean(values[3]) !== false);
        break;
      case 'seek':
        this.#refuseSeek(messageStreamId);
        break;
      case 'receiveAudio':
      case 'receiveVideo':
        this.#receiveMedia(messageStreamId, name, values[3]);
        break;
      case 'releaseStream':
      case '_checkbw':
      case 'checkBandwidth':
      case 'FCUnsubscribe':
        this.#result(transactionId);
        break;
      case '_result':
      case '_error':
      case 'onStatus':
        break;
      case 'connect':
        this.#refuseCall(transactionId, 'This connection has been connected already.');
        break;
      default:
        this.#refuseCall(transactionId, `There is no method ${named(command)} here.`);
    }
  }

  #createStream(transactionId: number): void {
    const { messageStreams } = this.#limits;
    if (this.#streams.size >= messageStreams) {
      this.#refuseCall(
        transactionId,
        `A connection may have ${messageStreams} streams, and this one has them open.`,
      );
      return;
    }
    let id = 1;
    while (this.#streams.has(id)) id++;
    this.#streams.set(id, new MessageStream(id));
    this.#result(transactionId, id);
  }

  /** The stream a command is about. Some clients use one that they never created. */
  #streamOf(messageStreamId: number): MessageStream | undefined {
    const known = this.#streams.get(messageStreamId);
    if (known) return known;
    if (messageStreamId === 0 || this.#streams.size >= this.#limits.messageStreams)
      return undefined;
    const stream = new MessageStream(messageStreamId);
    this.#streams.set(messageStreamId, stream);
    return stream;
  }

  #publish(command: CommandMessage, messageStreamId: number): void {
    const name = streamName(asString(command.values[3]) ?? '');
    const stream = this.#streamOf(messageStreamId);
    if (name.name === '')
      this.#status(messageStreamId, 'NetStream.Publish.BadName', 'publish gave no stream name.');
    else if (!stream?.on('publish'))
      this.#status(messageStreamId, 'NetStream.Publish.Failed', this.#why(messageStreamId));
    else {
      stream.name = name;
      this.#ask({
        type: 'publish',
        id: ++this.#decisions,
        messageStreamId,
        publishingType: publishingType(command),
        ...name,
      });
    }
  }

  #play({ values }: CommandMessage, messageStreamId: number): void {
    const name = streamName(asString(values[3]) ?? '');
    const stream = this.#streamOf(messageStreamId);
    // Another play on the same stream takes the place of the one before.
    if (stream?.state === 'Playing' || stream?.state === 'Paused') this.#close(messageStreamId);
    if (name.name === '')
      this.#status(messageStreamId, 'NetStream.Play.Failed', 'play gave no stream name.');
    else if (!stream?.on('play'))
      this.#status(messageStreamId, 'NetStream.Play.Failed', this.#why(messageStreamId));
    else {
      stream.name = name;
      this.#reset = asBoolean(values[6]) ?? (asNumber(values[6]) ?? 0) % 2 === 1;
      this.#ask({
        type: 'play',
        id: ++this.#decisions,
        messageStreamId,
        start: asNumber(values[4]) ?? -2,
        ...name,
      });
    }
  }

  #why(messageStreamId: number): string {
    const stream = this.#streams.get(messageStreamId);
    if (stream) return `Stream ${messageStreamId} is in use: ${stream.state}.`;
    if (messageStreamId === 0) return 'Stream 0 is the connection itself: createStream comes first.';
    return `A connection may have ${this.#limits.messageStreams} streams.`;
  }

  #acceptConnect({ capabilities }: ConnectRequest): void {
    this.#move('accepted');
    this.#send(replies.windowReply(WINDOW));
    this.#send(replies.bandwidthReply(WINDOW));
    this.#send(replies.chunkSizeReply(SERVER_CHUNK_SIZE));
    this.#writer.chunkSize = SERVER_CHUNK_SIZE;
    this.#send(
      replies.commandReply(
        '_result',
        this.#connectId,
        { fmsVer: 'FMS/3,0,1,123', capabilities: 31, ...capabilitiesAnswer(capabilities) },
        {
          ...replies.information('NetConnection.Connect.Success', 'Connected.'),
          // Our answers are AMF0; AMF3 is understood all the same.
          objectEncoding: 0,
        },
      ),
    );
  }

  #acceptPublish({ messageStreamId, name }: PublishRequest): void {
    this.#streams.get(messageStreamId)?.on('accepted');
    const started = replies.information('NetStream.Publish.Start', `${name} is being published.`);
    this.#send(replies.streamEventReply(USER_CONTROL.streamBegin, messageStreamId));
    if (this.#fcPublished) this.#send(replies.commandReply('onFCPublish', 0, null, started));
    this.#status(messageStreamId, 'NetStream.Publish.Start', `${name} is being published.`);
  }

  #acceptPlay({ messageStreamId, name }: PlayRequest): void {
    const stream = this.#streams.get(messageStreamId);
    stream?.on('accepted');
    if (stream) stream.wants = { audio: true, video: true };
    this.#send(replies.streamEventReply(USER_CONTROL.streamBegin, messageStreamId));
    if (this.#reset) this.#status(messageStreamId, 'NetStream.Play.Reset', `Playing ${name} anew.`);
    this.#status(messageStreamId, 'NetStream.Play.Start', `Playing ${name}.`);
    const begins = replies.information('NetStream.Data.Start', 'Data begins.');
    this.#send(replies.dataReply(messageStreamId, '|RtmpSampleAccess', true, true));
    this.#send(replies.dataReply(messageStreamId, 'onStatus', begins));
  }

  #fcUnpublish(transactionId: number, value: AmfValue | undefined): void {
    const { name } = streamName(asString(value) ?? '');
    const stream = [...this.#streams.values()].find(
      (one) => one.state === 'Publishing' && one.name.name === name,
    );
    this.#result(transactionId);
    if (!stream) return;
    const said = replies.information('NetStream.Unpublish.Success', `${name} has ended.`);
    this.#send(replies.commandReply('onFCUnpublish', 0, null, said));
    this.#close(stream.id);
  }

  /** Ends what the stream is used for; it can be used again. */
  #close(messageStreamId: number): void {
    const stream = this.#streams.get(messageStreamId);
    if (!stream) return;
    const { state, name } = stream;
    stream.on('closed');
    if (state === 'Publishing') {
      this.#status(messageStreamId, 'NetStream.Unpublish.Success', `${name.name} has ended.`);
      this.#event({ type: 'unpublished', messageStreamId, ...name });
    } else if (state === 'Playing' || state === 'Paused') {
      this.#event({ type: 'stopped', messageStreamId, ...name });
    }
  }

  #delete(stream: MessageStream): void {
    this.#close(stream.id);
    stream.on('deleted');
    this.#streams.delete(stream.id);
  }

  /** A live stream can be held back, and goes on at what is live by then. */
  #pause(messageStreamId: number, hold: boolean): void {
    const stream = this.#streams.get(messageStreamId);
    if (!stream?.on(hold ? 'pause' : 'resume')) return;
    if (hold) this.#status(messageStreamId, 'NetStream.Pause.Notify', 'Paused.');
    else {
      this.#status(messageStreamId, 'NetStream.Unpause.Notify', 'Going on with what is live now.');
      this.#event({ type: 'resumed', messageStreamId, ...stream.name });
    }
  }

  /** With level `warning`: FFmpeg closes the connection over an `error`. */
  #refuseSeek(messageStreamId: number): void {
    const said = replies.information('NetStream.Seek.Failed', 'This is live: there is no seeking.');
    this.#send({
      ...replies.commandReply('onStatus', 0, null, { ...said, level: 'warning' }),
      chunkStreamId: CHUNK_STREAMS.stream,
      messageStreamId,
    });
  }

  /** §7.2.2.4, §7.2.2.5. */
  #receiveMedia(
    messageStreamId: number,
    name: 'receiveAudio' | 'receiveVideo',
    value: AmfValue | undefined,
  ): void {
    const stream = this.#streams.get(messageStreamId);
    if (!stream) return;
    // ActionScript may give a number of frames a second.
    const wanted = asBoolean(value) ?? (asNumber(value) ?? 1) > 0;
    stream.wants[name === 'receiveAudio' ? 'audio' : 'video'] = wanted;
    if (!wanted) return;
    this.#status(messageStreamId, 'NetStream.Seek.Notify', 'Going on with what is live now.');
    this.#status(messageStreamId, 'NetStream.Play.Start', `Playing ${stream.name.name}.`);
    if (stream.state === 'Playing')
      this.#event({ type: 'resumed', messageStreamId, ...stream.name });
  }

  /** Transaction ID 0 asks for no answer (GStreamer’s releaseStream and FCPublish). */
  #result(transactionId: number, value?: number): void {
    if (transactionId === 0) return;
    this.#send(replies.commandReply('_result', transactionId, null, value));
  }

  #refuseCall(transactionId: number, description: string): void {
    if (transactionId === 0) return;
    const said = replies.information('NetConnection.Call.Failed', description);
    this.#send(replies.commandReply('_error', transactionId, null, said));
  }

  #status(messageStreamId: number, code: string, description: string): void {
    this.#send(replies.statusReply(messageStreamId, code, description));
  }

  #ask(decision: Decision): void {
    this.#decision = decision;
    this.#event(decision);
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
    for (const stream of [...this.#streams.values()]) {
      const { state, id, name } = stream;
      if (state === 'Publishing')
        this.#event({ type: 'unpublished', messageStreamId: id, ...name });
      else if (state === 'Playing' || state === 'Paused')
        this.#event({ type: 'stopped', messageStreamId: id, ...name });
    }
    this.#streams.clear();
    this.#collector.clear();
    this.#inbox.length = 0;
    this.#inboxBytes = 0;
    this.#decision = undefined;
    this.#move(event);
    this.#event({ type: 'ended', ...ending });
  }

  #send({ chunkStreamId, ...message }: Reply): void {
    const send = this.#writer.message(chunkStreamId, message);
    this.#flow.send(send.length);
    this.#output.push({ send });
  }

  #event(event: ServerEvent): void {
    this.#output.push({ event });
  }

  #take(): ServerOutput[] {
    const output = this.#output;
    this.#output = [];
    return output;
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
