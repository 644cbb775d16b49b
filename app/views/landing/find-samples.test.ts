import { describe, expect, it } from 'vitest';
import index from '../../../public/samples/index.json' with { type: 'json' };
import { parseSamples } from '../../state/samples.ts';
import { findSamples, frequentTags } from './find-samples.ts';

const samples = parseSamples(index);
const found = (text: string, tag?: string) =>
  findSamples(samples, text, tag).flatMap(({ samples }) => samples.map(({ id }) => id));

describe('finding a sample', () => {
  it('shows all, each in one group, when nothing is asked', () => {
    expect(found('').sort()).toEqual(samples.map(({ id }) => id).sort());
    expect(findSamples(samples, '', undefined)[0]!.group).toBe('sessions');
  });

  it('wants every word, in title, text or tags, whatever the case', () => {
    expect(found('OBS publishes')).toEqual(['obs-publish']);
    expect(found('gbk utf-8')).toEqual(['stream-names']);
    expect(found('nobody has this')).toEqual([]);
  });

  it('wants the tag as well', () => {
    const tagged = found('', 'AMF3');
    expect(tagged).toContain('amf3');
    expect(tagged.length).toBeLessThan(10);
    expect(found('by number', 'AMF3')).toEqual(['amf3-by-number']);
  });

  it('has buttons for tags of several samples, but not for how a file was made', () => {
    const tags = frequentTags(samples);
    expect(tags).toContain('timestamps');
    expect(tags).not.toContain('made by hand');
    for (const tag of tags) expect(found('', tag).length).toBeGreaterThanOrEqual(4);
  });
});
