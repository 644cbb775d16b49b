import { uint32 } from './record-reader.ts';

/** One interface of a pcapng section: what a packet's link type, time and length mean. */
export class PcapngInterface {
  readonly linkType: number;
  /** In bytes; 0 when unlimited. */
  readonly snapLength: number;
  /** if_tsresol: units of time in one second. A million unless said otherwise. */
  unitsPerSecond = 1e6;
  /** if_tsoffset: seconds to add. */
  offset = 0;
  #high = -1;
  #highSeconds = 0;
  #highRest = 0;

  constructor(linkType: number, snapLength: number) {
    this.linkType = linkType;
    this.snapLength = snapLength;
  }

  /** Sets the resolution from the option's byte: a power of ten, or of two when its top bit is set. */
  setResolution(value: number): void {
    this.unitsPerSecond = value & 0x80 ? 2 ** (value & 0x7f) : 10 ** value;
  }

  /**
   * Seconds since 1970 of a 64-bit count of units. A count of nanoseconds has more bits than a
   * double, so whole seconds are taken out first, and of the upper word only when it changes.
   */
  time(high: number, low: number): number {
    const units = this.unitsPerSecond;
    if (high !== this.#high) {
      const count = high * 0x1_0000_0000;
      this.#high = high;
      this.#highRest = count % units;
      this.#highSeconds = Math.round((count - this.#highRest) / units);
    }
    const rest = this.#highRest + low;
    const seconds = Math.floor(rest / units);
    return this.#highSeconds + seconds + this.offset + (rest - seconds * units) / units;
  }
}

/** Calls `visit` for each option of `bytes[at, end)`, until the end option or the first that is cut. */
export function readOptions(
  bytes: Uint8Array,
  at: number,
  end: number,
  little: boolean,
  visit: (code: number, at: number, length: number) => void,
): void {
  while (at + 4 <= end) {
    const word = uint32(bytes, at, little);
    const code = little ? word & 0xffff : word >>> 16;
    const length = little ? word >>> 16 : word & 0xffff;
    if (code === 0 || at + 4 + length > end) return;
    visit(code, at + 4, length);
    at += 4 + ((length + 3) & ~3);
  }
}
