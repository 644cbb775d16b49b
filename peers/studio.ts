import { createHash } from 'node:crypto';
import { mkdtempSync, readdirSync, readFileSync, rmSync, statSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { look, inspect } from '../corpus/inspect-file.ts';
import { type ListenerOptions, RtmpListener } from '../server/rtmp-listener.ts';
import { Spool } from '../server/spool.ts';
import { type Dissected, dissected, headerLine } from './dissected.ts';

/** An audio or video message: what it is, when, and a hash of its bytes. */
export interface Frame {
  readonly type: number;
  readonly timestamp: number;
  /** Bytes of its payload. */
  readonly length: number;
  readonly hash: string;
}

/** What is in the recording of one connection. */
export interface Recorded {
  readonly path: string;
  readonly role: 'publish' | 'play' | undefined;
  readonly handshake: string;
  /** Audio and video that the client sent, and that it was sent. */
  readonly frames: { readonly client: Frame[]; readonly server: Frame[] };
  /** The first header of each message of each side, sorted; of whole messages only. */
  readonly headers: readonly [string[], string[]];
  /** Codes of errors in what the server sent, and what tshark has against the recording or reads otherwise. */
  readonly errors: string[];
}

/** A listener on a free port of 127.0.0.1, with a folder for what comes of it. */
export class Studio {
  readonly folder: string;
  readonly spool: Spool;
  readonly listener: RtmpListener;

  private constructor(listener: RtmpListener, folder: string, spool: Spool) {
    this.listener = listener;
    this.folder = folder;
    this.spool = spool;
  }

  static async open(options: Partial<ListenerOptions> = {}): Promise<Studio> {
    const folder = mkdtempSync(join(tmpdir(), 'rtmp-peers-'));
    const spool = new Spool(64_000_000);
    const listener = await RtmpListener.listen({
      hosts: ['127.0.0.1'],
      port: 0,
      spool,
      record: folder,
      ...options,
    });
    return new Studio(listener, folder, spool);
  }

  /** The address of a stream here. */
  url(name: string): string {
    return `rtmp://127.0.0.1:${this.listener.port}/live/${name}`;
  }

  file(name: string): string {
    return join(this.folder, name);
  }

  /** Waits until `enough` says so of the connections; fails after `seconds`. */
  async until(
    enough: (facts: RtmpListener['facts']) => boolean,
    seconds = 20,
  ): Promise<RtmpListener['facts']> {
    const end = performance.now() + seconds * 1000;
    while (!enough(this.listener.facts)) {
      if (performance.now() > end)
        throw new Error(`Waited in vain: ${JSON.stringify(this.listener.facts)}`);
      await new Promise((resolve) => setTimeout(resolve, 20));
    }
    return this.listener.facts;
  }

  /** Waits until every connection is closed, and reads the recordings, in the order of the connections. */
  async recordings(): Promise<Recorded[]> {
    const facts = await this.until((all) => all.every(({ closed }) => closed !== undefined));
    const number = (name: string): number => Number(/-(\d+)\.pcapng$/.exec(name)?.[1]);
    const names = () =>
      readdirSync(this.folder)
        .filter((name) => name.endsWith('.pcapng'))
        .sort((one, other) => number(one) - number(other));
    // What the spool has taken, the files have when the system has written it.
    const isWritten = (name: string) =>
      statSync(this.file(name)).size === this.listener.recording(number(name))?.size;
    await this.until(() => names().length === facts.length && names().every(isWritten));
    return names().map((name) => recorded(this.file(name), this.listener.port));
  }

  close(): void {
    this.listener.close();
    this.spool.close();
    rmSync(this.folder, { recursive: true, force: true });
  }
}

function recorded(path: string, port: number): Recorded {
  const bytes = new Uint8Array(readFileSync(path));
  const [connection] = inspect(bytes).connections;
  const session = connection!.session!;
  const { rows, describer } = look(connection!, bytes);
  const messagesOf = (direction: 0 | 1) => {
    const list = session.messageRows[direction];
    const views = Array.from({ length: list.length }, (_, i) => rows.message(list.get(i)));
    return views.filter(({ complete }) => complete);
  };
  const framesOf = (direction: 0 | 1): Frame[] =>
    messagesOf(direction)
      .filter(({ messageTypeId }) => messageTypeId === 8 || messageTypeId === 9)
      .map(({ messageTypeId, timestamp, length, row }) => ({
        type: messageTypeId,
        timestamp,
        length,
        hash: hash(describer.payload(row)),
      }));
  const findings = Array.from({ length: session.findings.table.length }, (_, row) =>
    rows.finding(row),
  );
  const headersOf = (direction: 0 | 1): string[] =>
    messagesOf(direction)
      .map(({ firstChunk, chunkStreamId, messageTypeId, length }) =>
        headerLine(rows.chunk(firstChunk).fmt, chunkStreamId, messageTypeId, length),
      )
      .sort();
  const headers = [headersOf(0), headersOf(1)] as const;
  return {
    path,
    role: session.ledger.streams[0]?.role,
    handshake: session.handshake.kind,
    frames: { client: framesOf(0), server: framesOf(1) },
    headers,
    errors: [
      ...findings
        .filter(({ direction, severity }) => direction === 1 && severity === 'error')
        .map(({ code, address }) => `${code} ${address}`),
      ...objections(dissected(path, port), headers),
    ],
  };
}

/** What tshark says against a recording, and where it reads other messages than we do. */
function objections(
  { headers, complaints }: Dissected,
  ours: readonly [string[], string[]],
): string[] {
  return [
    ...complaints,
    ...([0, 1] as const).flatMap((side) => {
      const at = headers[side].findIndex((line, i) => line !== ours[side][i]);
      if (at < 0 && headers[side].length === ours[side].length) return [];
      return [
        `tshark: ${headers[side].length} messages of side ${side}, ${ours[side].length} by us; ${headers[side][at]}, ${ours[side][at]}`,
      ];
    }),
  ];
}

/** The tags of audio and video in an FLV file (FLV E.4.1). */
export function flvFrames(path: string): Frame[] {
  const bytes = readFileSync(path);
  const frames: Frame[] = [];
  for (let at = 13; at + 11 <= bytes.length;) {
    const length = bytes.readUIntBE(at + 1, 3);
    const type = bytes[at]!;
    const timestamp = bytes.readUIntBE(at + 4, 3) + bytes[at + 7]! * 2 ** 24;
    const data = bytes.subarray(at + 11, at + 11 + length);
    if (type === 8 || type === 9) frames.push({ type, timestamp, length, hash: hash(data) });
    at += 11 + length + 4;
  }
  return frames;
}

/** Frames by what they are, without the order in which audio and video come among each other. */
export const sortedFrames = (frames: readonly Frame[]): string[] =>
  frames.map(({ type, timestamp, hash: sum }) => `${type} ${timestamp} ${sum}`).sort();

/** What librtmp writes to a file: it leaves out pictures of 5 bytes or fewer, such as the end of a sequence. */
export const worthDumping = (frames: readonly Frame[]): Frame[] =>
  frames.filter(({ type, length }) => type !== 9 || length > 5);

function hash(bytes: Uint8Array): string {
  return createHash('sha1').update(bytes).digest('hex').slice(0, 16);
}
