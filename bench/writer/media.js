/**
 * What an encoder makes: H.264 and AAC in FLV tags, with sizes and times like a live encoder's. The
 * pictures are noise; only what a decoder of RTMP looks at is genuine.
 */
export class Media {
  #random;
  #noise;
  #framesPerSecond;
  #keyFrameBytes;
  #otherFrameBytes;
  #frame = 0;
  #sound = 0;
  #constantSound;

  /** Frames from one key frame to the next: two seconds. */
  #group;

  /**
   * @param {import('./random.js').Random} random
   * @param {Buffer} noise
   * @param {number} bitRate of the video, bits a second
   * @param {boolean} constantSound every sound has the same length
   */
  constructor(random, noise, bitRate, constantSound = false) {
    this.#constantSound = constantSound;
    this.#random = random;
    this.#noise = noise;
    this.#framesPerSecond = 30;
    this.#group = 2 * this.#framesPerSecond;
    const perGroup = bitRate / 4;
    this.#keyFrameBytes = perGroup * 0.08;
    this.#otherFrameBytes = (perGroup - this.#keyFrameBytes) / (this.#group - 1);
  }

  /** Microseconds from the start, of the next picture. */
  get videoTime() {
    return Math.round((this.#frame * 1e6) / this.#framesPerSecond);
  }

  /** Microseconds from the start, of the next sound: 1024 samples at 44.1 kHz each, 23.2 ms. */
  get audioTime() {
    return Math.round((this.#sound * 1024 * 1e6) / 44_100);
  }

  /** The next picture's tag: AVC NALUs with 4-byte lengths. */
  video() {
    const key = this.#frame % this.#group === 0;
    this.#frame++;
    const size = key
      ? this.#random.logNormal(this.#keyFrameBytes, 0.1)
      : this.#random.logNormal(this.#otherFrameBytes, 0.35);
    const payload = this.#noisy(Math.max(64, Math.round(size)));
    payload.set([key ? 0x17 : 0x27, 1, 0, 0, key ? 0 : 33]);
    payload.writeUInt32BE(payload.length - 9, 5);
    payload[9] = key ? 0x65 : 0x41;
    return payload;
  }

  /** The next sound's tag: one AAC frame. */
  audio() {
    this.#sound++;
    const spread = this.#constantSound ? 0 : 24;
    const payload = this.#noisy(Math.max(16, Math.round(350 + spread * this.#random.normal())));
    payload.set([0xaf, 1]);
    return payload;
  }

  /** @param {number} length */
  #noisy(length) {
    const payload = Buffer.allocUnsafe(length);
    let at = 0;
    while (at < length) {
      const from = this.#random.between(0, this.#noise.length - 1);
      at += this.#noise.copy(payload, at, from);
    }
    return payload;
  }
}

/** An AVCDecoderConfigurationRecord of a 1280×720 High profile stream, in its FLV tag. */
export const AVC_SEQUENCE_HEADER = Buffer.from(
  '1700000000' +
    '0164001fffe1' +
    '001a6764001facd9405005bb01100000030010000003' +
    '03c0f1831960' +
    '01000668ebe3cb22c0',
  'hex',
);

/** An AudioSpecificConfig: AAC low complexity, 44.1 kHz, stereo. */
export const AAC_SEQUENCE_HEADER = Buffer.from('af001210', 'hex');
