import * as v from 'valibot';
import { liveAddress } from './live-recording.ts';

const Count = v.pipe(v.number(), v.minValue(0));

const LiveConnection = v.object({
  id: v.pipe(v.number(), v.integer(), v.minValue(1)),
  client: v.string(),
  server: v.string(),
  /** Seconds since 1970. */
  opened: Count,
  closed: v.optional(Count),
  ending: v.optional(v.string()),
  limit: v.optional(v.string()),
  app: v.optional(v.string()),
  role: v.optional(v.picklist(['publish', 'play'])),
  stream: v.optional(v.string()),
  bytes: v.tuple([Count, Count]),
  full: v.optional(v.string()),
  dropped: v.optional(v.literal(true)),
});
/** A connection of the listener, open or closed. */
export type LiveConnection = v.InferOutput<typeof LiveConnection>;

const News = v.variant('listening', [
  v.object({ listening: v.literal(false), reason: v.string() }),
  v.object({
    listening: v.literal(true),
    port: v.pipe(v.number(), v.integer(), v.minValue(1), v.maxValue(65_535)),
    refused: Count,
    /** The real server that connections are passed on to. */
    forward: v.optional(v.string()),
    connections: v.array(LiveConnection),
    /** What the listener allows, in words. */
    bounds: v.optional(v.array(v.object({ what: v.string(), most: v.string() }))),
  }),
]);

/** What the listener says of itself. */
export type ListenerNews = v.InferOutput<typeof News>;

/** What the page knows of the listener: nothing yet, what it said last, that it wants a word first, or that there is none. */
export type ListenerState = ListenerNews | 'asking' | 'absent' | 'locked' | 'gone';

/** What the listener closes the WebSocket of a page with that does not know the word. */
const NO_KEY = 4403;
/** Milliseconds between two tries to reach a listener that was there. */
const RETRY = 2000;

/** Reads one piece of news; undefined when it is none. */
export function parseNews(text: unknown): ListenerNews | undefined {
  if (typeof text !== 'string') return undefined;
  try {
    const parsed = v.safeParse(News, JSON.parse(text));
    return parsed.success ? parsed.output : undefined;
  } catch {
    return undefined;
  }
}

/** Listens for news until the function that comes back is called. A listener that was there is asked again and again. */
export function watchListener(tell: (state: ListenerState) => void): () => void {
  let heard = false;
  let stopped = false;
  let socket: WebSocket;
  let timer: ReturnType<typeof setTimeout> | undefined;
  const open = (): void => {
    socket = new WebSocket(liveAddress('live', 'ws'));
    socket.onmessage = ({ data }: MessageEvent<unknown>) => {
      const news = parseNews(data);
      if (!news || stopped) return;
      heard = true;
      tell(news);
    };
    socket.onclose = ({ code }) => {
      if (stopped) return;
      tell(code === NO_KEY ? 'locked' : heard ? 'gone' : 'absent');
      if (code !== NO_KEY && heard) timer = setTimeout(open, RETRY);
    };
  };
  open();
  return () => {
    stopped = true;
    clearTimeout(timer);
    socket.close();
  };
}
