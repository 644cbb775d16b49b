#!/usr/bin/env node
import { parseCommandLine, USAGE } from './arguments.ts';
import { decode } from './decode.ts';
import { Output } from './output.ts';

/** Put in by the build, from package.json. */
declare const VERSION: string;

// A reader that has seen enough, such as head, closes the pipe: that is no failure.
process.stdout.on('error', (error: NodeJS.ErrnoException) => {
  process.exit(error.code === 'EPIPE' ? 0 : 1);
});

const parsed = parseCommandLine(process.argv.slice(2));
if ('help' in parsed) process.stdout.write(USAGE);
else if ('version' in parsed) process.stdout.write(`${VERSION}\n`);
else if ('error' in parsed) {
  process.stderr.write(`rtmp-inspector: ${parsed.error}\n\n${USAGE}`);
  process.exitCode = 2;
} else {
  let failures: string[];
  try {
    failures = await decode(parsed.decode, new Output(process.stdout));
  } catch (error) {
    failures = [`This should not have happened, please report it: ${String(error)}`];
  }
  for (const text of failures) process.stderr.write(`rtmp-inspector: ${text}\n`);
  if (failures.length > 0) process.exitCode = 1;
}
