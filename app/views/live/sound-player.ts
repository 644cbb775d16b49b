import type { CodedStream, Questions, SoundAnswer } from '../../worker/protocol.ts';
import type { MediaTime } from './media-time.ts';
import { type Companion, FAR_BEHIND, NEWEST, NEWS_INTERVAL } from './picture-player.ts';
import { SoundOutput } from './sound-output.ts';

/** What the sound does, or why it does nothing. */
export type SoundState =
  /** `armed`: it is on, and nothing plays. */
  | { readonly kind: 'off' | 'armed' | 'waiting' | 'no-decoder' }
  | { readonly kind: 'missing'; readonly what: NonNullable<SoundAnswer['missing']> }
  | { readonly kind: 'unsupported'; readonly name: string; readonly codec: string | undefined }
  | { readonly kind: 'failed'; readonly reason: string }
  | (Heard & { readonly kind: 'playing' | 'over' });

/** What is decoded. */
export interface Heard {
  readonly name: string;
  /** Samples a second. */
  readonly sampleRate: number;
  readonly channels: number;
  /** Frames decoded since the sound was turned on. */
  readonly frames: number;
}

/** Where the sound comes from. */
export interface SoundSource {
  ask(ask: Omit<Questions['sound']['ask'], 'connection'>): Promise<SoundAnswer>;
  /** Whether more may come. */
  grows(): boolean;
}

/** Seconds of sound that are decoded ahead of what is heard, and coded frames in the decoder at most. */
const AHEAD = 1;
const MOST_IN_DECODER = 30;
/** Milliseconds between two looks whether the decoder can take more. */
const PACE = 50;

/** Decodes coded sound with the browser's own decoder, and has it heard beside the pictures or by itself. */
export class SoundPlayer implements Companion {
  readonly #source: SoundSource;
  readonly #tell: (state: SoundState) => void;
  readonly #time: MediaTime;
  #decoder: AudioDecoder | undefined;
  #output: SoundOutput | undefined;
  #setUp: SoundAnswer['setUp'];
  #name = '';
  #answer: SoundAnswer | undefined;
  #coded: { bytes: Uint8Array; time: number }[] = [];
  /** The time that pictures showed when they went on, and when that was; undefined for sound by itself. */
  #asked: { readonly time: number; readonly at: number } | undefined;
  #wanted: CodedStream | undefined;
  #newest = 0;
  #frames = 0;
  #heard: Heard | undefined;
  #volume = 1;
  #isOn = false;
  #isPlaying = false;
  #isAlone = false;
  #isAsking = false;
  #isOver = false;
  /** Counts the places that were sought: what belongs to an earlier one is let go. */
  #turn = 0;
  #told = 0;
  #timer: ReturnType<typeof setTimeout> | undefined;

  constructor(source: SoundSource, tell: (state: SoundState) => void, time: MediaTime) {
    this.#source = source;
    this.#tell = tell;
    this.#time = time;
  }

  /** From 0 to 1. */
  set volume(volume: number) {
    this.#volume = volume;
    if (this.#output) this.#output.volume = volume;
  }

  /** Lets sound be heard from now on: what goes with the pictures at `place`, or with the next that are played. */
  turnOn(place: { readonly time: number; readonly row: number } | undefined): void {
    if (typeof AudioDecoder !== 'function') {
      this.#tell({ kind: 'no-decoder' });
      return;
    }
    this.#isOn = true;
    this.#frames = 0;
    this.#tell({ kind: 'armed' });
    if (place) this.begin(place.time, place.row);
  }

  turnOff(): void {
    this.#isOn = false;
    this.#stop({ kind: 'off' });
  }

  begin(time: number, row: number): void {
    if (this.#isOn) this.#begin(row, { time, at: performance.now() });
  }

  /** Plays by itself, where there are no pictures: what is live, or else from message `row`. */
  beginAlone(row: number): void {
    if (this.#isOn) this.#begin(this.#source.grows() ? NEWEST : row, undefined);
  }

  halt(): void {
    if (this.#isOn && this.#isPlaying) this.#stop({ kind: 'armed' });
  }

  /** Plays another stream or track from now on. */
  choose(stream: CodedStream): void {
    this.#wanted = stream;
    if (!this.#isPlaying) return;
    const { position } = this;
    const row = this.#answer?.next ?? 0;
    if (this.#isAlone || position === undefined) this.beginAlone(row);
    else this.begin(position, row);
  }

  get position(): number | undefined {
    return this.#isPlaying ? this.#output?.position : undefined;
  }

  /** Lets go of decoder and loudspeaker. */
  close(): void {
    this.#isOn = false;
    this.#drop();
    if (this.#decoder && this.#decoder.state !== 'closed') this.#decoder.close();
    this.#output?.close();
  }

  #begin(row: number, asked: { time: number; at: number } | undefined): void {
    this.#drop();
    this.#isPlaying = true;
    this.#isAlone = asked === undefined;
    this.#asked = asked;
    this.#tell({ kind: 'waiting' });
    const since = asked && this.#time.timestampAt(asked.time);
    void this.#ask({
      from: row,
      seek: true,
      ...(since !== undefined && { since }),
      ...(this.#wanted && { stream: this.#wanted }),
    });
    this.#timer = setTimeout(() => this.#pump(), PACE);
  }

  #stop(state: SoundState): void {
    this.#drop();
    this.#tell(state);
  }

  #drop(): void {
    clearTimeout(this.#timer);
    this.#turn++;
    this.#isPlaying = false;
    this.#isAsking = false;
    this.#isOver = false;
    this.#answer = undefined;
    this.#setUp = undefined;
    this.#coded = [];
    this.#newest = 0;
    if (this.#decoder?.state === 'configured') this.#decoder.reset();
    this.#output?.halt();
  }

  /** Gives the decoder what it can take, asks for more, and looks again soon. */
  #pump(): void {
    if (!this.#isPlaying) return;
    this.#timer = setTimeout(() => this.#pump(), PACE);
    const { position } = this;
    const isBehind = position !== undefined && this.#newest - position > FAR_BEHIND;
    if (this.#isAlone && this.#source.grows() && isBehind) {
      this.beginAlone(NEWEST);
      return;
    }
    this.#decode();
    if (this.#coded.length > 0 || this.#isOver) return;
    const { next, stream, missing } = this.#answer ?? {};
    if (missing === undefined && stream) void this.#ask({ from: next!, stream });
    else if (this.#source.grows() && this.#answer)
      void this.#ask({ from: NEWEST, seek: true, ...(this.#wanted && { stream: this.#wanted }) });
  }

  #decode(): void {
    const decoder = this.#decoder;
    while (
      decoder?.state === 'configured' &&
      this.#coded.length > 0 &&
      decoder.decodeQueueSize < MOST_IN_DECODER &&
      (this.#output?.ahead ?? 0) < AHEAD
    ) {
      const { bytes, time } = this.#coded.shift()!;
      decoder.decode(new EncodedAudioChunk({ type: 'key', timestamp: time * 1000, data: bytes }));
    }
  }

  async #ask(ask: Parameters<SoundSource['ask']>[0]): Promise<void> {
    if (this.#isAsking) return;
    this.#isAsking = true;
    const turn = this.#turn;
    try {
      const grew = this.#source.grows();
      const before = this.#answer?.next;
      const answer = await this.#source.ask(ask);
      if (turn !== this.#turn) return;
      this.#answer = answer;
      if (answer.missing !== undefined) this.#lack(answer, grew);
      else if ((await this.#take(answer, turn)) && !grew && answer.next === before)
        await this.#finish(turn);
    } catch (error) {
      if (turn === this.#turn) this.#fail(error);
    } finally {
      if (turn === this.#turn) this.#isAsking = false;
    }
  }

  /** Nothing can be heard yet; what is not there any more will not come. */
  #lack({ missing, name }: SoundAnswer, grows: boolean): void {
    const state = { kind: 'missing', what: missing! } as const;
    // Without a decoder for it, a sequence header would not help.
    if (missing === 'sequence header' && name !== undefined && !/^(AAC|FLAC)$/.test(name))
      this.#stop({ kind: 'unsupported', name, codec: undefined });
    else if (grows) this.#tell(state);
    else this.#stop(state);
  }

  /** False where the browser cannot play it. */
  async #take(answer: SoundAnswer, turn: number): Promise<boolean> {
    const { name = this.#name, setUp, frames, bytes } = answer;
    this.#name = name;
    if (setUp && !(await this.#configure(setUp, turn))) return false;
    if (turn !== this.#turn) return false;
    if (frames.length > 0 && !this.#setUp) {
      this.#stop({ kind: 'unsupported', name, codec: undefined });
      return false;
    }
    for (const { timestamp, start, end } of frames) {
      const time = this.#time.of(timestamp);
      this.#newest = Math.max(this.#newest, time);
      this.#coded.push({ bytes: bytes.subarray(start, end), time });
    }
    this.#decode();
    return true;
  }

  async #configure(setUp: NonNullable<SoundAnswer['setUp']>, turn: number): Promise<boolean> {
    if (isSame(this.#setUp, setUp)) return true;
    const { codec, sampleRate, channels, description } = setUp;
    const config: AudioDecoderConfig = {
      codec,
      sampleRate,
      numberOfChannels: channels,
      ...(description.length > 0 && { description }),
    };
    const { supported } = await AudioDecoder.isConfigSupported(config).catch(() => ({
      supported: false,
    }));
    if (turn !== this.#turn) return false;
    if (supported !== true) {
      this.#stop({ kind: 'unsupported', name: this.#name, codec });
      return false;
    }
    // What was given to it before is still to be heard.
    if (this.#setUp && this.#decoder?.state === 'configured') await this.#decoder.flush();
    if (turn !== this.#turn) return false;
    if (!this.#decoder || this.#decoder.state === 'closed')
      this.#decoder = new AudioDecoder({
        output: (data) => this.#decoded(data),
        error: (error) => this.#fail(error),
      });
    this.#decoder.configure(config);
    this.#setUp = setUp;
    return true;
  }

  #decoded(data: AudioData): void {
    if (!this.#isPlaying) {
      data.close();
      return;
    }
    try {
      this.#hear(data);
    } catch (error) {
      // Not every rate is one that the loudspeaker can be opened with.
      this.#fail(error);
    } finally {
      data.close();
    }
  }

  #hear(data: AudioData): void {
    const { sampleRate, numberOfChannels: channels } = data;
    if (this.#output?.sampleRate !== sampleRate) {
      this.#output?.close();
      this.#output = new SoundOutput(sampleRate, this.#volume);
    }
    const now = performance.now();
    this.#output.take(data, this.#asked && this.#asked.time + now - this.#asked.at);
    this.#heard = { name: this.#name, sampleRate, channels, frames: ++this.#frames };
    if (now - this.#told < NEWS_INTERVAL && this.#frames > 1) return;
    this.#told = now;
    this.#tell({ ...this.#heard, kind: 'playing' });
  }

  /** The last frames are still in the decoder. */
  async #finish(turn: number): Promise<void> {
    this.#isOver = true;
    if (this.#decoder?.state === 'configured') await this.#decoder.flush();
    if (turn === this.#turn && this.#heard) this.#tell({ ...this.#heard, kind: 'over' });
  }

  #fail(error: unknown): void {
    this.#stop({ kind: 'failed', reason: error instanceof Error ? error.message : String(error) });
  }
}

function isSame(one: SoundAnswer['setUp'], other: NonNullable<SoundAnswer['setUp']>): boolean {
  return (
    one?.codec === other.codec &&
    one.sampleRate === other.sampleRate &&
    one.channels === other.channels &&
    one.description.length === other.description.length &&
    one.description.every((byte, index) => byte === other.description[index])
  );
}
