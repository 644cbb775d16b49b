import { parseArgs } from 'node:util';

/** Where the program listens. */
export interface ServerOptions {
  readonly httpPort: number;
  readonly rtmpPort: number;
  /** Addresses the page is served at. */
  readonly hosts: readonly string[];
}

/** This machine only, by both of its names. */
const LOOPBACK = ['127.0.0.1', '::1'];

export const USAGE = `Usage: npm start -- [options]

  --http-port N   port of the page (or HTTP_PORT; 1936)
  --rtmp-port N   port of the RTMP listener (or RTMP_PORT; 1935)
  --host ADDRESS  serve the page at this address instead of on this machine only; 0.0.0.0 for all
  --help          say this
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
        help: { type: 'boolean' },
      },
    }));
  } catch (error) {
    return error instanceof Error ? error.message : String(error);
  }
  if (values.help === true) return undefined;
  const httpPort = port(values['http-port'] ?? environment['HTTP_PORT'] ?? '1936');
  const rtmpPort = port(values['rtmp-port'] ?? environment['RTMP_PORT'] ?? '1935');
  if (httpPort === undefined || rtmpPort === undefined)
    return 'A port is a number from 0 to 65535.';
  return { httpPort, rtmpPort, hosts: values.host === undefined ? LOOPBACK : [values.host] };
}

function port(text: string): number | undefined {
  return /^\d{1,5}$/.test(text) && Number(text) <= 65_535 ? Number(text) : undefined;
}
