import { expect, it } from 'vitest';
import { type Failure, failuresOf } from '../src-protocol/inspect/inspection-failures.ts';
import { failureDetails } from '../app/views/failures/failure-text.ts';
import { ACK, CONNECT, Conversation, noise, session, type0 } from './fixture.ts';
import { corpusFile, inspect, look } from './inspect-file.ts';
import {
  be16,
  bytesOf,
  ethernet,
  ipv4,
  le32,
  pcapHeader,
  pcapngBlock,
  pcapRecord,
  SECTION_HEADER,
} from './network/build-packets.ts';

/** What is said about a file, the bytes that made no sense included. */
function failures(bytes: Uint8Array): Failure[] {
  return failuresOf(
    inspect(bytes),
    bytes.length,
    bytes.subarray(0, 64),
    (connection, direction, start, end) =>
      look(connection, bytes).describer.read(direction, start, end).bytes,
  );
}

const udp = (port: number): Uint8Array => {
  const payload = bytesOf(be16(40_000), be16(port), be16(8), be16(0));
  return pcapRecord(ethernet(ipv4(payload, { protocol: 17 })));
};
const whole = corpusFile('captures/real/04f-obs29-publish-nginx.pcap');
const variant = (name: string): Uint8Array => corpusFile(`captures/variants/${name}`);
const connect = bytesOf(
  type0({ chunkStreamId: 3, length: CONNECT.length, type: 20, stream: 0 }),
  CONNECT,
);

// What happened, what shows it, and what can be done, for each state that a file can leave the page in.
it.each<[string, Uint8Array, Failure['kind'], RegExp, string | undefined, RegExp]>([
  [
    'an empty file',
    variant('v36-empty.pcap'),
    'empty',
    /is empty/,
    undefined,
    /Stop the recording/,
  ],
  [
    'a text',
    variant('v37-not-a-capture.txt'),
    'not-a-capture',
    /it is a text file/,
    '54 68 69 73 20 69 73 20 6e 6f 74 20 61 20 63 61',
    /Accepted are pcap and pcapng .* “Read it as”/,
  ],
  [
    'a capture without packets',
    variant('v35-no-packets.pcap'),
    'no-packets',
    /has no packets/,
    'pcap, little-endian, microseconds, 24 bytes',
    /Check the interface/,
  ],
  [
    'a capture without TCP',
    bytesOf(pcapHeader(), udp(53), udp(53), udp(443)),
    'no-tcp',
    /None of the 3 packets carries TCP.* Found: UDP \(3\)/,
    'UDP port 53: 2\nUDP port 443: 1',
    /interface and port/,
  ],
  [
    'a capture with a wrong link type',
    bytesOf(pcapHeader({ linkType: 9 }), udp(53)),
    'no-tcp',
    /The only packet carries no TCP.* Found: frames that say nothing of IP \(1\)/,
    undefined,
    /interface and port/,
  ],
  [
    'a capture without RTMP',
    new Conversation().send(0, bytesOf('GET / HTTP/1.1\r\nHost: a\r\n\r\n')).file,
    'no-rtmp',
    /No RTMP among 1 TCP connection/,
    '10.0.0.1:50000 to 10.0.0.2:1935, http: An HTTP request: GET / HTTP/1.1',
    /have it read as RTMP/,
  ],
  [
    'RTMPS',
    corpusFile('captures/real/06-rtmps-tls1.3-ffmpeg-publish-stunnel-nginx-dsb.pcapng'),
    'tls',
    /at least one is TLS/,
    '127.0.0.1:56154 to 127.0.0.1:443, rtmps: TLS: encrypted. It is RTMPS if this is a stream.\na TLS key log of 938 bytes at file offset 124',
    /between the program and its TLS proxy/,
  ],
  [
    'RTMPT',
    corpusFile('captures/real/06-rtmpt-ffmpeg7-publish-bridge-nginx.pcap'),
    'rtmpt',
    /at least one is RTMPT/,
    '127.0.0.1:52510 to 127.0.0.1:8081, rtmpt: RTMP inside HTTP requests (RTMPT): POST /open/1 HTTP/1.1',
    /rtmp:\/\/ instead of rtmpt/,
  ],
  [
    'RTMPE',
    corpusFile('captures/real/06-rtmpe-rtmpdump-to-rtmpsrv.pcap'),
    'rtmpe',
    /every byte is enciphered/,
    'Both sides begin as the handshake of RTMP does: a version, then 1536 bytes. Version 8 is RTMPE: what follows the handshake is enciphered.',
    /The handshake is shown/,
  ],
  [
    'a capture that was cut',
    whole.subarray(0, 50_000),
    'cut-capture',
    /At file offset 49963 of 50000/,
    '185 packets were read; the record at 49963 begins 37 bytes before the end',
    /Everything before this place is shown/,
  ],
  [
    'packets that were cut',
    variant('v20-snaplen-100.pcap'),
    'snap-length',
    /missing in 276 of 734/,
    undefined,
    /tcpdump -s 0/,
  ],
  [
    'a capture that begins in mid-stream',
    variant('v30-midstream.pcap'),
    'midstream',
    /was already under way/,
    'client: the first chunk header is at up@951, the chunk size is 4096 in the end\nserver: the first chunk header is at down@0, the chunk size is 128 in the end',
    /set them and decode again/,
  ],
  [
    'one direction',
    variant('v33-server-to-client-only.pcap'),
    'one-direction',
    /Only the server’s bytes of connection 0/,
    'client: 0 bytes\nserver: 3602 bytes',
    /need both directions/,
  ],
  [
    'a gap',
    variant('v27-one-segment-lost.pcap'),
    'gap',
    /515 bytes of connection 0 are missing/,
    '515 bytes at up@13564, before packet 85\ndecoding goes on at up@14079',
    /Messages that lost bytes are marked/,
  ],
  [
    'a chunk stream that was lost',
    session([connect, new Uint8Array(600).fill(0xff)]),
    'lost',
    /some bytes made no sense as chunks/,
    `the last chunk before it is up@3073\nbytes there: ${'ff '.repeat(64).trim()}\nlost at up@3120`,
    /the first problem of that kind/i,
  ],
])('%s: cause, evidence and a way out', (_, bytes, kind, text, evidence, help) => {
  const failure = failures(bytes).find((one) => one.kind === kind)!;
  expect(failure.text).toMatch(text);
  expect(failure.help).toMatch(help);
  expect(failure.evidence).toBe(evidence);
  // All of it can be copied.
  const details = failureDetails(failure);
  expect(details).toContain(failure.text);
  expect(details).toContain(failure.help);
  for (const line of evidence?.split('\n') ?? []) expect(details).toContain(line);
});

it('packets that the recording program lost are told, by the interface statistics', () => {
  const statistics = bytesOf(le32(0), le32(0), le32(0), [5, 0, 8, 0], le32(7), le32(0), le32(0));
  const { records } = new Conversation({ frame: (packet) => packet }).session([connect]);
  const blocks = records.map((record) => {
    const packet = record.subarray(16);
    const lengths = [...le32(packet.length), ...le32(packet.length)];
    return pcapngBlock(6, bytesOf(le32(0), le32(0), le32(7), lengths, packet));
  });
  const description = pcapngBlock(1, bytesOf([101, 0, 0, 0], le32(0)));
  const file = bytesOf(SECTION_HEADER, description, ...blocks, pcapngBlock(5, statistics));
  expect(failures(file)).toMatchObject([
    { kind: 'dropped', text: 'The recording program says that it lost 7 packets.' },
  ]);
});

it('a snap length that the file names is evidence', () => {
  const { records } = new Conversation().session([connect]);
  const cut = records.map((record) =>
    pcapRecord(record.subarray(16, 16 + 96), 1_700_000_000, 0, record.length - 16),
  );
  const bytes = bytesOf(pcapHeader({ snapLength: 96 }), ...cut);
  expect(failures(bytes)).toMatchObject([
    { kind: 'snap-length', evidence: 'the file says that it keeps at most 96 bytes of a packet' },
    { kind: 'gap' },
  ]);
});

it('evidence is bounded, and says how much there is', () => {
  const talker = new Conversation();
  for (let at = 0; at < 30; at++) {
    talker.session([connect]);
    talker.next[0] += 10;
    talker.packet(0, ACK, noise(10, at));
  }
  const [gap] = failures(talker.file).filter(({ kind }) => kind === 'gap');
  expect(gap!.evidence!.split('\n')).toHaveLength(9);
  expect(gap!.evidence).toMatch(/\nand \d+ more$/);
});
