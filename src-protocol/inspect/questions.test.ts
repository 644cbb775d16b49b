import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { Inspection } from './inspection.ts';
import { questionsAbout, TOPICS } from './questions.ts';
import { Rows } from './rows.ts';

function opened(path: string) {
  const inspection = new Inspection();
  inspection.push(readFileSync(new URL(`../../corpus/captures/${path}`, import.meta.url)));
  inspection.end();
  const connection = inspection.connections[0]!;
  const session = connection.session!;
  return { session, rows: new Rows(connection, session) };
}

const FILES = [
  'real/04f-obs29-publish-nginx.pcap',
  'real/03c-gst-rtmp2sink-publish-nginx.pcap',
  'synthetic/s01-csid-2byte-and-3byte.pcap',
  'synthetic/s09-exttimestamp-repeated-on-type3.pcap',
];

describe('questions made from what was decoded', () => {
  it.each(FILES)('%s: each has one right answer among different ones', (file) => {
    const { session, rows } = opened(file);
    const seen = new Set<string>();
    for (let row = 0; row < Math.min(session.chunks.length, 300); row++)
      for (const { topic, options, answer, question, reason } of questionsAbout(
        rows,
        session,
        row,
      )) {
        seen.add(topic);
        expect(new Set(options).size).toBe(options.length);
        expect(options.length).toBeGreaterThan(1);
        expect(options[answer]).toBeDefined();
        expect(question + reason).not.toMatch(/undefined|NaN/);
      }
    expect([...seen].sort()).toContain('chunks');
  });

  it('every topic has a question somewhere', () => {
    const seen = new Set(
      FILES.flatMap((file) => {
        const { session, rows } = opened(file);
        return Array.from({ length: session.chunks.length }, (_, row) =>
          questionsAbout(rows, session, row).map(({ topic }) => topic),
        ).flat();
      }),
    );
    expect([...seen].sort()).toEqual([...TOPICS].sort());
  });

  it('a header of three and eleven bytes', () => {
    const { session, rows } = opened('synthetic/s01-csid-2byte-and-3byte.pcap');
    const row = Array.from({ length: session.chunks.length }, (_, index) => index).find(
      (index) => rows.chunk(index).address === 'up@3879',
    )!;
    const question = questionsAbout(rows, session, row).find(
      ({ topic }) => topic === 'header-length',
    )!;
    expect(question.options[question.answer]).toBe('14');
    expect(question.reason).toBe('3 of the basic header + 11 of the message header = 14.');
  });
});
