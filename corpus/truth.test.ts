import { createHash } from 'node:crypto';
import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { DIRECTIONS } from '../src-protocol/bytes/units.ts';
import type { Connection } from '../src-protocol/inspect/connection.ts';
import { CORPUS, corpusFile, inspect, look } from './inspect-file.ts';

interface TruthMessage {
  offset: number;
  chunkStreamId: number;
  timestamp: number;
  messageTypeId: number;
  messageStreamId: number;
  length: number;
  chunks: number;
  sha1: string;
}
interface TruthSide {
  bytes: number | null;
  chunks: number | null;
  note: string | null;
  messages: TruthMessage[];
}
interface Truth {
  connections: {
    connection: number;
    clientAddress: string;
    encrypted: boolean;
    midstream: boolean;
    client: TruthSide;
    server: TruthSide;
  }[];
}

/** Captures whose RTMP is inside TLS or HTTP: their truth is about what cannot be seen here. */
const ENVELOPED = /rtmps|rtmpt/;

/** What the truth has of a message, and no more. */
function known({
  offset,
  chunkStreamId,
  timestamp,
  messageTypeId,
  messageStreamId,
  length,
  chunks,
  sha1,
}: TruthMessage): TruthMessage {
  return {
    offset,
    chunkStreamId,
    timestamp,
    messageTypeId,
    messageStreamId,
    length,
    chunks,
    sha1,
  };
}

/** The messages of one direction as the truth lists them: complete ones, in order. */
function messagesOf(connection: Connection, bytes: Uint8Array, direction: 0 | 1): TruthMessage[] {
  const { rows, describer } = look(connection, bytes);
  const list = connection.session!.messageRows[direction];
  const found: TruthMessage[] = [];
  for (let index = 0; index < list.length; index++) {
    const view = rows.message(list.get(index));
    // The truth lists what is on the wire; parts of Aggregates are not.
    if (!view.complete || view.aggregate !== undefined) continue;
    const sha1 = createHash('sha1').update(describer.payload(view.row)).digest('hex').slice(0, 12);
    found.push(known({ ...view, sha1 }));
  }
  return found;
}

const names = readdirSync(join(CORPUS, 'truth'))
  .filter((name) => /^\d|^s\d/.test(name) && name.endsWith('.json') && !ENVELOPED.test(name))
  .map((name) => name.slice(0, -'.json'.length));

function pathOf(name: string): string {
  const paths = ['real', 'synthetic'].flatMap((folder) => [
    `captures/${folder}/${name}.pcap`,
    `captures/${folder}/${name}.pcapng`,
  ]);
  return paths.find((path) => existsSync(join(CORPUS, path)))!;
}

describe('captures of other programs agree with their ground truth', () => {
  it.each(names)('%s', (name) => {
    const truth = JSON.parse(readFileSync(join(CORPUS, 'truth', `${name}.json`), 'utf8')) as Truth;
    const bytes = corpusFile(pathOf(name));
    const { connections } = inspect(bytes);
    for (const expected of truth.connections) {
      const connection = connections[expected.connection]!;
      expect(connection.client.replace(/[[\]]/g, '')).toBe(expected.clientAddress);
      for (const direction of DIRECTIONS) {
        const side = direction === 0 ? expected.client : expected.server;
        if (side.bytes !== null) expect(connection.bytes[direction]).toBe(side.bytes);
        if (side.chunks === null || expected.encrypted || expected.midstream) continue;
        const listed = side.messages.map(known);
        // The truth lists messages in the order in which they became complete.
        listed.sort((a, b) => a.offset - b.offset);
        expect(messagesOf(connection, bytes, direction)).toEqual(listed);
        if (side.note === null)
          expect(connection.session!.chunkRows[direction].length).toBe(side.chunks);
      }
    }
  });

  it.each(
    names.filter(
      (name) => !name.includes('rtmpe') && existsSync(join(CORPUS, 'truth', `${name}.chunks.tsv`)),
    ),
  )('%s, chunk by chunk', (name) => {
    const bytes = corpusFile(pathOf(name));
    const { connections } = inspect(bytes);
    const [header, ...lines] = readFileSync(join(CORPUS, 'truth', `${name}.chunks.tsv`), 'utf8')
      .trim()
      .split('\n');
    const columns = header!.split('\t');
    const of = (line: string): Record<string, string> =>
      Object.fromEntries(line.split('\t').map((value, i) => [columns[i]!, value]));
    const expected = lines.map(of).filter((row) => row['hdrlen']);
    const next = new Map<string, number>();
    for (const row of expected) {
      const direction = row['dir'] === 'c2s' ? 0 : 1;
      const connection = connections[Number(row['conn'])]!;
      const key = `${row['conn']}.${direction}`;
      const index = next.get(key) ?? 0;
      next.set(key, index + 1);
      const { rows } = look(connection, bytes);
      const chunk = rows.chunk(connection.session!.chunkRows[direction].get(index));
      const { offset, fmt, chunkStreamId, headerLength, payloadLength } = chunk;
      expect({ offset, fmt, chunkStreamId, headerLength, payloadLength }).toEqual({
        offset: Number(row['offset']),
        fmt: Number(row['fmt']),
        chunkStreamId: Number(row['csid']),
        headerLength: Number(row['hdrlen']),
        payloadLength: Number(row['payload']),
      });
    }
    expect(expected.length).toBeGreaterThan(0);
  });
});

interface Variant {
  source: string;
  sources?: string[];
  sameMessagesAsSource: boolean | string;
}

describe('lossless variants decode to the messages of their source', () => {
  const all = JSON.parse(readFileSync(join(CORPUS, 'truth/expect.json'), 'utf8')) as Record<
    string,
    Variant
  >;
  const variants = Object.entries(all).filter(
    ([name, { sameMessagesAsSource }]) => sameMessagesAsSource === true && !name.endsWith('.gz'),
  );

  it.each(variants)('%s', (name, { source, sources = [source] }) => {
    const bytes = corpusFile(`captures/variants/${name}`);
    const found = inspect(bytes).connections;
    const expected = sources.flatMap((path) => {
      const original = corpusFile(`captures/real/${path}`);
      return inspect(original).connections.map((connection) =>
        DIRECTIONS.map((direction) => messagesOf(connection, original, direction)),
      );
    });
    const decoded = found.map((connection) =>
      DIRECTIONS.map((direction) => messagesOf(connection, bytes, direction)),
    );
    const order = (a: TruthMessage[][], b: TruthMessage[][]): number =>
      JSON.stringify(a).localeCompare(JSON.stringify(b));
    expect(decoded.sort(order)).toEqual(expected.sort(order));
  });
});
