import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';

const css = readFileSync(new URL('./tokens.css', import.meta.url), 'utf8');
const tokens = new Map(
  [...css.matchAll(/--([a-z0-9-]+): light-dark\((#[0-9a-f]{6}), (#[0-9a-f]{6})\);/g)].map(
    ([, name, light, dark]) => [name!, [light!, dark!]] as const,
  ),
);

/** Relative luminance, WCAG 2.2. */
function luminance(hex: string): number {
  const [r, g, b] = [1, 3, 5].map((at) => {
    const part = parseInt(hex.slice(at, at + 2), 16) / 255;
    return part <= 0.04045 ? part / 12.92 : ((part + 0.055) / 1.055) ** 2.4;
  });
  return 0.2126 * r! + 0.7152 * g! + 0.0722 * b!;
}

function contrast(a: string, b: string): number {
  const [high, low] = [luminance(a), luminance(b)].sort((x, y) => y - x);
  return (high! + 0.05) / (low! + 0.05);
}

const SURFACES = ['surface-0', 'surface-1', 'surface-2', 'surface-selected'];
const TEXTS = [
  'text',
  'text-dim',
  'text-faint',
  'accent',
  'up',
  'down',
  'error',
  'warning',
  'note',
];
const TYPES = [...tokens.keys()].filter(
  (name) => name.startsWith('type-') && !name.endsWith('-soft'),
);
const SOFT = [...tokens.keys()].filter((name) => name.endsWith('-soft'));

const contrastBlock = css.slice(css.indexOf(":root[data-theme='contrast']"));
const highContrast = new Map(
  [...contrastBlock.matchAll(/--([a-z0-9-]+): (#[0-9a-f]{6});/g)].map(
    ([, name, colour]) => [name!, colour!] as const,
  ),
);

describe('high contrast', () => {
  const of = (name: string) => highContrast.get(name) ?? tokens.get(name)![1];

  it.each([...TEXTS, ...TYPES])('%s is readable on every surface (7:1)', (name) => {
    for (const surface of SURFACES)
      expect(contrast(of(name), of(surface)), surface).toBeGreaterThanOrEqual(7);
  });
});

describe.each([
  ['light', 0],
  ['dark', 1],
] as const)('%s', (_, theme) => {
  const of = (name: string) => tokens.get(name)![theme];

  it.each([...TEXTS, ...TYPES])('%s is readable on every surface (4.5:1)', (name) => {
    for (const surface of SURFACES)
      expect(contrast(of(name), of(surface)), surface).toBeGreaterThanOrEqual(4.5);
  });

  it.each(SOFT)('%s carries its own colour and the dim text (4.5:1)', (name) => {
    expect(contrast(of(name.replace('-soft', '')), of(name))).toBeGreaterThanOrEqual(4.5);
    expect(contrast(of('text-dim'), of(name))).toBeGreaterThanOrEqual(4.5);
  });

  it('marks and borders of controls reach 3:1, the accent carries its text', () => {
    for (const surface of SURFACES)
      expect(contrast(of('border-strong'), of(surface))).toBeGreaterThanOrEqual(3);
    expect(contrast(of('accent'), of('accent-text'))).toBeGreaterThanOrEqual(4.5);
  });
});
