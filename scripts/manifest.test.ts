import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { PROJECT } from './project.js';

interface Manifest {
  readonly start_url: string;
  readonly scope: string;
  readonly icons: readonly { src: string; sizes: string; type: string; purpose: string }[];
  readonly file_handlers: readonly { action: string; accept: Record<string, string[]> }[];
}

const read = (name: string): Buffer => readFileSync(join(PROJECT, 'public', name));
const manifest = JSON.parse(read('manifest.webmanifest').toString()) as Manifest;

/** Width and height of a PNG, from its first chunk (PNG, 11.2.1). */
function sizeOfPng(bytes: Buffer): string {
  expect(bytes.toString('latin1', 1, 4)).toBe('PNG');
  return `${bytes.readUInt32BE(16)}x${bytes.readUInt32BE(20)}`;
}

describe('the manifest of the installed page', () => {
  it('names icons that exist, in the sizes it says, and those that systems ask for', () => {
    for (const { src, sizes, type } of manifest.icons)
      if (type === 'image/png') expect(sizeOfPng(read(src)), src).toBe(sizes);
      else expect(existsSync(join(PROJECT, 'public', src)), src).toBe(true);
    const sizesFor = (purpose: string) =>
      manifest.icons.filter((icon) => icon.purpose === purpose).map(({ sizes }) => sizes);
    expect(sizesFor('any')).toEqual(expect.arrayContaining(['192x192', '512x512', 'any']));
    expect(sizesFor('maskable')).toEqual(['512x512']);
    expect(sizeOfPng(read('apple-touch-icon.png'))).toBe('180x180');
  });

  it('has no address that ties it to the root of a host', () => {
    const { start_url: start, scope, icons, file_handlers: handlers } = manifest;
    const addresses = [start, scope, ...icons.map(({ src }) => src)];
    for (const address of [...addresses, ...handlers.map(({ action }) => action)])
      expect(address).toMatch(/^\.\//);
  });

  it('takes captures in both formats', () => {
    const extensions = manifest.file_handlers.flatMap(({ accept }) => Object.values(accept).flat());
    expect(extensions).toEqual(expect.arrayContaining(['.pcap', '.pcapng']));
  });
});
