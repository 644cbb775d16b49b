import { hasUtf16Mark, isUtf8, markedText } from '../bytes/text.ts';
import { packingOf } from './packing.ts';
import { pcapByteOrder } from './pcap-records.ts';
import { pcapngByteOrder } from './pcapng-blocks.ts';

/** What a file can be told to be. `unknown` is bytes that are none of the others. */
export type SniffedFormat =
  | 'pcap'
  | 'pcapng'
  | 'gzip'
  | 'zstd'
  | 'compressed' // and nothing here unpacks it
  | 'other capture' // a format for packets that is not read
  | 'flv'
  | 'media' // MP4, MPEG-TS
  | 'rtmp' // one direction, from C0 or S0 on
  | 'tls'
  | 'http'
  | 'text'
  | 'empty'
  | 'unknown';

/** The format, and what to call it to a person, article included. */
export interface Sniffed {
  readonly format: SniffedFormat;
  readonly name: string;
}

/** Magics at the start of a file, as bytes of latin-1 text. The first that fits wins. */
const MAGICS: readonly [start: string, format: SniffedFormat, name: string][] = [
  ['\xfd7zXZ\0', 'compressed', 'an xz file'],
  ['BZh', 'compressed', 'a bzip2 file'],
  ['\x04\x22\x4d\x18', 'compressed', 'an LZ4 file'],
  ['PK\x03\x04', 'compressed', 'a zip archive'],
  ['7z\xbc\xaf\x27\x1c', 'compressed', 'a 7-Zip archive'],
  ['\x1c\x00\x01\xac', 'other capture', 'an Ixia lcap capture'],
  ['\x1c\x00\x01\xab', 'other capture', 'an Ixia lcap capture'],
  ['\xac\x01\x00\x1c', 'other capture', 'an Ixia lcap capture'],
  ['\xab\x01\x00\x1c', 'other capture', 'an Ixia lcap capture'],
  ['\xa1\x2b\x3c\x4d', 'other capture', 'a Navtel capture'],
  ['\x4d\x3c\x2b\xa1', 'other capture', 'a Navtel capture'],
  ['snoop\0\0\0', 'other capture', 'a snoop capture'],
  ['GMBU', 'other capture', 'a Microsoft Network Monitor capture'],
  ['FLV\x01', 'flv', 'an FLV file'],
  ['\x16\x03', 'tls', 'one direction of a TLS connection'],
  ['POST /', 'http', 'one direction of an HTTP connection'],
  ['GET /', 'http', 'one direction of an HTTP connection'],
  ['HTTP/1.', 'http', 'one direction of an HTTP connection'],
];

/** Versions C0 and S0 are seen with: plain, encrypted, and the two later forms of encryption. */
const RTMP_VERSIONS = [3, 6, 8, 9];

/**
 * Tells what a file is by its first bytes; the more there are (a few kilobytes are enough), the
 * surer. This is for the sentence that says why a file is not a capture; `CaptureReader` decides
 * by itself.
 */
export function sniff(firstBytes: Uint8Array): Sniffed {
  if (firstBytes.length === 0) return { format: 'empty', name: 'an empty file' };
  if (firstBytes.length >= 4 && pcapByteOrder(firstBytes, 0))
    return { format: 'pcap', name: 'a pcap capture' };
  if (
    startsWith(firstBytes, '\n\r\r\n') &&
    firstBytes.length >= 12 &&
    pcapngByteOrder(firstBytes, 8)
  )
    return { format: 'pcapng', name: 'a pcapng capture' };
  const packing = packingOf(firstBytes);
  if (packing)
    return { format: packing, name: packing === 'gzip' ? 'a gzip file' : 'a Zstandard file' };
  for (const [start, format, name] of MAGICS)
    if (startsWith(firstBytes, start)) return { format, name };
  if (startsWith(firstBytes.subarray(4), 'ftyp')) return { format: 'media', name: 'an MP4 file' };
  if (firstBytes[0] === 0x47 && firstBytes[188] === 0x47)
    return { format: 'media', name: 'an MPEG transport stream' };
  if (RTMP_VERSIONS.includes(firstBytes[0]!) && firstBytes.length >= 1537)
    return { format: 'rtmp', name: 'one direction of an RTMP connection' };
  if (isText(firstBytes)) return { format: 'text', name: 'a text file' };
  return { format: 'unknown', name: 'a file of an unknown kind' };
}

function startsWith(bytes: Uint8Array, start: string): boolean {
  if (bytes.length < start.length) return false;
  for (let i = 0; i < start.length; i++) if (bytes[i] !== start.charCodeAt(i)) return false;
  return true;
}

/** Control characters, and what was no character. */
// eslint-disable-next-line no-control-regex -- they are what is looked for
const NO_TEXT = /[\0-\x08\x0b\x0e-\x1f\ufffd]/;

function isText(bytes: Uint8Array): boolean {
  let end = Math.min(bytes.length, 4096);
  if (hasUtf16Mark(bytes)) return !NO_TEXT.test(markedText(bytes.subarray(0, end & ~1)));
  // A character may be cut where the sample ends.
  const least = end < bytes.length || end === 4096 ? end - 3 : end;
  while (end > least && bytes[end - 1]! >= 0x80) end--;
  for (let i = 0; i < end; i++) {
    const byte = bytes[i]!;
    if (byte < 0x20 && byte !== 9 && byte !== 10 && byte !== 13 && byte !== 12) return false;
  }
  return isUtf8(bytes.subarray(0, end));
}
