import type { FileOffset } from '../bytes/units.ts';

/** Type of secrets that are a TLS key log. */
export const TLS_KEY_LOG = 0x544c534b;

/** Secrets a pcapng file carries (Decryption Secrets Block): where they are, not what they say. */
export interface CaptureSecrets {
  /** `TLS_KEY_LOG`, or of another protocol. */
  readonly type: number;
  readonly fileOffset: FileOffset;
  /** In bytes. */
  readonly length: number;
}

/** Something a person wrote into a pcapng file. */
export interface CaptureComment {
  readonly about: 'section' | 'interface' | 'packet';
  readonly text: string;
  /** Number of the packet it is about, from 1; 0 when it is about something else. */
  readonly packet: number;
}

/** A name that a pcapng file has for an address (Name Resolution Block): 4 bytes, or 16. */
export interface CaptureName {
  readonly address: Uint8Array;
  readonly name: string;
}

/** What the file says about itself; grows while it is read. */
export interface CaptureFacts {
  /** Of the first section, where there are several. */
  byteOrder: 'little-endian' | 'big-endian' | undefined;
  /** Seconds one unit of time stands for, at the first interface. */
  resolution: number | undefined;
  /** The largest packet the first interface kept, in bytes; 0 when unlimited or not said. */
  snapLength: number;
  /** Link types seen, in order of appearance. */
  linkTypes: number[];
  /** pcapng sections; 1 for pcap. */
  sections: number;
  /** The program that wrote the file, where it says so. */
  application: string | undefined;
  /** Interfaces described, over all sections; 1 for pcap. */
  interfaces: number;
  /** Packets so far. */
  packets: number;
  /** Packets of which fewer bytes were kept than were on the wire. */
  snapCut: number;
  /** Records with a length that cannot be right. */
  damaged: number;
  /** Bytes pushed so far. */
  bytesRead: number;
  secrets: CaptureSecrets[];
  /** The first thousand. */
  comments: CaptureComment[];
  /** The first thousand. */
  names: CaptureName[];
  /** Packets that the recording program says it lost. */
  dropped: number;
}

/** Facts about a file of which nothing was read yet. */
export function noCaptureFacts(): CaptureFacts {
  return {
    byteOrder: undefined,
    resolution: undefined,
    snapLength: 0,
    linkTypes: [],
    sections: 0,
    interfaces: 0,
    application: undefined,
    packets: 0,
    snapCut: 0,
    damaged: 0,
    bytesRead: 0,
    secrets: [],
    comments: [],
    names: [],
    dropped: 0,
  };
}
