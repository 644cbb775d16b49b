import { describe, expect, it } from 'vitest';
import { completionAt } from './complete.ts';

/** The caret stands at the bar. */
function at(written: string) {
  const caret = written.indexOf('|');
  return completionAt(written.replace('|', ''), caret);
}

describe('What can be written where the caret stands', () => {
  it.each([
    ['|', ''],
    ['ty|', 'ty'],
    ['csid:3 ts.e|', 'ts.e'],
    ['-ke|', 'ke'],
    ['(cs|id:3)', 'cs'],
    ['csid == 4 && f|', 'f'],
    ['type:audio |', ''],
  ])('a field: %s', (written, prefix) => {
    const found = at(written)!;
    expect([found.field, found.prefix]).toEqual([undefined, prefix]);
  });

  it.each([
    ['type:|', 'type', ''],
    ['type:vi|', 'type', 'vi'],
    ['-type:audio,vi|', 'type', 'vi'],
    ['csid == 3 and cmd == con|', 'cmd', 'con'],
    ['type in {audio vi|', 'type', 'vi'],
    ['type in {|', 'type', ''],
    ['amf.code:NetS|', 'amf', 'NetS'],
  ])('a value: %s', (written, field, prefix) => {
    const found = at(written)!;
    expect([found.field?.name, found.prefix]).toEqual([field, prefix]);
  });

  it('takes the place of the whole word', () => {
    expect(at('cs|id:3')).toMatchObject({ from: 0, to: 4 });
    expect(at('type:au|dio key')).toMatchObject({ from: 5, to: 10 });
  });

  it('nothing inside quotation marks, patterns and numbers', () => {
    expect(at('info:"key fr|')).toBeUndefined();
    expect(at('3|')).toBeUndefined();
  });
});
