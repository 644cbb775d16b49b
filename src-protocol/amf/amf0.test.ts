import { readFileSync } from 'node:fs';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { fromHex, toHex } from '../bytes/hex.ts';
import type { Diagnostic } from '../dictionary/diagnostic.ts';
import { structure } from '../dictionary/structure.ts';
import { amf0 } from '../dictionary/citation.ts';
import { expectFullCoverage } from '../wire/coverage.test-support.ts';
import { FieldTracer } from '../wire/field-tracer.ts';
import { type FieldNode, walk } from '../wire/field-tree.ts';
import { WireReader } from '../wire/wire-reader.ts';
import { WireWriter } from '../wire/wire-writer.ts';
import { amf0Values } from './amf0.ts';
import { AmfContext } from './amf-context.ts';
import { amf, amfEcmaArray, type AmfValue, asNumber, asString, property } from './amf-value.ts';
import { briefly } from './briefly.ts';
import { AMF_DIAGNOSTICS } from './diagnostics.ts';
import { AMF_STRUCTURES } from './structures.ts';
import type { Field } from '../dictionary/field.ts';
import { isKnownSection } from '../dictionary/documents.ts';

const Payload = structure('test.payload', 'payload', amf0('2'), 'A payload.', {});

function read(hex: string): { values: AmfValue[]; notes: string[] } {
  const bytes = fromHex(hex)!;
  const notes: string[] = [];
  const reader = new WireReader(bytes);
  reader.onNote = (diagnostic: Diagnostic) => notes.push(diagnostic.code);
  const values = amf0Values(reader);
  expectFullCoverage(trace(bytes));
  return { values, notes };
}

function trace(bytes: Uint8Array): FieldNode {
  const tracer = new FieldTracer(Payload, bytes);
  amf0Values(tracer);
  return tracer.finish();
}

function write(values: readonly AmfValue[]): string {
  const writer = new WireWriter();
  amf0Values(writer, values);
  return toHex(writer.toBytes());
}

interface Vector {
  id: string;
  hex: string;
  value: unknown;
}

const vectors = JSON.parse(
  readFileSync(new URL('../../corpus/vectors/amf0.json', import.meta.url), 'utf8'),
) as Vector[];

/** A value in the notation of the vectors. */
function notation(value: AmfValue): unknown {
  const properties = (list: {
    properties: readonly { name: string; value: AmfValue }[];
  }): unknown =>
    Object.fromEntries(list.properties.map((entry) => [entry.name, notation(entry.value)]));
  switch (value.type) {
    case 'number':
      return Number.isFinite(value.value) ? value.value : { $number: String(value.value) };
    case 'boolean':
    case 'string':
      return value.value;
    case 'null':
      return null;
    case 'undefined':
    case 'unsupported':
      return { [`$${value.type}`]: true };
    case 'object':
      return { $object: properties(value) };
    case 'typed-object':
      return { $typed: value.className, $object: properties(value) };
    case 'ecma-array':
      return { $ecma: properties(value), $count: value.count };
    case 'strict-array':
      return { $strict: value.items.map(notation) };
    case 'reference':
      return { $ref: value.index };
    case 'date':
      return { $date: value.value, $tz: value.timeZone };
    case 'long-string':
      return { $long: value.value };
    case 'xml-document':
      return { $xml: value.value };
    case 'amf3':
      return { $amf3: value.value.type === 'null' ? null : asString(value) };
    default:
      return value;
  }
}

describe('AMF0 vectors', () => {
  it.each(vectors)('$id', ({ hex, value }) => {
    const { values } = read(hex);
    expect(values.map(notation)).toEqual([value]);
    expect(write(values)).toBe(hex);
  });
});

describe('AMF0', () => {
  it.each([
    [
      'a string cut off',
      '020005616263',
      'amf.value-cut',
      { type: 'string', value: 'abc', declaredLength: 5 },
    ],
    ['a number cut off', '003ff0', 'amf.value-cut', undefined],
    ['a string with half a length', '0200', 'amf.value-cut', undefined],
    ['a typed object cut in its name', '100005616263', 'amf.value-cut', undefined],
    ['an object without its end', '0300016105', 'amf0.object-end-missing', undefined],
    ['an object cut in a name', '0300016105000561', 'amf.value-cut', undefined],
    ['an object cut before a value', '03000161', 'amf.value-cut', undefined],
    ['an array that promises too much', '0affffffff05', 'amf0.array-count', undefined],
    ['an unknown marker', '1f0102', 'amf0.unknown-marker', undefined],
    ['the Int64 marker', '220000000000000001', 'amf0.int64-marker', undefined],
    ['a movie clip', '0405', 'amf0.reserved-marker', { type: 'movieclip' }],
    ['an end without an object', '0905', 'amf0.misplaced-object-end', { type: 'object-end' }],
    ['a reference to nothing', '070003', 'amf0.bad-reference', { type: 'reference', index: 3 }],
    ['a Boolean of 7', '0107', 'amf0.boolean-byte', { type: 'boolean', value: true, byte: 7 }],
    ['an empty name that is no end', '0300000500000905', 'amf0.empty-name', undefined],
    ['a name twice', '030001610500016106000009', 'amf0.duplicate-name', undefined],
    ['a wrong ECMA count', '0800000003000161020000000009', 'amf0.ecma-count', undefined],
    ['a date with a zone', '0b4273bbac26400000fe20', 'amf0.time-zone', undefined],
  ])('keeps and notes %s', (_, hex, code, first) => {
    const { values, notes } = read(hex);
    expect(notes).toContain(code);
    expect(write(values)).toBe(hex);
    if (first) expect(values[0]).toEqual(first);
  });

  it('keeps text that is not UTF-8, marked', () => {
    const { values, notes } = read('020003c3a9ff');
    expect(values).toEqual([{ type: 'string', value: 'é\ufffd' }]);
    expect(notes).toEqual(['amf.not-utf8']);
  });

  it('survives 600 objects in each other', () => {
    const hex = '03000161'.repeat(600) + '05' + '000009'.repeat(600);
    const { values, notes } = read(hex);
    expect(notes).toEqual(['amf.too-deep']);
    expect(write(values)).toBe(hex);
  });

  it('goes back to AMF0 after one AMF3 value (errata §7.2)', () => {
    const { values } = read('1106036105');
    expect(values.map((value) => value.type)).toEqual(['amf3', 'null']);
  });

  it('stops at the end its context gives', () => {
    const reader = new WireReader(fromHex('020005616263646505'));
    const values = amf0Values(reader, [], new AmfContext(6));
    expect(values).toEqual([{ type: 'string', value: 'abc', declaredLength: 5 }]);
    expect(reader.position).toBe(6);
  });

  it('names properties and items in the tree', () => {
    const tree = trace(fromHex('030003617070020004' + '6c697665' + '000009' + '0a0000000105')!);
    const names: unknown[] = [];
    walk(tree, (node) => node.name !== undefined && names.push([node.name, node.id]));
    expect(names).toEqual([
      [0, 'amf0.object'],
      ['app', 'amf0.string'],
      [1, 'amf0.strictArray'],
      [0, 'amf0.plain'],
    ]);
  });

  it('does not let a long name lengthen every path', () => {
    const name = 'n'.repeat(60_000);
    const bytes = fromHex(write([amf({ [name]: { x: 1 } })]))!;
    let longest = 0;
    walk(trace(bytes), (node) => (longest = Math.max(longest, node.path.length)));
    expect(longest).toBeLessThan(200);
  });
});

const text = fc.string({ unit: 'binary', maxLength: 12 });
const { value: anyValue } = fc.letrec<{
  value: AmfValue;
  list: { properties: { name: string; value: AmfValue }[] };
}>((tie) => ({
  list: fc.record({
    properties: fc.array(fc.record({ name: text, value: tie('value') }), { maxLength: 4 }),
  }),
  value: fc.oneof(
    { maxDepth: 4 },
    fc.record({ type: fc.constant('number' as const), value: fc.double() }),
    fc.record({ type: fc.constant('boolean' as const), value: fc.boolean() }),
    fc.record({
      type: fc.constantFrom('string' as const, 'long-string', 'xml-document'),
      value: text,
    }),
    fc.record({
      type: fc.constantFrom('null' as const, 'undefined', 'unsupported', 'movieclip', 'recordset'),
    }),
    fc.record({ type: fc.constant('reference' as const), index: fc.nat(0xffff) }),
    fc.record({
      type: fc.constant('date' as const),
      value: fc.double(),
      timeZone: fc.integer({ min: -32768, max: 32767 }),
    }),
    tie('list').map((list) => ({ type: 'object' as const, ...list })),
    fc
      .tuple(text, tie('list'))
      .map(([className, list]) => ({ type: 'typed-object' as const, className, ...list })),
    fc
      .tuple(fc.nat(), tie('list'))
      .map(([count, list]) => ({ type: 'ecma-array' as const, count, ...list })),
    fc
      .array(tie('value'), { maxLength: 4 })
      .map((items) => ({ type: 'strict-array' as const, count: items.length, items })),
  ),
}));

describe('AMF0 properties', () => {
  it('reads back what it writes', () => {
    fc.assert(
      fc.property(fc.array(anyValue, { maxLength: 4 }), (values) => {
        const hex = write(values);
        const again = read(hex).values;
        expect(again).toEqual(values);
        expect(write(again)).toBe(hex);
      }),
      { numRuns: 200 },
    );
  });

  it('takes any bytes to the end, covers every bit, and never throws', () => {
    const marker = fc.integer({ min: 0, max: 0x12 });
    fc.assert(
      fc.property(fc.array(fc.oneof(marker, fc.nat(255)), { maxLength: 120 }), (bytes) => {
        read(toHex(Uint8Array.from(bytes)));
      }),
      { numRuns: 400 },
    );
  });
});

describe('helpers', () => {
  it('find properties and values', () => {
    const value = amf({ app: 'live', n: 2 });
    expect(asString(property(value, 'app'))).toBe('live');
    expect(asNumber(property(value, 'n'))).toBe(2);
    expect(property(value, 'toString')).toBeUndefined();
    expect(asNumber(property(amf(null), 'n'))).toBeUndefined();
  });

  it.each([
    [amf('live'), 80, "'live'"],
    [amf('a\nb'), 80, "'a·b'"],
    [amf({ app: 'live', tcUrl: 'rtmp://localhost/live', n: 1 }), 20, "{app: 'live', …}"],
    [amf([1, true, null, undefined]), 80, '[1, true, null, undefined]'],
    [amfEcmaArray({ width: 1280 }), 80, '{width: 1280}'],
    [amf('x'.repeat(100)), 20, `'${'x'.repeat(17)}…'`],
    [{ type: 'date', value: 0, timeZone: 0 } as const, 80, '1970-01-01T00:00:00.000Z'],
    [{ type: 'date', value: NaN, timeZone: 0 } as const, 80, 'date NaN'],
  ])('briefly(%j, %i)', (value, room, expected) => {
    expect(briefly(value, room)).toBe(expected);
  });
});

describe('declarations', () => {
  it('cite sections that exist', () => {
    const fields = AMF_STRUCTURES.flatMap((entry) => Object.values<Field>(entry.fields));
    const cited = [...AMF_STRUCTURES, ...AMF_DIAGNOSTICS, ...fields];
    expect(cited.filter((entry) => !isKnownSection(entry.see))).toEqual([]);
  });
});
