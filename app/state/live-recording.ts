/** Who wants the bytes of a recording that grows. */
export interface RecordingListener {
  bytes(bytes: Uint8Array<ArrayBuffer>): void;
  /** Nothing more comes, for a reason in a sentence. */
  ended(reason: string): void;
}

/** The largest piece the server sends, with some room: larger ones are not of it. */
const LARGEST_PIECE = 1024 * 1024;

let stop: ((reason?: string) => void) | undefined;

/** The address of something below `live` on the server this page came from. */
export function liveAddress(path: string, protocol: 'ws' | 'http'): URL {
  const url = new URL(path, document.baseURI);
  const key = new URLSearchParams(location.search).get('key');
  if (key !== null) url.searchParams.set('key', key);
  url.hash = '';
  if (protocol === 'ws') url.protocol = url.protocol === 'https:' ? 'wss:' : 'ws:';
  return url;
}

/**
 * Asks the listener for the recording of a connection, from its first byte on, in place of the one
 * watched before. The socket is the page's: the worker that decodes has none.
 */
export function watchRecording(id: number, listener: RecordingListener): void {
  stopRecording();
  const socket = new WebSocket(liveAddress(`live/${id}`, 'ws'));
  socket.binaryType = 'arraybuffer';
  let isOver = false;
  const end = (reason?: string): void => {
    if (isOver) return;
    isOver = true;
    stop = undefined;
    socket.close();
    if (reason !== undefined) listener.ended(reason);
  };
  stop = end;
  socket.onmessage = ({ data }: MessageEvent<unknown>) => {
    if (isOver) return;
    if (data instanceof ArrayBuffer && data.byteLength <= LARGEST_PIECE)
      listener.bytes(new Uint8Array(data));
    else end('The server sent something that is no recording.');
  };
  socket.onclose = ({ reason, wasClean }) => {
    if (wasClean && reason !== '') end(reason);
    else end('The listener is gone. What came until now is here.');
  };
}

/** Stops watching, without a word or with a reason for the listener. */
export function stopRecording(reason?: string): void {
  stop?.(reason);
}
