/** A way to read the bytes at a place as a number. */
export interface NumberReading {
  /** `u16`, `i24`, `f64` */
  readonly kind: string;
  readonly bigEndian: string | undefined;
  /** Undefined where one byte has no order. */
  readonly littleEndian: string | undefined;
}

const WIDTHS = [1, 2, 3, 4, 8];

/**
 * What up to eight bytes mean as numbers, unsigned, signed and as IEEE 754. RTMP writes the high byte
 * first, so that reading comes first; undefined where bytes are missing.
 */
export function numbersAt(byteAt: (by: number) => number | undefined): NumberReading[] {
  const bytes: number[] = [];
  for (let by = 0; by < 8; by++) {
    const byte = byteAt(by);
    if (byte === undefined || byte < 0) break;
    bytes.push(byte);
  }
  const readings: NumberReading[] = [];
  for (const width of WIDTHS) {
    const there = bytes.length >= width ? bytes.slice(0, width) : undefined;
    const unsigned = (order: readonly number[]): bigint =>
      order.reduce((sum, byte) => sum * 256n + BigInt(byte), 0n);
    const both = (read: (order: readonly number[]) => string, kind: string): NumberReading => ({
      kind,
      bigEndian: there && read(there),
      littleEndian: there && width > 1 ? read([...there].reverse()) : undefined,
    });
    readings.push(both((order) => String(unsigned(order)), `u${width * 8}`));
    readings.push(
      both((order) => String(BigInt.asIntN(width * 8, unsigned(order))), `i${width * 8}`),
    );
    if (width >= 4) readings.push(both(float, `f${width * 8}`));
  }
  return readings;
}

function float(order: readonly number[]): string {
  const view = new DataView(Uint8Array.from(order).buffer);
  return String(order.length === 4 ? view.getFloat32(0) : view.getFloat64(0));
}
