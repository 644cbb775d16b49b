import type { Direction } from '../bytes/units.ts';
import { be32 } from '../network/link-payload.ts';
import type { Segment } from '../network/tcp-segment.ts';
import type { Endpoint, TcpConnection } from './connection.ts';

/**
 * Finds the connection of a segment without making a key out of its addresses: the last connection
 * found is tried first, then those with the same hash.
 */
export class FlowTable {
  /** Of the segment that `find` was given last. */
  direction: Direction = 0;
  readonly #flows = new Map<number, TcpConnection[]>();
  #last: TcpConnection | undefined;

  find(segment: Segment): TcpConnection | undefined {
    if (this.#last !== undefined && this.#matches(this.#last, segment)) return this.#last;
    const flows = this.#flows.get(segmentHash(segment));
    if (flows === undefined) return undefined;
    for (const connection of flows) {
      if (!this.#matches(connection, segment)) continue;
      this.#last = connection;
      return connection;
    }
    return undefined;
  }

  add(connection: TcpConnection): void {
    const hash = connectionHash(connection);
    const flows = this.#flows.get(hash);
    if (flows === undefined) this.#flows.set(hash, [connection]);
    else flows.push(connection);
  }

  remove(connection: TcpConnection): void {
    if (this.#last === connection) this.#last = undefined;
    const hash = connectionHash(connection);
    const flows = this.#flows.get(hash)?.filter((other) => other !== connection) ?? [];
    if (flows.length === 0) this.#flows.delete(hash);
    else this.#flows.set(hash, flows);
  }

  #matches(connection: TcpConnection, segment: Segment): boolean {
    const { client, server } = connection;
    const { addressBytes, sourceStart, destinationStart, sourcePort, destinationPort } = segment;
    if (isEnd(client, addressBytes, sourceStart, sourcePort, segment.ipVersion)) {
      this.direction = 0;
      return isEnd(server, addressBytes, destinationStart, destinationPort, segment.ipVersion);
    }
    this.direction = 1;
    return (
      isEnd(server, addressBytes, sourceStart, sourcePort, segment.ipVersion) &&
      isEnd(client, addressBytes, destinationStart, destinationPort, segment.ipVersion)
    );
  }
}

function isEnd(
  end: Endpoint,
  bytes: Uint8Array,
  at: number,
  port: number,
  ipVersion: 4 | 6,
): boolean {
  if (end.port !== port || end.addressStart !== be32(bytes, at)) return false;
  const address = end.addressBytes;
  const { length } = address;
  if (length !== (ipVersion === 4 ? 4 : 16)) return false;
  for (let i = 4; i < length; i++) if (address[i] !== bytes[at + i]) return false;
  return true;
}

/** The same for both directions, and small enough to be kept without a box. */
function segmentHash(segment: Segment): number {
  const { addressBytes, sourceStart, destinationStart } = segment;
  const length = segment.ipVersion === 4 ? 4 : 16;
  return (
    (endHash(addressBytes, sourceStart, length, segment.sourcePort) +
      endHash(addressBytes, destinationStart, length, segment.destinationPort)) &
    0x3fffffff
  );
}

function connectionHash({ client, server }: TcpConnection): number {
  const { length } = client.addressBytes;
  return (
    (endHash(client.addressBytes, 0, length, client.port) +
      endHash(server.addressBytes, 0, length, server.port)) &
    0x3fffffff
  );
}

function endHash(bytes: Uint8Array, at: number, length: number, port: number): number {
  let hash = port | 0;
  for (let i = 0; i < length; i++) hash = Math.imul(hash ^ bytes[at + i]!, 0x01000193);
  return hash ^ (hash >>> 15);
}
