import { readFileSync } from 'node:fs';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { fromHex } from '../bytes/hex.ts';
import { toUtf8 } from '../bytes/text.ts';
import { detect, DETECT_BYTES, needed, type Detection, type Pair, type Ports } from './detect.ts';

const corpus = (name: string): Uint8Array =>
  new Uint8Array(readFileSync(new URL(`../../corpus/handshake/${name}`, import.meta.url)));
const hex = (text: string): Uint8Array => fromHex(text)!;
const NOTHING = new Uint8Array(0);

function join(...parts: (Uint8Array | string)[]): Uint8Array {
  const bytes = parts.map((part) => (typeof part === 'string' ? toUtf8(part) : part));
  const all = new Uint8Array(bytes.reduce((sum, part) => sum + part.length, 0));
  let at = 0;
  for (const part of bytes) {
    all.set(part, at);
    at += part.length;
  }
  return all;
}

/** Bytes that mean nothing, none of them zero. */
function noise(length: number, seed = 7): Uint8Array {
  return Uint8Array.from({ length }, (_, i) => 1 + ((i * 89 + ((i * seed) >> 3)) % 255));
}

const CONNECT = join(
  hex('03 000000 000050 14 00000000 02 0007'),
  'connect',
  hex('003ff0000000000000'),
);
const WINDOW = hex(
  '02 000000 000004 05 00000000 004c4b40 02 000000 000005 06 00000000 004c4b40 02',
);
const PLAYER = join(corpus('simple.c2s'), CONNECT);
const SERVER = join(corpus('simple.s2c'), WINDOW);

interface Case {
  up?: Uint8Array;
  down?: Uint8Array;
  ended?: Pair<boolean>;
  syn?: Pair<boolean>;
  ports?: Ports;
}

const RTMP: Ports = { client: 50000, server: 1935 };
const ELSEWHERE: Ports = { client: 50000, server: 9000 };

function ask(given: Case): Detection | undefined {
  const { up = NOTHING, down = NOTHING, ended = [true, true], syn = [true, true] } = given;
  return detect([up, down], ended, syn, given.ports ?? ELSEWHERE);
}

const OPEN: Pair<boolean> = [false, false];
const NO_SYN: Pair<boolean> = [false, false];

describe('RTMP from its start', () => {
  it('is found on any port, with everything in one segment', () => {
    for (const server of [443, 80, 8080, 1935])
      expect(
        ask({ up: PLAYER, down: SERVER, ended: OPEN, ports: { client: 5, server } }),
      ).toMatchObject({
        transport: 'rtmp',
        sure: true,
      });
  });

  it('is decided with the 1537th byte of a client that sends zero, not before', () => {
    expect(ask({ up: PLAYER.subarray(0, 1536), ended: OPEN })).toBeUndefined();
    expect(needed([PLAYER.subarray(0, 1536), NOTHING], OPEN)).toBe(true);
    expect(ask({ up: PLAYER.subarray(0, 1537), ended: OPEN })).toMatchObject({ sure: true });
    expect(needed([PLAYER.subarray(0, 1537), NOTHING], OPEN)).toBe(false);
  });

  it('waits for S0 when the client sends a version in place of zero', () => {
    const up = corpus('digest-first.c2s').subarray(0, 1537);
    expect(ask({ up, ended: OPEN })).toBeUndefined();
    expect(ask({ up, down: hex('03'), ended: OPEN })).toMatchObject({
      transport: 'rtmp',
      sure: true,
    });
  });

  it('is found when the server never answers, or answers something else', () => {
    expect(ask({ up: corpus('digest-first.c2s').subarray(0, 1537) })).toMatchObject({ sure: true });
    const web = ask({
      up: PLAYER.subarray(0, 1537),
      down: toUtf8('HTTP/1.1 400 Bad Request\r\n\r\n'),
    });
    expect(web).toMatchObject({ transport: 'rtmp', sure: false });
    expect(web!.why).toContain('HTTP');
    const tls = ask({ up: PLAYER.subarray(0, 1537), down: hex('15 0301 0002 0246') });
    expect(tls).toMatchObject({ transport: 'rtmp', sure: false });
    expect(tls!.why).toContain('TLS');
  });

  it('is found from the server alone', () => {
    expect(ask({ down: SERVER })).toMatchObject({ transport: 'rtmp', sure: true });
    const signed = corpus('digest-first.s2c');
    expect(ask({ down: join(signed, WINDOW) })).toMatchObject({ transport: 'rtmp', sure: true });
    expect(ask({ down: signed, ports: RTMP })).toMatchObject({ transport: 'rtmp', sure: false });
    expect(ask({ down: signed })).toMatchObject({ transport: 'other' });
  });

  it('is unsure about a handshake that breaks off', () => {
    const up = PLAYER.subarray(0, 700);
    expect(ask({ up })).toMatchObject({ transport: 'rtmp', sure: false });
    expect(ask({ up: hex('03'), ports: RTMP })).toMatchObject({ transport: 'rtmp', sure: false });
    expect(ask({ up: hex('03 11 22 33') })).toMatchObject({ transport: 'other' });
  });

  it('names a version nobody speaks, on the port of RTMP', () => {
    const up = join(hex('05'), PLAYER.subarray(1));
    expect(ask({ up, down: SERVER, ports: RTMP })).toMatchObject({
      transport: 'rtmp',
      sure: false,
    });
    expect(ask({ up, down: SERVER })).toMatchObject({ transport: 'other' });
  });
});

describe('RTMPE', () => {
  it.each([6, 8, 9])('is named by version %d', (version) => {
    const up = join(Uint8Array.of(version), noise(1536));
    expect(ask({ up, down: join(Uint8Array.of(version), noise(3072)) })).toMatchObject({
      transport: 'rtmpe',
      sure: true,
    });
    expect(ask({ up, ended: OPEN })).toBeUndefined();
    expect(ask({ up })).toMatchObject({ transport: 'rtmpe', sure: true });
  });

  it('is what the server chose', () => {
    const name = 'librtmp-rtmpe-type-8';
    const both = ask({ up: corpus(`${name}.c2s`), down: corpus(`${name}.s2c`) });
    expect(both).toMatchObject({ transport: 'rtmpe', sure: true });
    expect(both!.why).toContain('ersion 8');
    const refused = ask({ up: corpus(`${name}.c2s`), down: SERVER });
    expect(refused).toMatchObject({ transport: 'rtmp' });
  });
});

describe('what begins like RTMP and is not', () => {
  it('remote desktop: TPKT on both sides', () => {
    const up = hex('0300 0013 0e e0 0000 0000 00 0100 0800 0300 0000');
    const down = hex('0300 0013 0e d0 0000 1234 00 0201 0800 0200 0000');
    expect(ask({ up, ended: OPEN })).toMatchObject({ transport: 'other', sure: true });
    const long = ask({ up: join(up, noise(1600)), down: join(down, noise(1600)) });
    expect(long).toMatchObject({ transport: 'other' });
    expect(long!.why).toContain('TPKT');
  });

  it('telephony: TPKT without a connection request', () => {
    const packet = join(hex('0300 000c 08 02'), noise(6));
    const up = join(...Array.from({ length: 140 }, () => packet));
    expect(up.length).toBeGreaterThan(1537);
    expect(ask({ up, down: packet })).toMatchObject({ transport: 'other' });
    expect(ask({ up: packet, down: packet, ports: RTMP })).toMatchObject({ transport: 'other' });
  });

  it('1537 bytes after a 3, with nothing that agrees', () => {
    const up = join(hex('03'), noise(2000));
    expect(ask({ up, down: noise(10), ended: OPEN })).toMatchObject({ transport: 'other' });
    expect(ask({ up, ended: OPEN })).toBeUndefined();
  });
});

/** A ClientHello with a server name, and ALPN names where given. */
function clientHello(name: string, protocols: string[] = []): Uint8Array {
  const u16 = (value: number): Uint8Array => Uint8Array.of(value >> 8, value & 255);
  const sized = (bytes: Uint8Array): Uint8Array => join(u16(bytes.length), bytes);
  const sni = join(u16(0), sized(sized(join(hex('00'), sized(toUtf8(name))))));
  const list = join(...protocols.map((text) => join(Uint8Array.of(text.length), text)));
  const alpn = protocols.length > 0 ? join(u16(16), sized(sized(list))) : NOTHING;
  const body = join(hex('0303'), noise(32), hex('00 0002 1301 01 00'), sized(join(sni, alpn)));
  const message = join(hex('01 00'), sized(body));
  return join(hex('16 0301'), sized(message));
}

describe('TLS', () => {
  const hello = clientHello('live.example.com');
  it('is RTMPS if this is a stream, on the ports for it', () => {
    for (const server of [443, 1935, 19350]) {
      const found = ask({ up: hello, ended: OPEN, ports: { client: 50000, server } });
      expect(found).toMatchObject({ transport: 'rtmps', sure: false });
      expect(found!.why).toContain('live.example.com');
      expect(found!.why).toContain('RTMPS if this is a stream');
    }
    expect(ask({ up: hello })).toMatchObject({ transport: 'other', sure: false, tls: true });
  });

  it('is a web page when it offers HTTP inside', () => {
    const up = clientHello('example.com', ['h2', 'http/1.1']);
    const page = ask({ up, ports: { client: 1, server: 443 } });
    expect(page).toMatchObject({ transport: 'other', sure: true });
    expect(page!.tls).toBeUndefined();
  });

  it('is waited for, and survives being cut', () => {
    for (let length = 1; length < hello.length; length++) {
      const up = hello.subarray(0, length);
      expect(ask({ up, ended: OPEN, ports: RTMP })).toBeUndefined();
      expect(ask({ up, ports: RTMP })).toBeDefined();
    }
  });

  it('is seen from the server, and from the middle', () => {
    const ports = { client: 50000, server: 443 };
    expect(ask({ down: hex('16 0303 0040 02 00003c 0303'), ports })).toMatchObject({
      transport: 'rtmps',
    });
    const middle = ask({ up: join(hex('17 0303 0400'), noise(1024)), syn: NO_SYN, ports });
    expect(middle).toMatchObject({ transport: 'rtmps', sure: false, midstream: true });
  });
});

describe('HTTP and others', () => {
  it.each([
    'POST /open/1 HTTP/1.1\r\n',
    'POST /fcs/ident2 HTTP/1.1\r\n',
    'POST /send/1234567/3 HTTP/1.1\r\n',
    'POST /idle/1234567/4 HTTP/1.1\r\n',
    'POST /x HTTP/1.1\r\nHost: a\r\nContent-Type: application/x-fcs\r\n\r\n',
  ])('%j is RTMPT', (text) => {
    expect(ask({ up: toUtf8(text), ended: OPEN })).toMatchObject({
      transport: 'rtmpt',
      sure: true,
    });
  });

  it.each(['GET /live/ HTTP/1.1\r\nHost: a\r\n\r\n', 'POST /opening HTTP/1.1\r\nHost: a\r\n\r\n'])(
    '%j is HTTP',
    (text) => {
      expect(ask({ up: toUtf8(text), ended: OPEN, ports: RTMP })).toMatchObject({
        transport: 'http',
        sure: true,
      });
    },
  );

  it('waits for the rest of a method, a path, a header', () => {
    for (const text of ['P', 'POST', 'POST /op', 'POST /x HTTP/1.1\r\nHost: a\r\n'])
      expect(ask({ up: toUtf8(text), ended: OPEN })).toBeUndefined();
    expect(ask({ up: toUtf8('P') })).toMatchObject({ transport: 'http' });
  });

  it('takes the answer where the request is missing', () => {
    const down = toUtf8('HTTP/1.1 200 OK\r\nContent-Type: application/x-fcs\r\n\r\n');
    expect(ask({ down })).toMatchObject({ transport: 'rtmpt' });
    expect(ask({ up: down, syn: NO_SYN })).toMatchObject({ transport: 'rtmpt', swapped: true });
  });

  it.each([
    ['SSH-2.0-OpenSSH_9.2\r\n', 'SSH'],
    ['OPTIONS rtsp://a/b RTSP/1.0\r\n', 'RTSP'],
    ['EHLO example.com\r\n', 'EHLO'],
    ['\x47\x40\x11\x10', 'MPEG'],
    ['FLV\x01\x05', 'FLV'],
    ['\x00\x00\x00\x08', 'first byte is 00'],
  ])('%j is neither, and the reason says so', (text, word) => {
    const found = ask({ up: toUtf8(text), ended: OPEN });
    expect(found).toMatchObject({ transport: 'other', sure: true });
    expect(found!.why).toContain(word);
  });

  it('says when nothing was sent, and waits while something may be', () => {
    expect(ask({})).toMatchObject({ transport: 'other', sure: true });
    expect(ask({ ended: [true, false] })).toBeUndefined();
  });
});

describe('without a SYN', () => {
  it('finds the client by its connect', () => {
    const given = { syn: NO_SYN, ports: { client: 1935, server: 50000 }, ended: OPEN };
    const straight = ask({ ...given, up: PLAYER, down: SERVER });
    expect(straight).toMatchObject({ transport: 'rtmp', sure: true });
    expect(straight!.swapped).toBeUndefined();
    const swapped = ask({ ...given, up: SERVER, down: PLAYER });
    expect(swapped).toMatchObject({ transport: 'rtmp', sure: true, swapped: true });
    expect(ask({ ...given, down: PLAYER })).toMatchObject({ swapped: true });
    expect(ask({ ...given, up: SERVER, down: PLAYER.subarray(0, 3073) })).toBeUndefined();
  });

  it('finds the client by its request', () => {
    const down = toUtf8('GET / HTTP/1.1\r\n\r\n');
    expect(ask({ down, syn: NO_SYN })).toMatchObject({ transport: 'http', swapped: true });
  });

  it('tells a chunk on chunk stream 3 from C0', () => {
    const up = join(CONNECT, noise(2000));
    const found = ask({ up, syn: NO_SYN, ended: OPEN });
    expect(found).toMatchObject({ transport: 'rtmp', sure: false, midstream: true });
  });

  it('finds chunks in the middle on any port', () => {
    const audio = join(noise(300), hex('04 0003e8 000140 08 01000000 af01'), noise(400));
    expect(ask({ up: audio, syn: NO_SYN, ended: OPEN })).toMatchObject({
      transport: 'rtmp',
      midstream: true,
    });
    const video = join(noise(300), hex('46 000021 001140 09 2701'), noise(400));
    expect(ask({ down: video, syn: NO_SYN, ended: OPEN })).toMatchObject({
      transport: 'rtmp',
      midstream: true,
    });
    expect(ask({ up: noise(1000), syn: NO_SYN, ended: OPEN })).toBeUndefined();
    expect(ask({ up: noise(1000), syn: NO_SYN })).toMatchObject({
      transport: 'other',
      midstream: true,
    });
  });

  it('has only the port to go by where there is nothing else', () => {
    const found = ask({ up: noise(1000), syn: NO_SYN, ports: RTMP });
    expect(found).toMatchObject({ transport: 'rtmp', sure: false, midstream: true });
    expect(found!.why).toContain('1935');
  });

  it('does not take the middle for a beginning because of one byte and the port', () => {
    const found = ask({ up: join(hex('03'), noise(3000)), syn: NO_SYN, ports: RTMP });
    expect(found).toMatchObject({ transport: 'rtmp', midstream: true });
  });
});

describe('any bytes', () => {
  const bytes = fc.oneof(
    fc.uint8Array({ maxLength: 60 }),
    fc
      .tuple(fc.constantFrom(0, 3, 6, 0x16, 0x17, 0x47, 0x50), fc.uint8Array({ maxLength: 80 }))
      .map(([first, rest]) => join(Uint8Array.of(first), rest)),
    fc.constantFrom(PLAYER, SERVER, clientHello('a', ['h2'])),
  );
  const flag = fc.boolean();

  it('have an answer once both sides have ended, or one is long enough', () => {
    fc.assert(
      fc.property(
        bytes,
        bytes,
        flag,
        flag,
        fc.constantFrom(RTMP, ELSEWHERE),
        (up, down, a, b, ports) => {
          expect(detect([up, down], [true, true], [a, b], ports)).toBeDefined();
          const long = join(up, noise(DETECT_BYTES));
          expect(detect([long, down], OPEN, [a, b], ports)).toBeDefined();
          expect(detect([down, long], OPEN, [a, b], ports)).toBeDefined();
        },
      ),
      { numRuns: 150 },
    );
  });

  it.each([
    ['simple', 'rtmp'],
    ['digest-first', 'rtmp'],
    ['rtmpe-type-6', 'rtmpe'],
    ['librtmp-rtmpe-type-8', 'rtmpe'],
  ])('of %s that come in any cut lead to %s and nothing else', (name, transport) => {
    const up = corpus(`${name}.c2s`);
    const down = corpus(`${name}.s2c`);
    for (let i = 0; i <= 3073; i += 61)
      for (let j = 0; j <= 3073; j += 512) {
        const found = detect(
          [up.subarray(0, i), down.subarray(0, j)],
          OPEN,
          [true, true],
          ELSEWHERE,
        );
        if (found) expect(found.transport).toBe(transport);
      }
    expect(detect([up, down], OPEN, [true, true], ELSEWHERE)?.transport).toBe(transport);
  });
});
