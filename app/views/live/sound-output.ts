/** Seconds that sound may be off its timestamps before it is put right: a decoder’s frames fit without a seam. */
const MOST_OFF = 0.04;
/** Seconds that what comes too late is put off, so that the next comes in time. */
const PUT_OFF = 0.15;

/** Decoded sound on its way to the loudspeaker, each piece in its time. */
export class SoundOutput {
  readonly #context: AudioContext;
  readonly #gain: GainNode;
  readonly #pieces = new Set<AudioBufferSourceNode>();
  /** Where time 0 of the media is in the time of the context, seconds; undefined while nothing is to be heard. */
  #zero: number | undefined;
  /** Where the last piece ends, in the time of the context. */
  #end = 0;

  /** @param sampleRate samples a second, so that pieces are not each resampled by themselves */
  constructor(sampleRate: number, volume: number) {
    this.#context = new AudioContext({ sampleRate });
    this.#gain = this.#context.createGain();
    this.#gain.gain.value = volume;
    this.#gain.connect(this.#context.destination);
    // Where no gesture allows it, nothing is heard; pictures then go by their own clock.
    this.#context.resume().catch(() => undefined);
  }

  get sampleRate(): number {
    return this.#context.sampleRate;
  }

  /** From 0 to 1. */
  set volume(volume: number) {
    this.#gain.gain.value = volume;
  }

  /** The time that is heard now, milliseconds; undefined while nothing is. */
  get position(): number | undefined {
    if (this.#zero === undefined || this.#context.state !== 'running') return undefined;
    const { currentTime, outputLatency } = this.#context;
    // Not every browser tells the latency.
    return (currentTime - (outputLatency || 0) - this.#zero) * 1000;
  }

  /** Seconds of sound that wait to be heard. */
  get ahead(): number {
    return Math.max(0, this.#end - this.#context.currentTime);
  }

  /**
   * Takes a piece, to be heard at its timestamp. `now` is the time that should be heard now, milliseconds, and
   * counts for the first piece only; undefined where the first piece sets it.
   */
  take(data: AudioData, now: number | undefined): void {
    const { currentTime } = this.#context;
    const time = data.timestamp / 1e6;
    const length = data.numberOfFrames / data.sampleRate;
    if (this.#zero === undefined) {
      // It is over before it can be heard.
      if (now !== undefined && time + length < now / 1000) return;
      this.#zero = currentTime - (now === undefined ? time - PUT_OFF : now / 1000);
      this.#end = 0;
    }
    const due = this.#zero + time;
    let start = Math.abs(due - this.#end) < MOST_OFF ? this.#end : due;
    if (start < currentTime) {
      const putOff = currentTime + PUT_OFF - start;
      this.#zero += putOff;
      start += putOff;
    }
    this.#end = start + length;
    this.#play(data, start);
  }

  /** Silence, at once. */
  halt(): void {
    this.#zero = undefined;
    this.#end = 0;
    for (const piece of this.#pieces) piece.stop();
    this.#pieces.clear();
  }

  close(): void {
    this.halt();
    void this.#context.close();
  }

  #play(data: AudioData, start: number): void {
    const { numberOfChannels, numberOfFrames, sampleRate } = data;
    const buffer = this.#context.createBuffer(numberOfChannels, numberOfFrames, sampleRate);
    for (let channel = 0; channel < numberOfChannels; channel++)
      data.copyTo(buffer.getChannelData(channel), { planeIndex: channel, format: 'f32-planar' });
    const piece = this.#context.createBufferSource();
    piece.buffer = buffer;
    piece.connect(this.#gain);
    piece.onended = () => this.#pieces.delete(piece);
    this.#pieces.add(piece);
    piece.start(start);
  }
}
