import { spawnSync } from 'node:child_process';
import { existsSync } from 'node:fs';
import process from 'node:process';
import { run } from './run.js';

/**
 * What the tests in `peers/` talk to: how to see that it is there, and the Debian packages that have it.
 * @type {Record<string, { check: [program: string, ...parameters: string[]], packages: string[] }>}
 */
const NEEDED = {
  ffmpeg: { check: ['ffmpeg', '-version'], packages: ['ffmpeg'] },
  rtmpdump: { check: ['sh', '-c', 'command -v rtmpdump'], packages: ['rtmpdump'] },
  tshark: { check: ['tshark', '--version'], packages: ['tshark'] },
  editcap: { check: ['editcap', '--version'], packages: ['wireshark-common'] },
  xxd: { check: ['sh', '-c', 'command -v xxd'], packages: ['xxd'] },
  python3: { check: ['python3', '--version'], packages: ['python3'] },
  'GStreamer’s rtmp2sink and rtmpsink': {
    check: ['sh', '-c', 'gst-inspect-1.0 rtmp2sink && gst-inspect-1.0 rtmpsink'],
    packages: [
      'gstreamer1.0-tools',
      'gstreamer1.0-plugins-base',
      'gstreamer1.0-plugins-good',
      'gstreamer1.0-plugins-bad',
    ],
  },
  'GStreamer’s x264enc': {
    check: ['gst-inspect-1.0', 'x264enc'],
    packages: ['gstreamer1.0-plugins-ugly'],
  },
  'nginx-rtmp': {
    check: ['sh', '-c', 'test -e /usr/lib/nginx/modules/ngx_rtmp_module.so && nginx -v'],
    packages: ['nginx', 'libnginx-mod-rtmp'],
  },
};

function missing() {
  return Object.entries(NEEDED).filter(
    ([, { check }]) => spawnSync(check[0], check.slice(1)).status !== 0,
  );
}

/** Programs that are not installed, and the command that installs them; undefined when all are there. */
export function missingPrograms() {
  const absent = missing();
  if (absent.length === 0) return undefined;
  const names = absent.map(([name]) => name).join(', ');
  const packages = absent.flatMap(([, need]) => need.packages).join(' ');
  return `${names} not found. On Debian: apt-get install ${packages}`;
}

/** Installs what is missing where that can be done; returns what still is, in a sentence. */
export function ensurePeers() {
  const packages = missing().flatMap(([, need]) => need.packages);
  if (packages.length > 0 && process.getuid?.() === 0 && existsSync('/usr/bin/apt-get')) {
    const environment = { DEBIAN_FRONTEND: 'noninteractive' };
    run('apt-get', ['update', '-q'], { environment, minutes: 5 });
    run('apt-get', ['install', '-y', '-q', '--no-install-recommends', ...packages], {
      environment,
      minutes: 10,
    });
  }
  return missingPrograms();
}
