import { parseArgs } from 'node:util';

/** Where the program listens, and what it does with what comes. */
export interface ServerOptions {
  readonly httpPort: number;
  readonly rtmpPort: number;
  /** Addresses that page and listener are served at. */
  readonly hosts: readonly string[];
  /** Whether these are more than this machine's own. */
  readonly isOpen: boolean;
  /** What the page has to show to see live connections; undefined when nothing is asked for. */
  readonly key: string | undefined;
  /** A real server that every connection is passed on to; undefined to be the server. */
  readonly forward: Upstream | undefined;
  /** A folder that every connection is recorded into. */
  readonly record: string | undefined;
  /** Bytes kept on disk of one connection, for pages that are opened late. */
  readonly spoolBytes: number;
}

/** Where a tap passes its bytes to. */
export interface Upstream {
  readonly host: string;
  readonly port: number;
  /** As it was given, for people. */
  readonly text: string;
}

/** This machine only, by both of its names. */
const LOOPBACK = ['127.0.0.1', '::1'];
const RTMP_PORT = 1935;
const MEGABYTE = 1_000_000;

export const USAGE = `Usage: npm start -- [options]

  --http-port N    port of the page (or HTTP_PORT; 1936)
  --rtmp-port N    port of the RTMP listener (or RTMP_PORT; 1935)
  --host ADDRESS   serve both at this address instead of on this machine only; 0.0.0.0 for all
  --key WORD       live connections are shown only to pages opened with ?key=WORD
  --forward URL    be a tap: pass every connection on to rtmp://host[:port], unchanged, and show it
  --record FOLDER  write every connection to a pcapng file there
  --spool MB       megabytes kept on disk of one connection, for pages opened late (256)
  --help           say this
`;

/**
 * Reads the command line, then the environment. Returns a sentence instead when something is wrong, and
 * undefined when only help was asked for.
 */
export function readArguments(
  parameters: readonly string[],
  environment: Readonly<Record<string, string | undefined>>,
): ServerOptions | string | undefined {
  let values;
  try {
    ({ values } = parseArgs({
      args: [...parameters],
      options: {
        'http-port': { type: 'string' },
        'rtmp-port': { type: 'string' },
        host: { type: 'string' },
        key: { type: 'string' },
        forward: { type: 'string' },
        record: { type: 'string' },
        spool: { type: 'string' },
        help: { type: 'boolean' },
      },
    }));
  } catch (error) {
    return error instanceof Error ? error.message : String(error);
  }
  if (values.help === true) return undefined;
  const httpPort = port(values['http-port'] ?? environment['HTTP_PORT'] ?? '1936');
  const rtmpPort = port(values['rtmp-port'] ?? environment['RTMP_PORT'] ?? String(RTMP_PORT));
  if (httpPort === undefined || rtmpPort === undefined)
    return 'A port is a number from 0 to 65535.';
  const spool = /^\d{1,6}$/.test(values.spool ?? '256') ? Number(values.spool ?? 256) : 0;
  if (spool < 1) return '--spool is a number of megabytes, 1 or more.';
  if (values.key !== undefined && !/^[\w-]{4,200}$/.test(values.key))
    return '--key is a word of 4 or more letters, digits, - and _.';
  const forward = values.forward === undefined ? undefined : upstream(values.forward);
  if (values.forward !== undefined && forward === undefined)
    return '--forward is an address such as rtmp://media.example.net or rtmp://192.0.2.1:1936/live.';
  return {
    httpPort,
    rtmpPort,
    hosts: values.host === undefined ? LOOPBACK : [values.host],
    isOpen: values.host !== undefined && !isLoopback(values.host),
    key: values.key,
    forward,
    record: values.record,
    spoolBytes: spool * MEGABYTE,
  };
}

/** Whether an address means this machine. */
export function isLoopback(host: string): boolean {
  return host === 'localhost' || host === '::1' || /^127\.\d+\.\d+\.\d+$/.test(host);
}

/** The path of the address is not looked at: the client says app and stream itself. */
function upstream(text: string): Upstream | undefined {
  if (!/^rtmp:\/\//i.test(text) || !URL.canParse(text)) return undefined;
  const { hostname, port: number } = new URL(text);
  if (hostname === '') return undefined;
  const host = hostname.replace(/^\[|\]$/g, '');
  return { host, port: number === '' ? RTMP_PORT : Number(number), text };
}

function port(text: string): number | undefined {
  return /^\d{1,5}$/.test(text) && Number(text) <= 65_535 ? Number(text) : undefined;
}
