import { readFileSync } from 'node:fs';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { fromHex, toHex } from '../bytes/hex.ts';
import { amf3 } from '../dictionary/citation.ts';
import { structure } from '../dictionary/structure.ts';
import { expectFullCoverage } from '../wire/coverage.test-support.ts';
import { FieldTracer } from '../wire/field-tracer.ts';
import { WireReader } from '../wire/wire-reader.ts';
import { WireWriter } from '../wire/wire-writer.ts';
import { amf0Values } from './amf0.ts';
import { AmfContext } from './amf-context.ts';
import { amf3Value } from './amf3.ts';
import type { Amf3Member, Amf3Value } from './amf3-value.ts';
import { briefly } from './briefly.ts';
import { u29 } from './u29.ts';

const Payload = structure('test.payload', 'payload', amf3('3'), 'A payload.', {});

const { u29: numbers, values: vectors } = JSON.parse(
  readFileSync(new URL('../../corpus/vectors/amf3.json', import.meta.url), 'utf8'),
) as {
  u29: { value: number; hex: string }[];
  values: { id: string; hex: string; value: unknown }[];
};

function read(hex: string): { value: Amf3Value; notes: string[] } {
  const bytes = fromHex(hex)!;
  const tracer = new FieldTracer(Payload, bytes);
  amf3Value(tracer, undefined, new AmfContext());
  expectFullCoverage(tracer.finish());
  const notes: string[] = [];
  const reader = new WireReader(bytes);
  reader.onNote = (diagnostic) => notes.push(diagnostic.code);
  return { value: amf3Value(reader, undefined, new AmfContext()), notes };
}

function write(value: Amf3Value): string {
  const writer = new WireWriter();
  amf3Value(writer, value, new AmfContext());
  return toHex(writer.toBytes());
}

/** A value in the notation of the vectors. */
function notation(value: Amf3Value): unknown {
  const members = (list: readonly Amf3Member[]): object =>
    Object.fromEntries(list.map((member) => [member.name.text, notation(member.value)]));
  switch (value.type) {
    case 'undefined':
      return { $undefined: true };
    case 'null':
      return null;
    case 'true':
      return true;
    case 'false':
      return false;
    case 'integer':
    case 'double':
      return value.value;
    case 'string':
      return value.text.text;
    case 'xml-document':
      return { $xmldoc: value.value };
    case 'xml':
      return { $xml: value.value };
    case 'date':
      return { $date: value.value };
    case 'reference':
      return { $ref: value.index };
    case 'array': {
      const items = { $array: value.items.map(notation) };
      return value.associative.length === 0
        ? items
        : { ...items, $assoc: members(value.associative) };
    }
    case 'object': {
      const { className, dynamic, members: names } = value.traits;
      if (value.external) return { $ext: className.text, $body: notation(value.external) };
      const sealed = value.sealed.map((item, i) => [names[i]!.text, notation(item)]);
      return {
        $object: { ...Object.fromEntries(sealed), ...members(value.dynamic) } as object,
        $class: className.text,
        $dynamic: dynamic,
      };
    }
    case 'byte-array':
      return { $bytes: toHex(value.bytes) };
    case 'vector-int':
    case 'vector-uint':
    case 'vector-double':
      return { $vector: value.type.slice(7), $fixed: value.fixed === 1, $items: value.items };
    case 'vector-object':
      return {
        $vector: value.typeName.text,
        $fixed: value.fixed === 1,
        $items: value.items.map(notation),
      };
    case 'dictionary':
      return {
        $dict: value.entries.map((entry) => [notation(entry.key), notation(entry.value)]),
        $weak: value.weakKeys === 1,
      };
    default:
      return value;
  }
}

describe('U29 (AMF3 §1.3.1)', () => {
  it.each(numbers)('$value', ({ value, hex }) => {
    const writer = new WireWriter();
    u29(writer, value, new AmfContext());
    expect(toHex(writer.toBytes())).toBe(hex);
    expect(u29(new WireReader(fromHex(hex)), 0, new AmfContext())).toBe(value);
  });

  it('notes a number longer than it need be', () => {
    expect(read('048000')).toEqual({
      value: { type: 'integer', value: 0 },
      notes: ['amf3.u29-too-long'],
    });
  });
});

describe('AMF3 vectors', () => {
  it.each(vectors)('$id', ({ hex, value: expected }) => {
    const { value, notes } = read(hex);
    expect(notation(value)).toEqual(expected);
    expect(notes).toEqual([]);
    expect(write(value)).toBe(hex);
  });
});

describe('AMF3', () => {
  it.each([
    ['an unknown marker', '1201', 'amf3.unknown-marker'],
    ['an unknown external class', '0a070358aabb', 'amf3.externalizable'],
    ['a string reference to nothing', '0604', 'amf3.bad-reference'],
    ['an object reference to nothing', '0a02', 'amf3.bad-reference'],
  ])('keeps and notes %s', (_, hex, code) => {
    const { value, notes } = read(hex);
    expect(notes).toEqual([code]);
    expect(write(value)).toBe(hex);
  });

  it.each([
    ['an array that promises too much', '09ffffff01', 'amf3.count'],
    ['a double cut off', '0501', 'amf.value-cut'],
    ['a U29 cut off', '04ff', 'amf.value-cut'],
    ['an object with an impossible number of members', '0abfffff7b', 'amf3.count'],
  ])('notes %s', (_, hex, code) => {
    expect(read(hex).notes).toContain(code);
  });

  it('never enters the empty string in the table (§1.3.2)', () => {
    const { value } = read('0907010601060361' + '0600');
    expect(notation(value)).toEqual({ $array: ['', 'a', 'a'] });
  });

  it('finds strings of an earlier AMF3 value of the same message, with a note', () => {
    const notes: string[] = [];
    const reader = new WireReader(fromHex('110603611106001101'));
    reader.onNote = (diagnostic) => notes.push(diagnostic.code);
    expect(amf0Values(reader).map((value) => briefly(value))).toEqual(["'a'", "'a'", 'null']);
    expect(notes).toEqual(['amf3.kept-tables']);
  });

  it('survives 600 arrays in each other', () => {
    const hex = '090301'.repeat(600) + '01';
    const { value, notes } = read(hex);
    expect(notes).toEqual(['amf.too-deep']);
    expect(write(value)).toBe(hex);
  });

  it('takes any bytes to the end, covers every bit, and never throws', () => {
    const marker = fc.integer({ min: 0, max: 0x12 });
    fc.assert(
      fc.property(fc.array(fc.oneof(marker, fc.nat(255)), { maxLength: 120 }), (bytes) => {
        const { value } = read(toHex(Uint8Array.from(bytes)));
        briefly({ type: 'amf3', value });
      }),
      { numRuns: 400 },
    );
  });
});

const name = fc.string({ unit: 'binary', minLength: 1, maxLength: 8 }).map((text) => ({ text }));
const { value: anyValue } = fc.letrec<{ value: Amf3Value; member: Amf3Member }>((tie) => ({
  member: fc.record({ name, value: tie('value') }),
  value: fc.oneof(
    { maxDepth: 4 },
    fc.record({ type: fc.constantFrom('undefined' as const, 'null', 'false', 'true') }),
    fc.record({
      type: fc.constant('integer' as const),
      value: fc.integer({ min: -(2 ** 28), max: 2 ** 28 - 1 }),
    }),
    fc.record({ type: fc.constant('double' as const), value: fc.double() }),
    fc.record({ type: fc.constant('string' as const), text: name }),
    fc.record({ type: fc.constantFrom('xml' as const, 'xml-document'), value: fc.string() }),
    fc.record({ type: fc.constant('byte-array' as const), bytes: fc.uint8Array({ maxLength: 9 }) }),
    fc
      .tuple(fc.array(tie('member'), { maxLength: 3 }), fc.array(tie('value'), { maxLength: 3 }))
      .map(([associative, items]) => ({
        type: 'array' as const,
        count: items.length,
        associative,
        items,
      })),
    fc
      .tuple(
        name,
        fc.array(tie('member'), { maxLength: 3 }),
        fc.array(tie('member'), { maxLength: 3 }),
      )
      .map(([className, members, dynamic]) => ({
        type: 'object' as const,
        traits: {
          className,
          dynamic: dynamic.length > 0,
          externalizable: false,
          members: members.map((member) => member.name),
        },
        sealed: members.map((member) => member.value),
        dynamic,
      })),
    fc
      .array(fc.record({ key: tie('value'), value: tie('value') }), { maxLength: 3 })
      .map((entries) => ({
        type: 'dictionary' as const,
        count: entries.length,
        weakKeys: 0,
        entries,
      })),
  ),
}));

describe('AMF3 properties', () => {
  it('reads back what it writes', () => {
    fc.assert(
      fc.property(anyValue, (value) => {
        const hex = write(value);
        const again = read(hex).value;
        expect(again).toEqual(value);
        expect(write(again)).toBe(hex);
      }),
      { numRuns: 200 },
    );
  });
});
