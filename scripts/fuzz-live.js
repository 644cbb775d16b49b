/**
 * `npm run fuzz:live -- [sessions] [seed]`: damaged sessions, 100 000 unless told otherwise, against the server as it
 * is built, in a process of its own. A publisher and a player that behave are there from the first to the last. Fails
 * when the server ends, when either of the two misses anything, when memory grows, when a connection stays open, or
 * when a file is written outside of the spool. The server's home, working folder and temporary folder are new ones.
 */
import { spawn } from 'node:child_process';
import { mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, existsSync } from 'node:fs';
import { connect } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import process from 'node:process';
import { WebSocket } from 'ws';
import { answers, freePort, pause, Player, Publisher } from '../bench/live-clients.js';
import { importTypeScript } from './import-typescript.js';
import { PROJECT } from './project.js';

/** Sessions at one time. */
const AT_ONCE = 20;
/** Sessions before the first look at memory, after which everything has been used and every list is full. */
const WARM_UP = 3000;
/** Looks at memory after that, spread over the run. */
const LOOKS = 10;
/** How much larger than at the first look memory may ever be: what a collector of garbage lets lie varies. */
const GROWTH = 1.5;

const [sessions = 100_000, seed = Date.now() % 2 ** 32] = process.argv.slice(2).map(Number);
const program = join(PROJECT, 'dist-node/server.js');
if (!existsSync(program)) throw new Error('The server is not built: npm run build');

const { mutate, Chance } = /** @type {typeof import('../corpus/mutate.ts')} */ (
  await importTypeScript('corpus/mutate.ts')
);
const { recorded } = /** @type {typeof import('../corpus/talk.ts')} */ (
  await importTypeScript('corpus/talk.ts')
);
const originals = [
  recorded('real/04f-obs29-publish-nginx.pcap').subarray(0, 9000),
  recorded('real/06-rtmp-rtmpdump-to-rtmpsrv.pcap'),
  recorded('real/05-ertmp2-ffmpeg8-multitrack-2v2a-nginx.pcap').subarray(0, 9000),
];
const chance = new Chance(seed);
const folder = mkdtempSync(join(tmpdir(), 'rtmp-fuzz-'));
for (const name of ['home', 'work', 'tmp']) mkdirSync(join(folder, name));
const rtmpPort = await freePort();
const httpPort = await freePort();
const server = spawn(
  process.execPath,
  [program, '--http-port', String(httpPort), '--rtmp-port', String(rtmpPort), '--spool', '2'],
  {
    cwd: join(folder, 'work'),
    env: { PATH: process.env['PATH'], HOME: join(folder, 'home'), TMPDIR: join(folder, 'tmp') },
    stdio: ['ignore', 'ignore', 'inherit'],
  },
);
/** @type {string[]} */
const wrong = [];
const isUp = () => server.exitCode === null && server.signalCode === null;
try {
  console.log(`${String(sessions)} sessions with seed ${String(seed)}`);
  while (isUp() && !(await answers(rtmpPort))) await pause(50);
  const player = await Player.begin(rtmpPort, 'steady');
  const publisher = await Publisher.begin(rtmpPort, 'steady');
  await player.heard(1);
  /** @type {number[]} */
  const memory = [];
  const each = Math.ceil(sessions / LOOKS);
  for (let done = 0; done < WARM_UP && isUp(); done += AT_ONCE)
    await Promise.all(Array.from({ length: AT_ONCE }, damaged));
  if (isUp()) look(0);
  const start = performance.now();
  for (let done = 0; done < sessions && isUp(); done += AT_ONCE) {
    await Promise.all(Array.from({ length: AT_ONCE }, damaged));
    if (Math.floor((done + AT_ONCE) / each) >= memory.length) look(done + AT_ONCE);
  }
  const seconds = (performance.now() - start) / 1000;
  if (!isUp()) wrong.push('The server is gone.');
  else {
    const sent = publisher.stop();
    if (!(await player.heard(sent)))
      wrong.push(`The player heard ${player.count} of ${sent} frames.`);
    console.log(`The publisher sent ${sent} frames meanwhile, the player got ${player.count}.`);
    const open = await connectionsOpen();
    console.log(`${open} connections are open: the publisher and the player.`);
    if (open !== 2) wrong.push(`${open} connections are open.`);
    const [first = 0] = memory;
    const most = Math.max(...memory);
    if (most > first * GROWTH) wrong.push(`Memory grew from ${first} to ${most} MB.`);
    publisher.socket.destroy();
    player.socket.destroy();
  }
  const strays = filesIn(folder).filter(
    (name) => !/^tmp\/rtmp-inspector-\w+\/\d+\.pcapng$/.test(name),
  );
  if (strays.length > 0) wrong.push(`Files outside of the spool: ${strays.join(', ')}`);
  console.log(
    `${(sessions / seconds).toFixed(0)} sessions a second. No other files: ${strays.length === 0}`,
  );

  /** @param {number} done */
  function look(done) {
    const kilobytes = /VmRSS:\s+(\d+)/.exec(
      readFileSync(`/proc/${server.pid}/status`, 'utf8'),
    )?.[1];
    memory.push(Math.round(Number(kilobytes) / 1000));
    console.log(`${done} sessions: ${memory.at(-1)} MB`);
  }
} finally {
  if (isUp()) {
    server.kill();
    await new Promise((resolve) => server.once('exit', resolve));
  }
  const left = readdirSync(join(folder, 'tmp'));
  if (left.length > 0) wrong.push(`The spool was left behind: ${left.join(', ')}`);
  rmSync(folder, { recursive: true });
}
for (const line of wrong) console.error(line);
process.exitCode = wrong.length > 0 ? 1 : 0;

/** One damaged session, to its end. */
function damaged() {
  return new Promise((resolve) => {
    const socket = connect(rtmpPort, '127.0.0.1');
    socket.on('error', () => undefined);
    socket.once('close', resolve);
    socket.resume();
    socket.end(mutate(chance.of(originals), chance));
  });
}

/** What the page would be told. @returns {Promise<number>} */
function connectionsOpen() {
  return new Promise((resolve, reject) => {
    const origin = `http://127.0.0.1:${httpPort}`;
    const page = new WebSocket(`ws://127.0.0.1:${httpPort}/live`, { origin });
    page.once('error', reject);
    page.on('message', (/** @type {Buffer} */ data) => {
      /** @type {unknown} */
      const told = JSON.parse(data.toString());
      const { connections } = /** @type {{ connections: { closed?: number }[] }} */ (told);
      const open = connections.filter(({ closed }) => closed === undefined).length;
      if (open > 2) return;
      resolve(open);
      page.close();
    });
    // Whoever is still there by then stays.
    setTimeout(() => resolve(Infinity), 30_000).unref();
  });
}

/** Paths of all files below a folder. @param {string} root @returns {string[]} */
function filesIn(root) {
  return readdirSync(root, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile())
    .map((entry) => join(entry.parentPath, entry.name).slice(root.length + 1));
}
