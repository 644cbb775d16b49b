import type { ByteSource } from '../bytes/byte-source.ts';
import type { Direction } from '../bytes/units.ts';
import { type Segment, TCP_ACK, TCP_SYN } from '../network/tcp-segment.ts';
import { Endpoint, TcpConnection } from './connection.ts';
import { FlowTable } from './flow-table.ts';
import type { HalfContext } from './half-stream.ts';
import type { TcpSink } from './tcp-sink.ts';

/** Out-of-order bytes all connections may hold together. */
const MOST_EARLY = 64 * 1024 * 1024;

/** Connections without payload kept in mind; a port scan has millions. */
const MOST_SILENT = 65_536;

/** Ports of servers that carry RTMP, the likeliest first. */
const SERVER_PORTS = [1935, 443, 80, 19350, 8080];

/** Sorts segments into connections and puts each direction's stream together. */
export class Reassembler {
  /** Connections with payload, in order of the first packet that had some. */
  readonly connections: TcpConnection[] = [];
  readonly #sink: TcpSink;
  readonly #context: HalfContext;
  readonly #flows = new FlowTable();
  /** Connections of which no payload was seen yet, oldest first. */
  readonly #silent = new Set<TcpConnection>();
  #gone = 0;

  /**
   * With `source`, the file as far as it was pushed, retransmissions are compared with the first copy;
   * a source may answer with fewer bytes, which are then all that is compared. Packets of `leftOut` arrived
   * damaged and are left out, as their receiver did.
   */
  constructor(sink: TcpSink, source?: ByteSource, leftOut?: ReadonlySet<number>) {
    this.#sink = sink;
    const damaged = { leftOut, found: new Set<number>() };
    this.#context = { budget: { used: 0, most: MOST_EARLY }, source, damaged };
  }

  /** Packets whose bytes were taken before a copy with a right checksum showed that they are damaged. */
  get damaged(): ReadonlySet<number> {
    return this.#context.damaged.found;
  }

  /** How many connections never had payload. */
  get withoutPayload(): number {
    return this.#gone + this.#silent.size;
  }

  segment(segment: Segment): void {
    let connection = this.#flows.find(segment);
    let { direction } = this.#flows;
    // A SYN may begin another connection: what it is compared with must be settled.
    if (segment.flags & TCP_SYN) connection?.release();
    if (
      connection === undefined ||
      (segment.flags & TCP_SYN && isNew(connection, direction, segment))
    ) {
      if (connection !== undefined) this.#retire(connection);
      connection = this.#begin(segment);
      // The flow table has not seen the new connection; its client may be either side.
      direction = isSource(connection.client, segment) ? 0 : 1;
    }
    const wasSilent = connection.index < 0;
    connection.receive(segment, direction, this.connections.length);
    if (wasSilent && connection.index >= 0) {
      this.connections.push(connection);
      this.#silent.delete(connection);
    }
  }

  /** No more segments will come. */
  end(): void {
    for (const connection of this.connections) connection.flush();
  }

  #begin(segment: Segment): TcpConnection {
    const { addressBytes, sourceStart, destinationStart, flags } = segment;
    const length = segment.ipVersion === 4 ? 4 : 16;
    const source = new Endpoint(
      addressBytes.slice(sourceStart, sourceStart + length),
      segment.sourcePort,
    );
    const destination = new Endpoint(
      addressBytes.slice(destinationStart, destinationStart + length),
      segment.destinationPort,
    );
    const clientKnown = (flags & TCP_SYN) !== 0;
    const fromServer = clientKnown
      ? (flags & TCP_ACK) !== 0
      : serverRank(source.port) < serverRank(destination.port);
    const connection = new TcpConnection(
      fromServer ? destination : source,
      fromServer ? source : destination,
      clientKnown,
      segment.time,
      this.#sink,
      this.#context,
    );
    this.#flows.add(connection);
    this.#silent.add(connection);
    if (this.#silent.size > MOST_SILENT) this.#retire(this.#silent.values().next().value!);
    return connection;
  }

  /** A later connection takes over the ports, or there are too many without payload. */
  #retire(connection: TcpConnection): void {
    this.#flows.remove(connection);
    if (connection.index >= 0) connection.flush();
    else if (this.#silent.delete(connection)) this.#gone++;
  }
}

/** Whether a SYN between known ports begins another connection, rather than being sent again. */
function isNew(connection: TcpConnection, direction: Direction, segment: Segment): boolean {
  const accepted = connection.half[direction].acceptsSyn(segment.sequence);
  if (accepted !== undefined) return !accepted;
  // Nothing is known of this direction. A SYN is of this connection if it comes from the right side.
  return direction !== ((segment.flags & TCP_ACK) !== 0 ? 1 : 0);
}

/** Lower is likelier to be a server's. */
function serverRank(port: number): number {
  const known = SERVER_PORTS.indexOf(port);
  return known >= 0 ? known - SERVER_PORTS.length : port;
}

function isSource(end: Endpoint, segment: Segment): boolean {
  if (end.port !== segment.sourcePort) return false;
  const { addressBytes, sourceStart } = segment;
  return end.addressBytes.every((byte, i) => byte === addressBytes[sourceStart + i]);
}
