import { spawnSync } from 'node:child_process';

/** A recording as tshark reads it. */
export interface Dissected {
  /** The first header of each RTMP message, as `headerLine` says it, of each side, the client's first; sorted. */
  readonly headers: readonly [string[], string[]];
  /** Packets with a wrong checksum or that are malformed, and what the analysis of TCP remarks. */
  readonly complaints: readonly string[];
}

/** Has tshark dissect a recording of a server at `port`; it is given the room for long messages that it lacks by default. */
export function dissected(path: string, port: number): Dissected {
  const header = ['format', 'csid', 'typeid', 'bodysize'].map((name) => `rtmpt.header.${name}`);
  const packet = ['tcp.srcport', 'tcp.checksum.status', 'ip.checksum.status'];
  const fields = [...packet, 'tcp.analysis.flags', '_ws.malformed', ...header];
  const { stdout, status, stderr } = spawnSync(
    'tshark',
    [
      ...['-r', path, '-d', `tcp.port==${port},rtmpt`, '-o', 'rtmpt.max_packet_size:16777216'],
      ...['-o', 'tcp.check_checksum:TRUE', '-o', 'ip.check_checksum:TRUE', '-T', 'fields'],
      ...fields.flatMap((name) => ['-e', name]),
    ],
    { encoding: 'utf8', maxBuffer: 1 << 28 },
  );
  if (status !== 0) throw new Error(`tshark: ${stderr}`);
  const headers: [string[], string[]] = [[], []];
  const complaints: string[] = [];
  for (const [index, line] of stdout.split('\n').filter(Boolean).entries()) {
    const [from, tcp, ip, analysis, malformed, ...stated] = line.split('\t');
    if (tcp !== '1' || ip !== '1' || analysis !== '' || malformed !== '')
      complaints.push(`tshark, packet ${index + 1}: ${tcp} ${ip} ${analysis} ${malformed}`);
    headers[from === String(port) ? 1 : 0].push(...headersOf(stated));
  }
  return { headers: [headers[0].sort(), headers[1].sort()], complaints };
}

/** A message's first header in one line; headers of type 2 and 3 state neither type nor length. */
export function headerLine(
  fmt: number,
  chunkStreamId: number,
  type: number,
  length: number,
): string {
  return `fmt ${fmt} cs ${chunkStreamId}${fmt < 2 ? ` type ${type} ${length} B` : ''}`;
}

/** All headers of one packet; types and lengths are listed for those that have them. */
function headersOf(columns: readonly string[]): string[] {
  const [formats = [], ids = [], types = [], lengths = []] = columns.map((column) =>
    column.split(',').filter(Boolean).map(Number),
  );
  let stated = 0;
  return formats.map((fmt, i) => {
    const at = fmt < 2 ? stated++ : -1;
    return headerLine(fmt, ids[i]!, types[at] ?? 0, lengths[at] ?? 0);
  });
}
