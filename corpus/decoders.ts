import { ChunkStreams } from '../src-protocol/chunk/chunk-stream.ts';
import { Chunk, chunkHeader, emptyChunkHeader } from '../src-protocol/chunk/chunk-header.ts';
import {
  HANDSHAKE_PLACES,
  Handshake,
  handshakePacket,
} from '../src-protocol/handshake/handshake-packet.ts';
import { HandshakeReader } from '../src-protocol/handshake/handshake-reader.ts';
import { handshakeVerdict } from '../src-protocol/handshake/handshake-verdict.ts';
import { messageBody } from '../src-protocol/inspect/message-body.ts';
import { audioSummary, videoSummary } from '../src-protocol/media/media-summary.ts';
import { payloadSummary } from '../src-protocol/session/command-ledger.ts';
import { expectFullCoverage } from '../src-protocol/wire/coverage.test-support.ts';
import { FieldTracer } from '../src-protocol/wire/field-tracer.ts';
import type { FieldNode } from '../src-protocol/wire/field-tree.ts';
import type { Part } from './fixture.ts';
import { bytesOf } from './network/build-packets.ts';
import { REWRITABLE, rewrite } from './rewrite.ts';

/** A decoder by itself: what every input begins with, and what is done with the whole. */
export interface Decoder {
  readonly name: string;
  /** Message type, for inputs that are payloads; undefined for others. */
  readonly messageTypeId?: number;
  readonly start: Uint8Array;
  /** Throws where something is wrong. */
  run(input: Uint8Array): void;
}

const FOURCCS = {
  video: ['avc1', 'hvc1', 'vvc1', 'av01', 'vp08', 'vp09'],
  audio: ['mp4a', 'Opus', 'fLaC', 'ac-3', 'ec-3', '.mp3'],
};

/** Values nested deeper than this, structures included, would mean that nothing bounds them. */
const DEEPEST = 400;
/** Fields for each byte, at most: a few bits each, what is calculated beside them, and what encloses them. */
const MOST_FIELDS_A_BYTE = 40;
/** What a payload of no bytes may have. */
const LEAST_FIELDS = 40;

/** Every bit once, no deeper and no more than the input's size can explain. */
export function expectBounded(tree: FieldNode, length: number): void {
  expectFullCoverage(tree);
  let fields = 0;
  const count = (node: FieldNode, depth: number): void => {
    fields++;
    if (depth > DEEPEST) throw new Error('the tree is too deep');
    for (const child of node.children ?? []) count(child, depth + 1);
  };
  count(tree, 0);
  if (fields > length * MOST_FIELDS_A_BYTE + LEAST_FIELDS)
    throw new Error(`more fields than ${MOST_FIELDS_A_BYTE} a byte`);
}

/** Reads, explains, sums up and writes a payload. */
export function exercisePayload(messageTypeId: number, payload: Uint8Array): void {
  const facts = { messageTypeId, timestamp: 0, answers: undefined };
  expectBounded(messageBody(facts, payload), payload.length);
  const head = payload.subarray(0, 32);
  if (messageTypeId === 8) audioSummary(head, payload.length);
  else if (messageTypeId === 9) videoSummary(head, payload.length);
  else payloadSummary(messageTypeId, payload);
  if (!REWRITABLE.includes(messageTypeId)) return;
  const { bytes } = rewrite(messageTypeId, payload);
  // Texts that are no UTF-8 grow threefold; an end that was missing may be added for each level.
  if (bytes.length > payload.length * 3 + 1024) throw new Error('writes more than it read');
}

const payload = (name: string, messageTypeId: number, ...start: Part[]): Decoder => ({
  name,
  messageTypeId,
  start: bytesOf(...start),
  run: (input) => {
    exercisePayload(messageTypeId, input);
  },
});

const HANDLER: Part[] = [2, 0, 1, 'x'];

const media: Decoder[] = [
  payload('audio', 8),
  payload('AAC configuration', 8, 0xaf, 0),
  payload('AAC frame', 8, 0xaf, 1),
  payload('MP3', 8, 0x2f),
  payload('audio, multitrack', 8, 0x95),
  payload('audio, ModEx', 8, 0x97),
  payload('audio, channels', 8, 0x94, 'Opus'),
  payload('video', 9),
  payload('AVC configuration', 9, 0x17, 0, 0, 0, 0),
  payload('AVC frames', 9, 0x17, 1, 0, 0, 0),
  payload('HEVC by private number', 9, 0x1c, 0, 0, 0, 0),
  payload('VP6', 9, 0x15),
  payload('video, multitrack', 9, 0x96),
  payload('video, ModEx', 9, 0x97),
  payload('video, metadata', 9, 0x94, 'hvc1'),
  payload('video, AV1 descriptor', 9, 0x95, 'av01'),
  ...FOURCCS.audio.flatMap((letters) => [
    payload(`${letters} configuration`, 8, 0x90, letters),
    payload(`${letters} frame`, 8, 0x91, letters),
  ]),
  ...FOURCCS.video.flatMap((letters) => [
    payload(`${letters} configuration`, 9, 0x90, letters),
    payload(`${letters} frames`, 9, 0x91, letters),
    payload(`${letters} frames without a time`, 9, 0xa3, letters),
  ]),
];

/** Headers read of one input. */
const MOST_HEADERS = 64;

/** One header after another, as long as there are bytes. */
function runChunkHeaders(input: Uint8Array): void {
  const streams = new ChunkStreams();
  const header = emptyChunkHeader();
  const tracer = new FieldTracer(Chunk, input);
  for (let i = 0; tracer.remaining > 0 && i < MOST_HEADERS; i++) {
    tracer.item(i);
    chunkHeader(tracer, header, streams);
    if (tracer.short) break;
    streams.get(header.chunkStreamId).take(header, () => undefined);
  }
  expectBounded(tracer.finish(), input.length);
}

/** Both directions of a handshake, the input cut in the middle. */
function runHandshake(input: Uint8Array): void {
  const readers = [new HandshakeReader(), new HandshakeReader()] as const;
  const half = Math.ceil(input.length / 2);
  const sides = [input.subarray(0, half), input.subarray(half)] as const;
  for (const direction of [0, 1] as const) {
    readers[direction].push(sides[direction], 0, sides[direction].length);
    readers[direction].end();
  }
  const verdict = handshakeVerdict(readers[0], readers[1]);
  for (const name of ['C0', 'C1', 'C2', 'S0', 'S1', 'S2'] as const) {
    const { direction, offset, length } = HANDSHAKE_PLACES[name];
    const packet = sides[direction].subarray(offset, offset + length);
    if (packet.length === 0) continue;
    const tracer = new FieldTracer(Handshake, packet);
    handshakePacket(tracer, name, verdict);
    expectBounded(tracer.finish(), packet.length);
  }
}

/** Every decoder there is, by itself. */
export const DECODERS: readonly Decoder[] = [
  { name: 'chunk headers', start: new Uint8Array(0), run: runChunkHeaders },
  { name: 'handshake', start: Uint8Array.of(3), run: runHandshake },
  ...[1, 2, 3, 5, 6].map((type) => payload(`control message ${type}`, type)),
  payload('user control', 4),
  ...Array.from({ length: 36 }, (_, event) => payload(`user control ${event}`, 4, 0, event)),
  payload('AMF0', 18, ...HANDLER),
  ...Array.from({ length: 19 }, (_, marker) => payload(`AMF0 ${marker}`, 18, ...HANDLER, marker)),
  payload('AMF3', 18, ...HANDLER, 0x11),
  ...Array.from({ length: 19 }, (_, marker) =>
    payload(`AMF3 ${marker}`, 18, ...HANDLER, 0x11, marker),
  ),
  payload('small message of Flex', 18, ...HANDLER, 0x11, 0x0a, 7, 7, 'DSK'),
  payload('command', 20),
  payload('connect', 20, 2, 0, 7, 'connect', 0, 0x3f, 0xf0, 0, 0, 0, 0, 0, 0, 3),
  payload('AMF3 command', 17),
  payload('data', 18),
  payload('AMF3 data', 15),
  payload('onMetaData', 18, 2, 0, 10, 'onMetaData', 8),
  payload('shared object', 19),
  payload('shared object with events', 19, 0, 1, 'a', 0, 0, 0, 1, 0, 0, 0, 2, 0, 0, 0, 0),
  payload('AMF3 shared object', 16),
  payload('aggregate', 22),
  ...media,
];
