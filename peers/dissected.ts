import { spawnSync } from 'node:child_process';

/** A recording as tshark reads it. */
export interface Dissected {
  /** RTMP messages of each side, the client's first. */
  readonly messages: readonly [number, number];
  /** Packets with a wrong checksum, and what the analysis of TCP remarks. */
  readonly complaints: readonly string[];
}

/** Has tshark dissect a recording of a server at `port`; it is given the room for long messages that it lacks by default. */
export function dissected(path: string, port: number): Dissected {
  const { stdout, status, stderr } = spawnSync(
    'tshark',
    [
      ...['-r', path, '-d', `tcp.port==${port},rtmpt`, '-o', 'rtmpt.max_packet_size:16777216'],
      ...['-o', 'tcp.check_checksum:TRUE', '-o', 'ip.check_checksum:TRUE'],
      ...['-T', 'fields', '-e', 'tcp.srcport', '-e', 'tcp.checksum.status'],
      ...['-e', 'ip.checksum.status', '-e', 'tcp.analysis.flags', '-e', 'rtmpt.header.format'],
    ],
    { encoding: 'utf8', maxBuffer: 1 << 28 },
  );
  if (status !== 0) throw new Error(`tshark: ${stderr}`);
  const messages: [number, number] = [0, 0];
  const complaints: string[] = [];
  for (const [index, line] of stdout.split('\n').filter(Boolean).entries()) {
    const [from, tcp, ip, analysis, formats = ''] = line.split('\t');
    if (tcp !== '1' || ip !== '1' || analysis !== '')
      complaints.push(`tshark, packet ${index + 1}: ${tcp} ${ip} ${analysis}`);
    messages[from === String(port) ? 1 : 0] += formats.split(',').filter(Boolean).length;
  }
  return { messages, complaints };
}
