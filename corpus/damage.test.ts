import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { DAMAGES, tryDamage } from '../bench/damage.js';
import * as protocol from '../src-protocol/index.ts';

let folder: string;

beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), 'rtmp-inspector-damage-'));
});
afterAll(() => {
  rmSync(folder, { recursive: true });
});

// The same table as `npm run bench` prints, with small captures. There a share may be lost; here the
// captures are always the same, and nothing is.
describe('damaged captures: every message that is wholly there, and no other', () => {
  it.each(DAMAGES)('$name', (damage) => {
    const options = { path: join(folder, 'damaged.pcap'), size: 1.5e6, seed: 3 };
    const result = tryDamage(protocol, damage, options);
    expect(result.examples).toEqual([]);
    expect(result.found).toBe(result.intact);
    expect(result.intact).toBeGreaterThan(50);
  });
});
