import { describe, expect, it } from 'vitest';
import { parse } from '../../../src-protocol/filter/parse.ts';
import { suggestions } from './suggestions.ts';

const kept = { history: ['key'], named: [{ name: 'large', filter: 'len:>4096' }] };

function at(text: string, values: { value: string; rows: number }[] = []) {
  const parsed = parse(text);
  const problem = 'problem' in parsed ? parsed.problem : undefined;
  return suggestions(text, text.length, problem, values, kept);
}

describe('The list under the filter’s box', () => {
  it('has whole filters where the box is empty, each of which can be read', () => {
    const all = at('');
    expect(all.slice(0, 2).map(({ group, label }) => [group, label])).toEqual([
      ['Saved', 'large'],
      ['Used before', 'key'],
    ]);
    for (const { text } of all) expect(parse(text)).toHaveProperty('expression');
  });

  it('has names of fields with their help, Wireshark’s as well', () => {
    expect(at('cs').map(({ label, text }) => [label, text])).toContainEqual(['csid', 'csid:']);
    expect(at('dir:up rtmpt.header.body')).toContainEqual(
      expect.objectContaining({ label: 'len', text: 'dir:up len:' }),
    );
    expect(at('ke')[0]).toMatchObject({ label: 'key', text: 'key' });
  });

  it('has values: counted ones first, then the others there are', () => {
    const found = at('type:a', [{ value: 'audio', rows: 255 }]);
    expect(found[0]).toMatchObject({ label: 'audio', rows: 255, text: 'type:audio' });
    expect(found.map(({ label }) => label)).toContain('aggregate');
  });

  it('quotes values that need it', () => {
    const [first] = at('info:', [{ value: 'AVC key frame', rows: 3 }]);
    expect(first).toMatchObject({ text: 'info:"AVC key frame"' });
  });

  it('begins with what may have been meant', () => {
    expect(at('cisd:3')[0]).toMatchObject({ group: 'Did you mean', text: 'csid:3', caret: 4 });
  });
});
