/**
 * `npm run bench:live`: the listener under load beside nginx-rtmp and node-media-server, in turn on the same machine. The
 * latter is fetched with npm into a temporary folder, where that can be had. 100 publishers of
 * 2 Mbit/s each; then one publisher of 2 Mbit/s with 100 players. Prints what arrived, processor time and memory.
 * Reads `/proc`, so it runs on Linux only.
 */
import { spawn, spawnSync } from 'node:child_process';
import { existsSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import process from 'node:process';
import { PROJECT } from '../scripts/project.js';
import { answers, client, freePort, onItsOwn, pause } from './live-clients.js';

const CLIENTS = 100;
const SECONDS = 10;
const FRAMES_PER_SECOND = 25;
/** 2 Mbit/s in frames, the bytes of chunk headers not counted. */
const FRAME = 10_000;
/** Clock ticks a second that /proc counts in. */
const TICKS = 100;
/** What is fetched to compare with; no dependency of the project. */
const NODE_MEDIA_SERVER = 'node-media-server@4.4.3';
const NGINX = '/usr/lib/nginx/modules/ngx_rtmp_module.so';

if (!existsSync('/proc/self/stat')) throw new Error('This needs /proc, which only Linux has.');
const folder = mkdtempSync(join(tmpdir(), 'rtmp-bench-'));
try {
  const servers = {
    'RTMP Inspector': (/** @type {number} */ port) =>
      spawn(process.execPath, [
        join(PROJECT, 'dist-node/server.js'),
        ...['--http-port', '0', '--rtmp-port', String(port)],
      ]),
    ...(existsSync(NGINX) && { 'nginx-rtmp': nginx }),
    ...(fetchNodeMediaServer() && { 'node-media-server': nodeMediaServer }),
  };
  for (const [load, publishers, players] of /** @type {[string, number, number][]} */ ([
    [`${String(CLIENTS)} publishers`, CLIENTS, 0],
    [`1 publisher, ${String(CLIENTS)} players`, 1, CLIENTS],
  ])) {
    console.log(`\n${load}, ${String(SECONDS)} s of 2 Mbit/s each`);
    for (const [name, start] of Object.entries(servers))
      report(name, await measure(start, publishers, players));
  }
  if (!('nginx-rtmp' in servers)) console.log('\nnginx-rtmp is not installed.');
  if (!('node-media-server' in servers))
    console.log(`\n${NODE_MEDIA_SERVER} could not be fetched with npm.`);
} finally {
  rmSync(folder, { recursive: true });
}

/** @param {number} port */
function nginx(port) {
  const path = join(folder, 'nginx.conf');
  writeFileSync(
    path,
    `load_module ${NGINX};
daemon off; master_process off; pid ${join(folder, 'pid')}; error_log stderr crit;
events { worker_connections 1024; }
rtmp { server { listen 127.0.0.1:${String(port)}; chunk_size 16384; application live { live on; } } }
`,
  );
  return spawn('nginx', ['-p', folder, '-c', path]);
}

/** Fetches node-media-server into the temporary folder; false where it cannot be had. */
function fetchNodeMediaServer() {
  const options = [
    '--no-audit',
    '--no-fund',
    '--no-save',
    '--ignore-scripts',
    '--loglevel',
    'error',
  ];
  const { status } = spawnSync(
    'npm',
    ['install', '--prefix', folder, ...options, NODE_MEDIA_SERVER],
    {
      timeout: 60_000,
      stdio: 'ignore',
    },
  );
  return status === 0;
}

/** @param {number} port */
function nodeMediaServer(port) {
  const path = join(folder, 'node-media-server.json');
  const store = { path: join(folder, 'data') };
  writeFileSync(path, JSON.stringify({ bind: '127.0.0.1', rtmp: { port }, auth: {}, store }));
  const program = join(folder, 'node_modules/node-media-server/bin/app.js');
  return spawn(process.execPath, [program, '--config', path, '--no-admin'], { cwd: folder });
}

/**
 * @typedef {object} Measured
 * @property {number} arrived share of what should have arrived, 0 to 1
 * @property {number} seconds of processor time
 * @property {number} megabytes of memory at the most
 * @property {number} each megabytes a connection: what it took more than before the first
 */

/**
 * @param {(port: number) => import('node:child_process').ChildProcess} start
 * @param {number} publishers
 * @param {number} players
 * @returns {Promise<Measured>}
 */
async function measure(start, publishers, players) {
  const port = await freePort();
  const server = start(port);
  server.stdout?.resume();
  server.stderr?.resume();
  const pid = String(server.pid);
  try {
    while (!(await answers(port))) await pause(50);
    const before = ticks(pid);
    const idle = memory(pid);
    const listening = Array.from({ length: players }, () => play(port));
    await pause(1000);
    const sent = await Promise.all(Array.from({ length: publishers }, (_, i) => publish(port, i)));
    await pause(1000);
    const heard = listening.map((socket) => socket.bytesRead - 3073);
    const wanted = players > 0 ? players * FRAME * FRAMES_PER_SECOND * SECONDS : publishers;
    const got =
      players > 0 ? heard.reduce((sum, one) => sum + one, 0) : sent.filter(Boolean).length;
    const megabytes = memory(pid);
    for (const socket of listening) socket.destroy();
    return {
      arrived: Math.min(1, got / wanted),
      seconds: (ticks(pid) - before) / TICKS,
      megabytes,
      each: (megabytes - idle) / (publishers + players),
    };
  } finally {
    server.kill();
    await new Promise((resolve) => server.once('exit', resolve));
  }
}

/** @param {string} name @param {Measured} measured */
function report(name, { arrived, seconds, megabytes, each }) {
  const cores = ((100 * seconds) / SECONDS).toFixed(0);
  console.log(
    `${name.padEnd(17)} ${(100 * arrived).toFixed(1).padStart(6)} % arrived ${cores.padStart(5)} % of a core ${megabytes.toFixed(0).padStart(5)} MB, ${each.toFixed(2)} a connection`,
  );
}

/** @param {number} port */
function play(port) {
  const { socket } = client(port, onItsOwn(1, 'play', 3, null, 'load0', -1000));
  socket.resume();
  return socket;
}

/**
 * Publishes for `SECONDS`; resolves to whether the server took every byte.
 * @param {number} port
 * @param {number} number of the stream
 */
async function publish(port, number) {
  const { socket, writer } = client(
    port,
    onItsOwn(1, 'publish', 3, null, `load${String(number)}`, 'live'),
  );
  socket.resume();
  await pause(500);
  const size = Buffer.from([0, 0, 0x10, 0]);
  socket.write(
    writer.write([
      { chunkStreamId: 2, timestamp: 0, messageTypeId: 1, messageStreamId: 0, payload: size },
    ]).bytes,
  );
  writer.chunkSize = 4096;
  const start = performance.now();
  for (let frame = 0; frame < SECONDS * FRAMES_PER_SECOND; frame++) {
    const timestamp = (frame * 1000) / FRAMES_PER_SECOND;
    await pause(timestamp - (performance.now() - start));
    const payload = Buffer.alloc(FRAME, frame);
    // An AVC key frame each second, other pictures between.
    payload.set([frame % FRAMES_PER_SECOND === 0 ? 0x17 : 0x27, 1, 0, 0, 0]);
    socket.write(
      writer.write([{ chunkStreamId: 6, timestamp, messageTypeId: 9, messageStreamId: 1, payload }])
        .bytes,
    );
  }
  return /** @type {Promise<boolean>} */ (
    new Promise((resolve) => {
      socket.end(() => resolve(!socket.destroyed && socket.writableLength === 0));
    })
  );
}

/** The most memory a process has held, megabytes. @param {string} pid */
function memory(pid) {
  const peak = /VmHWM:\s+(\d+) kB/.exec(readFileSync(`/proc/${pid}/status`, 'utf8'))?.[1];
  return Number(peak) / 1000;
}

/** Processor time a process has used, in ticks. @param {string} pid */
function ticks(pid) {
  const fields = readFileSync(`/proc/${pid}/stat`, 'utf8').split(') ')[1]?.split(' ') ?? [];
  return Number(fields[11]) + Number(fields[12]);
}
