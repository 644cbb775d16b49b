import type { AmfValue } from '../amf/amf-value.ts';
import { toHex } from '../bytes/hex.ts';
import { type Direction, DIRECTIONS } from '../bytes/units.ts';
import { dataMessage, metadataOf } from '../command/data-message.ts';
import { directionOf } from '../chunk/chunk-table.ts';
import type { MessageRow } from '../message/message-table.ts';
import type { ChunkCost } from '../session/chunk-economy.ts';
import type { DirectionCoverage } from '../session/coverage.ts';
import type { DirectionFlow } from '../session/flow-control.ts';
import type { HandshakeLine } from '../session/ladder.ts';
import type { Interleaving } from '../session/media-tracks.ts';
import { WireReader } from '../wire/wire-reader.ts';
import type { Connection } from './connection.ts';
import type { Describer } from './describe.ts';
import { type MediaFacts, mediaFacts } from './media-facts.ts';
import { checkMetadata, type MetadataCheck } from './metadata-check.ts';
import type { RtmpSession } from './rtmp-session.ts';
import type { SessionAnalyses } from './session-analyses.ts';
import { courseOf, type SessionCourse } from './session-course.ts';
import { type TrackSummary, trackSummary } from './track-summary.ts';

/** How the two ends took turns while the connection was opened. All in seconds. */
export interface RoundTrips {
  /** SYN to SYN-ACK: from the place of capture to the server and back. */
  readonly toServer?: number;
  /** SYN-ACK to ACK: from the place of capture to the client and back. */
  readonly toClient?: number;
  /** C1 to S1, and S1 to C2: with the time that either side took to answer. */
  readonly c1ToS1?: number;
  readonly s1ToC2?: number;
}

/** The handshake in a few values. */
export interface HandshakeOverview {
  readonly kind: 'simple' | 'digest' | 'none' | 'unknown';
  /** Versions in C0 and S0. */
  readonly c0?: number;
  readonly s0?: number;
  readonly packets: readonly HandshakeLine[];
  /** Whether the random bytes came back; absent when either packet is not whole. */
  readonly s2Echoes?: boolean;
  readonly c2Echoes?: boolean;
  readonly s2Signature?: string;
  readonly c2Signature?: string;
  /** Where the digest of C1 and S1 lies in the packet, bytes from its start. */
  readonly c1DigestAt?: number;
  readonly s1DigestAt?: number;
  /** The first random bytes of C1 and S1, as hexadecimal. */
  readonly c1Random?: string;
  readonly s1Random?: string;
}

/** onMetaData of a stream beside its media. */
export interface MetadataOverview {
  readonly message: MessageRow;
  readonly checks: readonly MetadataCheck[];
}

/** A connection as a whole, in plain values. */
export interface SessionOverview {
  readonly course: SessionCourse;
  readonly handshake: HandshakeOverview;
  readonly roundTrips: RoundTrips;
  readonly tracks: readonly TrackSummary[];
  readonly interleavings: readonly Interleaving[];
  readonly metadata: readonly MetadataOverview[];
  readonly coverage: readonly [DirectionCoverage, DirectionCoverage];
  readonly economy: readonly [ChunkCost, ChunkCost];
  readonly flow: readonly [DirectionFlow, DirectionFlow];
}

/** Bytes of random data that are shown of C1 and S1. */
const RANDOM_SHOWN = 8;

/** Puts together what the analyses of a session found. Explains sequence headers once. */
export class OverviewMaker {
  readonly #connection: Connection;
  readonly #session: RtmpSession;
  readonly #describer: Describer;
  readonly #analyses: SessionAnalyses;
  readonly #facts = new Map<MessageRow, MediaFacts>();
  readonly #metadata = new Map<MessageRow, AmfValue | undefined>();

  constructor(
    connection: Connection,
    session: RtmpSession,
    describer: Describer,
    analyses: SessionAnalyses,
  ) {
    this.#connection = connection;
    this.#session = session;
    this.#describer = describer;
    this.#analyses = analyses;
  }

  /** What is known by now. */
  overview(): SessionOverview {
    const { economy, coverage, flow, media } = this.#analyses;
    const both = <T>(of: (direction: Direction) => T): [T, T] => [of(0), of(1)];
    const tracks = media.tracks
      // An end of sequence alone is no track: FFmpeg 8 sends one for a track it had in Multitrack packets.
      .filter(({ frames, configurations }) => frames + configurations.length > 0)
      .map((track) =>
        trackSummary(track, this.#factsOf(track.configurations[0] ?? track.firstFrame)),
      );
    return {
      course: courseOf(this.#connection, this.#session, this.#analyses.conversation),
      handshake: this.#handshake(),
      roundTrips: this.roundTrips(),
      tracks,
      interleavings: media.interleavings,
      metadata: this.#checks(tracks),
      coverage: both((direction) => coverage.of(direction)),
      economy: both((direction) => economy.actual(direction)),
      flow: both((direction) => flow.of(direction)),
    };
  }

  #handshake(): HandshakeOverview {
    const packets = this.#analyses.handshakeLines();
    if (this.#session.midstream) return { kind: 'none', packets };
    const { kind, c0, s0, s2Echoes, c2Echoes, s2Signature, c2Signature, c1Digest, s1Digest } =
      this.#session.handshake;
    const [c1Random, s1Random] = DIRECTIONS.map((direction) => {
      const packet = this.#session.handshakeOf(direction).packet(1);
      return packet && toHex(packet.subarray(8, 8 + RANDOM_SHOWN));
    });
    return {
      kind,
      packets,
      ...(c0 !== undefined && { c0 }),
      ...(s0 !== undefined && { s0 }),
      ...(s2Echoes !== undefined && { s2Echoes }),
      ...(c2Echoes !== undefined && { c2Echoes }),
      ...(s2Signature && { s2Signature }),
      ...(c2Signature && { c2Signature }),
      ...(c1Digest && { c1DigestAt: c1Digest.digestOffset }),
      ...(s1Digest && { s1DigestAt: s1Digest.digestOffset }),
      ...(c1Random !== undefined && { c1Random }),
      ...(s1Random !== undefined && { s1Random }),
    };
  }

  /** How long the two ends take to answer each other. */
  roundTrips(): RoundTrips {
    const { syn, synAck, ack } = this.#connection.opening;
    const times = new Map(this.#analyses.handshakeLines().map(({ name, time }) => [name, time]));
    const between = (from: number | undefined, to: number | undefined): number | undefined =>
      from !== undefined && to !== undefined && to >= from ? to - from : undefined;
    const trips: Record<keyof RoundTrips, number | undefined> = {
      toServer: between(syn, synAck),
      toClient: between(synAck, ack),
      c1ToS1: between(times.get('C1'), times.get('S1')),
      s1ToC2: between(times.get('S1'), times.get('C2')),
    };
    return Object.fromEntries(Object.entries(trips).filter(([, value]) => value !== undefined));
  }

  #factsOf(message: MessageRow | undefined): MediaFacts {
    if (message === undefined) return {};
    const known = this.#facts.get(message);
    if (known) return known;
    const facts = mediaFacts(this.#describer.message(message).body);
    this.#facts.set(message, facts);
    return facts;
  }

  #checks(tracks: readonly TrackSummary[]): MetadataOverview[] {
    const found: MetadataOverview[] = [];
    for (const message of this.#analyses.dataMessages) {
      const metadata = this.#metadataIn(message);
      if (!metadata) continue;
      const { firstChunk, messageStreamId } = this.#session.messages.column;
      const packed = this.#session.chunks.column.header.get(firstChunk.get(message));
      const trackOf = (kind: TrackSummary['kind']) =>
        tracks.find(
          (track) =>
            track.kind === kind &&
            track.direction === directionOf(packed) &&
            track.messageStreamId === messageStreamId.get(message),
        );
      found.push({
        message,
        checks: checkMetadata(metadata, trackOf('video'), trackOf('audio')),
      });
    }
    return found;
  }

  #metadataIn(message: MessageRow): AmfValue | undefined {
    if (this.#metadata.has(message)) return this.#metadata.get(message);
    const type = this.#session.messages.column.messageTypeId.get(message);
    const wire = new WireReader(this.#describer.payload(message));
    const metadata = metadataOf(dataMessage(wire, type));
    this.#metadata.set(message, metadata);
    return metadata;
  }
}
