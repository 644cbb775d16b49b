#!/usr/bin/env node
import {
  type DecipherRequest,
  type DecodeRequest,
  type Parsed,
  parseCommandLine,
  type SaveRequest,
  USAGE,
} from './arguments.ts';
import { decipherCapture } from './decipher.ts';
import { decode } from './decode.ts';
import { DecodeError } from './input.ts';
import { Output } from './output.ts';
import { saveStream } from './save.ts';

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
  let said: { lines: string[]; done: boolean };
  try {
    said = await run(parsed);
  } catch (error) {
    const lines = [`This should not have happened, please report it: ${String(error)}`];
    said = { lines, done: false };
  }
  for (const text of said.lines) process.stderr.write(`rtmp-inspector: ${text}\n`);
  if (!said.done) process.exitCode = 1;
}

/** Runs the command that was asked for. */
async function run(
  asked: Extract<Parsed, { decode: unknown } | { decipher: unknown } | { save: unknown }>,
): Promise<{ lines: string[]; done: boolean }> {
  if ('decipher' in asked) return decipherOne(asked.decipher);
  return 'save' in asked ? saveOne(asked.save) : decodeAll(asked.decode);
}

async function saveOne(request: SaveRequest): Promise<{ lines: string[]; done: boolean }> {
  try {
    return { lines: await saveStream(request, process.stdout), done: true };
  } catch (error) {
    if (!(error instanceof DecodeError)) throw error;
    return { lines: [error.message], done: false };
  }
}

async function decodeAll(request: DecodeRequest): Promise<{ lines: string[]; done: boolean }> {
  const lines = await decode(request, new Output(process.stdout));
  return { lines, done: lines.length === 0 };
}

async function decipherOne(request: DecipherRequest): Promise<{ lines: string[]; done: boolean }> {
  try {
    return await decipherCapture(request, process.stdout);
  } catch (error) {
    if (!(error instanceof DecodeError)) throw error;
    return { lines: [error.message], done: false };
  }
}
