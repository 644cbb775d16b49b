import { readdirSync } from 'node:fs';
import { join } from 'node:path';
import { beforeAll, describe, expect, it } from 'vitest';
import { fromHex } from '../src-protocol/bytes/hex.ts';
import { HANDSHAKE_PLACES } from '../src-protocol/handshake/handshake-packet.ts';
import type { HandshakePacketName } from '../src-protocol/handshake/packet-name.ts';
import { STRUCTURES } from '../src-protocol/inspect/dictionary.ts';
import { FlvHeader, flvHeader } from '../src-protocol/media/flv-header.ts';
import { FieldTracer } from '../src-protocol/wire/field-tracer.ts';
import { messageBody } from '../src-protocol/inspect/message-body.ts';
import { stateAnswer } from '../app/worker/state-answer.ts';
import { View } from '../app/worker/view.ts';
import { MemorySource } from '../src-protocol/bytes/byte-source.ts';
import { expectFullCoverage } from '../src-protocol/wire/coverage.test-support.ts';
import { type FieldNode, walk } from '../src-protocol/wire/field-tree.ts';
import { CORPUS, corpusFile, inspect, look } from './inspect-file.ts';
import { decodedOf } from './lines.ts';
import { specimenSession } from './specimens.ts';
import { handshakeSession, unusedVectors, vectorPayloads } from './vectors.ts';

/**
 * Everything there is to read, explained to the last record: captures of programs, the documents' vectors,
 * and specimens written by hand. Each tree must cover each bit once; together they must touch each field.
 */
const touched = new Set<string>();

function touch(tree: FieldNode): void {
  expectFullCoverage(tree);
  walk(tree, ({ id }) => touched.add(id));
}

/** Explains every message, some chunks and the handshake of every connection of a capture. */
function touchAll(bytes: Uint8Array): void {
  for (const connection of decodedOf(inspect(bytes))) {
    const session = connection.session!;
    const { describer } = look(connection, bytes);
    for (let row = 0; row < session.messages.length; row++) {
      const { headers, body } = describer.message(row);
      for (const tree of [...headers, body]) touch(tree);
    }
    for (let row = 0; row < session.chunks.length; row += 50) {
      touch(describer.chunk(row).tree);
      const view = new View(connection, session, () => new MemorySource(bytes));
      const { after = [] } = stateAnswer(view, view.chunkRef(row)) ?? {};
      for (const { id } of after) touched.add(id);
    }
    for (const packet of Object.keys(HANDSHAKE_PLACES) as HandshakePacketName[]) {
      const described = describer.handshake(packet);
      if (described) touch(described.tree);
    }
  }
}

const captures = ['edge', 'synthetic', 'real', 'variants', 'traps'].flatMap((folder) =>
  readdirSync(join(CORPUS, 'captures', folder))
    .filter((name) => !name.endsWith('.txt'))
    .map((name) => `captures/${folder}/${name}`),
);

const handshakes = readdirSync(join(CORPUS, 'handshake'))
  .filter((name) => name.endsWith('.c2s'))
  .map((name) => name.slice(0, -4));

describe('every bit is explained, once', () => {
  beforeAll(() => {
    touched.clear();
  });

  it.each([...captures, 'flv/ffmpeg-h264-aac.flv'])('of %s', (path) => {
    touchAll(corpusFile(path));
  });

  it('of the header of an FLV file, which is no record of its own', () => {
    const tracer = new FieldTracer(FlvHeader, corpusFile('flv/ffmpeg-h264-aac.flv').subarray(0, 9));
    expect(flvHeader(tracer)).toEqual({ audio: true, video: true, dataOffset: 9 });
    touch(tracer.finish());
  });

  it.each(handshakes)('of the handshake %s', (name) => {
    touchAll(handshakeSession(name));
  });

  it.each(vectorPayloads())('of the vector $name', ({ messageTypeId, hex }) => {
    touch(messageBody({ messageTypeId, timestamp: 0, answers: undefined }, fromHex(hex)!));
  });

  it('of no vector less: every file of them is read', () => {
    expect(unusedVectors()).toEqual([]);
  });

  it('of the specimens written by hand', () => {
    touchAll(specimenSession());
  });

  it('and every declared field was there', () => {
    const missing = STRUCTURES.flatMap(({ fields }) =>
      Object.values(fields).flatMap(({ id }) => (touched.has(id) ? [] : [id])),
    );
    expect(missing).toEqual([]);
  });
});
