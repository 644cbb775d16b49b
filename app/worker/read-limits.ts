import { counted } from '../../src-protocol/bytes/counted.ts';
import type { Failure } from './protocol.ts';

/** What to say when a person asked for the beginning of a file only. */
export function limitNote(read: number, size: number): Failure {
  return {
    kind: 'cut-capture',
    severity: 'note',
    text: `Only the first ${read} of ${counted(size, 'byte')} were read, as you asked.`,
    help: 'Open the capture again to read all of it.',
  };
}

/** What to say when reading or decoding broke off; what was decoded is still there. */
export function brokenOff(read: number, size: number, evidence: string): Failure {
  return {
    kind: 'worker-died',
    severity: 'error',
    text: `The decoder stopped after ${read} of ${counted(size, 'byte')}. What it had decoded by then is shown; the file itself is untouched.`,
    help: 'Decode a part: the first 200 MB, or one connection. Or cut the capture into smaller files (editcap -c 100000), or filter it to one connection (tcp.stream == 0), and open those.',
    evidence,
  };
}
