import { fromHex } from '../bytes/hex.ts';
import { leftOut, remarked, type Stretch, type TextDump } from './text-dump.ts';

/**
 * What `socat -x` (with `-v` or not) tells of the bytes it passes on: a line for each run, `>` one way
 * and `<` the other, then rows of digits, with `-v` their text behind.
 *
 * ```
 * > 2024/01/31 12:00:00.000123456  length=1537 from=0 to=1536
 *  03 00 00 …
 * ```
 */
export function readSocatDump(lines: readonly string[]): TextDump | undefined {
  if (!lines.some((line) => HEAD.test(line))) return undefined;
  const stretches: Stretch[] = [];
  let others = 0;
  let run: { peer: 0 | 1; time: number; bytes: Uint8Array; length: number } | undefined;
  const finish = (): void => {
    if (run && run.length > 0)
      stretches.push({ ...run, bytes: run.bytes.subarray(0, run.length), skipped: 0 });
    run = undefined;
  };
  for (const line of lines) {
    const head = HEAD.exec(line);
    if (head) {
      finish();
      const length = Math.min(Number(head[9]), line.length + MOST_RUN);
      const peer = head[1] === '>' ? 0 : 1;
      run = { peer, time: timeOf(head), bytes: new Uint8Array(length), length: 0 };
      continue;
    }
    const left = run ? run.bytes.length - run.length : 0;
    // The text behind the digits may look like digits: the length in the head says where they end.
    const row = run && fromHex((ROW.exec(line)?.[0] ?? '').slice(0, left * 3));
    if (run && row && row.length > 0) {
      run.bytes.set(row, run.length);
      run.length += row.length;
    } else if (line.trim() !== '' && line !== '--') others++;
  }
  finish();
  if (stretches.length === 0) return undefined;
  return {
    name: 'a log of socat -x',
    content: { kind: 'streams', stretches, peers: [] },
    ...remarked(leftOut(others)),
  };
}

/** The most bytes one run is believed to have; socat passes on 8 KiB at a time unless told otherwise. */
const MOST_RUN = 16 * 1024 * 1024;

const HEAD =
  /^([<>]) (\d{4})\/(\d\d)\/(\d\d) (\d\d):(\d\d):(\d\d)\.(\d{6,9})\s+length=(\d{1,9}) from=\d+ to=\d+\s*$/;
/** At most sixteen bytes; longer where -v is not there to break lines. */
const ROW = /^(?: [0-9a-f]{2})+/i;

/** The clock of the machine's own zone is taken for UTC. Version 1.7.4 prints microseconds with three zeros before. */
function timeOf([
  ,
  ,
  year,
  month,
  day,
  hour,
  minute,
  second,
  fraction = '',
]: RegExpExecArray): number {
  const whole = Date.UTC(+year!, +month! - 1, +day!, +hour!, +minute!, +second!) / 1000;
  const micro = fraction.length === 9 && fraction.startsWith('000') ? fraction.slice(3) : fraction;
  return whole + Number(`0.${micro}`);
}
