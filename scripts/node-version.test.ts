import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { engines, inWords, judgeNode } from './node-version.js';
import { PROJECT } from './project.js';

describe('the versions of Node', () => {
  it.each([
    ['18.20.8', 'older'],
    ['20.18.3', 'older'],
    ['20.19.0', 'fits'],
    ['20.20.2', 'fits'],
    ['21.7.3', 'between'],
    ['22.12.0', 'between'],
    ['22.13.0', 'fits'],
    ['23.11.1', 'between'],
    ['24.0.0', 'fits'],
    ['26.1.0', 'fits'],
  ])('%s: %s', (version, verdict) => {
    expect(judgeNode(version, engines())).toBe(verdict);
  });

  it('are said alike in package.json and to people', () => {
    const words = inWords(engines());
    expect(words).toBe('20.19, 22.13, 24 or newer');
    for (const page of ['README.md', 'CONTRIBUTING.md'])
      expect(readFileSync(join(PROJECT, page), 'utf8'), page).toContain(words);
  });

  it('are the same in the lock file', () => {
    const lock = JSON.parse(readFileSync(join(PROJECT, 'package-lock.json'), 'utf8')) as {
      packages: Record<string, { engines?: { node?: string } }>;
    };
    expect(lock.packages['']?.engines?.node).toBe(engines());
  });
});
