import { spawnSync } from 'node:child_process';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { DIRECTIONS } from '../src-protocol/bytes/units.ts';
import { CORPUS, corpusFile, inspect, look } from './inspect-file.ts';

/**
 * A second opinion, where it can be trusted: tshark reads chunk sizes above 32768, extended timestamps,
 * long chunk stream IDs and reordered segments wrongly, so only captures without those are compared.
 * The counts were written down from tshark 4.0.17; where tshark is installed it is asked again.
 */
const CAPTURES: [path: string, sent: Record<number, number>][] = [
  ['real/01c-ffmpeg-publish-nginx-2s.pcapng', { 54744: 132, 1935: 7 }],
  ['real/04f-obs29-publish-nginx.pcap', { 38464: 354, 1935: 7 }],
  ['real/07g-linux-cooked-sll1-ffmpeg-publish-nginx.pcap', { 36074: 132, 1935: 7 }],
  ['real/03c-gst-rtmp2sink-publish-nginx.pcap', { 34518: 260, 1935: 7 }],
];

const installed = spawnSync('tshark', ['--version']).status === 0;

/** Messages as tshark and we can both tell them: by the port of the sender, in any order. */
type Messages = Record<string, string[]>;

function ours(path: string): Messages {
  const bytes = corpusFile(`captures/${path}`);
  const found: Messages = {};
  for (const connection of inspect(bytes).connections) {
    const { rows } = look(connection, bytes);
    for (const direction of DIRECTIONS) {
      const list = connection.session!.messageRows[direction];
      const end = direction === 0 ? connection.client : connection.server;
      const sender = (found[end.slice(end.lastIndexOf(':') + 1)] ??= []);
      for (let i = 0; i < list.length; i++) {
        const message = rows.message(list.get(i));
        const { fmt } = rows.chunk(message.firstChunk);
        const { chunkStreamId, messageTypeId, length } = message;
        sender.push(line(fmt, chunkStreamId, messageTypeId, length));
      }
    }
  }
  return sorted(found);
}

function tsharks(path: string): Messages {
  const fields = ['tcp.srcport', 'format', 'csid', 'typeid', 'bodysize'];
  const args = fields.flatMap((name) => ['-e', name.includes('.') ? name : `rtmpt.header.${name}`]);
  const file = join(CORPUS, 'captures', path);
  const { stdout } = spawnSync('tshark', ['-r', file, '-Y', 'rtmpt', '-T', 'fields', ...args], {
    encoding: 'utf8',
    maxBuffer: 1 << 24,
  });
  const found: Messages = {};
  for (const row of stdout.trimEnd().split('\n')) {
    const [port, formats, ids, types, lengths] = row.split('\t');
    const sender = (found[port!] ??= []);
    // Types and lengths are given for headers that have them.
    const stated = { types: types!.split(','), lengths: lengths!.split(',') };
    for (const [i, format] of formats!.split(',').filter(Boolean).entries()) {
      const has = Number(format) < 2;
      const type = has ? Number(stated.types.shift()) : 0;
      const length = has ? Number(stated.lengths.shift()) : 0;
      sender.push(line(Number(format), Number(ids!.split(',')[i]), type, length));
    }
  }
  return sorted(found);
}

/** A header of type 2 or 3 states neither type nor length. */
function line(fmt: number, chunkStreamId: number, type: number, length: number): string {
  return `fmt ${fmt} cs ${chunkStreamId}${fmt < 2 ? ` type ${type} ${length} B` : ''}`;
}

function sorted(messages: Messages): Messages {
  return Object.fromEntries(Object.entries(messages).map(([port, list]) => [port, list.sort()]));
}

describe(`messages as tshark sees them (${installed ? 'asked again' : 'as written down'})`, () => {
  it.each(CAPTURES)('%s', (path, sent) => {
    const messages = ours(path);
    const counts = Object.entries(messages).map(([port, list]) => [port, list.length]);
    expect(Object.fromEntries(counts)).toEqual(sent);
    if (installed) expect(messages).toEqual(tsharks(path));
  });
});
