import { expect, it } from 'vitest';
import { ask } from '../../../scripts/learn/record-fields.ts';
import { sampleView } from '../../../scripts/learn/sample-view.ts';
import { markdownOf, staticHtmlOf, svgOf } from './share-texts.ts';
import { sharedRecord } from './shared-record.ts';

const KEY_IN_HEX = '6f 62 73 2d 6b 65 79';

/** The releaseStream of OBS Studio, which names the stream, as Markdown, HTML and a picture. */
function shared(keys: readonly string[], kind: 'message' | 'chunk' = 'message'): string[] {
  const view = sampleView('obs-publish', 0);
  const record = { connection: 0, kind, direction: 0, at: 3290 } as const;
  const described = ask(view, 'describe', { record })!;
  const { start, end } = described;
  const read = ask(view, 'bytes', { connection: 0, direction: 0, start, end });
  const made = sharedRecord(described, read, keys, 'https://example.org/');
  return [markdownOf(made), staticHtmlOf(made), svgOf(made)];
}

it('a stream key is in nothing that is shared, neither as text nor as bytes', () => {
  for (const text of shared(['obs-key'])) {
    expect(text).toContain('releaseStream');
    expect(text).not.toContain('obs-key');
    expect(text).not.toContain(KEY_IN_HEX);
    expect(text).toContain('·· ·· ·· ·· ·· ·· ··');
  }
});

it('nor in a chunk, whose data is not taken apart', () => {
  for (const text of shared(['releaseSt'], 'chunk')) {
    expect(text).toContain('02 00 0d ·· ··');
    expect(text).not.toContain('72 65 6c');
  }
});

it('what need not be hidden is there', () => {
  for (const text of shared([])) {
    expect(text).toContain('obs-key');
    expect(text).toContain(KEY_IN_HEX);
  }
});
