import { type Diagnostic, diagnostic } from '../dictionary/diagnostic.ts';
import { pcap, pcapng } from '../dictionary/citation.ts';

/** The file ends inside a record. */
export const CAPTURE_CUT_RECORD = diagnostic(
  'capture.cut-record',
  'warning',
  pcap('5'),
  'The file ends in the middle of this record; what is there was used.',
  'The capture was still being written, or the copy is incomplete.',
);

/** A length no writer would write. */
export const CAPTURE_BAD_LENGTH = diagnostic(
  'capture.bad-length',
  'error',
  pcap('5'),
  'This record declares a length that cannot be right, so the file is damaged here.',
  'Reading goes on at the next record that looks sound, if there is one.',
);

/** Packets were shortened while capturing. */
export const CAPTURE_SNAP_LENGTH = diagnostic(
  'capture.snap-length',
  'warning',
  pcap('5'),
  'From this packet on, some packets were cut short while capturing; the cut bytes are gaps.',
  'Capture again without a snap length (tcpdump -s 0).',
);

/** A pcapng section whose byte order cannot be told. */
export const CAPTURE_BAD_SECTION = diagnostic(
  'capture.bad-section',
  'error',
  pcapng('4.1'),
  'This section header has no valid byte-order magic, so nothing after it can be read.',
);

/** A packet names an interface that was not described. */
export const CAPTURE_UNKNOWN_INTERFACE = diagnostic(
  'capture.unknown-interface',
  'error',
  pcapng('4.3'),
  'This packet belongs to an interface the section does not describe; its link type is unknown.',
);

/** Everything that can be wrong with a capture file. */
export const CAPTURE_DIAGNOSTICS: readonly Diagnostic[] = [
  CAPTURE_CUT_RECORD,
  CAPTURE_BAD_LENGTH,
  CAPTURE_SNAP_LENGTH,
  CAPTURE_BAD_SECTION,
  CAPTURE_UNKNOWN_INTERFACE,
];
