import { parseArgs } from 'node:util';
import type { Sender } from '../src-protocol/bytes/units.ts';
import { READ_AS, type ReadAs } from '../src-protocol/inspect/read-as.ts';
import { STREAM_FORMS, type StreamForm } from '../src-protocol/inspect/stream-form.ts';

export const LEVELS = ['connections', 'messages', 'chunks', 'findings', 'fields'] as const;
export type Level = (typeof LEVELS)[number];

export const FORMATS = ['text', 'ndjson'] as const;
export type Format = (typeof FORMATS)[number];

/** Set Chunk Size has 31 bits (§5.4.1). */
const LARGEST_CHUNK_SIZE = 0x7fffffff;

/** What to read: captures one after the other, or two raw dumps as one session. */
export interface ReadRequest {
  readonly files: readonly string[];
  readonly pair: boolean;
  /** Only this connection. */
  readonly connection: number | undefined;
  /** Chunk sizes at the start of connections that begin in mid-stream, client first. */
  readonly chunkSizes: readonly [number | undefined, number | undefined];
  /** What to read the files as, whatever their bytes look like. */
  readonly as: ReadAs | undefined;
  /** Read the connection asked for as RTMP, whatever its bytes look like. */
  readonly force: boolean;
}

/** What to decode, and how to print it. */
export interface DecodeRequest extends ReadRequest {
  readonly level: Level;
  readonly format: Format;
}

/** Which stream of one capture to save, and as what. */
export interface SaveRequest extends ReadRequest {
  readonly to: StreamForm;
  /** Only streams with this message stream ID. */
  readonly stream: number | undefined;
  /** Only streams of this side. */
  readonly sender: Sender | undefined;
  /** A path, or `-` for standard output. */
  readonly output: string;
}

/** Which TLS connections to decipher. */
export interface DecipherRequest {
  readonly file: string;
  /** A file with secrets, beside those that the capture carries. */
  readonly keyLog: string | undefined;
  /** Only this connection, whatever it seems to be. */
  readonly connection: number | undefined;
}

/** A command line that was understood, or the sentence that says why not. */
export type Parsed =
  | { help: true }
  | { version: true }
  | { error: string }
  | { decode: DecodeRequest }
  | { save: SaveRequest }
  | { decipher: DecipherRequest };

export const USAGE = `Usage: rtmp-inspector decode FILE… [--level LEVEL] [--format FORMAT] [--connection N]
       rtmp-inspector decode --pair CLIENT SERVER [options]
       rtmp-inspector decipher FILE [--key-log KEYS] [--connection N] > PLAIN.pcapng
       rtmp-inspector save FILE [--to FORM] [--connection N] [--stream N] [-o OUT]

Decodes the RTMP sessions in pcap and pcapng captures, in raw dumps, in text that stands for
bytes (hex dumps, followed streams of Wireshark, base64) and the tags of FLV files, packed with
gzip or zstd or not.
FILE may be - for standard input.

Deciphers RTMPS: the plain bytes of a capture’s TLS connections, as a capture that the page, decode
and other programs open. It takes the secrets that one of the two programs logged, as
SSLKEYLOGFILE has them; a pcapng file may carry them itself.

Saves a stream that is published or played as a file: FLV, with all of its audio, video and
metadata as they were sent, or the default track of a codec without its times. Messages that are
not whole are left out and counted.

  --level       ${LEVELS.join(', ')} (default: messages)
  --format      ${FORMATS.join(', ')} (default: text); ndjson is one object a line
  --connection  only the connection with this number
  --chunk-size-client, --chunk-size-server
                chunk sizes at the start, in connections that began before the capture
  --pair        two raw dumps of one connection: the client’s bytes, then the server’s
                (when what is said in them shows that it is the other way round, that counts)
  --as          what to read a file as, whatever its bytes look like: ${READ_AS.join(', ')}
                (client, server: the raw bytes of that side; of a pair, said of the first file),
                or rtmp: read the connection of --connection as RTMP
  --key-log     the secrets for decipher
  --to          what save writes: ${STREAM_FORMS.join(', ')} (default: flv)
  --stream, --sender
                which stream save takes, where there are several: its message stream ID, and
                who sends it, client or server
  --output, -o  where save writes to; - is standard output (default: -)
  --help        this text
  --version     the version

Exit status: 0 every file was decoded; 1 one of them cannot be read, or nothing in it could be
decoded (with --level connections, a list of connections is enough); 2 wrong arguments.
`;

const COMMANDS = 'The commands are decode, decipher and save.';

/** Reads the command line. */
export function parseCommandLine(args: readonly string[]): Parsed {
  let parsed;
  try {
    parsed = parse(args);
  } catch (error) {
    return {
      error:
        error instanceof Error ? firstSentence(error.message) : 'These arguments cannot be read.',
    };
  }
  const { values, positionals } = parsed;
  if (values.help) return { help: true };
  if (values.version) return { version: true };
  const [command, ...files] = positionals;
  if (command === undefined) return { error: `What to do? ${COMMANDS}` };
  if (command !== 'decode' && command !== 'decipher' && command !== 'save')
    return { error: `There is no command ${command}. ${COMMANDS}` };
  if (!isOneOf(LEVELS, values.level))
    return { error: `There is no level ${values.level}; levels are ${LEVELS.join(', ')}.` };
  if (!isOneOf(FORMATS, values.format))
    return { error: `There is no format ${values.format}; formats are ${FORMATS.join(', ')}.` };
  if (files.length === 0) return { error: 'Which file? Name a capture, or - for standard input.' };
  if (values.pair && files.length !== 2)
    return { error: '--pair takes two files: the client’s bytes and the server’s.' };
  for (const name of ['connection', 'stream'] as const) {
    const value = values[name];
    if (value !== undefined && !/^\d{1,10}$/.test(value))
      return { error: `--${name} takes a number, not ${value}.` };
  }
  if (command === 'decipher') return decipher(files, values);
  const reading = readRequest(files, values);
  if ('error' in reading) return reading;
  const { level, format } = values;
  return command === 'save' ? save(reading, values) : { decode: { ...reading, level, format } };
}

function parse(args: readonly string[]) {
  return parseArgs({
    args: [...args],
    allowPositionals: true,
    options: {
      level: { type: 'string', default: 'messages' },
      format: { type: 'string', default: 'text' },
      connection: { type: 'string' },
      'chunk-size-client': { type: 'string' },
      'chunk-size-server': { type: 'string' },
      pair: { type: 'boolean', default: false },
      as: { type: 'string' },
      'key-log': { type: 'string' },
      to: { type: 'string', default: 'flv' },
      stream: { type: 'string' },
      sender: { type: 'string' },
      output: { type: 'string', short: 'o', default: '-' },
      help: { type: 'boolean', short: 'h', default: false },
      version: { type: 'boolean', default: false },
    },
  });
}

type Values = ReturnType<typeof parse>['values'];

/** What decode and save have in common. */
function readRequest(files: readonly string[], values: Values): ReadRequest | { error: string } {
  for (const name of ['chunk-size-client', 'chunk-size-server'] as const) {
    const value = values[name];
    if (value !== undefined && !isChunkSize(value))
      return { error: `--${name} takes a number from 1 to ${LARGEST_CHUNK_SIZE}, not ${value}.` };
  }
  const { as, pair } = values;
  if (as !== undefined && as !== 'rtmp' && !isOneOf(READ_AS, as))
    return { error: `--as takes ${READ_AS.join(', ')} or rtmp, not ${as}.` };
  if (pair && as !== undefined && as !== 'client' && as !== 'server')
    return {
      error: '--pair goes with --as client or --as server: whose bytes the first file has.',
    };
  return {
    files,
    pair,
    connection: numberOf(values.connection),
    chunkSizes: [numberOf(values['chunk-size-client']), numberOf(values['chunk-size-server'])],
    as: as === 'rtmp' ? undefined : as,
    force: as === 'rtmp',
  };
}

function save(reading: ReadRequest, { to, stream, sender, output }: Values): Parsed {
  if (!reading.pair && reading.files.length > 1)
    return { error: 'save takes one capture, or a --pair.' };
  if (!isOneOf(STREAM_FORMS, to))
    return { error: `--to takes ${STREAM_FORMS.join(', ')}, not ${to}.` };
  if (sender !== undefined && !isOneOf(SENDERS, sender))
    return { error: `--sender takes client or server, not ${sender}.` };
  return { save: { ...reading, to, stream: numberOf(stream), sender, output } };
}

const SENDERS = ['client', 'server'] as const;

function decipher(files: readonly string[], values: Values): Parsed {
  const [file, more] = files;
  if (file === undefined || more !== undefined) return { error: 'decipher takes one capture.' };
  const connection = numberOf(values.connection);
  return { decipher: { file, keyLog: values['key-log'], connection } };
}

function isChunkSize(text: string): boolean {
  return /^\d{1,10}$/.test(text) && Number(text) >= 1 && Number(text) <= LARGEST_CHUNK_SIZE;
}

function numberOf(text: string | undefined): number | undefined {
  return text === undefined ? undefined : Number(text);
}

function isOneOf<T extends string>(all: readonly T[], value: string): value is T {
  return (all as readonly string[]).includes(value);
}

function firstSentence(text: string): string {
  const end = text.search(/\.(\s|$)/);
  return end < 0 ? text : text.slice(0, end + 1);
}
