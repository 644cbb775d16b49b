/** What the packets of a capture were, by count. */
export interface NetworkFacts {
  tcp: number;
  udp: number;
  /** UDP packets by the lower of their two ports, which is the service's as a rule. Bounded. */
  readonly udpPorts: Map<number, number>;
  /** Other IP protocols by number. */
  readonly otherProtocols: Map<number, number>;
  /** Packets that are not IP, by EtherType; -2 for those that have none. Bounded. */
  readonly etherTypes: Map<number, number>;
  /** Packets of link types that are not read. Bounded. */
  readonly unsupportedLinkTypes: Map<number, number>;
  /** Packets inside a tunnel (GRE, VXLAN, IP in IP …), once for each tunnel around them. */
  tunnelled: number;
  /** IP fragments. */
  fragments: number;
  /** Fragmented datagrams that were given up, incomplete. */
  fragmentsDropped: number;
  /** Packets too short or too odd for the header they should have. */
  malformed: number;
}

export function noNetworkFacts(): NetworkFacts {
  return {
    tcp: 0,
    udp: 0,
    udpPorts: new Map(),
    otherProtocols: new Map(),
    etherTypes: new Map(),
    unsupportedLinkTypes: new Map(),
    tunnelled: 0,
    fragments: 0,
    fragmentsDropped: 0,
    malformed: 0,
  };
}

const MOST_KEYS = 64;

/** Counts `key`; keys past the first 64 are not kept. */
export function count(counts: Map<number, number>, key: number): void {
  const known = counts.get(key);
  if (known !== undefined) counts.set(key, known + 1);
  else if (counts.size < MOST_KEYS) counts.set(key, 1);
}
