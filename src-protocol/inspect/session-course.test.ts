import { describe, expect, it, vi } from 'vitest';
import { corpusFile, inspect } from '../../corpus/inspect-file.ts';
import { endingOf } from './session-course.ts';

describe('how a connection ended', () => {
  it('is looked for once, however often it is asked for', () => {
    const connection = inspect(corpusFile('captures/real/04f-obs29-publish-nginx.pcap'))
      .connections[0]!;
    const look = vi.spyOn(connection.tcpEvents!.table.column.kinds, 'get');
    const ending = endingOf(connection, connection.session!);
    expect(ending).toMatchObject({ how: 'fin', by: 0 });
    const looks = look.mock.calls.length;
    expect(looks).toBeGreaterThan(1);
    expect(endingOf(connection, connection.session!)).toEqual(ending);
    // What kind of end it is; none of the rows before it.
    expect(look.mock.calls.length - looks).toBe(1);
  });
});
