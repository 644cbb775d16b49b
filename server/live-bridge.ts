import type { IncomingMessage, Server, ServerResponse } from 'node:http';
import type { Duplex } from 'node:stream';
import { type WebSocket, WebSocketServer } from 'ws';
import { isLoopback } from './arguments.ts';
import type { RtmpListener } from './rtmp-listener.ts';
import type { SpoolFile } from './spool.ts';

/** Milliseconds between two pieces of news for a page. */
const NEWS_INTERVAL = 250;
/** Bytes of a recording sent at a time. */
const PIECE = 256 * 1024;
/** Bytes that may wait for a page before news is left out. */
const MOST_WAITING = 4 * 1024 * 1024;
/** Pages and recordings watched at one time. */
const MOST_WATCHERS = 64;
/** Milliseconds after which a page that has gone without a word is let go. */
const PONG_INTERVAL = 30_000;

/** What a WebSocket is closed with that does not know the word; `app/state/live-listener.ts` knows it. */
const NO_KEY = 4403;

/** What a page may ask for. */
type Wanted = { readonly kind: 'news' } | { readonly kind: 'recording'; readonly id: number };

/** What the page is told of the listener when there is none: a sentence. */
export type ListenerOrReason = RtmpListener | string;

/**
 * Shows live connections to pages of this server and to nobody else: `/live` is a WebSocket with what
 * there is, in JSON; `/live/3` one with the recording of connection 3, a pcapng file that grows;
 * `/live/3.pcapng` the same as a download.
 */
export class LiveBridge {
  readonly #listener: ListenerOrReason;
  readonly #key: string | undefined;
  readonly #isOpen: boolean;
  readonly #sockets = new WebSocketServer({ noServer: true, maxPayload: 1024 });
  readonly #news = new Set<WebSocket>();
  readonly #heartbeat: NodeJS.Timeout;
  #pending: NodeJS.Timeout | undefined;

  /** @param isOpen whether other names than those of this machine may be in the address */
  constructor(listener: ListenerOrReason, key: string | undefined, isOpen: boolean) {
    this.#listener = listener;
    this.#key = key;
    this.#isOpen = isOpen;
    if (typeof listener !== 'string')
      listener.onChange = () => {
        this.#pending ??= setTimeout(() => this.#tell(), NEWS_INTERVAL);
      };
    const alive = new WeakSet<WebSocket>();
    this.#sockets.on('connection', (socket) => {
      alive.add(socket);
      socket.on('pong', () => alive.add(socket));
      socket.on('error', () => socket.terminate());
    });
    this.#heartbeat = setInterval(() => {
      for (const socket of this.#sockets.clients) {
        if (!alive.delete(socket)) socket.terminate();
        else socket.ping();
      }
    }, PONG_INTERVAL);
    this.#heartbeat.unref();
  }

  /** Takes WebSockets that pages of `server` open. */
  attach(server: Server): void {
    server.on('upgrade', (request, socket, head) => {
      this.#upgrade(request, socket, head);
    });
  }

  /** Answers requests below `/live`; false when the request is for something else. */
  answer(request: IncomingMessage, response: ServerResponse): boolean {
    const url = urlOf(request);
    const match = /^\/live\/(\d{1,9})\.pcapng$/.exec(url.pathname);
    if (!match) return false;
    if (request.method !== 'GET' || !this.#isOurs(request) || !this.#hasKey(url)) {
      response.writeHead(403, { 'Content-Type': 'text/plain; charset=utf-8' });
      response.end('Only for pages of this server\n');
      return true;
    }
    const file = this.#recording(Number(match[1]));
    if (!file) return false;
    void download(file, Number(match[1]), response);
    return true;
  }

  /** Lets all pages go. */
  close(): void {
    clearInterval(this.#heartbeat);
    clearTimeout(this.#pending);
    for (const socket of this.#sockets.clients) socket.terminate();
    this.#sockets.close();
  }

  #upgrade(request: IncomingMessage, socket: Duplex, head: Buffer): void {
    socket.on('error', () => socket.destroy());
    const url = urlOf(request);
    const wanted = wantedBy(url);
    if (!wanted) refuse(socket, '404 Not Found');
    else if (!hasOwnOrigin(request) || !this.#isOurs(request)) refuse(socket, '403 Forbidden');
    else if (this.#sockets.clients.size >= MOST_WATCHERS) refuse(socket, '503 Service Unavailable');
    else
      this.#sockets.handleUpgrade(request, socket, head, (page) => {
        this.#sockets.emit('connection', page, request);
        if (!this.#hasKey(url))
          page.close(NO_KEY, 'Live connections are shown to who knows the word.');
        else if (wanted.kind === 'news') this.#follow(page);
        else this.#play(page, wanted.id);
      });
  }

  /**
   * Whether somebody may look: the name in the address is one of this machine's, so that a foreign page
   * cannot come by a name of its own that it points here.
   */
  #isOurs(request: IncomingMessage): boolean {
    const site = request.headers['sec-fetch-site'];
    if (site !== undefined && site !== 'same-origin' && site !== 'none') return false;
    const name = nameOf(request.headers.host);
    return name !== undefined && (this.#isOpen || isLoopback(name));
  }

  /** A page without the word is told so, and nothing else: a refused WebSocket would leave it guessing. */
  #hasKey(url: URL): boolean {
    return this.#key === undefined || url.searchParams.get('key') === this.#key;
  }

  #recording(id: number): SpoolFile | undefined {
    return typeof this.#listener === 'string' ? undefined : this.#listener.recording(id);
  }

  #follow(page: WebSocket): void {
    this.#news.add(page);
    page.on('close', () => this.#news.delete(page));
    page.send(this.#state());
  }

  #tell(): void {
    this.#pending = undefined;
    if (this.#news.size === 0) return;
    const state = this.#state();
    for (const page of this.#news) if (page.bufferedAmount < MOST_WAITING) page.send(state);
  }

  #state(): string {
    const listener = this.#listener;
    return JSON.stringify(
      typeof listener === 'string'
        ? { listening: false, reason: listener }
        : {
            listening: true,
            port: listener.port,
            refused: listener.refused,
            bounds: listener.bounds,
            ...(listener.forward && { forward: listener.forward.text }),
            connections: listener.facts,
          },
    );
  }

  #play(page: WebSocket, id: number): void {
    const file = this.#recording(id);
    if (file) void stream(file, page);
    else page.close(4404, 'There is no recording of that connection any more.');
  }
}

/** Sends a recording from its first byte, and what is added to it, as fast as the page takes it. */
async function stream(file: SpoolFile, page: WebSocket): Promise<void> {
  const closed = new Promise<void>((resolve) => page.once('close', () => resolve()));
  for (let at = 0; page.readyState === page.OPEN;) {
    // Asked for before reading: what comes in between is not missed.
    const grown = file.grown();
    const bytes = await file.read(at, PIECE).catch(() => undefined);
    if (bytes === undefined) break;
    if (bytes.length === 0) await Promise.race([grown, closed]);
    else {
      at += bytes.length;
      await sent(page, bytes);
    }
  }
  if (page.readyState === page.OPEN)
    page.close(1000, file.full?.slice(0, 100) ?? 'The connection has ended.');
}

function sent(page: WebSocket, bytes: Uint8Array): Promise<void> {
  return new Promise((resolve) => {
    page.send(bytes, () => resolve());
  });
}

/** What there is of a recording by now, as a file. */
async function download(file: SpoolFile, id: number, response: ServerResponse): Promise<void> {
  response.writeHead(200, {
    'Content-Type': 'application/octet-stream',
    'Content-Disposition': `attachment; filename="rtmp-connection-${id}.pcapng"`,
    'Cache-Control': 'no-store',
    'X-Content-Type-Options': 'nosniff',
  });
  const end = file.size;
  for (let at = 0; at < end && !response.destroyed;) {
    const grown = file.grown();
    const bytes = await file.read(at, Math.min(PIECE, end - at)).catch(() => undefined);
    if (bytes === undefined) break;
    if (bytes.length === 0) await grown;
    else {
      at += bytes.length;
      if (!response.write(bytes))
        await new Promise((resolve) => {
          response.once('drain', resolve);
          response.once('close', resolve);
        });
    }
  }
  response.end();
}

function urlOf(request: IncomingMessage): URL {
  const text = request.url ?? '/';
  return URL.canParse(text, 'http://page') ? new URL(text, 'http://page') : new URL('http://page/');
}

function wantedBy({ pathname }: URL): Wanted | undefined {
  if (pathname === '/live') return { kind: 'news' };
  const match = /^\/live\/(\d{1,9})$/.exec(pathname);
  return match ? { kind: 'recording', id: Number(match[1]) } : undefined;
}

/** Browsers always say which page opens a WebSocket; who says nothing is no browser, and is not let in either. */
function hasOwnOrigin({ headers: { origin, host } }: IncomingMessage): boolean {
  return origin !== undefined && URL.canParse(origin) && new URL(origin).host === host;
}

function nameOf(host: string | undefined): string | undefined {
  if (host === undefined || !URL.canParse(`http://${host}`)) return undefined;
  return new URL(`http://${host}`).hostname.replace(/^\[|\]$/g, '');
}

function refuse(socket: Duplex, status: string): void {
  socket.end(`HTTP/1.1 ${status}\r\nConnection: close\r\nContent-Length: 0\r\n\r\n`);
}
