import { ChunkWriter } from '../chunk/chunk-writer.ts';
import type { FlowControl } from './flow-control.ts';
import * as replies from './replies.ts';
import type { ServerEvent, ServerOutput } from './server-event.ts';

/** What a session has to say: messages become bytes here, in the order in which they and events come. */
export class Outbox {
  readonly #writer = new ChunkWriter('careful');
  readonly #flow: FlowControl;
  #output: ServerOutput[] = [];

  constructor(flow: FlowControl) {
    this.#flow = flow;
  }

  /** Bytes that are not in chunks: the handshake. */
  bytes(send: Uint8Array): void {
    this.#output.push({ send });
  }

  send(message: replies.Reply): void {
    const send = this.#writer.message(message);
    this.#flow.send(send.length);
    this.#output.push({ send });
  }

  /** Set Chunk Size, which holds from the next chunk on. */
  setChunkSize(size: number): void {
    this.send(replies.chunkSizeReply(size));
    this.#writer.chunkSize = size;
  }

  status(messageStreamId: number, code: string, description: string): void {
    this.send(replies.statusReply(messageStreamId, code, description));
  }

  /** Transaction ID 0 asks for no answer (GStreamer’s releaseStream and FCPublish). */
  result(transactionId: number, value?: number): void {
    if (transactionId === 0) return;
    this.send(replies.commandReply('_result', transactionId, null, value));
  }

  refuseCall(transactionId: number, description: string): void {
    if (transactionId === 0) return;
    const said = replies.information('NetConnection.Call.Failed', description);
    this.send(replies.commandReply('_error', transactionId, null, said));
  }

  event(event: ServerEvent): void {
    this.#output.push({ event });
  }

  /** All of it, once. */
  take(): ServerOutput[] {
    const output = this.#output;
    this.#output = [];
    return output;
  }
}
