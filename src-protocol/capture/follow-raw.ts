import { fromHex } from '../bytes/hex.ts';
import { leftOut, remarked, type Stretch, type TextDump } from './text-dump.ts';

/**
 * A followed stream as `tshark -z follow,tcp,raw,N` prints it: two lines that name the ends, then a
 * line of digits for each run of bytes, with a tab before those of the second end.
 *
 * ```
 * Node 0: 10.0.0.1:50000
 * Node 1: 10.0.0.2:1935
 * 0300198594…
 * ⇥0300198594…
 * ```
 */
export function readFollowRaw(lines: readonly string[]): TextDump | undefined {
  if (!lines.some((line) => /^Follow: \w+,raw$/.test(line))) return undefined;
  const stretches: Stretch[] = [];
  let others = 0;
  for (const line of lines) {
    if (isFrame(line)) continue;
    const bytes = fromHex(line);
    if (bytes && bytes.length > 0)
      stretches.push({ peer: line.startsWith('\t') ? 1 : 0, bytes, time: NaN, skipped: 0 });
    else others++;
  }
  if (stretches.length === 0) return undefined;
  return {
    name: 'a followed stream of tshark, as raw digits',
    content: { kind: 'streams', stretches, peers: nodes(lines) },
    ...remarked(leftOut(others)),
  };
}

/** The ends that the lines `Node 0: address:port` name. */
export function nodes(lines: readonly string[]): [string?, string?] {
  const found: [string?, string?] = [];
  for (const line of lines.slice(0, 200)) {
    const match = /^Node ([01]): (\S+:\d{1,5})$/.exec(line.trim());
    if (match) found[Number(match[1]) as 0 | 1] = match[2]!;
  }
  return found;
}

/** Whether a line is part of the frame around a followed stream, or empty. */
export function isFrame(line: string): boolean {
  return /^\s*$|^=+$|^(Follow|Filter|Node [01]): |^Running as user /.test(line);
}
