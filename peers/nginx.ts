import { mkdirSync, writeFileSync } from 'node:fs';
import { type AddressInfo, connect, createServer } from 'node:net';
import { type Running, start } from './programs.ts';
import type { Studio } from './studio.ts';

/** A port of 127.0.0.1 that is free now. */
export async function freePort(): Promise<number> {
  const server = createServer().listen(0, '127.0.0.1');
  await new Promise((resolve) => server.once('listening', resolve));
  const { port } = server.address() as AddressInfo;
  await new Promise((resolve) => server.close(resolve));
  return port;
}

/** nginx-rtmp at a port, which records into `kept`. Resolves when it can be reached. */
export async function nginxAt(port: number, studio: Studio, kept: string): Promise<Running> {
  mkdirSync(kept, { mode: 0o777 });
  const configuration = studio.file('nginx.conf');
  writeFileSync(
    configuration,
    `load_module /usr/lib/nginx/modules/ngx_rtmp_module.so;
daemon off; master_process off; pid ${studio.file('nginx.pid')}; error_log stderr error;
events {}
rtmp { server { listen 127.0.0.1:${port}; application live { live on; record all; record_path ${kept}; } } }
`,
  );
  const nginx = start('nginx', ['-p', studio.folder, '-c', configuration]);
  const reachable = (): Promise<boolean> =>
    new Promise((resolve) => {
      const probe = connect(port, '127.0.0.1', () => {
        probe.destroy();
        resolve(true);
      });
      probe.once('error', () => resolve(false));
    });
  for (let tries = 0; tries < 400 && !(await reachable()); tries++)
    await new Promise((resolve) => setTimeout(resolve, 50));
  return nginx;
}
