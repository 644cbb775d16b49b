import { readBase64 } from './base64-text.ts';
import { readCArrays } from './c-arrays.ts';
import { readDigits } from './digits-text.ts';
import { readFollowRaw } from './follow-raw.ts';
import { readFollowYaml } from './follow-yaml.ts';
import { readHexDump } from './hex-dump.ts';
import { readSocatDump } from './socat-dump.ts';

/** Which of the two ends of a text: the first one named or shown is 0. It need not be the client. */
export type Peer = 0 | 1;

/** A run of bytes that one end sent, in the order of the text. */
export interface Stretch {
  readonly peer: Peer;
  readonly bytes: Uint8Array;
  /** Seconds since 1970; NaN when the text does not say. */
  readonly time: number;
  /** Bytes the text leaves out before these: its offsets jump. */
  readonly skipped: number;
}

/** What bytes a text stands for. */
export type TextContent =
  /** What the ends of one connection sent. `peers` are their addresses, where the text has them. */
  | {
      readonly kind: 'streams';
      readonly stretches: readonly Stretch[];
      readonly peers: readonly [string?, string?];
    }
  /** Whole packets, of this link type. */
  | {
      readonly kind: 'packets';
      readonly linkType: number;
      readonly packets: readonly { readonly bytes: Uint8Array; readonly time: number }[];
    }
  /** The bytes of something else, whose kind its own first bytes tell. */
  | { readonly kind: 'bytes'; readonly bytes: Uint8Array };

/** A text that stands for bytes. */
export interface TextDump {
  /** What to call it to a person, article included. */
  readonly name: string;
  readonly content: TextContent;
  /** What was left out or assumed, a plain sentence or two. */
  readonly remark?: string;
}

/**
 * Recognises text that stands for bytes: Wireshark's exports of a followed stream, dumps of xxd,
 * hexdump, od, tcpdump and socat, C arrays, hexadecimal digits, base64; with other lines around it
 * or not. Undefined when there are no bytes in it.
 */
export function readTextDump(text: string): TextDump | undefined {
  const lines = text.split(/\r\n|\n|\r/);
  return (
    readFollowYaml(lines) ??
    readCArrays(text) ??
    readFollowRaw(lines) ??
    readSocatDump(lines) ??
    readHexDump(lines) ??
    readDigits(lines) ??
    readBase64(lines)
  );
}

/** Says how many lines of a text were not taken for bytes; nothing when all were. */
export function leftOut(lines: number): string | undefined {
  if (lines === 0) return undefined;
  return lines === 1
    ? 'One line that is not bytes was left out.'
    : `${lines} lines that are not bytes were left out.`;
}

/** `remark` as a member, where there is something to say. */
export function remarked(...sentences: (string | undefined)[]): { remark?: string } {
  const said = sentences.filter((sentence) => sentence !== undefined);
  return said.length === 0 ? {} : { remark: said.join(' ') };
}
