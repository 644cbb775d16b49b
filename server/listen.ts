import type { AddressInfo, Server } from 'node:net';

/**
 * Makes a server for every one of `hosts` that this machine has, all at one port. Rejects with the
 * system's error when the port is taken or not allowed.
 */
export async function listenAt<Kind extends Server>(
  make: () => Kind,
  hosts: readonly string[],
  port: number,
): Promise<Kind[]> {
  const servers: Kind[] = [];
  try {
    let chosen = port;
    for (const host of hosts) {
      const server = make();
      if (!(await listening(server, host, chosen))) continue;
      servers.push(server);
      chosen = (server.address() as AddressInfo).port;
    }
    if (servers.length === 0) refuse(hosts);
    return servers;
  } catch (error) {
    for (const server of servers) server.close();
    throw error;
  }
}

/** Resolves to false when the machine has no such address, as many have no `::1`. */
function listening(server: Server, host: string, port: number): Promise<boolean> {
  return new Promise((resolve, reject) => {
    server.once('error', (error: NodeJS.ErrnoException) => {
      const absent = error.code === 'EADDRNOTAVAIL' || error.code === 'EAFNOSUPPORT';
      if (absent) resolve(false);
      else reject(error);
    });
    server.listen(port, host, () => {
      // A connection that could not be taken, for want of file descriptors say, is no reason to stop.
      server.on('error', () => undefined);
      resolve(true);
    });
  });
}

function refuse(hosts: readonly string[]): never {
  const error: NodeJS.ErrnoException = new Error(`no such address: ${hosts.join(', ')}`);
  error.code = 'EADDRNOTAVAIL';
  throw error;
}
