import { join } from 'node:path';
import process from 'node:process';
import { type ServerOptions, USAGE, readArguments } from './arguments.ts';
import { PageServer } from './page-server.ts';

/** The page server; built to `dist-node/server.js`, beside the page in `dist/`. */
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
  try {
    await serve(options);
  } catch (error) {
    console.error(explain(error as NodeJS.ErrnoException, options));
    process.exitCode = 1;
  }
}

async function serve({ hosts, httpPort, rtmpPort }: ServerOptions): Promise<void> {
  const page = await PageServer.listen(join(import.meta.dirname, '../dist'), hosts, httpPort);
  console.log(`RTMP Inspector: http://localhost:${String(page.port)}`);
  console.log(
    `Not accepting RTMP on port ${String(rtmpPort)}: this version has no listener yet. Captures open in the page.`,
  );
  for (const signal of ['SIGINT', 'SIGTERM'] as const)
    process.once(signal, () => {
      page.close();
    });
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
