import { readFileSync } from 'node:fs';
import type { Connection } from '../src-protocol/inspect/connection.ts';
import {
  carriedKeyLog,
  decipher,
  type Deciphered,
  tlsConnections,
} from '../src-protocol/inspect/decipher.ts';
import { Inspection } from '../src-protocol/inspect/inspection.ts';
import { KeyLog } from '../src-protocol/tls/key-log.ts';
import type { DecipherRequest } from './arguments.ts';
import { DecodeError, Input, reason } from './input.ts';
import { writeTo } from './output.ts';
import { noConnection } from './reading.ts';

const NO_KEYS =
  'There is no key log. Name one with --key-log; a program writes it to the file that SSLKEYLOGFILE names, if it was started so and its TLS library can.';

/**
 * Writes the plain bytes of the TLS connections in a capture as another capture. Returned is what there is to say, a line
 * each, and whether anything was deciphered.
 */
export async function decipherCapture(
  { file, keyLog, connection: wanted }: DecipherRequest,
  output: NodeJS.WriteStream,
): Promise<{ lines: string[]; done: boolean }> {
  if (output.isTTY)
    throw new DecodeError('A capture is no text: send the output to a file, or to a pipe.');
  const input = new Input(file, true);
  try {
    const inspection = new Inspection({ source: input.inPlace });
    for await (const block of input.blocks()) inspection.push(block);
    inspection.end();
    const keys = new KeyLog(keyLogText(inspection, input, keyLog));
    if (keys.connections === 0) throw new DecodeError(`${file}: ${NO_KEYS}`);
    const lines: string[] = [];
    let done = false;
    for (const connection of chosen(inspection, file, wanted)) {
      const all = decipher(connection, keys, () => input.source);
      const { bytes, problem } = await written(all, output);
      done ||= bytes > 0;
      const between = `${file}: connection ${connection.number}, ${connection.client} to ${connection.server}`;
      if (problem !== undefined) lines.push(`${between}: ${problem}`);
    }
    return { lines, done };
  } finally {
    input.close();
  }
}

/** The key log that was named, and those that the capture carries. */
function keyLogText({ capture }: Inspection, input: Input, file: string | undefined): string {
  const carried = carriedKeyLog(capture.facts.secrets, input.source);
  if (file === undefined) return carried;
  try {
    return `${carried}\n${readFileSync(file, 'utf8')}`;
  } catch (error) {
    throw new DecodeError(`${file}: ${reason(error)}`);
  }
}

function chosen(
  inspection: Inspection,
  file: string,
  wanted: number | undefined,
): readonly Connection[] {
  const { connections } = inspection;
  const found =
    wanted === undefined
      ? tlsConnections(connections)
      : connections.filter(({ number }) => number === wanted);
  if (found.length > 0) return found;
  if (wanted !== undefined) throw noConnection(file, wanted, inspection);
  throw new DecodeError(
    `${file}: No connection of ${connections.length} looks like RTMPS, or other TLS. Is it another one? Name it with --connection.`,
  );
}

/** Writes the pieces; resolves to what the generator returns. */
async function written(
  pieces: Generator<Uint8Array, Deciphered>,
  output: NodeJS.WriteStream,
): Promise<Deciphered> {
  for (;;) {
    const { value, done } = pieces.next();
    if (done) return value;
    await writeTo(output, value);
  }
}
