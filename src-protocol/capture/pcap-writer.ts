/** A pcap file (the pcap draft, sections 4 and 5) of some packets, nanoseconds, little-endian. */
export function pcapOf(
  linkType: number,
  packets: readonly { readonly bytes: Uint8Array; readonly time: number }[],
): Uint8Array {
  const size = packets.reduce((sum, { bytes }) => sum + 16 + bytes.length, 24);
  const file = new Uint8Array(size);
  const view = new DataView(file.buffer);
  view.setUint32(0, 0xa1b23c4d, true);
  view.setUint16(4, 2, true);
  view.setUint16(6, 4, true);
  view.setUint32(16, 262_144, true);
  view.setUint32(20, linkType, true);
  let at = 24;
  for (const { bytes, time } of packets) {
    const seconds = Number.isNaN(time) ? 0 : Math.floor(time);
    const fraction = Number.isNaN(time) ? 0 : Math.round((time - seconds) * 1e9);
    view.setUint32(at, seconds, true);
    view.setUint32(at + 4, Math.min(fraction, 999_999_999), true);
    view.setUint32(at + 8, bytes.length, true);
    view.setUint32(at + 12, bytes.length, true);
    file.set(bytes, at + 16);
    at += 16 + bytes.length;
  }
  return file;
}
