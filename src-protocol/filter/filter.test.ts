import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { compile } from './compile.ts';
import { allOf, anyOf, type Expression, not, type NumberRange } from './expression.ts';
import { FILTER_FIELDS, fieldNames, filterField } from './field.ts';
import { FilterRun } from './filter-run.ts';
import { parse } from './parse.ts';
import { compilePattern } from './pattern.ts';
import { print } from './print.ts';
import type { FilterRows } from './rows.ts';

function read(text: string): Expression {
  const parsed = parse(text);
  if ('problem' in parsed) throw new Error(`${text}: ${parsed.problem.text}`);
  return parsed.expression;
}

function problem(text: string) {
  const parsed = parse(text);
  if (!('problem' in parsed)) throw new Error(`${text} was understood`);
  return parsed.problem;
}

describe('The two spellings say the same', () => {
  it.each([
    ['csid == 4', 'csid:4'],
    ['csid != 4', '-csid:4'],
    ['csid eq 4 and fmt ge 1', 'csid:4 fmt:>=1'],
    ['csid = 4 && fmt > 1', 'csid:4 fmt:>1'],
    ['type in {audio video}', 'type:audio,video'],
    ['type in {8, 9}', 'type:audio,video'],
    ['!(type:audio)', '-type:audio'],
    ['not not key', 'key'],
    ['len >= 4KiB', 'len:>=4096'],
    ['t < 250ms', 't:<0.25'],
    ['t:1.2..3', 't:1.2..3'],
    ['len:0x1000', 'len:4096'],
    ['(fmt:3 || ts.ext) && dir:up', '(fmt:3 || ts.ext) dir:up'],
    ['amf.app matches /LIVE/i', 'amf.app:/LIVE/i'],
    ['amf.app ~ "li.e"', 'amf.app:/li.e/'],
    ['amf.audioCodecs > 3', 'amf.audioCodecs:>3'],
    ['bytes contains 02 00 07', 'bytes:02:00:07'],
    ['bytes contains "A\\"B"', 'bytes:41:22:42'],
    ['"two words"', 'info:"two words"'],
    ['info contains play', 'info:play'],
    ['key == 0', '-key'],
    ['rtmpt.header.csid == 3 && RTMPT.header.typeid == 0x14', 'csid:3 type:amf0-command'],
    ['problem:chunk.extended-timestamp-missing', 'problem:chunk.extended-timestamp-missing'],
  ])('%s', (written, short) => {
    expect(print(read(written))).toBe(print(read(short)));
  });

  it('and binds stronger than or, as everywhere', () => {
    expect(read('key || dir:up csid:3')).toEqual(
      anyOf([read('key'), allOf([read('dir:up'), read('csid:3')])]),
    );
  });

  it('names of Wireshark are quoted back in ours', () => {
    expect(parse('rtmpt.header.bodysize > 10 csid:3')).toMatchObject({
      translated: [{ from: 'rtmpt.header.bodysize', to: 'len' }],
    });
  });
});

describe('What is printed is read as the same', () => {
  const words = fc.oneof(
    fc.constantFrom(
      'live',
      'NetStream.Play.Start',
      'ü',
      '1..5',
      '>3',
      '/x/',
      '02',
      '-a',
      'a"b\\c\n',
    ),
    fc.string({ minLength: 1, maxLength: 8 }),
  );
  const number = fc.oneof(
    fc.integer({ min: -5, max: 70_000 }),
    fc.double({ noNaN: true, noDefaultInfinity: true }).map((value) => value + 0),
  );
  const range = fc.oneof(
    number.map((value): NumberRange => ({ min: value, max: value })),
    number.map((value): NumberRange => ({ min: value, max: Infinity, minOpen: true })),
    number.map((value): NumberRange => ({ min: value, max: Infinity })),
    number.map((value): NumberRange => ({ min: -Infinity, max: value, maxOpen: true })),
    number.map((value): NumberRange => ({ min: -Infinity, max: value })),
    fc
      .tuple(number, number)
      .map(([a, b]): NumberRange => ({ min: Math.min(a, b), max: Math.max(a, b) })),
  );
  const namesOf = (...kinds: readonly string[]) =>
    fc.constantFrom(
      ...FILTER_FIELDS.filter(({ kind }) => kinds.includes(kind)).map(({ name }) => name),
    );
  const path = fc.array(fc.stringMatching(/^[A-Za-z0-9_$]{1,6}$/), { maxLength: 3 });
  const amf = path.map((words) =>
    words.length === 0 ? { name: 'amf' } : { name: 'amf', path: words },
  );
  const text = fc.oneof(
    namesOf('text').map((name) => ({ name })),
    amf,
  );
  const condition: fc.Arbitrary<Expression> = fc.oneof(
    fc
      .oneof(
        namesOf('mark', 'number', 'text').map((name) => ({ name })),
        amf,
      )
      .map((field): Expression => ({ kind: 'has', field })),
    fc
      .tuple(namesOf('number'), fc.array(range, { minLength: 1, maxLength: 3 }))
      .map(([name, ranges]): Expression => ({ kind: 'number', field: { name }, ranges })),
    fc
      .tuple(
        fc.constantFrom('is' as const, 'contains' as const),
        text,
        fc.array(words, { minLength: 1, maxLength: 3 }),
      )
      .map(([kind, field, values]): Expression => ({ kind, field, values })),
    fc
      .tuple(text, fc.constantFrom('on.*', 'a|b', '\\/x', '[a-z]+\\d{2,3}'), fc.boolean())
      .map(([field, pattern, ignoreCase]): Expression => ({
        kind: 'matches',
        field,
        pattern,
        ignoreCase,
      })),
    fc
      .uint8Array({ minLength: 1, maxLength: 6 })
      .map((bytes): Expression => ({ kind: 'bytes', field: { name: 'bytes' }, bytes: [...bytes] })),
  );
  const { expression } = fc.letrec<{ expression: Expression }>((tie) => ({
    expression: fc.oneof(
      { depthSize: 'small', withCrossShrink: true },
      condition,
      tie('expression').map(not),
      fc.array(tie('expression'), { minLength: 2, maxLength: 3 }).map(allOf),
      fc.array(tie('expression'), { minLength: 2, maxLength: 3 }).map(anyOf),
    ),
  }));

  it('for any filter there is', () => {
    fc.assert(
      fc.property(expression, (made) => {
        expect(read(print(made))).toEqual(made);
      }),
      { numRuns: 500 },
    );
  });

  it('and nothing anybody writes makes it throw or hang', () => {
    const piece = fc.oneof(
      fc.constantFrom(
        '(',
        ')',
        '{',
        '}',
        '"',
        '/',
        '-',
        '!',
        '..',
        ':',
        '==',
        ' in ',
        '&&',
        '\\',
        '[',
      ),
      fc.constantFrom(...fieldNames()),
      fc.string({ maxLength: 5 }),
    );
    fc.assert(
      fc.property(fc.array(piece, { maxLength: 12 }), (pieces) => {
        const written = pieces.join('');
        const parsed = parse(written);
        if ('problem' in parsed) {
          expect(parsed.problem.from).toBeGreaterThanOrEqual(0);
          expect(parsed.problem.to).toBeLessThanOrEqual(
            Math.max(written.length, parsed.problem.from + 1),
          );
          expect(parsed.problem.text).toMatch(/[.}]$/);
        }
      }),
      { numRuns: 500 },
    );
  });
});

describe('A mistake is told where it is, with what may have been meant', () => {
  it.each([
    ['cisd:3', 0, 4, /no field cisd/, 'csid'],
    ['connect2', 0, 8, /put it in quotation marks/, '"connect2"'],
    ['csid:3 problm', 7, 13, /no field problm/, 'problem'],
    ['type:vidoe', 5, 10, /type knows no vidoe/, 'video'],
    ['csid:3 &&', 9, 9, /missing at the end/, undefined],
    ['(csid:3', 0, 1, /not closed/, undefined],
    ['csid:3)', 6, 7, /closes nothing/, undefined],
    ['len:many', 4, 8, /compared with a number, perhaps with a unit \(b, kb/, undefined],
    ['len > ', 6, 6, /value is missing/, undefined],
    ['cmd > 3', 4, 5, /is text/, undefined],
    ['csid contains 3', 5, 13, /is a number/, undefined],
    ['key:maybe', 3, 9, /there or not/, undefined],
    ['fmt:3..0', 4, 8, /larger one/, undefined],
    ['cmd:"connect', 4, 12, /quotation mark is not closed/, undefined],
    ['amf.app matches /(/', 17, 18, /bracket is not closed/, undefined],
    ['cmd:/(a)\\1/', 8, 10, /Back references/, undefined],
    ['bytes contains zz', 15, 17, /pairs of hexadecimal digits/, undefined],
    ['type in audio', 8, 13, /a list/, undefined],
    ['rtmpt.scm.chunksize == 4', 0, 19, /no counterpart/, undefined],
    ['3 == csid', 0, 1, /begins with a field/, undefined],
  ])('%s', (text, from, to, words, instead) => {
    const found = problem(text);
    expect(found.text).toMatch(words);
    expect([found.from, found.to]).toEqual([from, to]);
    expect(found.instead).toBe(instead);
  });

  it('brackets without end, and filters without end, have an end', () => {
    expect(problem('('.repeat(1000)).text).toMatch(/nested too deeply/);
    expect(problem(`csid:3 ${'x'.repeat(5000)}`).text).toMatch(/4000 letters/);
  });
});

describe('Patterns', () => {
  const letter = fc.constantFrom(
    'a',
    'b',
    '.',
    '\\d',
    '[ab]',
    '[^a]',
    '(a|b)',
    '(?:ab)',
    '\\b',
    '^',
    '$',
    '1',
  );
  const repeat = fc.constantFrom('', '', '*', '+', '?', '{2}', '{1,3}', '*?');
  const pattern = fc
    .array(fc.tuple(letter, repeat), { minLength: 1, maxLength: 5 })
    .map((parts) =>
      parts.map(([what, times]) => (/^(?:\\b|\^|\$)$/.test(what) ? what : what + times)).join(''),
    );

  it('find what the language’s own find', () => {
    fc.assert(
      fc.property(
        pattern,
        fc.stringMatching(/^[abAB1 ]{0,10}$/),
        fc.boolean(),
        (source, text, ignoreCase) => {
          const compiled = compilePattern(source, ignoreCase);
          if (!('test' in compiled)) throw new Error(compiled.text);
          expect(compiled.test(text)).toBe(new RegExp(source, ignoreCase ? 'i' : '').test(text));
        },
      ),
      { numRuns: 1000 },
    );
  });

  it('cannot be made to run away', () => {
    for (const source of ['(a+)+$', '(a|a)*$', '(a*)*b', '(.*a){20}', '((){200}){200}']) {
      const compiled = compilePattern(source, false);
      if (!('test' in compiled)) throw new Error(compiled.text);
      const start = performance.now();
      compiled.test(`${'a'.repeat(20_000)}!`);
      expect(performance.now() - start).toBeLessThan(2000);
    }
    expect(compilePattern('((a{200}){200}){200}', false)).toHaveProperty('text');
  });
});

describe('A filter on its way through a table', () => {
  function table(values: number[]): FilterRows {
    return {
      get length() {
        return values.length;
      },
      numbers: { csid: (row) => values[row]! },
      texts: {},
      amf: () => [],
      bytes: () => new Uint8Array(),
    };
  }

  it('keeps hits in order, in slices, while the table grows and open rows change', () => {
    const values = Array.from({ length: 100_000 }, (_, row) => row % 5);
    const open = new Set<number>();
    const run = new FilterRun(
      compile(read('csid:3'), table(values)),
      () => values.length,
      (row) => open.has(row),
    );
    expect(run.advance()).toBe(true);
    expect(run.looked).toBeLessThan(values.length);
    while (run.advance());
    expect(run.count).toBe(20_000);
    expect([...run.hits(0, 3)]).toEqual([3, 8, 13]);
    expect([run.rank(8), run.rank(9)]).toEqual([1, 2]);

    open.add(values.length);
    values.push(0, 3);
    run.advance();
    expect(run.count).toBe(20_001);
    values[100_000] = 3;
    open.clear();
    run.renew();
    run.advance();
    expect([...run.hits(20_000, 20_009)]).toEqual([100_000, 100_001]);
  });
});

it('Every name leads to one field', () => {
  const names = fieldNames().map((name) => name.toLowerCase());
  const twice = names.filter((name, at) => names.indexOf(name) !== at);
  expect(twice.filter((name) => name !== '_ws.col.info')).toEqual([]);
  for (const { name, example } of FILTER_FIELDS) {
    expect(filterField(name)?.name).toBe(name);
    expect(parse(example)).toHaveProperty('expression');
  }
});
