import { type Server, createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import sirv from 'sirv';
import { listenAt } from './listen.ts';
import type { LiveBridge } from './live-bridge.ts';

/**
 * What a static host cannot say and this one can. The content policy is also in the page itself; here it
 * covers every answer, and may name what a `<meta>` element may not.
 */
const HEADERS = {
  'Content-Security-Policy':
    "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self' data:; font-src 'self'; " +
    "connect-src 'self'; worker-src 'self' blob:; manifest-src 'self'; base-uri 'none'; form-action 'none'; frame-ancestors 'self'",
  'X-Content-Type-Options': 'nosniff',
  'Referrer-Policy': 'no-referrer',
  'Permissions-Policy':
    'camera=(), microphone=(), geolocation=(), display-capture=(), usb=(), serial=(), payment=()',
  'Cross-Origin-Opener-Policy': 'same-origin',
  // A frame in somebody's article has an opaque origin, and has to fetch its script and the samples. Nothing
  // that is served here is private.
  'Access-Control-Allow-Origin': '*',
} as const;

/** What holds for `embed.html`: it may stand in anybody's page. */
const EMBED_HEADERS = {
  ...HEADERS,
  'Content-Security-Policy': HEADERS['Content-Security-Policy'].replace(
    "frame-ancestors 'self'",
    'frame-ancestors *',
  ),
} as const;

/** Serves the built page. */
export class PageServer {
  readonly #servers: readonly Server[];

  private constructor(servers: readonly Server[]) {
    this.#servers = servers;
  }

  /** The port, for when 0 was asked for and the system chose. */
  get port(): number {
    const address = this.#servers[0]?.address() as AddressInfo;
    return address.port;
  }

  /**
   * Listens at every one of `hosts` that this machine has. Rejects with the system's error when the port is
   * taken or not allowed.
   *
   * @param folder with the built page
   * @param live what answers below `/live`
   */
  static async listen(
    folder: string,
    hosts: readonly string[],
    port: number,
    live?: LiveBridge,
  ): Promise<PageServer> {
    const files = sirv(folder, {
      etag: true,
      setHeaders: (response, path) => {
        const headers = path === '/embed.html' ? EMBED_HEADERS : HEADERS;
        for (const [name, value] of Object.entries(headers)) response.setHeader(name, value);
      },
    });
    const make = (): Server => {
      const server = createServer((request, response) => {
        if (live?.answer(request, response)) return;
        files(request, response, () => {
          response.writeHead(404, { ...HEADERS, 'Content-Type': 'text/plain; charset=utf-8' });
          response.end('Not found\n');
        });
      });
      live?.attach(server);
      return server;
    };
    return new PageServer(await listenAt(make, hosts, port));
  }

  /** Stops listening and lets go of idle connections. */
  close(): void {
    for (const server of this.#servers) {
      server.close();
      server.closeAllConnections();
    }
  }
}
