import { parseArgs } from 'node:util';

export const LEVELS = ['connections', 'messages', 'chunks', 'findings', 'fields'] as const;
export type Level = (typeof LEVELS)[number];

export const FORMATS = ['text', 'ndjson'] as const;
export type Format = (typeof FORMATS)[number];

/** What to decode: captures one after the other, or two raw dumps as one session. */
export interface DecodeRequest {
  readonly files: readonly string[];
  readonly pair: boolean;
  readonly level: Level;
  readonly format: Format;
  /** Only this connection. */
  readonly connection: number | undefined;
}

/** A command line that was understood, or the sentence that says why not. */
export type Parsed =
  { help: true } | { version: true } | { error: string } | { decode: DecodeRequest };

export const USAGE = `Usage: rtmp-inspector decode FILE… [--level LEVEL] [--format FORMAT] [--connection N]
       rtmp-inspector decode --pair CLIENT SERVER [options]

Decodes the RTMP sessions in pcap and pcapng captures and in raw dumps.
FILE may be - for standard input.

  --level       ${LEVELS.join(', ')} (default: messages)
  --format      ${FORMATS.join(', ')} (default: text); ndjson is one object a line
  --connection  only the connection with this number
  --pair        two raw dumps of one connection: the client’s bytes, then the server’s
  --help        this text
  --version     the version

Exit status: 0 decoded; 1 nothing could be decoded, or a file cannot be read; 2 wrong arguments.
`;

/** Reads the command line. */
export function parseCommandLine(args: readonly string[]): Parsed {
  let values;
  let positionals;
  try {
    ({ values, positionals } = parseArgs({
      args: [...args],
      allowPositionals: true,
      options: {
        level: { type: 'string', default: 'messages' },
        format: { type: 'string', default: 'text' },
        connection: { type: 'string' },
        pair: { type: 'boolean', default: false },
        help: { type: 'boolean', short: 'h', default: false },
        version: { type: 'boolean', default: false },
      },
    }));
  } catch (error) {
    return {
      error:
        error instanceof Error ? firstSentence(error.message) : 'These arguments cannot be read.',
    };
  }
  if (values.help) return { help: true };
  if (values.version) return { version: true };
  const [command, ...files] = positionals;
  if (command === undefined) return { error: 'What to do? The command is decode.' };
  if (command !== 'decode')
    return { error: `There is no command ${command}; the command is decode.` };
  if (!isOneOf(LEVELS, values.level))
    return { error: `There is no level ${values.level}; levels are ${LEVELS.join(', ')}.` };
  if (!isOneOf(FORMATS, values.format))
    return { error: `There is no format ${values.format}; formats are ${FORMATS.join(', ')}.` };
  if (files.length === 0)
    return { error: 'Which file? Name at least one capture, or - for standard input.' };
  if (values.pair && files.length !== 2)
    return { error: '--pair takes two files: the client’s bytes and the server’s.' };
  if (values.connection !== undefined && !/^\d{1,9}$/.test(values.connection))
    return { error: `--connection takes a number, not ${values.connection}.` };
  const connection = values.connection === undefined ? undefined : Number(values.connection);
  return {
    decode: { files, pair: values.pair, level: values.level, format: values.format, connection },
  };
}

function isOneOf<T extends string>(all: readonly T[], value: string): value is T {
  return (all as readonly string[]).includes(value);
}

function firstSentence(text: string): string {
  const end = text.search(/\.(\s|$)/);
  return end < 0 ? text : text.slice(0, end + 1);
}
