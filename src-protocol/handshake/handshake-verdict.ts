import type { Diagnostic } from '../dictionary/diagnostic.ts';
import * as say from './diagnostics.ts';
import { isPublicKey } from './diffie-hellman.ts';
import {
  findDigest,
  isSigned,
  KEY_BYTES,
  PLAYER_KEY,
  sameBytes,
  SERVER_KEY,
  type FoundDigest,
  type HandshakeKey,
} from './digest.ts';
import type { SignatureVerdict } from './echo-packet.ts';
import type { HandshakeReader, PacketNumber } from './handshake-reader.ts';
import { WHOLE_PACKET, type HandshakePacketName } from './packet-name.ts';
import { isEncryptedVersion } from './version-packet.ts';

/** Something worth saying about one packet, and the field of it that shows it. */
export interface HandshakeRemark {
  readonly packet: HandshakePacketName;
  /** Key of the field; empty for the packet as a whole. */
  readonly field: string;
  readonly diagnostic: Diagnostic;
}

/** What kind of handshake it was, and how the packets of both sides fit together. */
export interface HandshakeVerdict {
  /**
   * `digest` when C1's digest verifies (S1's, when C1 is not in the capture); `simple` when C1 is there
   * and has none; `unknown` when the bytes that would tell are missing; `none` when there are no bytes.
   */
  readonly kind: 'simple' | 'digest' | 'unknown' | 'none';
  /** The versions of C0 and S0. */
  readonly c0?: number;
  readonly s0?: number;
  /** The digests that verified, with their places. */
  readonly c1Digest?: FoundDigest;
  readonly s1Digest?: FoundDigest;
  /** Whether the 1528 random bytes came back; undefined when either packet is not whole. */
  readonly s2Echoes?: boolean;
  readonly c2Echoes?: boolean;
  /** How S2 and C2 are signed; undefined where no signature is to be expected. */
  readonly s2Signature?: SignatureVerdict;
  readonly c2Signature?: SignatureVerdict;
  /** Whether RTMPE was agreed, so that nothing after the handshake can be read. */
  readonly encrypted: boolean;
  /** What is worth saying, and about which field of which packet. */
  readonly remarks: readonly HandshakeRemark[];
  /** The same, without the places. */
  readonly notes: readonly Diagnostic[];
}

/**
 * Judges a handshake from what the readers of both directions kept; either may be missing. This is
 * where the HMACs are computed, up to a dozen over 1504 bytes: ask once, when somebody looks.
 */
export function handshakeVerdict(
  client: HandshakeReader | undefined,
  server: HandshakeReader | undefined,
): HandshakeVerdict {
  const remarks: HandshakeRemark[] = [];
  const c0 = client?.version;
  const s0 = server?.version;
  judgeVersions(c0, s0, remarks);
  for (const number of [0, 1, 2] as const) {
    judgeWhole(client, number, (['C0', 'C1', 'C2'] as const)[number], remarks);
    judgeWhole(server, number, (['S0', 'S1', 'S2'] as const)[number], remarks);
  }

  const c1 = client?.packet(1);
  const s1 = server?.packet(1);
  const c1Digest = digestOf('C1', c1, PLAYER_KEY, SERVER_KEY, remarks);
  const s1Digest = digestOf('S1', s1, SERVER_KEY, PLAYER_KEY, remarks);
  if (c1Digest && s1 && !s1Digest) note(remarks, 'S1', WHOLE_PACKET, say.DIGEST_MISSING_IN_S1);

  // A server that answers 3 to a client that asked for RTMPE has refused it.
  const encrypted = isEncryptedVersion(s0 ?? c0);
  if (encrypted) {
    judgeKey('C1', c1, c1Digest, remarks);
    judgeKey('S1', s1, s1Digest, remarks);
  }

  // The type that counts for the signatures is the server's choice.
  const enciphered = s0 === 8 || s0 === 9;
  const s2 = judgeAnswer('S2', server?.packet(2), c1, c1Digest, s1Digest, enciphered, remarks);
  const c2 = judgeAnswer('C2', client?.packet(2), s1, s1Digest, c1Digest, enciphered, remarks);

  return {
    kind: kindOf(client, server, c1Digest, s1Digest),
    encrypted,
    remarks,
    notes: remarks.map((remark) => remark.diagnostic),
    ...(c0 !== undefined && { c0 }),
    ...(s0 !== undefined && { s0 }),
    ...(c1Digest && { c1Digest }),
    ...(s1Digest && { s1Digest }),
    ...(s2.echoes !== undefined && { s2Echoes: s2.echoes }),
    ...(c2.echoes !== undefined && { c2Echoes: c2.echoes }),
    ...(s2.signature && { s2Signature: s2.signature }),
    ...(c2.signature && { c2Signature: c2.signature }),
  };
}

/** Whether a C2 or S2 is laid out as random bytes and a signature rather than as an echo. */
export function isSignedLayout(
  signature: SignatureVerdict | undefined,
): signature is Exclude<SignatureVerdict, 'absent'> {
  return signature !== undefined && signature !== 'absent';
}

function kindOf(
  client: HandshakeReader | undefined,
  server: HandshakeReader | undefined,
  c1Digest: FoundDigest | undefined,
  s1Digest: FoundDigest | undefined,
): HandshakeVerdict['kind'] {
  if (!client?.received && !server?.received) return 'none';
  if (c1Digest) return 'digest';
  if (client?.packet(1)) return 'simple';
  return s1Digest ? 'digest' : 'unknown';
}

function judgeVersions(
  c0: number | undefined,
  s0: number | undefined,
  remarks: HandshakeRemark[],
): void {
  if (c0 !== undefined && !isSpoken(c0)) note(remarks, 'C0', 'version', say.VERSION);
  if (s0 !== undefined && !isSpoken(s0)) note(remarks, 'S0', 'version', say.VERSION);
  if (isEncryptedVersion(s0)) note(remarks, 'S0', 'version', say.ENCRYPTED);
  else if (s0 === undefined && isEncryptedVersion(c0))
    note(remarks, 'C0', 'version', say.ENCRYPTED);
  // librtmp's server raises 6 to 8 for clients that understand it; both are RTMPE.
  const agreed = s0 === c0 || s0 === 3 || (isEncryptedVersion(c0) && isEncryptedVersion(s0));
  if (c0 !== undefined && s0 !== undefined && !agreed && isSpoken(s0))
    note(remarks, 'S0', 'version', say.VERSION_ANSWER);
}

function isSpoken(version: number): boolean {
  return version === 3 || isEncryptedVersion(version);
}

function judgeWhole(
  side: HandshakeReader | undefined,
  number: PacketNumber,
  packet: HandshakePacketName,
  remarks: HandshakeRemark[],
): void {
  if (side?.hasMissing(number)) note(remarks, packet, WHOLE_PACKET, say.NOT_CAPTURED);
  else if (side?.isTruncated(number)) note(remarks, packet, WHOLE_PACKET, say.TRUNCATED);
}

function digestOf(
  packet: 'C1' | 'S1',
  bytes: Uint8Array | undefined,
  own: HandshakeKey,
  other: HandshakeKey,
  remarks: HandshakeRemark[],
): FoundDigest | undefined {
  if (!bytes) return undefined;
  const found = findDigest(bytes, own) ?? findDigest(bytes, other);
  if (found) {
    if (found.side !== own.side) note(remarks, packet, 'digest', say.DIGEST_OTHER_KEY);
    return found;
  }
  // A zero version does not prove the absence of a digest, nor another its presence: hence the order.
  if (bytes.subarray(4, 8).some((byte) => byte !== 0))
    note(remarks, packet, 'zero', packet === 'C1' ? say.DIGEST_NOT_FOUND : say.ZERO_NOT_ZERO);
  if (bytes.subarray(8).every((byte) => byte === bytes[8]))
    note(remarks, packet, 'random', say.RANDOM_CONSTANT);
  return undefined;
}

/** Tells of the key that only RTMPE has in its place, and whether it can be one. */
function judgeKey(
  packet: 'C1' | 'S1',
  bytes: Uint8Array | undefined,
  digest: FoundDigest | undefined,
  remarks: HandshakeRemark[],
): void {
  if (!bytes || !digest) return;
  note(remarks, packet, 'key', say.RTMPE_KEY);
  const key = bytes.subarray(digest.keyOffset, digest.keyOffset + KEY_BYTES);
  if (!isPublicKey(key)) note(remarks, packet, 'key', say.RTMPE_KEY_RANGE);
}

/**
 * Judges C2 or S2. `answered` is the packet it answers (S1 or C1), `peerDigest` the digest in it, and
 * `ownDigest` the one in this side's first packet. The signature is tried first: a signed packet has
 * random bytes where a plain one has its times.
 */
function judgeAnswer(
  packet: 'C2' | 'S2',
  bytes: Uint8Array | undefined,
  answered: Uint8Array | undefined,
  peerDigest: FoundDigest | undefined,
  ownDigest: FoundDigest | undefined,
  enciphered: boolean,
  remarks: HandshakeRemark[],
): { signature?: SignatureVerdict; echoes?: boolean } {
  if (!bytes) return {};
  const key = packet === 'S2' ? SERVER_KEY : PLAYER_KEY;
  if (!answered) {
    if (!ownDigest) return {};
    note(remarks, packet, 'signature', say.SIGNATURE_NOT_CHECKED);
    return { signature: 'unchecked' };
  }
  const echoes = sameBytes(bytes.subarray(8), answered.subarray(8));
  if (peerDigest && isSigned(bytes, peerDigest.digest, key)) return { signature: 'valid', echoes };
  if (peerDigest && ownDigest && !echoes) {
    note(remarks, packet, 'signature', enciphered ? say.SIGNATURE_ENCIPHERED : say.SIGNATURE_WRONG);
    return { signature: enciphered ? 'enciphered' : 'wrong', echoes };
  }
  if (!echoes) note(remarks, packet, 'randomEcho', say.ECHO_DIFFERS);
  else if (!sameBytes(bytes.subarray(0, 4), answered.subarray(0, 4)))
    note(remarks, packet, 'time', say.ECHO_TIME_DIFFERS);
  if (!peerDigest || !ownDigest) return { echoes };
  const missing = packet === 'S2' ? say.SIGNATURE_MISSING_IN_S2 : say.SIGNATURE_MISSING_IN_C2;
  note(remarks, packet, WHOLE_PACKET, missing);
  return { signature: 'absent', echoes };
}

function note(
  remarks: HandshakeRemark[],
  packet: HandshakePacketName,
  field: string,
  diagnostic: Diagnostic,
): void {
  remarks.push({ packet, field, diagnostic });
}
