import { type Diagnostic, diagnostic } from '../dictionary/diagnostic.ts';
import { practice } from '../dictionary/citation.ts';

/** Bytes that the receiver got and the capture did not. */
export const TCP_GAP = diagnostic(
  'tcp.gap',
  'warning',
  practice('RFC 9293 §3.10.7.4'),
  'Bytes of this stream are missing in the capture.',
  'The capturing machine was too slow, or saw only part of the traffic. A larger capture buffer helps.',
);

/** Bytes the snap length cut off a segment. */
export const TCP_CUT_SEGMENT = diagnostic(
  'tcp.cut-segment',
  'warning',
  practice('libpcap'),
  'The end of this segment was cut off while capturing.',
  'Capture again without a snap length (tcpdump -s 0).',
);

/** Waiting for a hole to be filled took too much memory. */
export const TCP_BUFFER_FULL = diagnostic(
  'tcp.buffer-full',
  'warning',
  practice('RFC 9293 §3.10.7.4'),
  'Bytes of this stream did not come although much that follows them did; they count as missing.',
);

/** Two copies of the same bytes disagree. */
export const TCP_OVERLAP_DIFFERS = diagnostic(
  'tcp.overlap-differs',
  'warning',
  practice('RFC 9293 §3.10.7.4'),
  'These bytes were sent twice, and the copies differ; the first one is shown.',
  'Receivers choose differently here. It happens with middleboxes that rewrite, or on purpose.',
);

/** One of two copies that disagree has a wrong checksum, and the other a right one. */
export const TCP_DAMAGED_SEGMENT = diagnostic(
  'tcp.damaged-segment',
  'warning',
  practice('RFC 9293 §3.1'),
  'This segment was damaged on its way: its checksum is wrong. The sender sent it twice, and the copy whose checksum is right is the one that counts.',
  'A cable, a radio link or a network card changed bits. The receiver drops such a segment and waits for the copy, which costs a round trip or more. Wrong checksums in all that one machine sends are something else: its network card fills them in after the capture.',
);

/** A segment that belongs nowhere near the others. */
export const TCP_STRAY_SEGMENT = diagnostic(
  'tcp.stray-segment',
  'note',
  practice('RFC 9293 §3.4'),
  'A segment with a sequence number far from all others, which nobody acknowledged, was left out.',
  'It may be a late packet of an earlier connection between the same ports.',
);

/** Everything that can be wrong with a TCP stream. */
export const TCP_DIAGNOSTICS: readonly Diagnostic[] = [
  TCP_GAP,
  TCP_CUT_SEGMENT,
  TCP_BUFFER_FULL,
  TCP_OVERLAP_DIFFERS,
  TCP_DAMAGED_SEGMENT,
  TCP_STRAY_SEGMENT,
];
