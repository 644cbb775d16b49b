import { errata, practice, rtmp } from '../dictionary/citation.ts';
import { diagnostic, type Diagnostic } from '../dictionary/diagnostic.ts';

/** What can be wrong with a handshake. When its packets came is not seen here: whoever has the segments raises C2_EARLY. */

export const VERSION = diagnostic(
  'handshake.version',
  'error',
  rtmp('5.2.2'),
  'This version byte is not one a client or server of this protocol may send.',
  '3 is RTMP; 6, 8 and 9 are seen where RTMPE is spoken. From 32 up a byte could begin a text protocol.',
);

export const VERSION_ANSWER = diagnostic(
  'handshake.version-answer',
  'warning',
  rtmp('5.2.2'),
  'The server answers with a version that is neither the one asked for nor 3.',
);

export const ENCRYPTED = diagnostic(
  'handshake.encrypted',
  'note',
  practice('librtmp, FFmpeg'),
  'This is RTMPE: everything after the handshake is enciphered.',
  'The key is agreed by Diffie-Hellman, so a capture alone cannot be deciphered.',
);

export const ZERO_NOT_ZERO = diagnostic(
  'handshake.zero-not-zero',
  'note',
  rtmp('5.2.3'),
  'The four bytes that should be zero are not, and no digest accounts for them.',
  'Many programs write their version number here; some of them without a digest.',
);

export const DIGEST_NOT_FOUND = diagnostic(
  'handshake.digest-not-found',
  'warning',
  practice('librtmp, SRS, nginx-rtmp'),
  'A version number in place of the zero field announces a digest, but none verifies in either layout.',
  'Servers that look for one fall back to the plain handshake, often with a line in their log.',
);

export const DIGEST_OTHER_KEY = diagnostic(
  'handshake.digest-other-key',
  'note',
  practice('Node-Media-Server'),
  'The digest verifies only with the key of the other side.',
  'A server that returns C1 as its S1 returns the client’s digest with it.',
);

export const DIGEST_MISSING_IN_S1 = diagnostic(
  'handshake.digest-missing-in-s1',
  'warning',
  practice('librtmp, FFmpeg'),
  'C1 carries a digest and S1 does not.',
  'Flash Player then refused H.264 and AAC; today’s encoders go on.',
);

export const SIGNATURE_MISSING_IN_S2 = diagnostic(
  'handshake.signature-missing-in-s2',
  'warning',
  practice('librtmp, FFmpeg'),
  'Both sides sent a digest, but S2 is a plain echo of C1 without a signature.',
);

export const SIGNATURE_MISSING_IN_C2 = diagnostic(
  'handshake.signature-missing-in-c2',
  'note',
  practice('FFmpeg'),
  'Both sides sent a digest, but C2 is a plain echo of S1 without a signature.',
  'FFmpeg does this whenever it publishes, and servers accept it.',
);

export const SIGNATURE_WRONG = diagnostic(
  'handshake.signature-wrong',
  'warning',
  practice('librtmp, FFmpeg'),
  'This packet is not an echo, and its last 32 bytes are not the signature the digests ask for.',
);

export const SIGNATURE_ENCIPHERED = diagnostic(
  'handshake.signature-enciphered',
  'note',
  practice('librtmp, FFmpeg'),
  'With RTMPE of type 8 or 9 the signature is enciphered once more; it was not checked.',
);

export const SIGNATURE_NOT_CHECKED = diagnostic(
  'handshake.signature-not-checked',
  'note',
  practice('librtmp, FFmpeg'),
  'The signature depends on the other side’s digest, which is not in the capture.',
);

export const RTMPE_KEY = diagnostic(
  'handshake.rtmpe-key',
  'note',
  practice('librtmp, FFmpeg'),
  'The public half of a Diffie-Hellman exchange in the 1024-bit group of RFC 2409 §6.2. The cipher’s key follows from it and from the other side’s private half, which is never sent: so nothing behind the handshake can be read from a capture.',
  'Only an end of the connection that writes its secret down could help.',
);

export const RTMPE_KEY_RANGE = diagnostic(
  'handshake.rtmpe-key-range',
  'warning',
  practice('gortmplib'),
  'A Diffie-Hellman public key is a number from 2 to the prime less 2; with this one the secret is known to everybody.',
);

export const ECHO_DIFFERS = diagnostic(
  'handshake.echo-differs',
  'warning',
  rtmp('5.2.4').amendedBy(errata('3')),
  'This packet should repeat the other side’s random bytes and does not.',
  'A receiver should not give up the connection for it.',
);

export const ECHO_TIME_DIFFERS = diagnostic(
  'handshake.echo-time-differs',
  'note',
  rtmp('5.2.4'),
  'The random bytes are repeated, but the time is not the one the other side sent.',
);

export const C2_EARLY = diagnostic(
  'handshake.c2-early',
  'note',
  rtmp('5.2.1'),
  'C2 was sent before S1, which it should repeat, had come in full.',
  'It saves a round trip, and servers put up with it; but such a C2 cannot be the echo of anything.',
);

export const RANDOM_CONSTANT = diagnostic(
  'handshake.random-constant',
  'note',
  rtmp('5.2.3'),
  'All 1528 random bytes have the same value, so the echo tells nothing.',
);

export const TRUNCATED = diagnostic(
  'handshake.truncated',
  'warning',
  rtmp('5.2'),
  'The stream ends before this packet is complete.',
  'Either the connection broke during the handshake or the capture was stopped.',
);

export const NOT_CAPTURED = diagnostic(
  'handshake.not-captured',
  'note',
  rtmp('5.2'),
  'Bytes of this packet are missing in the capture, so it could not be compared.',
);

/** All of the above, for the list of diagnostics. */
export const HANDSHAKE_DIAGNOSTICS: readonly Diagnostic[] = [
  VERSION,
  VERSION_ANSWER,
  ENCRYPTED,
  ZERO_NOT_ZERO,
  DIGEST_NOT_FOUND,
  DIGEST_OTHER_KEY,
  DIGEST_MISSING_IN_S1,
  SIGNATURE_MISSING_IN_S2,
  SIGNATURE_MISSING_IN_C2,
  SIGNATURE_WRONG,
  SIGNATURE_ENCIPHERED,
  SIGNATURE_NOT_CHECKED,
  RTMPE_KEY,
  RTMPE_KEY_RANGE,
  ECHO_DIFFERS,
  C2_EARLY,
  ECHO_TIME_DIFFERS,
  RANDOM_CONSTANT,
  TRUNCATED,
  NOT_CAPTURED,
];
