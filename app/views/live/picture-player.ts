import type {
  CodedPicture,
  CodedStream,
  PicturesAnswer,
  Questions,
} from '../../worker/protocol.ts';
import type { MediaTime } from './media-time.ts';

/** What the player does, or why it does nothing. */
export type PlayerState =
  | { readonly kind: 'idle' | 'waiting' }
  | { readonly kind: 'missing'; readonly what: NonNullable<PicturesAnswer['missing']> }
  | { readonly kind: 'no-decoder' }
  | { readonly kind: 'unsupported'; readonly name: string; readonly codec: string | undefined }
  | { readonly kind: 'failed'; readonly reason: string }
  | (Shown & { readonly kind: 'playing' | 'paused' | 'over' });

/** The picture on the canvas. */
export interface Shown {
  readonly name: string;
  readonly width: number;
  readonly height: number;
  /** Of the picture: its time in milliseconds since the first one that was played. */
  readonly time: number;
  /** Pictures shown since the player was made. */
  readonly count: number;
}

/** Where the pictures come from. */
export interface PictureSource {
  ask(ask: Omit<Questions['pictures']['ask'], 'connection'>): Promise<PicturesAnswer>;
  /** Whether more may come; then playing goes on at the end, and begins there. */
  grows(): boolean;
  /** Calls `more` when more has come, until the function that comes back is called. */
  watch(more: () => void): () => void;
}

/** Sound that goes with the pictures, where it is on: it is the clock then. */
export interface Companion {
  /** The pictures go on from a time, milliseconds of `MediaTime`; its sound is at or before message `row`. */
  begin(time: number, row: number): void;
  /** They hold still. */
  halt(): void;
  /** The time that is heard now; undefined while nothing is. */
  readonly position: number | undefined;
}

/** Pictures decoded ahead of the one that is shown. */
const MOST_AHEAD = 10;
/** Milliseconds between the newest picture that has come and the one that is shown, while more come. */
const CUSHION = 400;
/** Milliseconds of lateness after which the clock begins anew, and after which the newest pictures are sought. */
const LATE = 500;
export const FAR_BEHIND = 4000;
/** Milliseconds between two pieces of news about what is shown. */
export const NEWS_INTERVAL = 250;
/** The message to ask from for what came last. */
export const NEWEST = Number.MAX_SAFE_INTEGER;

/**
 * Plays coded pictures on a canvas with the browser's own decoder, in their own time. It asks for as many as it
 * can use, and holds a handful decoded.
 */
export class PicturePlayer {
  readonly #canvas: HTMLCanvasElement;
  readonly #source: PictureSource;
  readonly #tell: (state: PlayerState) => void;
  readonly #unwatch: () => void;
  #decoder: VideoDecoder | undefined;
  #setUp:
    { readonly name: string; readonly codec: string; readonly description: Uint8Array } | undefined;
  #answer: PicturesAnswer | undefined;
  /** Coded pictures that wait for the decoder, and decoded ones that wait for their time. */
  #coded: { picture: CodedPicture; bytes: Uint8Array; time: number }[] = [];
  #frames: VideoFrame[] = [];
  readonly #time: MediaTime;
  readonly #sound: Companion;
  /** The stream that was chosen; the nearest one otherwise. */
  #wanted: CodedStream | undefined;
  /** What `performance.now()` would be when the picture of time 0 is due. */
  #clock: number | undefined;
  #newest = 0;
  #shown: Shown | undefined;
  #isPlaying = false;
  #isAsking = false;
  /** All that has come was asked for. */
  #isDry = false;
  /** Counts the places that were sought: an answer that belongs to an earlier one is let go. */
  #turn = 0;
  #isOver = false;
  #isClosed = false;
  #told = 0;
  #tick = 0;

  constructor(
    canvas: HTMLCanvasElement,
    source: PictureSource,
    tell: (state: PlayerState) => void,
    time: MediaTime,
    sound: Companion,
  ) {
    this.#time = time;
    this.#sound = sound;
    this.#canvas = canvas;
    this.#source = source;
    this.#tell = tell;
    this.#unwatch = source.watch(() => {
      this.#isDry = false;
      void this.#feed();
    });
  }

  /** Plays from the key frame at or before message `from`; goes on where it was without one. While more comes, from the newest. */
  play(from?: number): void {
    if (this.#isClosed) return;
    if (typeof VideoDecoder !== 'function') {
      this.#tell({ kind: 'no-decoder' });
      return;
    }
    this.#isPlaying = true;
    this.#clock = undefined;
    if (!this.#shown) this.#tell({ kind: 'waiting' });
    const goesOn = this.#answer !== undefined && !this.#isOver && this.#decoder !== undefined;
    if (!goesOn || from !== undefined || this.#source.grows())
      void this.#seek(this.#source.grows() ? NEWEST : (from ?? 0));
    else void this.#feed();
    cancelAnimationFrame(this.#tick);
    this.#tick = requestAnimationFrame(() => this.#show());
  }

  /** Plays another stream or track from now on, at the place where the pictures are. */
  choose(stream: CodedStream): void {
    this.#wanted = stream;
    const place = this.#answer?.next;
    this.#answer = undefined;
    if (this.#isPlaying) void this.#seek(this.#source.grows() ? NEWEST : (place ?? 0));
  }

  /** Where the pictures are while they play, as `Companion.begin` is told it. */
  get place(): { readonly time: number; readonly row: number } | undefined {
    if (!this.#isPlaying || this.#clock === undefined) return undefined;
    return { time: performance.now() - this.#clock, row: this.#answer?.next ?? 0 };
  }

  pause(): void {
    if (!this.#isPlaying) return;
    this.#stop(this.#shown ? { ...this.#shown, kind: 'paused' } : { kind: 'idle' });
  }

  /** Lets go of the decoder. */
  close(): void {
    this.#isClosed = true;
    this.#isPlaying = false;
    cancelAnimationFrame(this.#tick);
    this.#unwatch();
    this.#drop();
    if (this.#decoder && this.#decoder.state !== 'closed') this.#decoder.close();
  }

  #stop(state: PlayerState): void {
    this.#isPlaying = false;
    // What is left of the sound may be heard to its end.
    if (state.kind !== 'over') this.#sound.halt();
    cancelAnimationFrame(this.#tick);
    if (!this.#isClosed) this.#tell(state);
  }

  /** Forgets what was asked for and decoded. */
  #drop(): void {
    // Nothing of before comes out of it any more.
    if (this.#decoder?.state === 'configured') this.#decoder.reset();
    for (const frame of this.#frames) frame.close();
    this.#frames = [];
    this.#coded = [];
    this.#clock = undefined;
    this.#isOver = false;
    this.#isDry = false;
  }

  async #seek(from: number): Promise<void> {
    this.#drop();
    this.#turn++;
    this.#isAsking = false;
    this.#setUp = undefined;
    this.#answer = undefined;
    await this.#ask(this.#sought(from));
  }

  #sought(from: number): Parameters<PictureSource['ask']>[0] {
    return { from, seek: true, ...(this.#wanted && { stream: this.#wanted }) };
  }

  /** Gives the decoder what it can take, and asks for more. */
  async #feed(): Promise<void> {
    if (!this.#isPlaying || this.#isClosed) return;
    const decoder = this.#decoder;
    while (
      decoder?.state === 'configured' &&
      this.#coded.length > 0 &&
      decoder.decodeQueueSize + this.#frames.length < MOST_AHEAD
    ) {
      const { picture, bytes, time } = this.#coded.shift()!;
      const type = picture.isKey ? 'key' : 'delta';
      decoder.decode(new EncodedVideoChunk({ type, timestamp: time * 1000, data: bytes }));
    }
    if (this.#coded.length > 0 || this.#isDry || this.#isOver) return;
    const { next, stream, missing } = this.#answer ?? {};
    if (missing !== undefined || !stream) {
      if (this.#source.grows()) await this.#ask(this.#sought(NEWEST));
    } else await this.#ask({ from: next!, stream });
  }

  async #ask(ask: Parameters<PictureSource['ask']>[0]): Promise<void> {
    if (this.#isAsking) return;
    this.#isAsking = true;
    const turn = this.#turn;
    try {
      const grew = this.#source.grows();
      const before = this.#answer?.next;
      this.#isDry = true;
      const answer = await this.#source.ask(ask);
      if (turn !== this.#turn || this.#isClosed) return;
      this.#answer = answer;
      if (answer.missing !== undefined) this.#lack(answer, grew);
      else if ((await this.#take(answer, turn)) && answer.next !== before) this.#isDry = false;
      else if (!grew && this.#setUp) await this.#finish();
    } catch (error) {
      if (turn === this.#turn) this.#fail(error);
    } finally {
      if (turn === this.#turn) this.#isAsking = false;
    }
    if (!this.#isDry) await this.#feed();
  }

  /** Nothing can be shown yet; what is not there any more will not come. */
  #lack({ missing, name }: PicturesAnswer, grows: boolean): void {
    const state = { kind: 'missing', what: missing! } as const;
    // Without a decoder for it, a sequence header would not help.
    if (
      missing === 'sequence header' &&
      name !== undefined &&
      !/^(AVC|HEVC|VVC|AV1|VP9)$/.test(name)
    )
      this.#stop({ kind: 'unsupported', name, codec: undefined });
    else if (grows) this.#tell(state);
    else this.#stop(state);
  }

  /** False where the browser cannot play it. */
  async #take(answer: PicturesAnswer, turn: number): Promise<boolean> {
    const { codec, name = '', description, pictures, bytes } = answer;
    if (codec !== undefined && !(await this.#configure(name, codec, description))) return false;
    if (turn !== this.#turn) return false;
    if (pictures.length > 0 && !this.#setUp) {
      this.#stop({ kind: 'unsupported', name, codec: undefined });
      return false;
    }
    for (const picture of pictures) {
      const time = this.#time.of(picture.shown);
      this.#newest = Math.max(this.#newest, time);
      this.#coded.push({ picture, bytes: bytes.subarray(picture.start, picture.end), time });
    }
    return true;
  }

  async #configure(name: string, codec: string, description: Uint8Array): Promise<boolean> {
    const before = this.#setUp;
    if (before?.codec === codec && isEqual(before.description, description)) return true;
    // Only these two are given their record: the frames of others say it all.
    const needsRecord = /^(avc1|hvc1)/.test(codec);
    const config: VideoDecoderConfig = {
      codec,
      optimizeForLatency: true,
      ...(needsRecord && { description }),
    };
    const { supported } = await VideoDecoder.isConfigSupported(config).catch(() => ({
      supported: false,
    }));
    if (this.#isClosed) return false;
    if (supported !== true) {
      this.#stop({ kind: 'unsupported', name, codec });
      return false;
    }
    if (!this.#decoder || this.#decoder.state === 'closed')
      this.#decoder = new VideoDecoder({
        output: (frame) => this.#decoded(frame),
        error: (error) => this.#fail(error),
      });
    // What was given to it before is still to be shown.
    if (before) await this.#decoder.flush();
    this.#decoder.configure(config);
    this.#setUp = { name, codec, description };
    return true;
  }

  #decoded(frame: VideoFrame): void {
    if (this.#isClosed) frame.close();
    else this.#frames.push(frame);
  }

  /** The last pictures are still in the decoder. */
  async #finish(): Promise<void> {
    if (this.#isOver) return;
    this.#isOver = true;
    if (this.#decoder?.state === 'configured') await this.#decoder.flush();
  }

  #fail(error: unknown): void {
    this.#setUp = undefined;
    this.#answer = undefined;
    this.#stop({ kind: 'failed', reason: error instanceof Error ? error.message : String(error) });
  }

  /** Once for each picture of the screen: shows the last one that is due. */
  #show(): void {
    if (!this.#isPlaying || this.#isClosed) return;
    this.#tick = requestAnimationFrame(() => this.#show());
    const now = performance.now();
    const [next] = this.#frames;
    const heard = this.#sound.position;
    if (heard !== undefined) this.#clock = now - heard;
    if (next && !this.#keepTime(now, next.timestamp / 1000, heard !== undefined)) return;
    let due: VideoFrame | undefined;
    while (this.#frames[0] && this.#clock !== undefined) {
      if (this.#frames[0].timestamp / 1000 > now - this.#clock) break;
      due?.close();
      due = this.#frames.shift();
    }
    if (due) this.#paint(due, now);
    else if (this.#isOver && this.#frames.length === 0 && this.#coded.length === 0)
      this.#stop(
        this.#shown ? { ...this.#shown, kind: 'over' } : { kind: 'missing', what: 'key frame' },
      );
    void this.#feed();
  }

  /** Sets the clock for what is next where that is needed; false when the newest is sought instead. */
  #keepTime(now: number, time: number, isHeard: boolean): boolean {
    const grows = this.#source.grows();
    const late = this.#clock === undefined ? 0 : now - this.#clock - (grows ? this.#newest : time);
    if (grows && late > FAR_BEHIND) {
      void this.#seek(NEWEST);
      return false;
    }
    // The sound waits when it has run dry; after enough of that it is no longer live.
    const isBehind = isHeard && grows && -late > FAR_BEHIND;
    if (this.#clock !== undefined && !isBehind && (isHeard || late <= LATE)) return true;
    // While more comes, the newest is due shortly and all before it at once.
    const position = grows ? Math.max(time, this.#newest - CUSHION) : time;
    this.#clock = now - position;
    this.#sound.begin(position, this.#answer?.next ?? 0);
    return true;
  }

  #paint(frame: VideoFrame, now: number): void {
    const { displayWidth: width, displayHeight: height, timestamp } = frame;
    const canvas = this.#canvas;
    if (canvas.width !== width || canvas.height !== height)
      Object.assign(canvas, { width, height });
    canvas.getContext('2d')?.drawImage(frame, 0, 0, width, height);
    frame.close();
    const count = (this.#shown?.count ?? 0) + 1;
    const name = this.#setUp?.name ?? this.#shown?.name ?? '';
    this.#shown = { name, width, height, time: timestamp / 1000, count };
    if (now - this.#told < NEWS_INTERVAL && count > 1) return;
    this.#told = now;
    this.#tell({ ...this.#shown, kind: 'playing' });
  }
}

function isEqual(one: Uint8Array, other: Uint8Array): boolean {
  return one.length === other.length && one.every((byte, index) => byte === other[index]);
}
