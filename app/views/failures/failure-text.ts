import type { Failure } from '../../worker/protocol.ts';

/** Short names of failures, as headings. */
export const FAILURE_TITLES: Record<Failure['kind'], string> = {
  'not-a-capture': 'This is not a capture',
  empty: 'The file is empty',
  'cut-capture': 'The capture ends in the middle of a packet',
  'partly-read': 'Only the beginning is decoded',
  'snap-length': 'Packets were cut short when captured',
  'no-packets': 'The capture has no packets',
  'no-tcp': 'There is no TCP in this capture',
  'no-rtmp': 'There is no RTMP in this capture',
  tls: 'The connection is encrypted (RTMPS)',
  rtmpe: 'The connection is encrypted (RTMPE)',
  rtmpt: 'RTMP is tunnelled through HTTP (RTMPT)',
  midstream: 'The capture begins in the middle of a connection',
  'one-direction': 'Only one direction is in the capture',
  gap: 'Bytes are missing',
  dropped: 'Packets were lost when captured',
  lost: 'Decoding lost its way',
  unreadable: 'The file could not be read',
  'worker-died': 'The decoder stopped',
};

/** Everything about a failure as plain text, for a report. */
export function failureDetails({ kind, severity, text, help, evidence }: Failure): string {
  return [
    `${FAILURE_TITLES[kind]} (${severity}, ${kind})`,
    text,
    help,
    ...(evidence === undefined ? [] : [`Evidence: ${evidence.replaceAll('\n', '\n  ')}`]),
  ].join('\n');
}
