import { type AmfValue, asBoolean, asNumber, asString } from '../amf/amf-value.ts';
import type { CommandMessage } from '../command/command.ts';
import type { MessageForMany, WholeMessage } from './message-collector.ts';
import {
  deletedStream,
  isEnd,
  MessageStream,
  publishingType,
  streamName,
} from './message-stream.ts';
import type { Outbox } from './outbox.ts';
import * as replies from './replies.ts';
import { CHUNK_STREAMS, USER_CONTROL } from './replies.ts';
import type { PlayRequest, PublishRequest } from './server-event.ts';

/** Chunk streams media go on, by message type. */
const MEDIA_CHUNK_STREAMS: Readonly<Record<number, number>> = {
  8: CHUNK_STREAMS.audio,
  9: CHUNK_STREAMS.video,
};

/** A request that waits to be numbered and decided. */
export type StreamRequest = Omit<PublishRequest, 'id'> | Omit<PlayRequest, 'id'>;

/** The message streams of one connection, and the commands that are about them (§7.2.2). */
export class MessageStreams {
  readonly #outbox: Outbox;
  readonly #most: number;
  readonly #ask: (request: StreamRequest) => void;
  readonly #streams = new Map<number, MessageStream>();
  /** FCPublish was called, so onFCPublish is waited for. */
  #fcPublished = false;
  /** Whether the play being decided asked to clear the playlist. */
  #reset = false;

  constructor(outbox: Outbox, most: number, ask: (request: StreamRequest) => void) {
    this.#outbox = outbox;
    this.#most = most;
    this.#ask = ask;
  }

  /** Takes a command; false when it is not about streams. */
  command(command: CommandMessage, messageStreamId: number): boolean {
    const { name, transactionId = 0, values } = command;
    switch (name) {
      case 'createStream':
        this.#create(transactionId);
        return true;
      case 'publish':
      case 'play':
        if (isEnd(command)) this.#close(messageStreamId);
        else if (name === 'publish') this.#publish(command, messageStreamId);
        else this.#play(command, messageStreamId);
        return true;
      case 'FCPublish':
        this.#fcPublished = true;
        this.#outbox.result(transactionId);
        return true;
      case 'FCUnpublish':
        this.#fcUnpublish(transactionId, values[3]);
        return true;
      case 'closeStream':
        this.#close(messageStreamId);
        return true;
      case 'deleteStream':
        this.#delete(deletedStream(command, messageStreamId, this.#streams));
        return true;
      case 'pause':
      case 'pauseRaw':
      case 'pauseraw':
        this.#pause(messageStreamId, asBoolean(values[3]) !== false);
        return true;
      case 'seek':
        this.#refuseSeek(messageStreamId);
        return true;
      case 'receiveAudio':
      case 'receiveVideo':
        this.#receiveMedia(messageStreamId, name, values[3]);
        return true;
      default:
        return false;
    }
  }

  /** Audio, video, data and Aggregates of a publisher. On any other stream they mean nothing. */
  media(message: WholeMessage): void {
    const { messageStreamId } = message;
    if (this.#streams.get(messageStreamId)?.state !== 'Publishing') return;
    this.#outbox.event({ type: 'media', messageStreamId, message });
  }

  acceptPublish({ messageStreamId, name }: PublishRequest): void {
    this.#streams.get(messageStreamId)?.on('accepted');
    const text = `${name} is being published.`;
    this.#outbox.send(replies.streamEventReply(USER_CONTROL.streamBegin, messageStreamId));
    if (this.#fcPublished) this.#fc('onFCPublish', 'NetStream.Publish.Start', text);
    this.#outbox.status(messageStreamId, 'NetStream.Publish.Start', text);
  }

  acceptPlay({ messageStreamId, name }: PlayRequest): void {
    const stream = this.#streams.get(messageStreamId);
    stream?.on('accepted');
    if (stream) stream.wants = { audio: true, video: true };
    this.#outbox.send(replies.streamEventReply(USER_CONTROL.streamBegin, messageStreamId));
    if (this.#reset)
      this.#outbox.status(messageStreamId, 'NetStream.Play.Reset', `Playing ${name} anew.`);
    this.#outbox.status(messageStreamId, 'NetStream.Play.Start', `Playing ${name}.`);
    const begins = replies.information('NetStream.Data.Start', 'Data begins.');
    this.#outbox.send(replies.dataReply(messageStreamId, '|RtmpSampleAccess', true, true));
    this.#outbox.send(replies.dataReply(messageStreamId, 'onStatus', begins));
  }

  refuse({ messageStreamId }: StreamRequest, code: string, description: string): void {
    this.#streams.get(messageStreamId)?.on('refused');
    this.#outbox.status(messageStreamId, code, description);
  }

  /** See `ServerSession.deliver`. */
  deliver(messageStreamId: number, message: MessageForMany): void {
    const stream = this.#streams.get(messageStreamId);
    if (stream?.state !== 'Playing') return;
    const { messageTypeId } = message;
    if (messageTypeId === 8 && !stream.wants.audio) return;
    if (messageTypeId === 9 && !stream.wants.video) return;
    const chunkStreamId = MEDIA_CHUNK_STREAMS[messageTypeId] ?? CHUNK_STREAMS.stream;
    this.#outbox.send({ ...message, messageStreamId, chunkStreamId });
  }

  /** See `ServerSession.notifyPlayer`. */
  notifyPlayer(messageStreamId: number, what: 'over' | 'again'): void {
    const stream = this.#streams.get(messageStreamId);
    if (stream?.state !== 'Playing' && stream?.state !== 'Paused') return;
    const { name } = stream.name;
    const [event, code, text] =
      what === 'over'
        ? ([USER_CONTROL.streamEof, 'NetStream.Play.UnpublishNotify', 'is over'] as const)
        : ([USER_CONTROL.streamBegin, 'NetStream.Play.PublishNotify', 'is back'] as const);
    this.#outbox.send(replies.streamEventReply(event, messageStreamId));
    this.#outbox.status(messageStreamId, code, `${name} ${text}.`);
  }

  /** The connection is gone: so is everything on it. */
  end(): void {
    for (const { state, id, name } of this.#streams.values()) {
      if (state === 'Publishing')
        this.#outbox.event({ type: 'unpublished', messageStreamId: id, ...name });
      else if (state === 'Playing' || state === 'Paused')
        this.#outbox.event({ type: 'stopped', messageStreamId: id, ...name });
    }
    this.#streams.clear();
  }

  #create(transactionId: number): void {
    if (this.#streams.size >= this.#most) {
      this.#outbox.refuseCall(transactionId, this.#full);
      return;
    }
    let id = 1;
    while (this.#streams.has(id)) id++;
    this.#streams.set(id, new MessageStream(id));
    this.#outbox.result(transactionId, id);
  }

  get #full(): string {
    return `A connection may have ${this.#most} streams, and this one has them open.`;
  }

  /** The stream a command is about. Some clients use one that they never created. */
  #streamOf(messageStreamId: number): MessageStream | undefined {
    const known = this.#streams.get(messageStreamId);
    if (known || messageStreamId === 0 || this.#streams.size >= this.#most) return known;
    const stream = new MessageStream(messageStreamId);
    this.#streams.set(messageStreamId, stream);
    return stream;
  }

  #publish(command: CommandMessage, messageStreamId: number): void {
    const name = streamName(asString(command.values[3]) ?? '');
    const stream = this.#streamOf(messageStreamId);
    if (name.name === '')
      this.#outbox.status(
        messageStreamId,
        'NetStream.Publish.BadName',
        'publish gave no stream name.',
      );
    else if (!stream?.on('publish'))
      this.#outbox.status(messageStreamId, 'NetStream.Publish.Failed', this.#why(messageStreamId));
    else {
      stream.name = name;
      const type = publishingType(command);
      this.#ask({ type: 'publish', messageStreamId, publishingType: type, ...name });
    }
  }

  #play({ values }: CommandMessage, messageStreamId: number): void {
    const name = streamName(asString(values[3]) ?? '');
    const stream = this.#streamOf(messageStreamId);
    // Another play on the same stream takes the place of the one before.
    if (stream?.state === 'Playing' || stream?.state === 'Paused') this.#close(messageStreamId);
    if (name.name === '')
      this.#outbox.status(messageStreamId, 'NetStream.Play.Failed', 'play gave no stream name.');
    else if (!stream?.on('play'))
      this.#outbox.status(messageStreamId, 'NetStream.Play.Failed', this.#why(messageStreamId));
    else {
      stream.name = name;
      this.#reset = asBoolean(values[6]) ?? (asNumber(values[6]) ?? 0) % 2 === 1;
      this.#ask({ type: 'play', messageStreamId, start: asNumber(values[4]) ?? -2, ...name });
    }
  }

  #why(messageStreamId: number): string {
    const stream = this.#streams.get(messageStreamId);
    if (stream) return `Stream ${messageStreamId} is in use: ${stream.state}.`;
    if (messageStreamId === 0)
      return 'Stream 0 is the connection itself: createStream comes first.';
    return this.#full;
  }

  #fcUnpublish(transactionId: number, value: AmfValue | undefined): void {
    const { name } = streamName(asString(value) ?? '');
    const stream = [...this.#streams.values()].find(
      (one) => one.state === 'Publishing' && one.name.name === name,
    );
    this.#outbox.result(transactionId);
    if (!stream) return;
    this.#fc('onFCUnpublish', 'NetStream.Unpublish.Success', `${name} has ended.`);
    this.#close(stream.id);
  }

  /** Never the bare name, as FFmpeg's own listener sends it. */
  #fc(name: string, code: string, description: string): void {
    this.#outbox.send(replies.commandReply(name, 0, null, replies.information(code, description)));
  }

  /** Ends what the stream is used for; it can be used again. */
  #close(messageStreamId: number): void {
    const stream = this.#streams.get(messageStreamId);
    if (!stream) return;
    const { state, name } = stream;
    stream.on('closed');
    if (state === 'Publishing') {
      this.#outbox.status(
        messageStreamId,
        'NetStream.Unpublish.Success',
        `${name.name} has ended.`,
      );
      this.#outbox.event({ type: 'unpublished', messageStreamId, ...name });
    } else if (state === 'Playing' || state === 'Paused')
      this.#outbox.event({ type: 'stopped', messageStreamId, ...name });
  }

  #delete(stream: MessageStream | undefined): void {
    if (!stream) return;
    this.#close(stream.id);
    stream.on('deleted');
    this.#streams.delete(stream.id);
  }

  /** A live stream can be held back, and goes on at what is live by then. */
  #pause(messageStreamId: number, hold: boolean): void {
    const stream = this.#streams.get(messageStreamId);
    if (!stream?.on(hold ? 'pause' : 'resume')) return;
    if (hold) this.#outbox.status(messageStreamId, 'NetStream.Pause.Notify', 'Paused.');
    else {
      this.#outbox.status(
        messageStreamId,
        'NetStream.Unpause.Notify',
        'Going on with what is live.',
      );
      this.#outbox.event({ type: 'resumed', messageStreamId, ...stream.name });
    }
  }

  /** With level `warning`: FFmpeg closes the connection over an `error`. */
  #refuseSeek(messageStreamId: number): void {
    const said = replies.information('NetStream.Seek.Failed', 'This is live: there is no seeking.');
    this.#outbox.send({
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
    this.#outbox.status(messageStreamId, 'NetStream.Seek.Notify', 'Going on with what is live.');
    this.#outbox.status(messageStreamId, 'NetStream.Play.Start', `Playing ${stream.name.name}.`);
    if (stream.state === 'Playing')
      this.#outbox.event({ type: 'resumed', messageStreamId, ...stream.name });
  }
}
