import { toUtf8 } from '../bytes/text.ts';

/** Types of the blocks written here (pcapng draft, section 4). */
const SECTION_HEADER = 0x0a0d0d0a;
const INTERFACE_DESCRIPTION = 1;
const ENHANCED_PACKET = 6;

/** Link type of Ethernet. */
const ETHERNET = 1;
const NO_OPTIONS = new Uint8Array(0);
/** Option codes of a Section Header: who wrote it. */
const USER_APPLICATION = 4;

/**
 * What a pcapng file begins with: a section of unknown length, so that it can grow, and one Ethernet
 * interface with times in microseconds, which is what is meant where nothing is said.
 */
export function pcapngStart(application: string): Uint8Array {
  const section = pcapngSection(application);
  const device = pcapngInterface(ETHERNET);
  const start = new Uint8Array(section.length + device.length);
  start.set(section);
  start.set(device, section.length);
  return start;
}

/** A Section Header of a section of unknown length; interfaces are counted from 0 behind it. */
export function pcapngSection(application: string): Uint8Array {
  const section = new Uint8Array(16);
  const view = new DataView(section.buffer);
  view.setUint32(0, 0x1a2b3c4d, true);
  view.setUint16(4, 1, true);
  view.setBigInt64(8, -1n, true);
  return block(SECTION_HEADER, section, textOption(USER_APPLICATION, application));
}

/** An Interface Description: the LINKTYPE_ number of its packets, no limit of length, times in microseconds. */
export function pcapngInterface(linkType: number): Uint8Array {
  const device = new Uint8Array(8);
  new DataView(device.buffer).setUint16(0, linkType, true);
  return block(INTERFACE_DESCRIPTION, device, NO_OPTIONS);
}

/** Bytes of an Enhanced Packet Block before its packet. */
export const BEFORE_PACKET = 28;

/**
 * Writes what comes before a packet of `length` bytes in an Enhanced Packet Block, at the beginning of `view`, and returns
 * what comes after the packet. `time` is in seconds since 1970, and 1970 where there is none; `originalLength` says how
 * many bytes the packet had where not all of them are here.
 */
export function pcapngPacket(
  view: DataView,
  length: number,
  time: number,
  { device = 0, originalLength = length } = {},
): Uint8Array {
  const total = BEFORE_PACKET + padded(length) + 4;
  const microseconds = Number.isNaN(time) ? 0 : Math.max(0, Math.round(time * 1e6));
  view.setUint32(0, ENHANCED_PACKET, true);
  view.setUint32(4, total, true);
  view.setUint32(8, device, true);
  view.setUint32(12, Math.floor(microseconds / 2 ** 32), true);
  view.setUint32(16, microseconds % 2 ** 32, true);
  view.setUint32(20, length, true);
  view.setUint32(24, originalLength, true);
  const end = new Uint8Array(padded(length) - length + 4);
  const at = end.length - 4;
  for (let i = 0; i < 4; i++) end[at + i] = total >>> (8 * i);
  return end;
}

/** A block: type, length, fixed fields, what varies filled up to 32 bits, and the length again. */
function block(type: number, fields: Uint8Array, rest: Uint8Array): Uint8Array {
  const length = 12 + fields.length + padded(rest.length);
  const bytes = new Uint8Array(length);
  const view = new DataView(bytes.buffer);
  view.setUint32(0, type, true);
  view.setUint32(4, length, true);
  bytes.set(fields, 8);
  bytes.set(rest, 8 + fields.length);
  view.setUint32(length - 4, length, true);
  return bytes;
}

/** One text option and the mark that ends options. */
function textOption(code: number, text: string): Uint8Array {
  const value = toUtf8(text);
  const bytes = new Uint8Array(4 + padded(value.length) + 4);
  const view = new DataView(bytes.buffer);
  view.setUint16(0, code, true);
  view.setUint16(2, value.length, true);
  bytes.set(value, 4);
  return bytes;
}

function padded(length: number): number {
  return Math.ceil(length / 4) * 4;
}
