import { describe, expect, it } from 'vitest';
import { amfNumber, amfString, be24, noise, type Part, session, type0 } from './fixture.ts';
import { corpusFile, inspect, look } from './inspect-file.ts';
import { decodedOf } from './lines.ts';
import { be16, be32, bytesOf } from './network/build-packets.ts';
import { said, type Said, saidOf } from './said.ts';
import { bits } from './specimens.ts';

const AUDIO = 8;
const VIDEO = 9;
const DATA = 18;
const COMMAND = 20;
const AMF3_COMMAND = 17;
const AMF3_DATA = 15;

const NULL = 5;
const NAN = [0, 0x7f, 0xf8, 0, 0, 0, 0, 0, 0];

/** All that is said of the messages of a hand-made capture, in order. */
function edge(name: string): Said[] {
  const bytes = corpusFile(`captures/edge/c_${name}.pcap`);
  const [connection] = decodedOf(inspect(bytes));
  const { rows, describer } = look(connection!, bytes);
  const list: Said[] = [];
  for (let row = 0; row < connection!.session!.messages.length; row++) {
    const { body: tree } = describer.message(row);
    const notes: string[] = [];
    const values = new Map<string, (string | number | boolean)[]>();
    collect(tree, notes, values);
    const summary = rows.message(row).summary;
    list.push({ summary, notes, findings: [], tree, values: (key) => values.get(key) ?? [] });
  }
  return list;
}

function collect(
  node: Said['tree'],
  notes: string[],
  values: Map<string, (string | number | boolean)[]>,
): void {
  notes.push(...(node.notes ?? []));
  const key = node.id.slice(node.id.lastIndexOf('.') + 1);
  if (node.value !== undefined && !(node.value instanceof Uint8Array))
    values.set(key, [...(values.get(key) ?? []), node.value]);
  for (const child of node.children ?? []) collect(child, notes, values);
}

describe('F61: messages with little or nothing in them', () => {
  it('F61: audio of 0 bytes is silence', () => {
    expect(said(AUDIO)).toMatchObject({ summary: 'silence', notes: [] });
  });

  it.each([
    [0, [], 'empty', ['media.empty-video']],
    [1, [0x17], 'AVC key frame', ['media.short']],
    [4, [0x17, 1, 0, 0], 'AVC key frame', ['media.short']],
  ])('F61: video of %d bytes', (_, body, summary, notes) => {
    expect(said(VIDEO, body)).toMatchObject({ summary, notes });
  });
});

describe('F62: commands that lack something', () => {
  it('F62: an empty payload', () => {
    expect(said(COMMAND).notes).toEqual(['command.empty']);
  });

  it('F62: only a name, as FFmpeg’s server sends it', () => {
    const { summary, notes } = said(COMMAND, amfString('onFCPublish'));
    expect(notes).toEqual(['command.transaction-id-missing']);
    expect(summary).toBe('onFCPublish()');
  });

  it.each<[string, Part, string[]]>([
    ['NaN', NAN, ['command.transaction-id-odd']],
    ['−1', amfNumber(-1), ['command.transaction-id-odd']],
    ['1.5', amfNumber(1.5), ['command.transaction-id-odd']],
    ['2⁵³', amfNumber(2 ** 53), ['command.transaction-id-odd']],
    ['2⁵³ − 1', amfNumber(2 ** 53 - 1), []],
  ])('F62: a transaction ID of %s', (_, id, notes) => {
    expect(said(COMMAND, amfString('createStream'), id, NULL).notes).toEqual(notes);
  });
});

/** A property of an object. */
const named = (name: string, ...value: Part[]): Part[] => [be16(name.length), name, ...value];
const END: Part[] = [be16(0), 9];

describe('F63: AMF0', () => {
  it('F63: every marker', () => {
    const { values, notes } = said(
      DATA,
      amfString('x'),
      ...amfNumber(1.5),
      ...[1, 1],
      ...[3, ...named('a', NULL), ...END],
      ...[5, 6],
      ...[7, be16(0)],
      ...[8, be32(1), ...named('b', 6), ...END],
      ...[0x0a, be32(1), NULL],
      ...[0x0b, ...amfNumber(86_400_000).subarray(1), be16(0)],
      ...[0x0c, be32(2), 'ab'],
      0x0d,
      ...[0x0f, be32(4), '<a/>'],
      ...[0x10, be16(1), 'C', ...END],
      ...[0x11, 1],
    );
    expect(notes).toEqual([]);
    // 9 ends a list of properties; the last one is AMF3’s null.
    expect(values('marker')).toEqual([
      ...[2, 0, 1, 3, 5, 9, 5, 6, 7, 8, 6, 9, 10, 5, 11, 12, 13, 15, 16, 9, 17, 1],
    ]);
  });

  it.each([
    [0x04, 'amf0.reserved-marker'],
    [0x0e, 'amf0.reserved-marker'],
    [0x09, 'amf0.misplaced-object-end'],
    [0x12, 'amf0.unknown-marker'],
    [0x22, 'amf0.int64-marker'],
  ])('F63: marker %i', (marker, code) => {
    expect(said(DATA, amfString('x'), marker, 0, 0, 0, 0, 0, 0, 0, 0).notes).toContain(code);
  });

  it('F63: 100 objects in one another are taken apart to a bound', () => {
    const deep: Part[] = Array.from({ length: 100 }, () => [3, 0, 1, 0x61]);
    const { notes } = said(
      DATA,
      amfString('x'),
      ...deep,
      NULL,
      ...Array.from({ length: 100 }, () => END).flat(2),
    );
    expect(notes).toContain('amf.too-deep');
  });

  it('F63: an object that holds a reference to itself', () => {
    const { notes, values } = said(DATA, amfString('x'), 3, ...named('me', 7, be16(0)), ...END);
    expect(notes).toEqual([]);
    expect(values('index')).toEqual([0]);
  });

  it('F63: a reference to an object that has not begun', () => {
    const { notes } = said(DATA, amfString('x'), 3, ...named('me', 7, be16(1)), ...END);
    expect(notes).toEqual(['amf0.bad-reference']);
  });

  it.each([0, 3, 0xffffffff])('F63: an ECMA array of 1 property that says %d', (count) => {
    const { notes } = said(DATA, amfString('x'), 8, be32(count), ...named('a', NULL), ...END);
    expect(notes).toEqual(['amf0.ecma-count']);
  });

  it('F63: an object without its end', () => {
    const { notes } = said(DATA, amfString('x'), 3, ...named('a', NULL));
    expect(notes).toEqual(['amf0.object-end-missing']);
  });

  it('F63: an empty name that is not the end', () => {
    const { notes } = said(DATA, amfString('x'), 3, ...named('', NULL), ...END);
    expect(notes).toEqual(['amf0.empty-name']);
  });

  it('F63: a String with 09 and 00 00 09 inside is no end of anything', () => {
    const { notes, values } = said(
      DATA,
      amfString('x'),
      3,
      ...named('a', amfString('\t\0\0\tb')),
      ...END,
      NULL,
    );
    expect(notes).toEqual(['amf.zero-in-text']);
    expect(values('amf0.string.string')).toEqual(['x', '\t\0\0\tb']);
  });
});

describe('F64–F65: where AMF3 begins', () => {
  it('F64: the switch holds for one value, and AMF0 goes on behind it', () => {
    // The capture's connect names no address, and its onMetaData is given the number 3.
    expect(edge('amf3').flatMap(({ notes }) => notes)).toEqual([
      'command.connect-tcurl-missing',
      'command.metadata-type',
    ]);
    const { values } = said(
      AMF3_COMMAND,
      ...[0, amfString('ping'), amfNumber(1), NULL],
      ...[0x11, 4, 5],
      amfString('AMF0 again'),
    );
    expect(values('integer')).toEqual([5]);
    expect(values('amf0.string.string')).toEqual(['ping', 'AMF0 again']);
  });

  it.each([
    ['17', AMF3_COMMAND],
    ['15', AMF3_DATA],
  ])('F65: type %s without the format selector', (_, type) => {
    const { notes, values } = said(type, amfString('ping'), amfNumber(2), NULL);
    expect(notes).toEqual(['command.format-selector-missing']);
    expect(values('amf0.string.string')).toEqual(['ping']);
  });

  it('F65: type 17 with 03 first: the values are read all the same', () => {
    const { notes, values } = said(AMF3_COMMAND, 3, amfString('ping'), amfNumber(2), NULL);
    expect(notes).toEqual(['command.format-selector-unknown']);
    expect(values('amf0.string.string')).toEqual(['ping']);
  });

  it('F65: type 16 without the format selector', () => {
    const object: Part[] = [be16(4), 'chat', be32(1), be32(2), be32(0), 1, be32(0)];
    const { notes, values } = said(16, ...object);
    expect(notes).toEqual(['message.shared-object-selector-missing']);
    expect(values('name')).toEqual(['chat']);
    expect(said(16, 0, ...object).notes).toEqual([]);
  });
});

/** AMF3 values behind one another in an array, in a data message. */
const list3 = (...values: Part[][]): Said =>
  said(DATA, amfString('x'), 0x11, 9, values.length * 2 + 1, 1, ...values.flat());
const text3 = (text: string): Part[] => [text.length * 2 + 1, text];

describe('F66: AMF3', () => {
  it('F66: numbers of one to four bytes', () => {
    const { values, notes } = list3(
      [4, 0x7f],
      [4, 0x81, 0x00],
      [4, 0x81, 0x80, 0x00],
      [4, 0x80, 0xc0, 0x80, 0x00],
      [4, 0xff, 0xff, 0xff, 0xff],
    );
    expect(values('integer')).toEqual([127, 128, 16_384, 2 ** 21, -1]);
    expect(notes).toEqual([]);
  });

  it('F66: a number in more bytes than it needs', () => {
    expect(list3([4, 0x80, 0x05]).notes).toEqual(['amf3.u29-too-long']);
  });

  it('F66: the empty string is never numbered', () => {
    const { values, notes } = list3([6, 1], [6, ...text3('a')], [6, ...text3('b')], [6, 2]);
    expect(values('amf3.string.value')).toEqual(['b']);
    expect(notes).toEqual([]);
  });

  it('F66: references to a string, an object, its traits and a date', () => {
    const { values, notes } = list3(
      [0x0a, 0x13, ...text3('C'), ...text3('member'), 4, 1],
      [0x0a, 0x01, 4, 2],
      [0x0a, 0x02],
      [6, 2],
      [8, 1, ...amfNumber(5).subarray(1)],
      [8, 6],
    );
    expect(notes).toEqual([]);
    expect(values('traitsReference')).toEqual([0]);
    expect(values('amf3.object.reference')).toEqual([1]);
    expect(values('amf3.string.value')).toEqual(['member']);
    expect(values('amf3.date.reference')).toEqual([3]);
  });

  it.each([
    ['a string', [6, 8]],
    ['an object', [0x0a, 0x08]],
    ['traits', [0x0a, 0x05]],
    ['a date', [8, 8]],
  ])('F66: a reference to %s that is not there', (_, value) => {
    expect(list3(value).notes).toContain('amf3.bad-reference');
  });

  it('F66: dynamic members, and their end missing', () => {
    const { values, notes } = list3([0x0a, 0x0b, 1, ...text3('a'), 4, 1, 1]);
    expect(values('dynamic')).toEqual([true]);
    expect(notes).toEqual([]);
    expect(list3([0x0a, 0x0b, 1, ...text3('a'), 4, 1]).notes).toEqual(['amf.value-cut']);
  });

  it('F66: a class that writes its own bytes', () => {
    expect(list3([0x0a, 7, ...text3('Own'), 1, 2]).notes).toEqual(['amf3.externalizable']);
    const known = list3([0x0a, 7, ...text3('flex.messaging.io.ArrayCollection'), 9, 3, 1, 4, 5]);
    expect(known.notes).toEqual([]);
    expect(known.values('integer')).toEqual([5]);
  });

  it('F66: small messages of Flex, by their flags', () => {
    const { notes, tree } = list3([
      ...[0x0a, 7, ...text3('DSK')],
      ...[0x90, 0x01, 6, ...text3('id'), 0x0c, 3, 9], // message ID, and client ID as bytes
      ...[0x01, 6, ...text3('answered')],
      0,
    ]);
    expect(notes).toEqual([]);
    const names = ['messageId', 'clientIdBytes', 'correlationId'];
    expect(JSON.stringify(tree).match(/"name":"(\w+)"/g)).toEqual(
      names.map((name) => `"name":"${name}"`),
    );
    expect(list3([0x0a, 7, ...text3('DSA'), 0x01, 4, 1]).notes).toEqual(['amf.value-cut']);
  });

  it('F66: vectors, a dictionary and bytes', () => {
    const { values, notes } = list3(
      [0x0d, 5, 0, be32(0xffffffff), be32(1)],
      [0x0e, 3, 1, be32(0xffffffff)],
      [0x0f, 3, 0, ...amfNumber(0.5).subarray(1)],
      [0x10, 3, 0, ...text3('*'), 4, 9],
      [0x11, 3, 0, 6, ...text3('key'), 4, 8],
      [0x0c, 5, 1, 2],
    );
    expect(notes).toEqual([]);
    expect(values('int')).toEqual([-1, 1]);
    expect(values('uint')).toEqual([0xffffffff]);
    expect(values('double')).toEqual([0.5]);
    expect(values('integer')).toEqual([9, 8]);
    expect(values('amf3.byteArray.bytes')).toEqual(['0102']);
  });
});

/** One part of an Aggregate. */
const part = (type: number, time: number, body: string, back = 11 + body.length): Part[] => [
  ...[type, be24(body.length), be24(time % 2 ** 24), Math.floor(time / 2 ** 24), be24(0)],
  ...[body, be32(back)],
];

const aggregate = (timestamp: number, ...body: Part[]): Said =>
  saidOf({ type: 22, body, timestamp })[0]!;

describe('F67: aggregates', () => {
  it('F67: three parts; times move so that the first has the Aggregate’s', () => {
    const notesOfEdge = edge('aggregate').flatMap(({ notes }) => notes);
    expect(notesOfEdge.filter((code) => code.startsWith('message.'))).toEqual([]);
    const { values, notes } = aggregate(
      1000,
      ...part(8, 5000, '/1'),
      ...part(8, 5020, '/2'),
      ...part(8, 5040, '/3'),
    );
    expect(values('renormalisedTimestamp')).toEqual([1000, 1020, 1040]);
    expect(notes).toEqual([]);
  });

  it('F67: the fourth byte of a time is its highest', () => {
    const { values } = aggregate(2 ** 24 + 7, ...part(8, 2 ** 24 + 7, '/1'));
    expect(values('wholeTimestamp')).toEqual([2 ** 24 + 7]);
    expect(values('renormalisedTimestamp')).toEqual([2 ** 24 + 7]);
  });

  it('F67: a back pointer that is wrong, and one that is missing', () => {
    expect(aggregate(0, ...part(8, 0, '/1', 12)).findings).toEqual([
      'message.aggregate-back-pointer',
    ]);
    expect(aggregate(0, ...part(8, 0, '/1').slice(0, -1)).findings).toEqual([
      'message.aggregate-back-pointer-missing',
    ]);
  });

  it('F67: the last part is short', () => {
    const whole = bytesOf(...part(8, 0, '/1'), ...part(8, 20, '/2'));
    expect(aggregate(0, whole.subarray(0, whole.length - 5)).findings).toEqual([
      'message.aggregate-short',
    ]);
  });

  it('F67: a type that makes no sense inside', () => {
    expect(aggregate(0, ...part(1, 0, '1234')).findings).toEqual(['message.aggregate-type']);
  });
});

describe('F68: shared objects', () => {
  const head: Part[] = [be16(4), 'chat', be32(3), be32(2), be32(0)];

  it('F68: use, change, and several events in one message', () => {
    expect(edge('sharedobj').flatMap(({ notes }) => notes)).toEqual([]);
    const { values, notes } = said(
      19,
      ...head,
      ...[1, be32(0)],
      ...[4, be32(11), be16(1), 'a', 0, be32(0x3ff00000).slice(0, 4), be32(0).slice(0, 3)],
    );
    expect(values('eventType')).toEqual([1, 4]);
    expect(values('key')).toEqual(['a']);
    expect(notes).toContain('amf.value-cut');
  });

  it('F68: an event that is longer than its message', () => {
    const { notes } = said(19, ...head, 8, be32(100), 1, 2);
    expect(notes).toEqual(['message.shared-object-short']);
  });

  it('F68: an event nobody knows', () => {
    expect(said(19, ...head, 42, be32(1), 9).notes).toEqual([
      'message.shared-object-event-unknown',
    ]);
  });
});

describe('F69: user control', () => {
  it.each<[number, Part[], string]>([
    [5, [be32(1)], 'event 5'],
    [8, [be32(1)], 'event 8'],
    [26, [1], 'SWF verification request 1'],
    [27, [1, 1, be32(9), be32(9), noise(32, 1)], 'SWF verification response'],
    [31, [be32(1)], 'Buffer Empty 1'],
    [32, [be32(1)], 'Buffer Ready 1'],
    [33, [be32(1)], 'event 33'],
    [34, [be32(1)], 'Flow Sync'],
    [41, [be32(1)], 'Set Keepalive Timers'],
    [0xffff, [], 'event 65535'],
  ])('F69: event %d', (type, data, summary) => {
    const found = said(4, be16(type), ...data);
    expect(found.summary).toBe(summary);
    const unknown = [5, 8, 33, 0xffff].includes(type);
    const ofRtmfp = [34, 41].includes(type);
    expect(found.findings).toEqual([
      ...(unknown ? ['message.user-control-unknown'] : []),
      ...(ofRtmfp ? ['message.user-control-rtmfp'] : []),
    ]);
  });

  it('F69: all of the hand-made capture have a name or a number', () => {
    for (const { summary } of edge('ucm')) expect(summary).not.toBe('');
  });

  it.each([
    [0, 3, 'message.control-short'],
    [0, 5, 'message.control-long'],
    [3, 4, 'message.control-short'],
    [3, 9, 'message.control-long'],
    [6, 2, 'message.control-short'],
  ])('F69: event %d with %d bytes of data', (type, length, code) => {
    expect(said(4, be16(type), new Uint8Array(length)).findings).toEqual([code]);
  });
});

describe('F70: Set Peer Bandwidth', () => {
  it('F70: 4 bytes: no limit type', () => {
    expect(said(6, be32(5000)).findings).toEqual(['message.limit-type-missing']);
  });

  it.each([3, 4, 255])('F70: limit type %d', (type) => {
    expect(said(6, be32(5000), type).findings).toEqual(['message.limit-type-unknown']);
  });

  it.each([0, 1, 2])('F70: limit type %d has a name', (type) => {
    expect(said(6, be32(5000), type).findings).toEqual([]);
  });
});

const frames = (...body: Part[]): Part[] => [0x27, 1, 0, 0, 0, ...body];
const avcRecord = (...parts: Part[]): Part[] => [0x17, 0, 0, 0, 0, ...parts];
const SPS: Part[] = [be16(4), 0x67, 66, 0, 31];
const PPS: Part[] = [be16(2), 0x68, 0xee];

describe('F71: AVC', () => {
  it('F71: start codes instead of lengths', () => {
    const { notes, values } = said(VIDEO, ...frames(be32(1), 0x41, 0x9a, 0, 0, 1, 0x06, 0x05));
    expect(notes).toEqual(['media.annex-b']);
    expect(values('units')).toEqual(['1, 6']);
  });

  it('F71: a unit of 288 bytes in a picture that the capture cuts', () => {
    const picture = bytesOf(...frames(be32(288), 0x41, noise(287, 1)));
    const header = type0({ chunkStreamId: 6, length: picture.length, type: VIDEO });
    const bytes = session([bytesOf(header, picture.subarray(0, 100))]);
    const [connection] = decodedOf(inspect(bytes));
    const notes: string[] = [];
    const values = new Map<string, (string | number | boolean)[]>();
    collect(look(connection!, bytes).describer.message(0).body, notes, values);
    expect(notes).toEqual(['media.nal-unit-cut']);
    expect(values.get('length32')).toEqual([288]);
    expect(values.get('nalUnitType')).toEqual([1]);
  });

  it.each([
    [1, [3, 0x41, 0x9a, 0x21, 2, 0x06, 0x80]],
    [2, [be16(3), 0x41, 0x9a, 0x21, be16(2), 0x06, 0x80]],
  ])('F71: lengths of %d byte(s), as the sequence header says', (size, units) => {
    const [, found] = saidOf(
      { type: VIDEO, body: avcRecord(1, 66, 0, 31, 0xfb + size, 0xe1, ...SPS, 1, ...PPS) },
      { type: VIDEO, body: frames(...units) },
    );
    expect(found!.values('nalUnitType')).toEqual([1, 6]);
    expect(found!.notes).toEqual([]);
  });

  it('F71: several sequence parameter sets', () => {
    const { values, notes } = said(
      VIDEO,
      ...avcRecord(1, 66, 0, 31, 0xff, 0xe2, ...SPS, ...SPS, 1, ...PPS),
    );
    expect(values('nalUnitType')).toEqual([7, 7, 8]);
    expect(notes).toEqual([]);
  });

  it('F71: a NAL unit of 0 bytes', () => {
    expect(said(VIDEO, ...frames(be32(0), be32(2), 0x41, 0x9a)).notes).toEqual([
      'media.nal-unit-empty',
    ]);
  });

  it('F71: a composition time below 0', () => {
    const { values } = said(VIDEO, 0x27, 1, 0xff, 0xff, 0xd8, be32(2), 0x41, 0x9a);
    expect(values('compositionTime')).toEqual([-40]);
  });

  it('F71: the configuration repeated: each is read', () => {
    const record = avcRecord(1, 66, 0, 31, 0xff, 0xe1, ...SPS, 1, ...PPS);
    const found = saidOf({ type: VIDEO, body: record }, { type: VIDEO, body: record });
    expect(found.map(({ summary, notes }) => [summary, notes])).toEqual([
      ['AVC sequence header', []],
      ['AVC sequence header', []],
    ]);
  });
});

describe('F72: AAC', () => {
  it('F72: a frame before the configuration is read as a frame', () => {
    expect(said(AUDIO, 0xaf, 1, 0x21, 0x10)).toMatchObject({ summary: 'AAC raw', notes: [] });
  });

  it.each([
    ['SBR told first', '00101 0111 0010 0100 00010 0 0 0', 44_100, 2],
    ['PS told first', '11101 0111 0001 0100 00010 0 0 0', 44_100, 2],
    ['SBR told last', '00010 0111 0010 0 0 0 01010110111 00101 1 0100', 44_100, 2],
    ['7.1', '00010 0011 0111 0 0 0', 48_000, 8],
    ['7.1, speakers at the back', '00010 0011 1100 0 0 0', 48_000, 8],
    ['enhanced low delay', '11111 000111 0100 0001 0 000 0 0000 00', 44_100, 1],
  ])('F72: %s', (_, config, rate, channels) => {
    const { values, notes } = said(AUDIO, 0xaf, 0, bits(config));
    expect(values('outputSampleRate')).toEqual([rate]);
    expect(values('outputChannels')).toEqual([channels]);
    expect(notes).toEqual([]);
  });

  it('F72: channels in a program config element: front pair, side pair and deep tones', () => {
    const element = '0000 01 0011 0001 0001 0000 01 000 0000 0 0 0 1 0000 1 0001 0000 00 00000000';
    const { values, notes } = said(AUDIO, 0xaf, 0, bits(`00010 0011 0000 0 0 0 ${element}`));
    expect(values('media.programConfigElement.channels')).toEqual([5]);
    expect(notes).toEqual([]);
  });

  it('F72: channels in an element that is not there', () => {
    expect(said(AUDIO, 0xaf, 0, bits('00010 0011 0000 0 0 0')).notes).toEqual([
      'media.channels-untold',
    ]);
  });

  it('F72: the first byte A0: rate, size and type mean nothing for AAC', () => {
    expect(said(AUDIO, 0xa0, 1, 0x21).notes).toEqual(['media.aac-flags']);
  });
});

const HVCC: Part[] = [
  ...[1, 1, be32(0x60000000), [0x90, 0, 0, 0, 0, 0], 93, 0xf0, 0, 0xfc, 0xfd, 0xf8, 0xf8, 0, 0],
  ...[0x0f, 0],
];

describe('what codecs say beside the picture', () => {
  it('HEVC: the light of HDR, stuffed bytes left out', () => {
    const { values, notes } = said(
      VIDEO,
      ...[0x93, 'hvc1'],
      ...[be32(30), 0x4e, 0x01, 137, 24, new Array<number>(16).fill(1)],
      // Behind two zeros a 3 is stuffed in; it counts neither as a byte of the number nor of the size.
      ...[be32(10_000_000), 0, 0, 3, 0, 50, 0x80],
      ...[be32(9), 0x4e, 0x01, 144, 4, be16(1000), be16(400), 0x80],
    );
    expect(values('seiLight')).toEqual([
      'from 0.005 to 1000',
      'brightest pixel 1000, brightest average of a picture 400',
    ]);
    expect(notes).toEqual([]);
    const short = said(VIDEO, 0x93, 'hvc1', be32(6), 0x4e, 0x01, 144, 4, be16(1000));
    expect(short.values('seiLight')).toEqual([]);
  });

  it('AV1: what a metadata unit is about', () => {
    const { values } = said(VIDEO, 0x91, 'av01', bits('0 0101 0 1 0'), 6, 1, be32(0), 0x80);
    expect(values('metadataType')).toEqual([1]);
  });

  it.each([
    [31, '3.1'],
    [9, '1b'],
    [40, '4.0'],
  ])('AVC: level %d', (level, name) => {
    const { values } = said(VIDEO, 0x17, 0, be24(0), 1, 66, 0, level, 0xff, 0xe0, 0);
    expect(values('media.avcConfiguration.levelName')).toEqual([name]);
  });
});

describe('F73: HEVC without a FourCC', () => {
  it('F73: as codec 12, which is a private agreement', () => {
    const { notes, summary } = said(VIDEO, 0x1c, 0, 0, 0, 0, ...HVCC);
    expect(summary).toBe('HEVC sequence header');
    expect(notes).toEqual(['media.codec-private']);
  });

  it('F73: in the clothes of AVC', () => {
    expect(said(VIDEO, 0x17, 0, 0, 0, 0, ...HVCC).notes).toContain('media.avc-is-hevc');
  });
});

const colorInfo: Part[] = [
  amfString('colorInfo'),
  ...[3, ...named('hdrCll', 3, ...named('maxFall', amfNumber(400)), ...END), ...END],
];

describe('F74: Enhanced RTMP', () => {
  it('F74: all of the hand-made capture is read', () => {
    const summaries = edge('ertmp').map(({ summary }) => summary);
    for (const summary of summaries) expect(summary).not.toBe('');
  });

  it.each<[string, Part[], string]>([
    ['90: hvc1 begins', [0x90, 'hvc1', ...HVCC], 'hvc1 SequenceStart'],
    [
      'A1: with a composition time',
      [0xa1, 'hvc1', be24(40), be32(3), 2, 1, 9],
      'hvc1 CodedFrames, inter frame',
    ],
    ['A3: without', [0xa3, 'hvc1', be32(3), 2, 1, 9], 'hvc1 CodedFramesX, inter frame'],
    ['92: the end', [0x92, 'hvc1'], 'hvc1 SequenceEnd'],
    ['94: colorInfo', [0x94, 'hvc1', ...colorInfo], 'hvc1 Metadata'],
    ['94: colorInfo undefined', [0x94, 'hvc1', amfString('colorInfo'), 6], 'hvc1 Metadata'],
    [
      '95: AV1 as in MPEG-2 TS',
      [0x95, 'av01', 0x80, 4, 0x81, 0, 0, 0],
      'av01 MPEG2TSSequenceStart',
    ],
    ['96: one track', [0x96, 0x01, 'av01', 3, 0x12, 0], 'av01 Multitrack CodedFrames, key frame'],
    [
      '96: tracks of one codec',
      [0x96, 0x13, 'hvc1', 1, be24(7), be32(3), 2, 1, 9, 2, be24(0)],
      'hvc1 Multitrack CodedFramesX, key frame',
    ],
    [
      '96: tracks of several codecs',
      [0x96, 0x23, 'hvc1', 1, be24(7), be32(3), 2, 1, 9, 'vp09', 2, be24(1), 0x84],
      'Multitrack CodedFramesX, key frame',
    ],
  ])('F74: %s', (_, body, summary) => {
    const found = said(VIDEO, ...body);
    expect(found.summary).toBe(summary);
    expect(found.notes).not.toContain('media.short');
  });

  it('F74: A1 has a time of 40, A3 none', () => {
    const unit: Part[] = [be32(3), 2, 1, 9];
    expect(said(VIDEO, 0xa1, 'hvc1', be24(40), ...unit).values('compositionTimeOffset')).toEqual([
      40,
    ]);
    expect(said(VIDEO, 0xa3, 'hvc1', ...unit).values('compositionTimeOffset')).toEqual([]);
  });

  it.each([
    [[0x97, 2, be24(999_999), 0x01], [999_999], []],
    [[0x97, 2, be24(1_000_000), 0x01], [1_000_000], ['media.nano-offset']],
    [[0x97, 0, 9, 0x01], [], ['media.nano-offset']],
    [[0x97, 2, be24(5), 0x07, 0, 9, 0x11], [5], ['media.modex-unknown']],
    [[0x97, 0xff, be16(255), new Uint8Array(256), 0x11], [], ['media.modex-unknown']],
  ])('F74: 97, ModEx %#', (head, nano, notes) => {
    const found = said(VIDEO, ...head, 'av01', 0x12, 0);
    expect(found.values('timestampOffsetNano')).toEqual(nano);
    expect(found.notes.filter((code) => code !== 'media.temporal-delimiter')).toEqual(notes);
    expect(found.values('fourCc')).toEqual([0x61763031]);
  });

  it('F74: a ModEx of exactly 256 bytes has no short form', () => {
    const [size] = said(VIDEO, 0x97, 0xff, be16(255), new Uint8Array(256), 0x11, 'av01').values(
      'size',
    );
    expect(size).toBe(256);
  });
});

describe('F75: Multitrack that does not fit', () => {
  it('F75: Multitrack inside Multitrack', () => {
    expect(said(VIDEO, 0xa6, 0x16, 'hvc1', 0, be24(1), 9).notes).toContain(
      'media.multitrack-nested',
    );
  });

  it('F75: a track beyond the end, and the one before it survives', () => {
    const { notes, values } = said(
      VIDEO,
      ...[0xa6, 0x13, 'hvc1', 1, be24(7), be32(3), 2, 1, 9],
      ...[2, be24(100), be32(3), 2, 1, 9],
    );
    expect(notes).toEqual(['media.track-cut']);
    expect(values('trackId')).toEqual([1, 2]);
    expect(values('nalUnitType')).toEqual([1, 1]);
  });

  it('F75: bytes left over that are no track', () => {
    const { notes } = said(VIDEO, 0xa6, 0x13, 'hvc1', 1, be24(7), be32(3), 2, 1, 9, 7, 7);
    expect(notes).toEqual(['media.short']);
  });

  it('F75: a FourCC nobody knows in track 2: the others survive', () => {
    const unit: Part[] = [be24(7), be32(3), 2, 1, 9];
    const { notes, values } = said(
      VIDEO,
      ...[0xa6, 0x23, 'hvc1', 1, ...unit, 'abcd', 2, ...unit, 'hvc1', 3, ...unit],
    );
    expect(notes).toEqual(['media.fourcc-unknown']);
    expect(values('trackId')).toEqual([1, 2, 3]);
    expect(values('nalUnitType')).toEqual([1, 1]);
  });
});

describe('F76–F78: headers that are taken for each other', () => {
  it('F76: audio Multitrack: the high four bits are its type', () => {
    const { values } = said(AUDIO, 0x95, 0x21, 'Opus', 1, be24(2), 0xf8, 1);
    expect(values('multitrackType')).toEqual([2]);
    expect(values('trackPacketType')).toEqual([1]);
  });

  it('F77: Speex, B6, is no enhanced header', () => {
    const { summary, values } = said(AUDIO, 0xb6, 1, 2, 3);
    expect(summary).toBe('Speex');
    expect(values('media.audioTagHeader.soundFormat')).toEqual([11]);
  });

  it('F78: a command frame of AVC, with and without the AVC header', () => {
    expect(said(VIDEO, 0x57, 1).summary).toBe('command: end of seek');
    const long = said(VIDEO, 0x57, 0, 0, 0, 0, 0);
    expect(long.summary).toBe('command: start of seek');
    expect(long.notes).toEqual([]);
  });

  it('F78: a command frame with the enhanced header has no FourCC', () => {
    const { summary, values, notes } = said(VIDEO, 0xd1, 0);
    expect(summary).toBe('command: start of seek');
    expect(values('fourCc')).toEqual([]);
    expect(notes).toEqual([]);
  });

  it('F78: metadata with frame type 5 is metadata', () => {
    const { summary, notes } = said(VIDEO, 0xd4, 'hvc1', ...colorInfo);
    expect(summary).toBe('hvc1 Metadata');
    expect(notes).toEqual([]);
  });
});

describe('F79: metadata', () => {
  const meta = (...value: Part[]): Said =>
    said(DATA, amfString('@setDataFrame'), amfString('onMetaData'), ...value);
  const width = named('width', amfNumber(640));

  it.each<[string, Part[], string[], number[]]>([
    ['an ECMA array', [8, be32(1), ...width, ...END], [], [640]],
    ['an object', [3, ...width, ...END], ['command.metadata-object'], [640]],
    ['a strict array', [0x0a, be32(1), NULL], ['command.metadata-type'], []],
    ['null', [NULL], ['command.metadata-type'], []],
    [
      'an AMF3 object',
      [0x11, 0x0a, 0x0b, 1, ...text3('width'), 4, 0x85, 0, 1],
      ['command.metadata-object'],
      [640],
    ],
    ['an AMF3 array', [0x11, 9, 1, ...text3('width'), 4, 0x85, 0, 1], [], [640]],
  ])('F79: %s', (_, value, notes, widths) => {
    const found = meta(...value);
    expect(found.notes).toEqual(notes);
    expect(found.values('command.metadata.width')).toEqual(widths);
  });

  it('F79: without @setDataFrame', () => {
    const { values, notes } = said(DATA, amfString('onMetaData'), 8, be32(1), ...width, ...END);
    expect(values('command.metadata.width')).toEqual([640]);
    expect(notes).toEqual([]);
  });

  it('F79: another handler than onMetaData is not metadata', () => {
    const { values, notes } = said(DATA, amfString('onTextData'), 3, ...width, ...END);
    expect(values('command.metadata.width')).toEqual([]);
    expect(notes).toEqual([]);
  });

  it('F79: track 0 in a map of tracks', () => {
    const map = (track: string): Part[] =>
      named('videoTrackIdInfoMap', 3, ...named(track, 3, ...width, ...END), ...END);
    expect(meta(8, be32(1), ...map('0'), ...END).notes).toEqual(['command.default-track-in-map']);
    expect(meta(8, be32(1), ...map('1'), ...END).notes).toEqual([]);
  });
});

describe('F80: names of streams', () => {
  const publish = (name: Part): Said =>
    said(COMMAND, amfString('publish'), amfNumber(5), NULL, name, amfString('live'));
  const utf8 = new TextEncoder().encode('straße 直播');

  it.each<[string, Part, string]>([
    ['UTF-8', bytesOf(2, be16(utf8.length), utf8), 'straße 直播'],
    ['spaces', amfString('my stream'), 'my stream'],
    ['a query', amfString('key?a=b&c=d'), 'key?a=b&c=d'],
    ['a prefix', amfString('mp4:film.mp4'), 'mp4:film.mp4'],
  ])('F80: %s', (_, name, text) => {
    const { values, notes } = publish(name);
    expect(values('amf0.string.string')[1]).toBe(text);
    expect(notes).toEqual([]);
  });

  it('F80: GBK, as Windows programs send it, is no UTF-8', () => {
    expect(publish(bytesOf(2, be16(4), 0xd6, 0xb1, 0xb2, 0xa5)).notes).toEqual(['amf.not-utf8']);
  });

  it('F80: 70 kB', () => {
    const { values, notes } = publish(bytesOf(0x0c, be32(70_000), 'k'.repeat(70_000)));
    expect(notes).toEqual([]);
    expect(values('amf0.longString.length')).toEqual([70_000]);
  });
});
