import { counted } from '../bytes/counted.ts';
import { type Direction, DIRECTIONS, senderOf } from '../bytes/units.ts';
import type { Severity } from '../dictionary/diagnostic.ts';
import type { Connection } from './connection.ts';
import { formatOf } from './format-line.ts';
import type { Inspection } from './inspection.ts';
import type { SniffedFormat } from '../capture/sniff.ts';
import { toHex } from '../bytes/hex.ts';
import {
  connectionsFound,
  gapsOf,
  lostPlaces,
  secretsFound,
  type ReadStream,
  startOf,
  udpServices,
} from './failure-evidence.ts';

/** Something a person must be told about the file as a whole. */
export interface Failure {
  readonly kind:
    | 'not-a-capture'
    | 'empty'
    | 'cut-capture'
    | 'partly-read'
    | 'snap-length'
    | 'no-packets'
    | 'no-tcp'
    | 'no-rtmp'
    | 'tls'
    | 'rtmpe'
    | 'rtmpt'
    | 'midstream'
    | 'one-direction'
    | 'gap'
    | 'dropped'
    | 'lost'
    | 'unreadable'
    | 'worker-died';
  readonly severity: Severity;
  /** What happened, one plain sentence with the numbers in it. */
  readonly text: string;
  /** What the person can do about it. */
  readonly help: string;
  /** Evidence, such as the first bytes in hex. */
  readonly evidence?: string;
  /** Connection it is about, when it is about one. */
  readonly connection?: number;
}

const ACCEPTED =
  'Accepted are pcap and pcapng captures, raw dumps of one direction of a connection or both, text that stands for bytes, and FLV files, packed with gzip or zstd or not. If you know what it is, say so under “Read it as” (--as on the command line).';
/** What to do with a file that another program has to change first. */
const CONVERT: Partial<Record<SniffedFormat, string>> = {
  'other capture':
    'Wireshark and its command editcap read it: editcap -F pcapng FILE session.pcapng makes a capture of it that can be opened here.',
  compressed: 'Unpack it first; gzip and zstd are unpacked here.',
  media:
    'Pictures and sound without RTMP around them: ffmpeg -i FILE -c copy session.flv makes an FLV file of it, which can be opened here.',
};
/** A snap length from which on no packet of a network is cut: recording programs write it where they keep all. */
const UNCUT = 65_535;
const RECORD_WHOLE = 'Record again with whole packets: tcpdump -s 0 -w session.pcap port 1935';

/**
 * Everything worth saying about a file that was read to its end, the most important first. With `read`, the bytes
 * that made no sense are among the evidence.
 */
export function failuresOf(
  inspection: Inspection,
  size: number,
  firstBytes: Uint8Array,
  read?: ReadStream,
): Failure[] {
  if (size === 0)
    return [
      {
        kind: 'empty',
        severity: 'error',
        text: 'The file is empty.',
        help: 'Stop the recording before you open its file; some programs write only when they end.',
      },
    ];
  const failures = [
    ...fileFailures(inspection, size, firstBytes),
    ...connectionFailures(inspection, read),
  ];
  const rank = { error: 0, warning: 1, note: 2 };
  return failures.sort((a, b) => rank[a.severity] - rank[b.severity]);
}

function fileFailures(inspection: Inspection, size: number, firstBytes: Uint8Array): Failure[] {
  const failures: Failure[] = [];
  const { facts } = inspection.capture;
  if (inspection.isUnreadable) {
    return [
      {
        kind: 'not-a-capture',
        severity: 'error',
        text: `This is not a packet capture. By its first bytes it is ${inspection.sniffed?.name ?? 'nothing known'}.`,
        help: CONVERT[inspection.sniffed?.format ?? 'unknown'] ?? ACCEPTED,
        evidence: toHex(firstBytes.subarray(0, 16), ' '),
      },
    ];
  }
  if (inspection.isRaw || inspection.isFlv) {
    if (!inspection.connections.some((connection) => connection.session))
      failures.push(noRtmp(inspection));
    return failures;
  }
  if (facts.packets === 0)
    failures.push({
      kind: 'no-packets',
      severity: 'error',
      text: 'The capture has no packets.',
      evidence: `${formatOf(inspection)}, ${counted(size, 'byte')}`,
      help: 'The capture filter may have matched nothing, or the recording was stopped at once. Check the interface: loopback traffic is on lo.',
    });
  else if (inspection.network.facts.tcp === 0) {
    const evidence = udpServices(inspection.network.facts);
    failures.push({
      kind: 'no-tcp',
      severity: 'error',
      text: `${facts.packets === 1 ? 'The only packet carries no' : `None of the ${facts.packets} packets carries`} TCP, and RTMP needs it. Found: ${others(inspection)}.`,
      help: 'Record the interface and port that the encoder really uses.',
      ...(evidence !== undefined && { evidence }),
    });
  } else if (!inspection.connections.some((connection) => connection.session))
    failures.push(noRtmp(inspection));
  for (const { diagnostic, fileOffset } of inspection.notes) {
    if (diagnostic.code !== 'capture.cut-record' && diagnostic.code !== 'capture.bad-length')
      continue;
    failures.push({
      kind: 'cut-capture',
      severity: 'warning',
      text: `${diagnostic.text} At file offset ${fileOffset} of ${size}.`,
      evidence: `${counted(facts.packets, 'packet was', 'packets were')} read; the record at ${fileOffset} begins ${counted(size - fileOffset, 'byte')} before the end`,
      help: 'Everything before this place is shown. The recording was probably stopped, or the file copied, before it was complete.',
    });
    break;
  }
  if (facts.dropped > 0)
    failures.push({
      kind: 'dropped',
      severity: 'warning',
      text: `The recording program says that it lost ${counted(facts.dropped, 'packet')}.`,
      help: 'Where these were of an RTMP connection, bytes are shown as missing. A larger buffer (tcpdump -B 8192) or a narrower filter helps.',
    });
  if (facts.snapCut > 0)
    failures.push({
      kind: 'snap-length',
      severity: 'warning',
      text: `Packets were cut when they were recorded: payload is missing in ${facts.snapCut} of ${facts.packets}.`,
      help: RECORD_WHOLE,
      ...(facts.snapLength > 0 &&
        facts.snapLength < UNCUT && {
          evidence: `the file says that it keeps at most ${counted(facts.snapLength, 'byte')} of a packet`,
        }),
    });
  return failures;
}

function noRtmp(inspection: Inspection): Failure {
  const { secrets } = inspection.capture.facts;
  const evidence = [connectionsFound(inspection.connections), ...secretsFound(secrets)]
    .filter((line) => line !== '')
    .join('\n');
  return { ...whyNoRtmp(inspection), ...(evidence !== '' && { evidence }) };
}

function whyNoRtmp(inspection: Inspection): Failure {
  const kinds = inspection.connections.map((connection) => connection.detection?.transport);
  const flows = inspection.connections.length;
  const found = `${counted(flows, 'TCP connection')} with data`;
  if (kinds.includes('rtmps'))
    return {
      kind: 'tls',
      severity: 'error',
      text: `No plain RTMP among ${found}; at least one is TLS, which is how RTMPS looks.`,
      help: 'RTMPS cannot be read from the capture alone. Record between the program and its TLS proxy, or let the encoder publish to rtmp:// for a test. With the key log of one of the two programs it is deciphered: drop that on the page too, or name it on the command line (rtmp-inspector decipher --key-log).',
    };
  if (kinds.includes('rtmpt'))
    return {
      kind: 'rtmpt',
      severity: 'error',
      text: `No plain RTMP among ${found}; at least one is RTMPT, RTMP inside HTTP requests.`,
      help: 'RTMPT is recognised and listed. To see the chunks, connect with rtmp:// instead of rtmpt://.',
    };
  return {
    kind: 'no-rtmp',
    severity: 'error',
    text: `No RTMP among ${found}.`,
    help: 'The list says what each connection seems to be. RTMP is found by content on any port, so the session is probably not in this file; if you know better, choose a connection and have it read as RTMP.',
  };
}

function connectionFailures(inspection: Inspection, read: ReadStream | undefined): Failure[] {
  const failures: Failure[] = [];
  for (const connection of inspection.connections) {
    const { session, number } = connection;
    if (!session || failures.length > 100) continue;
    if (session.encrypted)
      failures.push({
        kind: 'rtmpe',
        severity: 'warning',
        connection: number,
        text: `Connection ${number} is RTMPE: after the handshake every byte is enciphered.`,
        help: 'The handshake is shown. The keys come from a Diffie-Hellman exchange, so the rest cannot be read from a capture.',
        evidence: connection.detection!.why,
      });
    if (session.midstream && session.framing === 'chunks')
      failures.push({
        kind: 'midstream',
        severity: 'warning',
        connection: number,
        text: `Connection ${number} was already under way when the capture began: no handshake, and values that were set earlier are unknown.`,
        help: 'The chunk sizes were inferred from where headers lie, and times are uncertain until each chunk stream sends a type 0 header. Where you know the chunk sizes, set them and decode again. Start recording before the client connects to see everything.',
        evidence: startOf(connection),
      });
    const seen = DIRECTIONS.filter((direction) => !isSilent(connection, direction));
    // A side of which nothing was captured is said to be just that, not to have a hole.
    const missing = seen.reduce<number>((sum, direction) => sum + connection.missing[direction], 0);
    if (missing > 0)
      failures.push({
        kind: 'gap',
        severity: 'warning',
        connection: number,
        text: `${counted(missing, 'byte')} of connection ${number} ${missing === 1 ? 'is' : 'are'} missing in the capture.`,
        help: 'Messages that lost bytes are marked. The recording program dropped packets, or the capture was taken where not all of them pass.',
        evidence: gapsOf(connection),
      });
    if (seen.length === 1 && !inspection.isRaw && session.framing === 'chunks')
      failures.push({
        kind: 'one-direction',
        severity: 'note',
        connection: number,
        text: `Only the ${senderOf(seen[0]!)}’s bytes of connection ${number} are in the capture.`,
        help: 'Answers, round-trip times and handshake checks need both directions: they are left out.',
        evidence: DIRECTIONS.map((side) => {
          const there = connection.bytes[side] - connection.missing[side];
          return `${senderOf(side)}: ${counted(there, 'byte')}`;
        }).join('\n'),
      });
    if (session.findings.diagnostics.some(({ code }) => code === 'chunk.lost'))
      failures.push({
        kind: 'lost',
        severity: 'warning',
        connection: number,
        text: `In connection ${number} some bytes made no sense as chunks.`,
        help: 'The first problem of that kind in the list of problems is the place to look; later ones are often its consequences. Where you think that the bytes are right, send the details to whoever looks after this program.',
        evidence: lostPlaces(connection, read),
      });
  }
  return failures;
}

/** Whether nothing of a direction is in the capture; that its peer acknowledged bytes does not count. */
function isSilent(connection: Connection, direction: Direction): boolean {
  return connection.bytes[direction] === connection.missing[direction];
}

/** What is in the packets beside TCP, in words. */
export function others(inspection: Inspection): string {
  const list = otherTraffic(inspection).map(({ what, packets }) => `${what} (${packets})`);
  return list.length === 0 ? 'nothing known' : list.join(', ');
}

/** Some frames have a header that tells nothing of what is in them: a wrong link type looks like that. */
function etherTypeWords(type: number): string {
  if (type < 0) return 'frames that say nothing of IP';
  return `EtherType 0x${type.toString(16).padStart(4, '0')}`;
}

/** What is in the packets beside TCP, the most frequent first. */
export function otherTraffic(inspection: Inspection): { what: string; packets: number }[] {
  const { facts } = inspection.network;
  const list: { what: string; packets: number }[] = [];
  if (facts.udp > 0) list.push({ what: 'UDP', packets: facts.udp });
  for (const [protocol, packets] of facts.otherProtocols)
    list.push({ what: `IP protocol ${protocol}`, packets });
  for (const [type, packets] of facts.etherTypes)
    list.push({ what: etherTypeWords(type), packets });
  for (const [type, packets] of facts.unsupportedLinkTypes)
    list.push({ what: `link type ${type}`, packets });
  return list.sort((a, b) => b.packets - a.packets).slice(0, 12);
}
