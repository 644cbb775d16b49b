/** Programs that play a stream, and what to type for each. */
const LINES = {
  FFmpeg: (address: string) => `ffplay -fflags nobuffer ${quoted(address)}`,
  VLC: (address: string) => `vlc ${quoted(address)}`,
  mpv: (address: string) => `mpv --profile=low-latency ${quoted(address)}`,
  GStreamer: (address: string) =>
    `gst-launch-1.0 rtmp2src location=${quoted(address)} ! flvdemux ! decodebin ! autovideosink`,
  'rtmpdump, to a file': (address: string) => `rtmpdump -v -r ${quoted(address)} -o stream.flv`,
  'the address alone': (address: string) => address,
} as const;

export type Player = keyof typeof LINES;
export const PLAYERS = Object.keys(LINES) as readonly Player[];

/** What to type to play the stream at an address. A stream may have any name: it stays one word for the shell. */
export function playLine(player: Player, address: string): string {
  return LINES[player](address);
}

/** Where the stream `name` of an application is published at a listener of `host`. */
export function playAddress(host: string, port: number, app: string, name: string): string {
  return `rtmp://${host}${port === 1935 ? '' : `:${port}`}/${[app, name].filter(Boolean).join('/')}`;
}

function quoted(text: string): string {
  return /^[\w:/.@-]+$/.test(text) ? text : `'${text.replaceAll("'", `'\\''`)}'`;
}
