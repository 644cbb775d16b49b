import { ascii, couldBecome, startsWith } from './evidence.ts';

const METHODS = [
  'GET ',
  'POST ',
  'PUT ',
  'HEAD ',
  'OPTIONS ',
  'DELETE ',
  'PATCH ',
  'CONNECT ',
  'TRACE ',
  'PRI ',
];
/** Bytes of header after which the content type is not waited for any longer. */
const LONGEST_HEADER = 2048;

/** What the first line, and where needed the header, of an HTTP request or answer says. */
export interface HttpStart {
  readonly kind: 'rtmpt' | 'http' | 'rtsp';
  /** The first line, shortened. */
  readonly line: string;
}

/** Whether these bytes begin an HTTP request, or could when more of them come. */
export function isHttpRequest(bytes: Uint8Array): boolean {
  return METHODS.some((method) => startsWith(bytes, method) || couldBecome(bytes, method));
}

/** Whether these bytes begin an HTTP answer, or could when more of them come. */
export function isHttpAnswer(bytes: Uint8Array): boolean {
  return startsWith(bytes, 'HTTP/1.') || couldBecome(bytes, 'HTTP/1.');
}

/**
 * Reads the beginning of an HTTP message; undefined when more bytes should be awaited. RTMPT shows in
 * its paths or its content type; no document describes it (seen in librtmp and Red5).
 */
export function readHttpStart(bytes: Uint8Array, isAll: boolean): HttpStart | undefined {
  const text = ascii(bytes, LONGEST_HEADER);
  const lineEnd = text.search(/\r|\n/);
  const line = (lineEnd < 0 ? text : text.slice(0, lineEnd)).slice(0, 80);
  if (
    /^POST (\S*\/\/[^/\s]*)?\/(open\/1|fcs\/ident2|(send|idle|close)\/\S+\/\d+)[ \r\n?]/.test(text)
  )
    return { kind: 'rtmpt', line };
  if (/^[A-Z]+ rtsp:|RTSP\/1\.0$/i.test(line)) return { kind: 'rtsp', line };
  const headerEnd = text.search(/\r?\n\r?\n/);
  if (headerEnd < 0 && !isAll && bytes.length < LONGEST_HEADER) return undefined;
  const header = headerEnd < 0 ? text : text.slice(0, headerEnd);
  const isFcs = /\ncontent-type:[ \t]*application\/x-fcs/i.test(header);
  return { kind: isFcs ? 'rtmpt' : 'http', line };
}
