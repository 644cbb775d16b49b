import { mkdirSync } from 'node:fs';
import { join } from 'node:path';
import process from 'node:process';
import { type ServerOptions, USAGE, readArguments } from './arguments.ts';
import { LiveBridge } from './live-bridge.ts';
import { PageServer } from './page-server.ts';
import { RtmpListener } from './rtmp-listener.ts';
import { Spool } from './spool.ts';

/** The page server and the RTMP listener; built to `dist-node/server.js`, beside the page in `dist/`. */
async function main(): Promise<void> {
  const options = readArguments(process.argv.slice(2), process.env);
  if (options === undefined) {
    console.log(USAGE);
    return;
  }
  if (typeof options === 'string') {
    console.error(`${options}\n\n${USAGE}`);
    process.exitCode = 2;
    return;
  }
  if (options.record !== undefined) mkdirSync(options.record, { recursive: true });
  const spool = new Spool(options.spoolBytes);
  // Whatever ends the program, the folder goes.
  process.once('exit', () => {
    spool.close();
  });
  try {
    await serve(options, spool);
  } catch (error) {
    console.error(explain(error as NodeJS.ErrnoException, options));
    process.exitCode = 1;
    process.exit();
  }
}

async function serve(options: ServerOptions, spool: Spool): Promise<void> {
  const { hosts, httpPort, key, isOpen, forward } = options;
  const listener = await listen(options, spool);
  const live = new LiveBridge(listener, key, isOpen);
  const folder = join(import.meta.dirname, '../dist');
  const page = await PageServer.listen(folder, hosts, httpPort, live);
  const query = key === undefined ? '' : `/?key=${key}`;
  console.log(`RTMP Inspector: http://localhost:${String(page.port)}${query}`);
  if (typeof listener === 'string') console.log(listener);
  else {
    console.log(`Accepting RTMP:  rtmp://localhost:${String(listener.port)}/live`);
    if (forward) console.log(`Passing it on to ${forward.text}, unchanged.`);
  }
  if (isOpen)
    console.log(
      key === undefined
        ? 'Others can reach this: whoever opens the page sees every connection, stream keys included. --key WORD asks for a word first.'
        : 'Others can reach this. Live connections, stream keys included, are shown to who knows the word.',
    );
  const stop = (): void => {
    live.close();
    page.close();
    if (typeof listener !== 'string') listener.close();
    // Clients have two seconds for their last words; nobody waits longer than that.
    setTimeout(() => process.exit(), 2500).unref();
  };
  for (const signal of ['SIGINT', 'SIGTERM'] as const) process.once(signal, stop);
}

/** The listener, or one line saying why there is none. The page works either way. */
async function listen(options: ServerOptions, spool: Spool): Promise<RtmpListener | string> {
  const { hosts, rtmpPort, forward, record } = options;
  const say = (line: string): void => {
    console.log(line);
  };
  try {
    return await RtmpListener.listen({ hosts, port: rtmpPort, spool, forward, record, say });
  } catch (error) {
    const port = String(rtmpPort);
    const { code, message } = error as NodeJS.ErrnoException;
    const reason =
      code === 'EADDRINUSE'
        ? `it is in use. Close what uses it, or choose another with npm start -- --rtmp-port ${String(rtmpPort + 1)}`
        : code === 'EACCES'
          ? 'it is not allowed for this user. Choose one above 1023 with npm start -- --rtmp-port 1935'
          : message;
    return `Not accepting RTMP on port ${port}: ${reason}. Captures open in the page all the same.`;
  }
}

/** One line: what happened, and what to do about it. */
function explain(error: NodeJS.ErrnoException, { httpPort, hosts }: ServerOptions): string {
  const port = String(httpPort);
  switch (error.code) {
    case 'EADDRINUSE':
      return `Port ${port} is in use: close what uses it, or choose another with npm start -- --http-port ${String(httpPort + 1)}`;
    case 'EACCES':
      return `Port ${port} is not allowed for this user: choose one above 1023 with npm start -- --http-port 1936`;
    case 'EADDRNOTAVAIL':
      return `This machine has no address ${hosts.join(' or ')}: choose another with --host, or leave it out.`;
    default:
      return `The page cannot be served: ${error.message}`;
  }
}

await main();
