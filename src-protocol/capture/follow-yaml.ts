import { base64Bytes } from './base64-text.ts';
import type { Peer, Stretch, TextDump } from './text-dump.ts';

/**
 * A followed stream as Wireshark and tshark write it in YAML. Only this one form of YAML is read: a list
 * of peers, and a list of packets with base64 in a literal block. Before Wireshark 3.5 it was one
 * `peer0_0: !!binary |` after the other.
 */
export function readFollowYaml(lines: readonly string[]): TextDump | undefined {
  if (!lines.some((line) => /!!binary\s*\|/.test(line))) return undefined;
  const peers: [string?, string?] = [];
  const stretches: Stretch[] = [];
  let peer: Peer = 0;
  let time = NaN;
  let host = '';
  for (let at = 0; at < lines.length; at++) {
    const match = /^\s*(?:- )?\s*(\w+):\s*(.*?)\s*$/.exec(lines[at]!);
    if (!match) continue;
    const [, key = '', value = ''] = match;
    if (key === 'peer') peer = value === '1' ? 1 : 0;
    else if (key === 'host') host = value;
    else if (key === 'port') peers[peer] = `${host.includes(':') ? `[${host}]` : host}:${value}`;
    else if (key === 'packet') time = NaN;
    else if (key === 'timestamp') time = Number(value);
    else if (value.startsWith('!!binary')) {
      const old = /^peer([01])_\d+$/.exec(key);
      const block = literalBlock(lines, at);
      const bytes = base64Bytes(block.join(''));
      const of = old ? (Number(old[1]) as Peer) : peer;
      if (bytes && bytes.length > 0) stretches.push({ peer: of, bytes, time, skipped: 0 });
      at += block.length;
    }
  }
  if (stretches.length === 0) return undefined;
  return {
    name: 'a followed stream of Wireshark, as YAML',
    content: { kind: 'streams', stretches, peers },
  };
}

/** The lines after `at` that are indented further. */
function literalBlock(lines: readonly string[], at: number): string[] {
  const indent = indentOf(lines[at]!);
  let end = at + 1;
  while (end < lines.length && lines[end]!.trim() !== '' && indentOf(lines[end]!) > indent) end++;
  return lines.slice(at + 1, end).map((line) => line.trim());
}

const indentOf = (line: string): number => line.length - line.trimStart().length;
