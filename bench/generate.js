#!/usr/bin/env node
/**
 * Makes a capture of RTMP publishers, with its ground truth beside it (`FILE.truth.ndjson`). The same options
 * make the same bytes. Nothing here is shared with `src-protocol`.
 */
import { mkdirSync } from 'node:fs';
import { dirname } from 'node:path';
import { parseArgs } from 'node:util';
import { GroundTruth } from './writer/ground-truth.js';
import { PcapFile } from './writer/pcap-file.js';
import { Random } from './writer/random.js';
import { publish } from './writer/publisher.js';

const USAGE = `node bench/generate.js FILE.pcap [options]

  --size 100MB            stop when the file is about this large (kB, MB, GB)
  --chunk-size 4096       what both sides announce, 128 to 65536
  --segment 1448          payload bytes of a full TCP segment
  --connections 1         publishers side by side
  --bit-rate 6000000      of each one's video
  --reorder 0             share of segments that arrive after later ones
  --duplicate 0           share of segments that are there twice
  --loss 0                share of segments the capture missed
  --timestamp-base 0      milliseconds; 16777215 and more need extended timestamps
  --full-headers          a type 0 header for every message of the client
  --constant-sound        every sound has the same length, so that headers of type 2 and 3 begin messages
  --one-chunk-stream      sound and pictures on the same chunk stream, as OBS Studio sends them
  --interleave 0          share of pictures with a sound between their chunks
  --snap-length 262144    bytes kept of each packet
  --start-mid-stream 0    seconds of every session that passed before the capture began
  --swap-first            the first two segments of each client in such a capture are swapped
  --seed 1
`;

/** Noon on a day in November 2023, in microseconds. */
const EPOCH = 1_700_000_000e6;

/** @typedef {Omit<import('./writer/publisher.js').PublisherOptions, 'number'>} Publisher */
/**
 * @typedef {object} SpecimenOptions
 * @property {number} size bytes
 * @property {number} [connections]
 * @property {number} [seed]
 * @property {Partial<Publisher>} [publisher] in what it differs from a plain one
 */

/** @type {Publisher} */
const PLAIN = {
  chunkSize: 4096,
  segment: 1448,
  snapLength: 262_144,
  bitRate: 6e6,
  timestampBase: 0,
  fullHeaders: false,
  interleave: 0,
  faults: { reorder: 0, duplicate: 0, loss: 0 },
  joinAfter: undefined,
};

/**
 * Writes the capture and its ground truth; returns how many messages there are, and where the first chunks of each
 * direction lie.
 * @param {string} path
 * @param {SpecimenOptions} options
 */
export function generate(path, { size, connections = 1, seed = 1, publisher: differing = {} }) {
  mkdirSync(dirname(path), { recursive: true });
  const publisher = { ...PLAIN, ...differing };
  const capture = new PcapFile(path, publisher.snapLength);
  const truth = new GroundTruth(`${path}.truth.ndjson`);
  const noise = new Random(seed).bytes(1 << 18);
  const streams = Array.from({ length: connections }, (_, number) => ({
    client: truth.stream(number, 'client'),
    server: truth.stream(number, 'server'),
  }));
  const sessions = Array.from({ length: connections }, (_, number) => {
    const start = EPOCH + number * 137_000;
    const session = publish(
      { ...publisher, number },
      {
        random: new Random(seed * 1000 + number),
        noise,
        start,
        stop: () => capture.length >= size,
        packet: (packet) => {
          capture.add(packet);
        },
        truth: /** @type {typeof streams[0]} */ (streams[number]),
      },
    );
    return { session, next: start };
  });
  while (sessions.length > 0) {
    const earliest = sessions.reduce((a, b) => (b.next < a.next ? b : a));
    capture.flush(earliest.next - 1);
    const { done, value } = earliest.session.next();
    if (done === true) sessions.splice(sessions.indexOf(earliest), 1);
    else earliest.next = value;
  }
  capture.close();
  truth.close();
  const firstChunks = streams.map(({ client, server }) => ({
    client: client.firstChunks,
    server: server.firstChunks,
  }));
  return { messages: truth.count, bytes: capture.length, firstChunks };
}

/** @param {string} text such as 100MB */
export function parseSize(text) {
  const match = /^(\d+(?:\.\d+)?)\s*(k|M|G)?B?$/.exec(text);
  if (match === null) throw new Error(`not a size: ${text}`);
  const unit = { k: 1e3, M: 1e6, G: 1e9 }[match[2] ?? ''] ?? 1;
  return Number(match[1]) * unit;
}

function main() {
  const { values, positionals } = parseArgs({
    allowPositionals: true,
    options: {
      size: { type: 'string', default: '100MB' },
      'chunk-size': { type: 'string', default: '4096' },
      segment: { type: 'string', default: '1448' },
      connections: { type: 'string', default: '1' },
      'bit-rate': { type: 'string', default: '6000000' },
      reorder: { type: 'string', default: '0' },
      duplicate: { type: 'string', default: '0' },
      loss: { type: 'string', default: '0' },
      'timestamp-base': { type: 'string', default: '0' },
      'full-headers': { type: 'boolean', default: false },
      'constant-sound': { type: 'boolean', default: false },
      'one-chunk-stream': { type: 'boolean', default: false },
      interleave: { type: 'string', default: '0' },
      'snap-length': { type: 'string', default: '262144' },
      'start-mid-stream': { type: 'string', default: '0' },
      'swap-first': { type: 'boolean', default: false },
      seed: { type: 'string', default: '1' },
      help: { type: 'boolean', default: false },
    },
  });
  const [path] = positionals;
  if (values.help || path === undefined) {
    process.stderr.write(USAGE);
    process.exitCode = values.help ? 0 : 2;
    return;
  }
  const join = Number(values['start-mid-stream']);
  const { messages, bytes } = generate(path, {
    size: parseSize(values.size),
    connections: Number(values.connections),
    seed: Number(values.seed),
    publisher: {
      chunkSize: Number(values['chunk-size']),
      segment: Number(values.segment),
      snapLength: Number(values['snap-length']),
      bitRate: Number(values['bit-rate']),
      timestampBase: Number(values['timestamp-base']),
      fullHeaders: values['full-headers'],
      constantSound: values['constant-sound'],
      oneChunkStream: values['one-chunk-stream'],
      interleave: Number(values.interleave),
      faults: {
        reorder: Number(values.reorder),
        duplicate: Number(values.duplicate),
        loss: Number(values.loss),
      },
      joinAfter: join > 0 ? join * 1e6 : undefined,
      swapFirst: values['swap-first'],
    },
  });
  process.stdout.write(`${path}: ${String(bytes)} bytes, ${String(messages)} messages\n`);
}

if (import.meta.filename === process.argv[1]) main();
