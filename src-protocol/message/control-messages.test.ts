import { readFileSync } from 'node:fs';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { asNumber, asString } from '../amf/amf-value.ts';
import { fromHex, toHex } from '../bytes/hex.ts';
import { isKnownSection } from '../dictionary/documents.ts';
import { rtmp } from '../dictionary/citation.ts';
import { uint } from '../dictionary/field.ts';
import { structure } from '../dictionary/structure.ts';
import { expectFullCoverage } from '../wire/coverage.test-support.ts';
import { FieldTracer } from '../wire/field-tracer.ts';
import { type FieldNode, walk } from '../wire/field-tree.ts';
import { WireReader } from '../wire/wire-reader.ts';
import { WireWriter } from '../wire/wire-writer.ts';
import type { Wire } from '../wire/wire.ts';
import { aggregate, type AggregateMessage } from './aggregate.ts';
import {
  abortMessage,
  acknowledgement,
  CONTROL_STRUCTURES,
  MESSAGE_DIAGNOSTICS,
  type PeerBandwidth,
  setChunkSize,
  setPeerBandwidth,
  windowAcknowledgementSize,
} from './protocol-control.ts';
import { isCommand, isData, isMedia, isProtocolControl, messageTypeName } from './message-types.ts';
import { sharedObject, type SharedObjectMessage } from './shared-object.ts';
import { userControl, type UserControlMessage } from './user-control.ts';

interface Vector {
  id: string;
  type: number;
  body: string;
  fields: Record<string, unknown>;
}

const { messages: vectors } = JSON.parse(
  readFileSync(new URL('../../corpus/vectors/messages.json', import.meta.url), 'utf8'),
) as { messages: Vector[] };

const Payload = structure('test.payload', 'payload', rtmp('5.4'), 'A payload.', {});

/** The procedure of a type, over any wire, with an untyped message in between. */
function layout(w: Wire, type: number, timestamp: number, message?: unknown): unknown {
  switch (type) {
    case 1:
      return setChunkSize(w, (message ?? 0) as number);
    case 2:
      return abortMessage(w, (message ?? 0) as number);
    case 3:
      return acknowledgement(w, (message ?? 0) as number);
    case 4:
      return userControl(w, message as UserControlMessage);
    case 5:
      return windowAcknowledgementSize(w, (message ?? 0) as number);
    case 6:
      return setPeerBandwidth(w, message as PeerBandwidth);
    case 22:
      return aggregate(w, timestamp, message as AggregateMessage[]);
    default:
      return sharedObject(w, type, message as SharedObjectMessage);
  }
}

function read(type: number, hex: string, timestamp = 0): { message: unknown; notes: string[] } {
  const bytes = fromHex(hex)!;
  expectFullCoverage(trace(type, hex, timestamp));
  const notes: string[] = [];
  const reader = new WireReader(bytes);
  reader.onNote = (diagnostic) => notes.push(diagnostic.code);
  return { message: layout(reader, type, timestamp), notes };
}

function trace(type: number, hex: string, timestamp = 0): FieldNode {
  const tracer = new FieldTracer(Payload, fromHex(hex)!);
  layout(tracer, type, timestamp);
  return tracer.finish();
}

function write(type: number, message: unknown, timestamp = 0): string {
  const writer = new WireWriter();
  layout(writer, type, timestamp, message);
  return toHex(writer.toBytes());
}

/** What the reading must be, in the notation of the vectors. */
function notation(type: number, message: unknown): Record<string, unknown> {
  switch (type) {
    case 1:
      return { chunk_size: message };
    case 2:
      return { csid: message };
    case 3:
      return { sequence_number: message };
    case 5:
      return { window: message };
    case 6: {
      const { windowSize, limitType } = message as PeerBandwidth;
      return { window: windowSize, limit_type: ['Hard', 'Soft', 'Dynamic'][limitType!] };
    }
    case 4: {
      const event = message as UserControlMessage;
      return {
        event: event.eventType,
        stream_id: event.messageStreamId,
        buffer_ms: event.bufferLength,
        timestamp: event.timestamp,
        swfv_type: event.swfVerificationType,
        swf_size: event.swfVerification?.size,
        hmac: event.swfVerification && toHex(event.swfVerification.hash),
      };
    }
    case 22: {
      const parts = message as AggregateMessage[];
      return {
        offset: parts[0]!.renormalisedTimestamp - parts[0]!.timestamp,
        subs: parts.map((part) => ({
          type: part.messageTypeId,
          ts: part.timestamp,
          normalised: part.renormalisedTimestamp,
          body: toHex(part.data),
        })),
      };
    }
    default: {
      const object = message as SharedObjectMessage;
      return {
        selector: object.formatSelector,
        name: object.name,
        version: object.currentVersion,
        persistent: object.flags === 2,
        events: object.events.map((event) => ({
          type: event.eventType,
          key: event.entries?.[0]?.key,
          value: asString(event.entries?.[0]?.value),
          handler: asString(event.values?.[0]),
          args: event.values?.slice(1).map((value) => asString(value) ?? asNumber(value)),
          code: event.code,
          level: event.level,
        })),
      };
    }
  }
}

/** Facts of the vectors that are not in the payload itself. */
const OUTSIDE = ['message_timestamp', 'swf_hash', 'key_last32_of_S1'];

describe('message vectors', () => {
  it.each(vectors)('$id', ({ type, body, fields }) => {
    const timestamp = Number(fields['message_timestamp'] ?? 0);
    const { message, notes } = read(type, body, timestamp);
    const expected = Object.entries(fields).filter(([key]) => !OUTSIDE.includes(key));
    expect(notation(type, message)).toEqual(Object.fromEntries(expected));
    expect(notes).toEqual([]);
    expect(write(type, message, timestamp)).toBe(body);
  });
});

describe('control messages', () => {
  it.each([
    [1, '80001000', 'message.set-chunk-size-zero-bit', 0],
    [1, '0010', 'message.control-short', 0],
    [1, '', 'message.control-short', 0],
    [1, '0000100000', 'message.control-long', 4096],
    [3, '0000', 'message.control-short', 0],
    [5, '00000000', 'message.window-zero', 0],
    [6, '002625a0', 'message.limit-type-missing', { windowSize: 2500000, limitType: undefined }],
    [6, '002625a007', 'message.limit-type-unknown', { windowSize: 2500000, limitType: 7 }],
    [
      4,
      '0005aabb',
      'message.user-control-unknown',
      { eventType: 5, eventData: Uint8Array.of(0xaa, 0xbb) },
    ],
    [
      4,
      'ffff',
      'message.user-control-unknown',
      { eventType: 0xffff, eventData: new Uint8Array(0) },
    ],
    [4, '0029', 'message.user-control-rtmfp', { eventType: 41, eventData: new Uint8Array(0) }],
    [4, '0000000001', 'message.control-short', undefined],
    [4, '00000000000100', 'message.control-long', undefined],
    [4, '', 'message.control-short', undefined],
    [4, '001b0101', 'message.control-short', undefined],
  ])('type %i %s: %s', (type, hex, code, expected) => {
    const { message, notes } = read(type, hex);
    expect(notes).toEqual([code]);
    if (expected !== undefined) expect(message).toEqual(expected);
  });
});

describe('Aggregate (§7.1.6)', () => {
  const part = '080000020003de00000000af010000000d';

  it.each([
    [
      'a missing last back pointer',
      '080000020003de00000000af01',
      'message.aggregate-back-pointer-missing',
    ],
    [
      'a wrong back pointer',
      '080000020003de00000000af010000000e',
      'message.aggregate-back-pointer',
    ],
    ['data cut off', '080000090003de00000000af01', 'message.aggregate-short'],
    ['a part cut in its header', '0800', 'message.aggregate-short'],
    [
      'a header cut after a whole part',
      '080000020003de00000000af010000000d0900',
      'message.aggregate-short',
    ],
    [
      'a control message inside',
      '010000040003de00000000000010000000000f',
      'message.aggregate-type',
    ],
  ])('notes %s', (_, hex, code) => {
    const { message, notes } = read(22, hex, 990);
    expect(notes).toEqual([code]);
    expect(hex.startsWith(write(22, message, 990))).toBe(true);
  });

  it('sees a first time that only fits as one 32-bit number', () => {
    expect(read(22, '08000000000186a0000000' + '00' + '0000000b', 100_000).notes).toContain(
      'message.aggregate-time-order',
    );
  });

  it('hands the data of each part to whoever can read it, within its bounds', () => {
    const Body = structure('test.body', 'body', rtmp('7.1.6'), 'Two numbers.', {
      first: uint(12, 'Twelve bits.'),
      second: uint(20, 'Twenty bits.'),
    });
    const hex = '080000020003de00000000af010000000d' + '090000040003de000000001234567800000010';
    const seen: unknown[] = [];
    const part = (w: Wire, messageTypeId: number, timestamp: number): void => {
      const f = w.open(Body);
      const values = [w.remaining, w.peek(2), w.peek(4), w.uint(f.first, 0), w.uint(f.second, 0)];
      seen.push([messageTypeId, timestamp, ...values, w.short]);
      w.close();
    };
    const tracer = new FieldTracer(Payload, fromHex(hex)!);
    const parts = aggregate(tracer, 1000, [], part);
    expect(seen).toEqual([
      // The second field wants more than the part has: nothing of the back pointer is taken for it.
      [8, 1000, 2, 0xaf01, -1, 0xaf0, 0, true],
      [9, 1000, 4, 0x1234, 0x12345678, 0x123, 0x45678, false],
    ]);
    expect(parts.map(({ backPointer }) => backPointer)).toEqual([13, 16]);
    expectFullCoverage(tracer.finish());
  });

  it('moves times across 2³²', () => {
    const { message } = read(
      22,
      '08000000fffffeff000000' + '0000000b' + '0800000000000a00000000' + '0000000b',
      4_294_967_295,
    );
    expect((message as AggregateMessage[]).map((entry) => entry.renormalisedTimestamp)).toEqual([
      4_294_967_295, 11,
    ]);
  });

  it('explains both times', () => {
    const calculated: unknown[] = [];
    walk(
      trace(22, part, 1000),
      (node) => node.origin === 'calculated' && calculated.push([node.value, node.how]),
    );
    expect(calculated[0]).toEqual([990, '0 × 2²⁴ + 990']);
    expect(calculated[1]).toEqual([1000, '990 + 10']);
  });
});

describe('shared object (§7.1.3)', () => {
  const head = '000463686174' + '00000001' + '00000000' + '00000000';

  it.each([
    [
      'an event longer than the message',
      '0300000020' + '0003666f6f05',
      'message.shared-object-short',
    ],
    ['an event cut in its header', '0300', 'message.shared-object-short'],
    ['an unknown event', '2000000001ff', 'message.shared-object-event-unknown'],
    ['a key longer than its event', '050000000300ff61', 'message.shared-object-short'],
    [
      'a value that runs over its event',
      '03000000070001610200ff6101' + '00000000',
      'amf.value-cut',
    ],
  ])('notes %s', (_, events, code) => {
    const { notes } = read(19, head + events);
    expect(notes).toContain(code);
  });

  it('keeps event 12, which nobody explains, as bytes', () => {
    const hex = head + '0c00000003010203';
    const { message, notes } = read(19, hex);
    expect((message as SharedObjectMessage).events[0]!.data).toEqual(Uint8Array.of(1, 2, 3));
    expect(notes).toEqual([]);
    expect(write(19, message)).toBe(hex);
  });

  it('reads several entries in one event', () => {
    const hex = head + '0400000008' + '000161050001' + '6206';
    const { message } = read(19, hex);
    expect((message as SharedObjectMessage).events[0]!.entries).toEqual([
      { key: 'a', value: { type: 'null' } },
      { key: 'b', value: { type: 'undefined' } },
    ]);
    expect(write(19, message)).toBe(hex);
  });
});

describe('message types', () => {
  it.each([
    [1, 'Set Chunk Size'],
    [20, 'AMF0 command'],
    [8, 'Audio'],
    [23, 'type 23'],
  ])('%i is %s', (type, name) => expect(messageTypeName(type)).toBe(name));

  it('sorts them', () => {
    const all = Array.from({ length: 24 }, (_, type) => type);
    expect(all.filter(isCommand)).toEqual([17, 20]);
    expect(all.filter(isData)).toEqual([15, 18]);
    expect(all.filter(isMedia)).toEqual([8, 9]);
    expect(all.filter(isProtocolControl)).toEqual([1, 2, 3, 5, 6]);
  });
});

describe('any bytes', () => {
  it.each([1, 2, 3, 4, 5, 6, 16, 19, 22])('as type %i: no throw, every bit covered', (type) => {
    const small = fc.nat(24);
    fc.assert(
      fc.property(fc.array(fc.oneof(small, fc.nat(255)), { maxLength: 60 }), (bytes) => {
        const hex = toHex(Uint8Array.from(bytes));
        const { message } = read(type, hex);
        write(type, message);
      }),
      { numRuns: 80 },
    );
  });
});

describe('declarations', () => {
  it('cite sections that exist', () => {
    for (const entry of MESSAGE_DIAGNOSTICS)
      expect([entry.code, isKnownSection(entry.see)]).toEqual([entry.code, true]);
    for (const entry of CONTROL_STRUCTURES)
      for (const field of Object.values(entry.fields))
        expect([field.id, isKnownSection(field.see)]).toEqual([field.id, true]);
  });
});
