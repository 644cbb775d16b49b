import { spawn, spawnSync } from 'node:child_process';

/** What the tests talk to, and the Debian packages that have it. */
const NEEDED = {
  ffmpeg: { check: ['ffmpeg', '-version'], packages: 'ffmpeg' },
  rtmpdump: { check: ['sh', '-c', 'command -v rtmpdump'], packages: 'rtmpdump' },
  tshark: { check: ['tshark', '--version'], packages: 'tshark' },
  'GStreamer’s rtmp2sink': {
    check: ['gst-inspect-1.0', 'rtmp2sink'],
    packages: 'gstreamer1.0-tools gstreamer1.0-plugins-base gstreamer1.0-plugins-good',
  },
  'GStreamer’s rtmpsink': {
    check: ['gst-inspect-1.0', 'rtmpsink'],
    packages: 'gstreamer1.0-plugins-bad',
  },
  'GStreamer’s x264enc': {
    check: ['gst-inspect-1.0', 'x264enc'],
    packages: 'gstreamer1.0-plugins-ugly',
  },
  'nginx-rtmp': {
    check: ['sh', '-c', 'ls /usr/lib/nginx/modules/ngx_rtmp_module.so && nginx -v'],
    packages: 'nginx libnginx-mod-rtmp',
  },
} as const;

/** Programs that are not installed, and the command that installs them; undefined when all are there. */
export function missingPrograms(): string | undefined {
  const missing = Object.entries(NEEDED).filter(
    ([
      ,
      {
        check: [program, ...parameters],
      },
    ]) => spawnSync(program, parameters).status !== 0,
  );
  if (missing.length === 0) return undefined;
  const names = missing.map(([name]) => name).join(', ');
  const packages = missing.map(([, need]) => need.packages).join(' ');
  return `${names} not found. On Debian: apt-get install ${packages}`;
}

/** How a program ended. */
export interface Ended {
  readonly status: number | null;
  readonly output: string;
}

/** A program under way. */
export interface Running {
  readonly ended: Promise<Ended>;
  kill(): void;
}

/** Starts a program; it is killed after `seconds`. */
export function start(program: string, parameters: readonly string[], seconds = 40): Running {
  const child = spawn(program, parameters, { stdio: ['ignore', 'pipe', 'pipe'] });
  let output = '';
  for (const stream of [child.stdout, child.stderr])
    stream.on('data', (text: Buffer) => (output += text.toString().slice(0, 20_000)));
  const timer = setTimeout(() => child.kill('SIGKILL'), seconds * 1000);
  const ended = new Promise<Ended>((resolve) => {
    child.once('error', (error) => resolve({ status: null, output: error.message }));
    child.once('close', (status) => {
      clearTimeout(timer);
      resolve({ status, output });
    });
  });
  return { ended, kill: () => child.kill('SIGKILL') };
}

/** Runs a program to its end. */
export function run(
  program: string,
  parameters: readonly string[],
  seconds?: number,
): Promise<Ended> {
  return start(program, parameters, seconds).ended;
}
