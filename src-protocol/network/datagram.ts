/** One IP datagram, or fragment of one. One object is filled again and again; offsets are of the packet's bytes. */
export interface Datagram {
  version: 4 | 6;
  /** Where the IP header begins. */
  headerStart: number;
  sourceStart: number;
  destinationStart: number;
  /** What the payload is; 6 is TCP. */
  protocol: number;
  payloadStart: number;
  /** Where the captured payload ends. */
  payloadEnd: number;
  /** Where the payload ended on the wire; past `payloadEnd` when the capture cut the packet. */
  wireEnd: number;
  /** Offset of this fragment in the whole datagram's payload, in bytes. */
  fragmentOffset: number;
  moreFragments: boolean;
  identification: number;
}

export function emptyDatagram(): Datagram {
  return {
    version: 4,
    headerStart: 0,
    sourceStart: 0,
    destinationStart: 0,
    protocol: 0,
    payloadStart: 0,
    payloadEnd: 0,
    wireEnd: 0,
    fragmentOffset: 0,
    moreFragments: false,
    identification: 0,
  };
}

export const PROTOCOL_TCP = 6;
export const PROTOCOL_UDP = 17;
