import { closeSync, openSync, realpathSync, writeSync } from 'node:fs';
import { senderOf } from '../src-protocol/bytes/units.ts';
import type { Connection } from '../src-protocol/inspect/connection.ts';
import { Describer } from '../src-protocol/inspect/describe.ts';
import { type MediaStreamSummary, mediaStreams } from '../src-protocol/inspect/media-stream.ts';
import type { RtmpSession } from '../src-protocol/inspect/rtmp-session.ts';
import { SavedStream } from '../src-protocol/inspect/saved-stream.ts';
import { savedRemarks } from '../src-protocol/inspect/saved-words.ts';
import { SessionAnalyses } from '../src-protocol/inspect/session-analyses.ts';
import type { SaveRequest } from './arguments.ts';
import { DecodeError, type Input } from './input.ts';
import { writeTo } from './output.ts';
import { noConnection, nothingDecoded, readAll, type Reading, remarksOf } from './reading.ts';

const ROWS_AT_ONCE = 1_000_000;
const NO_MEDIA =
  'see what there is with decode --level connections, and whether --connection, --stream or --sender leave it out.';
/** Streams named in the line that asks for a choice. */
const MOST_NAMED = 8;

/** Saves one stream of a capture. Returned is what there is to say, a line each. */
export async function saveStream(
  request: SaveRequest,
  stdout: NodeJS.WriteStream,
): Promise<string[]> {
  const { files, output, to } = request;
  const name = files.join(', ');
  const target = output === '-' ? new PipeTarget(stdout) : new FileTarget(output, files);
  const reading = await readAll(files, request, { again: true });
  try {
    const { session, describer, stream } = chosen(request, name, reading);
    const saved = new SavedStream(session, describer, { stream, form: to });
    for (const piece of saved.pieces()) if (piece.length > 0) await target.write(piece);
    const { counts } = saved;
    const remarks = savedRemarks(counts);
    if (counts.written === 0)
      throw new DecodeError(
        `${name}: The stream has nothing that can be saved as ${to}. ${remarks.join(' ')}`.trim(),
      );
    return [...remarksOf(reading, request), ...remarks].map((text) => `${name}: ${text}`);
  } finally {
    target.close();
    for (const input of reading.inputs) input.close();
  }
}

/** A stream that may be meant. */
interface Candidate {
  readonly connection: Connection;
  readonly session: RtmpSession;
  readonly describer: Describer;
  readonly stream: MediaStreamSummary;
}

function chosen(request: SaveRequest, name: string, reading: Reading): Candidate {
  const { inspection, inputs } = reading;
  const { connections } = inspection;
  if (!connections.some(({ session }) => session)) throw nothingDecoded(name, reading);
  const wanted = request.connection;
  if (wanted !== undefined && !connections.some(({ number }) => number === wanted))
    throw noConnection(name, wanted, inspection);
  const found = connections
    .filter(({ number }) => wanted === undefined || number === wanted)
    .flatMap((connection) => candidates(connection, reading, inputs))
    .filter(
      ({ stream: { direction, messageStreamId } }) =>
        (request.stream === undefined || messageStreamId === request.stream) &&
        (request.sender === undefined || senderOf(direction) === request.sender),
    );
  const [only, ...others] = found;
  if (!only) throw new DecodeError(`${name}: There is no audio or video to save; ${NO_MEDIA}`);
  if (others.length === 0) return only;
  const named = found.slice(0, MOST_NAMED).map(wordsOf).join('; ');
  const more = found.length > MOST_NAMED ? '; …' : '';
  throw new DecodeError(`${name}: There are ${found.length} streams. Choose one: ${named}${more}.`);
}

function candidates(
  connection: Connection,
  { inspection }: Reading,
  inputs: readonly Input[],
): Candidate[] {
  const { session } = connection;
  if (!session) return [];
  const describer = new Describer(connection, session, (direction) =>
    inspection.source(
      direction,
      inputs.map(({ source }) => source),
    ),
  );
  const analyses = new SessionAnalyses(connection, session, describer);
  while (!analyses.advance(ROWS_AT_ONCE));
  return mediaStreams(session, analyses.media.tracks).map((stream) => ({
    ...{ connection, session, describer, stream },
  }));
}

/** The options that choose it. */
function wordsOf({ connection, stream: { direction, messageStreamId } }: Candidate): string {
  return `--connection ${connection.number} --sender ${senderOf(direction)} --stream ${messageStreamId}`;
}

/** Where the pieces go. */
interface Target {
  write(piece: Uint8Array): Promise<void>;
  close(): void;
}

/** Standard output, waiting when the reader is slower. */
class PipeTarget implements Target {
  readonly #stream: NodeJS.WriteStream;

  constructor(stream: NodeJS.WriteStream) {
    if (stream.isTTY)
      throw new DecodeError('This is no text: name a file with -o, or send the output to a pipe.');
    this.#stream = stream;
  }

  write(piece: Uint8Array): Promise<void> {
    return writeTo(this.#stream, piece);
  }

  close(): void {
    // It is not ours to close.
  }
}

/** A file, which is there once there is something to write. */
class FileTarget implements Target {
  readonly #path: string;
  #descriptor: number | undefined;

  constructor(path: string, inputs: readonly string[]) {
    this.#path = path;
    const own = realPath(path);
    if (own !== undefined && inputs.some((input) => realPath(input) === own))
      throw new DecodeError(`${path}: This is the capture itself; name another file.`);
  }

  write(piece: Uint8Array): Promise<void> {
    try {
      this.#descriptor ??= openSync(this.#path, 'w');
      for (let at = 0; at < piece.length;)
        at += writeSync(this.#descriptor, piece, at, piece.length - at);
    } catch (error) {
      throw new DecodeError(
        `${this.#path}: It cannot be written: ${error instanceof Error ? error.message : '?'}`,
      );
    }
    return Promise.resolve();
  }

  close(): void {
    if (this.#descriptor !== undefined) closeSync(this.#descriptor);
  }
}

function realPath(path: string): string | undefined {
  try {
    return realpathSync(path);
  } catch {
    return undefined;
  }
}
